"""Helper: documents of every node for hypothesis, and with how many of them laws are tried."""

import os
from datetime import datetime, timedelta, timezone
from functools import cache, wraps

from hypothesis import settings
from hypothesis import strategies as st

from convert import model
from convert.meta.privacy import has_mail_address
from convert.model.url import is_allowed

PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def law(examples):
    """How often a law is tried."""
    return settings(PROFILE, max_examples=int(os.environ.get("LAW_EXAMPLES", examples)))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


styles = st.builds(model.Style, texts, texts, texts, texts)


aligns = st.sampled_from(("", "left", "center", "right", "justify"))


counts = st.integers(0, 2**53)


addresses = texts.filter(is_allowed)
"""Those of other schemes are not written; that is for the tests of schemes."""

images = st.builds(model.Image, addresses, texts, texts, texts, counts, counts)


moments = st.builds(
    model.Timestamp,
    st.datetimes(
        min_value=datetime(2, 1, 1), timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    ),
    st.booleans(),
)


def shared(build):
    """Strategies hold strategies: each is made once, when it is first drawn from."""

    @cache
    def made(*arguments):
        return st.deferred(lambda: build(*arguments))

    return wraps(build)(made)


def few(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


@shared
def inline_nodes(depth):
    leaves = [st.builds(kind, texts) for kind in (model.Text, model.Code, model.Math, model.Anchor, model.FootnoteReference)] + [
        images,
        st.just(model.HardBreak()),
        st.builds(model.RawInline, texts, texts),
    ]
    if not depth:
        return st.one_of(leaves)
    inner = few(inline_nodes(depth - 1))
    marks = (
        model.Emphasis, model.Strong, model.Strikethrough, model.Underline, model.Highlight, model.Subscript, model.Superscript, model.Keyboard
    )  # fmt: skip
    containers = [st.builds(kind, inner) for kind in marks]
    containers += [
        st.builds(model.Span, inner, styles),
        st.builds(model.Ruby, inner, texts),
        st.builds(model.Link, inner, addresses, texts),
    ]
    return st.one_of(leaves + containers)


@shared
def block_nodes(depth):
    line = few(inline_nodes(min(depth, 2)))
    level = st.integers(1, 6)
    leaves = [
        st.builds(model.Paragraph, line, aligns),
        st.builds(model.Heading, level, line, texts, aligns),
        st.just(model.ThematicBreak()),
        st.builds(model.CodeBlock, texts, texts),
        st.builds(model.Gallery, few(images), line),
        st.builds(model.Embed, texts, addresses, texts, counts, counts),
        st.builds(model.LinkCard, addresses, texts, texts, texts, addresses),
        st.builds(model.Attachment, addresses, texts, texts),
        st.builds(model.MathBlock, texts),
        st.builds(model.RawBlock, texts, texts),
    ]
    if not depth:
        return st.one_of(leaves)
    inner = few(block_nodes(depth - 1))
    items = few(st.builds(model.ListItem, inner, st.none() | st.booleans()))
    spans = st.integers(1, 1000)
    cells = few(st.builds(model.Cell, inner, aligns, st.booleans(), spans, spans))
    containers = [
        st.builds(model.BlockQuote, inner),
        st.builds(model.BulletList, items),
        st.builds(model.OrderedList, items, counts),
        st.builds(model.Table, few(st.builds(model.Row, cells)), line),
        st.builds(model.Figure, inner, line, aligns),
        st.builds(model.Details, line, inner),
        st.builds(model.Callout, texts, line, inner),
        st.builds(model.DefinitionList, few(st.builds(model.DefinitionItem, line, few(inner)))),
        st.builds(model.FootnoteDefinition, texts, inner),
    ]
    return st.one_of(leaves + containers)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


metas = st.builds(
    model.Meta,
    title=texts,
    date=st.none() | moments,
    lastmod=st.none() | moments,
    slug=texts,
    url=addresses,
    aliases=few(addresses),
    entry_id=texts,
    categories=few(few(texts)),
    tags=few(texts),
    kind=st.sampled_from(("post", "page", "notice", "keyword")),
    visibility=st.sampled_from(("public", "protected", "private", "unknown")),
    draft=st.booleans(),
    author=texts,
    summary=texts,
    cover=addresses,
    lang=texts,
    extra=st.dictionaries(texts, json_values, max_size=3),
)


names = texts.filter(lambda text: not has_mail_address(text))


comments = st.builds(model.Comment, names, few(block_nodes(0)), st.none() | moments, st.booleans())


documents = st.builds(
    model.Document,
    metas,
    few(st.integers(0, 3).flatmap(block_nodes)),
    few(st.builds(model.Resource, texts, texts, texts, texts)),
    few(st.builds(model.Comment, names, few(block_nodes(0)), st.none() | moments, st.booleans(), few(comments))),
    st.builds(model.Origin, texts, texts, texts, texts),
)
