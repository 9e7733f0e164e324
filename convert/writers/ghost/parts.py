"""The zips that Ghost imports: posts with the pictures and files they show, each small enough to be uploaded.

A part is whole by itself, so that one that cannot be imported stops no other. Its bytes are the same in every run: no time is in
them, and JSON is packed at a fixed level.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from convert.sources.media_types import ending_without_dot_of
from convert.sources.source import File
from convert.writers.ghost.import_file import Row, TaggedPost, decode_import_or_raise, encode_import

POST_FILES = "posts/"
"""Before the path of the import file of a single post, which is gathered."""

COMMENTS_FILE = "comments.jsonl"
"""The file of a post's comments, which is gathered as well."""

TAKEN_ENDINGS = frozenset(
    """7z aac ai aif aiff apkg arw avif avi blend bmp bz2 cr2 cr3 css deb dng doc docx eot epub eps fb2 fbx flac geojson gif glb
    gltf gpx gz heic heif html ico ics ipynb jpeg jpg js jsonld key kml m4a m4v mid midi mkv mobi mov mp3 mp4 nef np3 numbers obj
    odp ods odt ogg ogv opus orf otf pages paprikarecipes pdf png ppt pptx psd py raf rar rpm rtf rw2 skp stl svg svgz tar tgz tif
    tiff toml tsv ttf txt vcf wav webm webp woff woff2 xcf xls xlsb xlsm xlsx xml yaml zip""".split()
)
"""Endings of files that the import takes (`uploads` of overrides.json, Ghost 6.65), without those it would take for posts:
json, md and csv, of which one stops it ("multiple data formats") or is read in the place of the posts.
"""

_CONTENT = "content/"
_JSON_NAME = "ghost.json"
_LEVEL = 6
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first time a zip can say."""

_READABLE = 0o100644 << 16


def is_file_brought_along_by_import(path: str) -> bool:
    """Whether the import takes a file to its place by itself; any other has to be put into Ghost's folder by hand."""
    return path.startswith(_CONTENT) and ending_without_dot_of(path) in TAKEN_ENDINGS


class PartGatherer:
    """Posts, with what they show, until there are bytes enough for a part. A post is never parted."""

    def __init__(self, part_bytes: int) -> None:
        self._part_bytes = part_bytes
        self._number = 0
        self._size = 0
        self._posts: list[TaggedPost] = []
        self._content: dict[str, bytes] = {}
        self._comments: list[bytes] = []
        self._slugs = TagSlugs()

    def add(self, files: Iterable[File]) -> Iterator[File]:
        """Take the files of a post. What belongs into no part is given at once, a part as soon as it is full."""
        given = list(files)
        waiting = [file for file in given if _goes_into_part(file.path)]
        yield from (file for file in given if not _goes_into_part(file.path))
        size = sum([len(file.data) for file in waiting])
        if self._posts and self._size + size > self._part_bytes:
            yield from self._take_part()
        self._size += size
        for file in waiting:
            self._keep_as_comments_posts_or_content(file)

    def close(self) -> Iterator[File]:
        """The last part, and the comments of all."""
        if self._posts:
            yield from self._take_part()
        if self._comments:
            yield File(COMMENTS_FILE, b"".join(self._comments))

    def _keep_as_comments_posts_or_content(self, file: File) -> None:
        if file.path == COMMENTS_FILE:
            self._comments.append(file.data)
        elif file.path.startswith(POST_FILES):
            self._posts += [
                TaggedPost(post, self._slugs.with_distinct_slugs(tags)) for post, tags in decode_import_or_raise(file.data)
            ]
        else:
            self._content[file.path] = file.data

    def _take_part(self) -> Iterator[File]:
        self._number += 1
        yield File(f"ghost-{self._number}.zip", _zip_bytes(encode_import(self._posts), self._content))
        self._posts, self._content, self._size = [], {}, 0


class TagSlugs:
    """Which tag has which slug, in all parts: one that another tag has already gets a number."""

    def __init__(self) -> None:
        self._slug_of: dict[str, str] = {}
        self._last_numbers: dict[str, int] = {}

    def with_distinct_slugs(self, tags: Sequence[Row]) -> list[Row]:
        """The rows of tags with slugs that are theirs alone."""
        return [{**tag, "slug": self._slug_of.get(tag["id"]) or self._new_slug(tag)} for tag in tags]

    def _new_slug(self, tag: Row) -> str:
        name = slug = str(tag["slug"])
        while slug in self._last_numbers:
            self._last_numbers[name] += 1
            slug = f"{name}-{self._last_numbers[name]}"
        self._last_numbers[slug] = 1
        self._slug_of[tag["id"]] = slug
        return slug


def _goes_into_part(path: str) -> bool:
    return path == COMMENTS_FILE or path.startswith(POST_FILES) or is_file_brought_along_by_import(path)


def _zip_bytes(posts: bytes, content: dict[str, bytes]) -> bytes:
    """A zip with the import file at its root, by which Ghost knows what it is, and the content in the folder it wants."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(_zip_entry(_JSON_NAME, ZIP_DEFLATED), posts, compresslevel=_LEVEL)
        for path in sorted(content):
            archive.writestr(_zip_entry(path, ZIP_STORED), content[path])
    return packed.getvalue()


def _zip_entry(path: str, compression: int) -> ZipInfo:
    entry = ZipInfo(path, _FIRST_DAY)
    entry.compress_type = compression
    entry.create_system = 3  # Unix, whatever system this is
    entry.external_attr = _READABLE
    return entry
