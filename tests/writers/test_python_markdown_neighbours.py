"""Pelican, MkDocs and Nikola: blocks in a row, of which Python-Markdown goes on with the first at any marker of the next."""

from itertools import permutations

import pytest
from laws import judge_in_python_markdown
from renderers import by_python_markdown
from said import unlike

import convert
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model import (
    Attachment,
    BlockQuote,
    BulletList,
    DefinitionItem,
    DefinitionList,
    Document,
    Figure,
    FootnoteDefinition,
    ListItem,
    Meta,
    Paragraph,
    Text,
)
from convert.notices import ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter

ENGINES = ("pelican", "mkdocs", "nikola")


def body_of(html, to):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), to)).strip("\n")


def sound(document, to):
    body = without_front_matter(convert.dumps(document, to)).lstrip("\n")
    target = markdown_target_of(*writer_and_options_or_raise(to))
    return with_misread_blocks_in_safe_form(document.children, body, target, ignore) is document.children


_QUOTE, _IN_TAGS = "<blockquote><p>가</p></blockquote>", "<blockquote><p>나</p><pre>다</pre></blockquote>"
QUOTATIONS = {
    "tags first": _IN_TAGS + _QUOTE,
    "tags twice": _IN_TAGS + _IN_TAGS,
    "tags last": _QUOTE + _IN_TAGS,
    "none": _QUOTE + _QUOTE,
    "in a quotation": f"<blockquote>{_IN_TAGS}{_QUOTE}</blockquote>",
    "behind two": f"<blockquote>{_IN_TAGS}</blockquote>{_QUOTE}",
    "in an item": f"<ul><li>라{_IN_TAGS}{_QUOTE}</li></ul>",
    "in a fold": f"<details><summary>요약</summary>{_IN_TAGS}{_QUOTE}</details>{_QUOTE}",
    "numbered": f"<blockquote><ol start='3'><li>라</li></ol></blockquote>{_QUOTE}",
}


@pytest.mark.parametrize("to", ENGINES)
@pytest.mark.parametrize("place", QUOTATIONS)
def test_a_quotation_behind_another_is_its_own(place, to):
    """By the parser, and by the proof if the comment between them is not there."""
    document = convert.loads(QUOTATIONS[place], "tistory")
    body = body_of(QUOTATIONS[place], to)
    assert by_python_markdown(body).count("<blockquote") == QUOTATIONS[place].count("<blockquote")
    assert sound(document, to)
    target = markdown_target_of(*writer_and_options_or_raise(to))
    joined = body.replace("</blockquote>\n\n<!-- -->\n\n> ", "</blockquote>\n\n> ")
    assert (with_misread_blocks_in_safe_form(document.children, joined, target, ignore) is document.children) is (joined == body)


_LISTS = {
    "numbered": "<ol><li>가</li></ol>",
    "bullets": "<ul><li>나</li></ul>",
    "quotation": "<blockquote><p>다</p></blockquote>",
    "tags": "<blockquote><p>라</p><pre>마</pre></blockquote>",
}
_DESCRIPTIONS = {
    "two of no term": "<dl><dd>{}</dd><dd>{}</dd></dl>",
    "two of a term of two lines": "<dl><dt>바<br>사</dt><dd>{}</dd><dd>{}</dd></dl>",
    "of two terms that are empty": "<dl><dt></dt><dd>{}</dd><dt></dt><dd>{}</dd></dl>",
    "of one term, and of none": "<dl><dt>바<br>사</dt><dd>{}</dd><dt></dt><dd>{}</dd></dl>",
    "in an item": "<ul><li>아<dl><dd>{}</dd><dd>{}</dd></dl></li></ul>",
}


@pytest.mark.parametrize("to", ENGINES)
@pytest.mark.parametrize("place", _DESCRIPTIONS)
@pytest.mark.parametrize(("one", "other"), list(permutations(_LISTS, 2)))
def test_what_a_description_ends_with_takes_nothing_of_the_next(place, one, other, to):
    """Where descriptions are paragraphs; Python-Markdown goes on with a list or quotation at any marker."""
    html = _DESCRIPTIONS[place].format(_LISTS[one], _LISTS[other])
    document = convert.loads(html, "tistory")
    assert not unlike(document, by_python_markdown(body_of(html, to)), "python-markdown")


_NOTHING = {
    "an attachment": Attachment("", ""),
    "a text": Paragraph(()),
    "both": Figure((Attachment("", ""), Paragraph(()))),
}
_MARKED = {
    "a quotation": BlockQuote((Paragraph((Text("가"),)), Paragraph((Text("나"),)))),
    "definitions": DefinitionList((DefinitionItem((Text("가"),), ((Paragraph((Text("나"),)),),)),)),
}


@pytest.mark.parametrize(
    "around", [lambda blocks: blocks, lambda blocks: (Figure(blocks),), lambda blocks: (FootnoteDefinition("1", blocks),)]
)
@pytest.mark.parametrize("marked", _MARKED)
@pytest.mark.parametrize("before", _NOTHING)
def test_an_item_begins_with_the_first_block_that_shows_anything(before, marked, around):
    """Lines with marks behind the marker of an item would keep their indent, and so be text or code."""
    document = Document(Meta(), (BulletList((ListItem(around((_NOTHING[before], _MARKED[marked]))),)),))
    assert judge_in_python_markdown([document]) == [""]


_MEANINGS = {
    "two texts": "<p>나</p><p>다</p>",
    "a list": "<ul><li>나</li><li>다</li></ul>",
    "a list below a text": "<p>나</p><ul><li>다<p>라</p></li></ul>",
    "a text of two lines": "나<br>다",
    "a quotation": "<blockquote><p>나</p><p>다</p></blockquote>",
    "definitions": "<dl><dt>나</dt><dd>다</dd></dl>",
    "code": "<pre>나\n다</pre>",
}


@pytest.mark.parametrize("to", ENGINES)
@pytest.mark.parametrize(
    "place", ["{}", "<ul><li>라{}</li></ul>", "<ul><li>라<ul><li>마{}</li></ul></li></ul>", "<blockquote>{}</blockquote>"]
)
@pytest.mark.parametrize("meaning", _MEANINGS)
def test_all_blocks_of_a_description_are_its_own(meaning, place, to):
    html = place.format(f"<dl><dt>가</dt><dd>{_MEANINGS[meaning]}</dd></dl>")
    document = convert.loads(html, "tistory")
    assert not unlike(document, by_python_markdown(body_of(html, to)), "python-markdown")
