"""Laws of elements with Markdown between their tags: they are what the same is whose Markdown somebody made HTML of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import law
from witnessed import page_of, read

import convert
from convert.model import Anchor, Document, FootnoteDefinition, Meta
from convert.model.walk import plain_text, walk
from convert.proof.witness import missing_from_page

LEAVES = (
    ("**{}**", "<p><strong>{}</strong></p>"),
    ("{} `x`", "<p>{} <code>x</code></p>"),
    ("- {}", "<ul><li>{}</li></ul>"),
    ("3. {}\n   - 속", "<ol start='3'><li>{}<ul><li>속</li></ul></li></ol>"),
    ("> *{}*", "<blockquote><p><em>{}</em></p></blockquote>"),
    ("```\n</ul> {}\n\n<li>\n```", "<pre><code>&lt;/ul&gt; {}\n\n&lt;li&gt;</code></pre>"),
)
"""Markdown, and the HTML that is the same."""

BETWEEN = ("\n\n---\n\n", "\n<hr>\n")
"""What parts blocks in both: two lists of Markdown would be one."""

RAW = (
    "<!-- </ul> {}\n\n<li> -->",
    '<script>"</ul>{}"\n\n</script>',
    '<div style="display:none">\n\n{}\n\n</div>',
    "<pre>\n{}\n\n속\n</pre>",
    "<p>{}</p>",
)
"""HTML that is the same in both: some shows nothing, some no Markdown."""

ATTRIBUTES = ("", "", ' class="x"', " hidden", ' title="</li></ul>"', ' id="there"')

PLACE = re.compile(r'<p><a id="there"></a></p>\n?|<a id="there"></a>')
SPACE = re.compile(r">\s+<")

ITEMS = {"ul": "li", "ol": "li", "dl": "dd", "div": "", "section": "", "table": "td"}


@st.composite
def pairs(draw, depth=3):
    """A block as Markdown between tags, and as HTML alone."""
    kind = draw(st.integers(0, 5 if depth else 3))
    word = draw(st.sampled_from(("가나", "다라", "마바사")))
    if kind < 3:
        return tuple(form.format(word) for form in draw(st.sampled_from(LEAVES)))
    if kind == 3:
        raw = draw(st.sampled_from(RAW)).format(word)
        return raw, raw
    name = draw(st.sampled_from(sorted(ITEMS)))
    parts = draw(st.lists(st.tuples(st.sampled_from(ATTRIBUTES), pairs(depth - 1), pairs(depth - 1)), min_size=1, max_size=3))
    return element(name, parts, 0), element(name, parts, 1)


def element(name, parts, form):
    """An element with an item for each part, as one of the two forms."""
    item = ITEMS[name]
    # A table of a single cell is a frame round what is in it, where nothing else is in the body.
    row = ("<tr>\n<td>앞</td>", "\n</tr>") if item == "td" else ("", "")
    inner = [f"{first[form]}{BETWEEN[form]}{second[form]}" for _, first, second in parts]
    if item:
        inner = [
            f"{row[0]}<{item}{attributes}>\n\n{said}\n\n</{item}>{row[1]}"
            for (attributes, *_), said in zip(parts, inner, strict=True)
        ]
    if item:
        return "\n".join([f"<{name}>", *inner, f"</{name}>"])
    return f"<{name}{parts[0][0]}>\n\n{BETWEEN[form].join(inner)}\n\n</{name}>"


def places_of(blocks):
    """The places that links lead to."""
    return [node.id for node in walk(blocks) if isinstance(node, Anchor)]


def page_without_places(blocks):
    """A place before a list is in its first text, or above it, and no browser shows a difference."""
    return SPACE.sub("><", PLACE.sub("", convert.dumps(Document(Meta(), blocks), "html")))


@given(st.lists(pairs(), min_size=1, max_size=3))
@law(100)
def test_markdown_between_tags_is_what_its_html_would_be(blocks):
    markdown = BETWEEN[0].join(["[곳](#there)", *[block[0] for block in blocks]])
    html = BETWEEN[1].join(["<p><a href='#there'>곳</a></p>", *[block[1] for block in blocks]])
    ours, theirs = convert.loads(markdown, "markdown").children, convert.loads(html, "tistory").children
    assert places_of(ours) == places_of(theirs)
    assert page_without_places(ours) == page_without_places(theirs)


@given(st.lists(pairs(), min_size=1, max_size=3))
@law(100)
def test_the_witness_misses_nothing_between_tags(blocks):
    document, testimony = read(BETWEEN[0].join(block[0] for block in blocks), "markdown")
    assert missing_from_page(testimony, page_of(document)) == ()


@pytest.mark.parametrize(
    "markdown",
    [
        '<div markdown="1">\n**가** _나_\n- 다\n</div>',
        '<div markdown="1">**가** _나_</div>',
        '<DIV MARKDOWN="1">\n**가** _나_\n</DIV>',
        "<div Markdown = 1>\n**가** _나_\n</div>",
        '> <div markdown="1">\n> **가**\n> </div>',
        '<ul>\n<li markdown="1">**가** `나`</li>\n<li markdown="span">\n    *다*\n</li>\n</ul>',
        '<table>\n<tr><td markdown="1">`가`</td><td markdown="span">**나**</td></tr>\n</table>',
        '<div>\n<section class="x" markdown="block">\n```\n가\n나\n```\n</section>\n</div>',
        'Markdown 글 `<div markdown="1">` **가**',
    ],
)
def test_the_witness_knows_what_the_attribute_says(markdown):
    document, testimony = read(markdown, "markdown")
    assert missing_from_page(testimony, page_of(document)) == ()


@pytest.mark.parametrize(
    "markdown",
    [
        "<ul>\n\nx\n\n" * 3000,
        "x\n\n</ul>\n\n" * 3000,
        "<ul>\n<li>\n\nx\n\n" * 300 + "</li>\n</ul>\n\n" * 300,
        "<div>\n\n<details>\n\nx\n\n" * 300 + "</details>\n\n</div>\n\n" * 300,
        '<div markdown="1">' * 3000 + "x" + "</div>" * 3000,
        '<div markdown="1"><p markdown="1">' * 3000 + "x",
    ],
    ids=["open", "closed", "lists", "folds", "on a line", "never closed"],
)
def test_elements_of_any_number_and_depth_keep_their_text(markdown):
    document, _ = read(markdown, "markdown")
    assert "x" in plain_text(document.children)


def test_lists_of_both_kinds_in_each_other_are_read_as_deep_as_there_is_a_model_for():
    lines = [line for level in range(60) for line in (" " * 2 * level + "- <div>", " " * 2 * level + "  <ul><li>", "")]
    document, _ = read("\n".join([*lines, " " * 120 + "글"]), "markdown")
    assert "글" in plain_text(document.children)


@pytest.mark.parametrize("to", ["jekyll", "mkdocs", "markdown", "hugo"])
@pytest.mark.parametrize("attribute", ["", ' markdown="1"'])
@pytest.mark.parametrize("end", ["\n\n", "\n"])
def test_a_fold_keeps_its_title(to, attribute, end):
    fold = f"<details{attribute}>{end.strip(' ')}<summary>제목</summary>{end}속 글{end}</details>"
    for text in (fold, convert.dumps(convert.loads(fold, "markdown"), to)):
        (details,) = convert.loads(text, "markdown").children
        assert (plain_text(details.summary), plain_text(details.children).strip()) == ("제목", "속 글")


def test_what_is_hidden_stays_so_whatever_ends_it_and_stands_beside_it():
    for html in (
        '<div style="display:none" markdown="1">\n비밀 **x**</div>\n\n끝',
        '<div style="display:none">\n\n<details>\n<summary>s</summary>\n<p>비밀</p>\n</details>\n\n</div>',
    ):
        assert "비밀" not in plain_text(convert.loads(html, "markdown").children)


def test_an_attribute_in_the_value_of_another_is_none():
    (paragraph,) = convert.loads('<div title="use markdown=1 here">\n**가**\n</div>', "markdown").children
    assert plain_text((paragraph,)) == "**가**"


def test_no_end_of_a_tag_is_text():
    for html in ('<div markdown="1">\n가 **나**</div>', '<div markdown="1">\n- 가\n- 나</div>'):
        assert "</div>" not in convert.dumps(convert.loads(html, "markdown"), "markdown")


def test_a_note_that_is_defined_in_what_is_hidden_is_one():
    blocks = convert.loads('가[^1]\n\n<div style="display:none">\n\n[^1]: 하나\n\n비밀\n\n</div>\n\n끝', "markdown").children
    assert [plain_text((block,)) for block in blocks if isinstance(block, FootnoteDefinition)] == ["하나"]
    assert "비밀" not in plain_text(blocks)
