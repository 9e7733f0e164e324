"""Helper: what the writer `ghost` makes: the row of a post, the nodes of its body, and what is in its zips."""

import json
from zipfile import ZipFile

import convert
from convert.model import Document, Meta
from convert.notices import ignore
from convert.writers import ghost


def row_of(document, report=ignore, place="1", **options):
    """The post's row in its import file."""
    first, *_ = ghost.write(document, place, ghost.Options(**options), report)
    [post] = tables_in(first.data)["posts"]
    return post


def tables_in(data):
    """The tables of an import file."""
    [database] = json.loads(data)["db"]
    return database["data"]


def nodes_of(*blocks, **options):
    """What Ghost gets of these blocks."""
    return json.loads(row_of(Document(Meta(title="글"), blocks), **options)["lexical"])["root"]["children"]


def nodes_of_html(html, **options):
    """The same of a post of Tistory's editor."""
    return nodes_of(*convert.loads(html, "tistory").children, **options)


def zips_in(folder):
    """The zips of an output, in their order: by names what is in each."""
    paths = sorted(folder.glob("ghost-*.zip"), key=lambda path: int(path.stem.partition("-")[2]))
    return [{name: ZipFile(path).read(name) for name in ZipFile(path).namelist()} for path in paths]


def tables_of(folder):
    """The tables of all zips of an output."""
    found = [tables_in(content["ghost.json"]) for content in zips_in(folder)]
    return {name: [row for tables in found for row in tables[name]] for name in ("posts", "tags", "posts_tags")}
