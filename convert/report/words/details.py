"""Words for the details of notices, which are partly ours and partly those of a post."""

from convert.notices import KINDS
from convert.report.words.data_in_words import in_words


def detail_translated_if_in_our_words(kind: str, detail: str) -> str:
    """The detail of a notice as it is said to people. What a post says stays as it is, though one of our texts be the same."""
    return in_words(detail) if KINDS[kind].is_worded_by_us else detail
