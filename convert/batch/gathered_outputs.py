"""Outputs in files that hold many posts: WordPress's WXR and Ghost's zips, taken apart by the posts in them."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from convert import lazy_re as re
from convert.errors import UsageError
from convert.writers.ghost.import_file import TaggedPost, decode_import_or_raise, encode_import
from convert.writers.wordpress.record import decode_record
from convert.writers.wordpress.slugs import percent_encode_slug


class GatheredOutput(NamedTuple):
    """A post as its renderer takes it, by its names, the surest first, and the file it is in."""

    names: tuple[str, ...]
    file: str
    text: str


class GatheredOutputs:
    """The posts in the files of a folder, or in one file, as a writer gathers them. Raises `UsageError` for what holds none."""

    def __init__(self, writer: str, against: Path) -> None:
        self._format = _FORMATS[writer]
        self._found: dict[str, GatheredOutput] = {}
        paths = sorted(against.glob(self._format.files)) if against.is_dir() else [against]
        for path in paths:
            for output in _outputs_in_file_or_raise(self._format, path):
                for name in output.names:
                    self._found.setdefault(name, output)
        if not self._found:
            wanted = f"name the folder of {self._format.files}, or one such file"
            raise UsageError(f"{against} holds no posts for {writer}", hint=wanted)

    def find_by_names_in_written_text_or_none(self, written_text: str) -> GatheredOutput | None:
        """What is there of a post that was written anew; None where nothing is."""
        return next((self._found[name] for name in self._format.names_in_written_text(written_text) if name in self._found), None)


def _outputs_in_file_or_raise(form: "_Format", path: Path) -> Iterator[GatheredOutput]:
    try:
        yield from form.outputs_in(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise UsageError(f"{path} cannot be read: {error}", hint="write it again, or name another with --against") from error


# WordPress

_NAMESPACES = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}


def _posts_in_wxr(path: Path) -> Iterator[GatheredOutput]:
    for item in ElementTree.parse(path).iter("item"):
        kind, number, slug = (item.findtext(f"wp:{name}", "", _NAMESPACES) for name in ("post_type", "post_id", "post_name"))
        if kind != "attachment":
            fields = [
                [field.findtext("wp:meta_key", "", _NAMESPACES), field.findtext("wp:meta_value", "", _NAMESPACES)]
                for field in item.iterfind("wp:postmeta", _NAMESPACES)
            ]
            content = item.findtext("content:encoded", "", _NAMESPACES)
            text = json.dumps({"content": content, "fields": fields})
            wished = _OF_ONE_SLUG.sub("", slug)
            yield GatheredOutput((f"{kind} {slug} {number}", f"{kind} {wished} {number}", f"{kind} {slug}"), str(path), text)


_OF_ONE_SLUG = re.compile(r"-\d+$")
"""What the writer puts behind the slug of a post that another one has."""


def _lookup_names_in_wordpress_record(written: str) -> tuple[str, ...]:
    """Its slug and number; the slug alone where another post had its number before."""
    record = decode_record(written.encode())
    name = f"{record.kind} {percent_encode_slug(record.slug)}"
    return (f"{name} {record.number}", name)


# Ghost


def _posts_in_ghost_zip_or_json(path: Path) -> Iterator[GatheredOutput]:
    if path.suffix == ".json":
        data = path.read_bytes()
    else:
        with zipfile.ZipFile(path) as archive:
            data = archive.read("ghost.json")
    for row, _ in decode_import_or_raise(data):
        yield GatheredOutput((row["slug"],), str(path), encode_import([TaggedPost(row, ())]).decode())


def _post_slugs_in_written_ghost_import(written: str) -> tuple[str, ...]:
    return tuple([post.post["slug"] for post in decode_import_or_raise(written)])


class _Format(NamedTuple):
    """How files of a writer are called, what posts are in one, and which names one that is written alone has there."""

    files: str
    outputs_in: Callable[[Path], Iterator[GatheredOutput]]
    names_in_written_text: Callable[[str], tuple[str, ...]]


_FORMATS = {
    "wordpress": _Format("posts*.xml", _posts_in_wxr, _lookup_names_in_wordpress_record),
    "ghost": _Format("ghost*.zip", _posts_in_ghost_zip_or_json, _post_slugs_in_written_ghost_import),
}
