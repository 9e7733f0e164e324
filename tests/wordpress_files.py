"""Helper: the files the writer `wordpress` makes of documents, and what an XML parser of somebody else finds in them."""

from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

from msgspec.structs import replace

from convert.formats import writer_and_options_or_raise
from convert.model import Document, Meta, Paragraph, Text, Timestamp
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.writers import wordpress

KST = timezone(timedelta(hours=9))
_NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def day(number, hour=9):
    return Timestamp(datetime(2024, 1, number, hour, tzinfo=KST))


def post(*children, comments=(), **meta):
    """A post with the title `글`, on a day, if nothing else is said."""
    known = Meta(title="글", date=day(1), slug="글")
    return Document(replace(known, **meta), children or (Paragraph((Text("글"),)),), comments=comments)


def parts_of(*posts, report=ignore, **options):
    """The files of a blog, by name, as trees."""
    module, settings = writer_and_options_or_raise("wordpress", freeze_options_or_raise(options))
    files = gathered(posts, settings, module, report)
    return {file.path: ElementTree.fromstring(file.data) for file in files if file.path.endswith(".xml")}


def gathered(posts, settings, module=wordpress, report=ignore):
    """The files of a blog."""
    gatherer = module.gathering(settings)
    for number, document in enumerate(posts):
        assert list(gatherer.add(module.write(document, f"글-{number}", settings, report))) == []
    return list(gatherer.close())


def channel_of(*posts, **options):
    """The one file of a blog."""
    (tree,) = parts_of(*posts, **options).values()
    return tree[0]


def items_of(*posts, kind="", **options):
    """The items of the one file, in their order; of one kind, if it is named."""
    return [item for item in channel_of(*posts, **options).iter("item") if not kind or said(item, "wp:post_type") == kind]


def item_of(document, **options):
    """The only post."""
    (item,) = [item for item in items_of(document, **options) if said(item, "wp:post_type") != "attachment"]
    return item


def said(element, name):
    """The text of an element in another; None where there is no such element."""
    return element.findtext(name, None, _NAMES)


def all_of(element, name):
    return element.findall(name, _NAMES)


def fields_of(item):
    """The fields of a post, by their names."""
    return {said(field, "wp:meta_key"): said(field, "wp:meta_value") for field in all_of(item, "wp:postmeta")}


def content_of(document, **options):
    return said(item_of(document, **options), "content:encoded")
