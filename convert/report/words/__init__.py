"""The language people are spoken to in: English, which the code is written in, or Korean.

`.po` files are the source of the words (`ko/LC_MESSAGES/blogconvert.po`), `make words` reads the code for what is missing there
and makes the `.mo` files beside them that are read here. `language` is which was chosen, `data_in_words` words what is kept as
data, `details` those of notices: errors, their hints, places and details are English texts wherever they are kept, in every
process and in every file, and get their words where they are printed.
"""

from convert.report.words.data_in_words import in_words
from convert.report.words.language import LANGUAGES, _, chosen_language, ngettext, set_language_from_name_or_environment

__all__ = ["LANGUAGES", "_", "chosen_language", "in_words", "ngettext", "set_language_from_name_or_environment"]
