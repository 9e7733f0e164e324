"""What a zip holds that is neither a post nor shown by one: left out, and said so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from convert import lazy_re as re
from convert.model import Document
from convert.notices import Notice, Report

_PICTURE = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|bmp|svg|avif|heic|heif|tiff?|ico)$", re.IGNORECASE)
_SKIN = re.compile(r"\.(?:css|js|map|woff2?|ttf|otf|eot)$", re.IGNORECASE)
"""What pages look like; the backup has one `style.css`, a saved page a folder of these."""

_ATTACHED = frozenset({"file", "files"})
_BESIDE = _ATTACHED | {"img", "image", "images"}


class Leftovers:
    """The files of a zip that are no posts, until it is known whether a post shows them.

    A picture no post shows is a smaller copy of another, or of the skin; but in the folder of attachments it is one of those.
    """

    def __init__(self, names: Iterable[str], pages: Iterable[str]) -> None:
        self._unread = Counter(_folder_of(page) for page in pages)
        self._beside: dict[PurePosixPath, dict[str, None]] = defaultdict(dict)
        self.loose: list[str] = []
        for name in names:
            if not _SKIN.search(name):
                self._note_file_beside_post_or_loose(name)

    def _note_file_beside_post_or_loose(self, name: str) -> None:
        folder = _folder_of(name)
        is_picture = _PICTURE.search(name) is not None
        if folder.name.lower() in _BESIDE and folder.parent in self._unread:
            if not is_picture or folder.name.lower() in _ATTACHED:
                self._beside[folder.parent][name] = None
        elif not is_picture:
            self.loose.append(name)

    def report_unshown_files_then_give_documents(
        self, page: str, documents: Iterator[Document], report: Report
    ) -> Iterator[Document]:
        """The documents of a page; what lies beside it and none of its folder shows is reported before them."""
        folder = _folder_of(page)
        left = self._beside[folder]
        kept: list[Document] = []
        try:
            for document in documents:
                kept.append(document)
                for resource in document.resources:
                    left.pop(resource.member, None)
        finally:
            self._unread[folder] -= 1
            for name in left if not self._unread[folder] else ():
                report(Notice("skipped-file", name))
        yield from kept


def _folder_of(name: str) -> PurePosixPath:
    return PurePosixPath(name).parent
