"""Dialects: what their tables promise, and what the patterns compiled of them must not miss."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from html_posts import posts
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace
from strategies import law

import convert
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model import (
    BulletList,
    Cell,
    DefinitionItem,
    DefinitionList,
    Document,
    Image,
    ListItem,
    Math,
    MathBlock,
    Meta,
    Paragraph,
    Row,
    Table,
    Text,
)
from convert.notices import ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.proof.fidelity.rules import first_misread_line_or_empty
from convert.writers._markdown import dialects
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.dialects.common import ANYWHERE, LINE_START
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.dialects.kramdown import KRAMDOWN as KRAMDOWN_TABLE
from convert.writers._markdown.escape import Escaping, escape_line_start, escape_text
from convert.writers._markdown.templates import simulate_template_engine

MODULES = [import_module(f"{dialects.__name__}.{module.name}") for module in iter_modules(dialects.__path__)]
DIALECTS = {
    value.name: value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Dialect) and name.isupper()
}
FIELDS = [field.name for field in structs.fields(Dialect)]
TRAPS = {"in_text", "at_line_start", "kept_apart", "in_pictures", "in_addresses", "suspects", "start_suspects"}
SAID_BY_TABLE = set(FIELDS[: FIELDS.index("abilities")]) - TRAPS - {"name"}


def test_the_dialects_are_found():
    assert {"GFM", "Goldmark", "Obsidian"} <= DIALECTS.keys()


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_whatever_is_not_as_in_gfm_has_a_reason_and_a_source(dialect):
    reasons = [ability.field for ability in dialect.abilities]
    assert sorted(reasons) == sorted(name for name in SAID_BY_TABLE if getattr(dialect, name) != getattr(GFM, name))
    traps = (*dialect.in_text, *dialect.at_line_start, *dialect.kept_apart, *dialect.in_pictures, *dialect.in_addresses)
    assert all(row.reason and row.source for row in (*dialect.abilities, *traps))


def test_common_traps_have_a_reason_and_a_source():
    assert all(trap.reason and trap.source for trap in (*ANYWHERE, *LINE_START))


NASTY = st.text(st.sampled_from("a가1 |#%^=-+:.!()@'\"/;<>{}[~"), max_size=4)
"""Short, and mostly of what no common trap is about, so that nothing else makes a text suspicious."""


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@given(text=NASTY)
@law(1000)
def test_no_text_is_passed_over_that_a_trap_is_about(dialect, text):
    """Most texts are known to need nothing by one search; with something suspicious before them they are looked at closely."""
    escaping = Escaping(dialect=dialect)
    closely = escape_text(f"\\`가{text}", escaping)
    assert closely.removeprefix("\\\\\\`가") == escape_text(f"가{text}", escaping).removeprefix("가")


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@given(text=NASTY)
@law(1000)
def test_no_line_is_passed_over_that_a_trap_is_about(dialect, text):
    escaped = escape_line_start(text, dialect)
    assert (escaped != text) >= (dialect.start_traps.match(text) is not None)


# Jekyll


def jekyll(html, **options):
    document = convert.loads(html, "tistory")
    return without_front_matter(convert.dumps(document, "jekyll", **options)).strip("\n")


KRAMDOWN = {
    "<p>가|나</p>": r"가\|나",
    "<p>a||b</p>": r"a\|\|b",
    "<p>&lt;놀면 뭐하니&gt;</p>": r"\<놀면 뭐하니>",
    "<p>{::comment} {:.c}</p>": r"\{::comment} \{:.c}",
    "<p>npm --help &lt;&lt;가&gt;&gt;</p>": r"npm \--help \<\<가\>>",
    "<p><a href='u'>[가]: 나</a></p>": r"[\[가\]\: 나](u)",
    "<p>*** /*</p>": r"\*\*\* /\*",
    "<p>^</p>": "&#x5E;",
    "<p>AT&amp;amp;T</p>": "AT&amp;amp;T",
    "<p>12345678901. 가</p>": "&#x31;2345678901. 가",
    "<p>가<br>나</p>": "가  \n나",
    "<ol start='3'><li>가</li></ol>": '<ol start="3" markdown="1">\n<li markdown="1">\n\n가\n\n</li>\n</ol>',
    "<ul><li>가</li></ul><ul><li>나</li></ul>": "- 가\n\n<!-- -->\n\n- 나",
    "<ul><li></li><li>나</li></ul>": "- &nbsp;\n- 나",
    "<ul><li><p>가</p><hr></li></ul>": "-   가\n\n    ___",
    "<ul><li><pre><code>- 가</code></pre></li></ul>": "- <!-- -->\n\n  ```\n  - 가\n  ```",
    "<details><summary>요약</summary><p>가</p></details>": '<details markdown="1">\n<summary>요약</summary>\n\n가\n\n</details>',
    "<table><tr><th>가</th></tr><tr><td><code>a|b</code></td></tr></table>": "| 가 |\n| --- |\n| <code>a&#124;b</code> |",
    "<table><tr><th>가</th></tr></table>": "<table>\n<tr><th>가</th></tr>\n</table>",
    "<table><tr><th>가</th></tr><tr><td>--</td></tr></table>": r"| 가 |@| --- |@| \-- |".replace("@", "\n"),
    "<p><code>a``b</code></p>": "```a``b```",
    "<p><kbd>Ctrl</kbd>, <kbd>[+]</kbd></p>": '<kbd>Ctrl</kbd>, <kbd markdown="span">[+]</kbd>',
    "<p><a href='https://ex.com/(a|b' title='&quot;x&quot;'>가</a></p>": '[가](https://ex.com/%28a%7Cb "&quot;x&quot;")',
    "<p><em><b>가</b>나</em></p>": "<em>**가**나</em>",
    "<dl><dt>말</dt><dd>뜻</dd></dl>": "말\n: 뜻",
    "<dl><dt>말</dt><dd>뜻</dd></dl><dl><dt>글</dt><dd>풀이</dd></dl>": "말\n: 뜻\n\n<!-- -->\n\n글\n: 풀이",
    "<p>{{ page.title }} {% if x %}</p>": "{% raw %}{{ page.title }} {% if x %}{% endraw %}",
    "<p><a href='https://ex.com/{{a}}'>가</a></p>": "[가](https://ex.com/%7B{a}})",
    "<pre><code>{{ x }}</code></pre>": "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}",
    "<pre><code>{% endraw %}</code></pre>": "{% raw %}\n```\n{% endraw %}{{ '{' }}{% raw %}% endraw %}\n```\n{% endraw %}",
    "<ul><li>가 <code>{{ x }}</code></li></ul>": "- {% raw %}가 `{{ x }}`{% endraw %}",
    "<h2>{{ x }} 가</h2>": "## {% raw %}{{ x }} 가{% endraw %}",
    "<table><tr><th>가</th></tr><tr><td>{{ x }}</td></tr></table>": "| 가 |\n| --- |\n| {% raw %}{{ x }}{% endraw %} |",
}
"""What GitHub Pages would show otherwise, and the spelling that it shows as it is. `make laws DIALECT=kramdown` runs it."""


@pytest.mark.parametrize("html", KRAMDOWN)
def test_jekyll_is_written_for_kramdown(html):
    assert jekyll(html) == KRAMDOWN[html]


CHIRPY = {
    "<p>가 <img src='a.png' alt='가 /나 w=3' title='x /y'> /</p>": '가 ![가 &#x2F;나 w&#x3D;3](a.png "x &#x2F;y") /',
    "<p>가 <img src='a.png' alt='a /b' width='20' height='20'></p>": (
        '가 <img src="a.png" alt="a &#x2F;b" width="20" height="20">'
    ),
    "<figure><img src='a.png'><figcaption>가 /나</figcaption></figure>": "![가 &#x2F;나](a.png)\n\n*가 /나*",
    "<table><tr><td rowspan='2'>가 /</td><td><img src='a.png' alt='a /b'></td></tr><tr><td>나</td></tr></table>": (
        '<table>\n<tr><td rowspan="2">가 /</td><td><img src="a.png" alt="a &#x2F;b"></td></tr>\n<tr><td>나</td></tr>\n</table>'
    ),
}
"""What chirpy takes out of the tag of a picture, and the spelling it leaves alone; elsewhere each is as it was."""


@pytest.mark.parametrize("html", CHIRPY)
def test_chirpy_finds_nothing_in_what_describes_a_picture(html):
    written = jekyll(html, theme="chirpy", complex_tables="html")
    assert written == CHIRPY[html]
    assert jekyll(html, complex_tables="html") == written.replace("&#x2F;", "/").replace("&#x3D;", "=")


@pytest.mark.parametrize("writer", ["hugo", "jekyll", "pelican", "mkdocs", "nikola"])
@pytest.mark.parametrize("around", ["{}", "<ul><li><p>가</p>{}</li></ul>", "<blockquote>{}</blockquote>"])
def test_lists_of_definitions_in_a_row_stay_apart(writer, around):
    """Every parser that has them goes on with the first, of however many lines its descriptions are."""
    list_of_two = "<dl><dt>말</dt><dd><p>뜻</p><p>둘</p></dd><dt>글</dt><dd>풀이</dd></dl>"
    document = convert.loads(around.format(list_of_two * 2 + "<p>끝</p>" + list_of_two), "tistory")
    written = convert.dumps(document, writer)
    target = markdown_target_of(*writer_and_options_or_raise(writer))
    assert written.count("<!-- -->") == 1
    assert (
        with_misread_blocks_in_safe_form(document.children, without_front_matter(written).lstrip("\n"), target, ignore)
        is document.children
    )
    if "<ul markdown" not in written:  # an item Python-Markdown reads in tags alone is a list to no other parser
        assert convert.loads(written, "markdown").children == document.children


@pytest.mark.parametrize("writer", ["hugo", "jekyll", "pelican", "mkdocs", "nikola", "markdown"])
def test_a_list_of_too_many_definitions_is_written_as_several(writer, monkeypatch):
    """It guards the parser of the proof, which takes the square of their number (comrak 0.0.16; 10,000 took 3 s)."""
    monkeypatch.setattr("convert.writers._markdown.definitions.LIST_DEFINITIONS", 2)
    html = "<dl>" + "".join([f"<dt>말 {number}</dt><dd>뜻 {number}</dd>" for number in range(5)]) + "</dl>"
    document = convert.loads(html, "tistory")
    written = convert.dumps(document, writer)
    assert written.count("<!-- -->") == (0 if writer == "markdown" else 2)  # GitHub has no such lists: terms are paragraphs
    target = markdown_target_of(*writer_and_options_or_raise(writer))
    assert (
        with_misread_blocks_in_safe_form(document.children, without_front_matter(written).lstrip("\n"), target, ignore)
        is document.children
    )


RAW_FORMULAS = {
    r"\{a\} *b* a_{{x}} < c": r"값 $\{a\} *b* a_{{x}} < c$|$$|\{a\} *b* a_{{x}} < c|$$",
    "a -- b": "값 $a -- b$|$$|a -- b|$$",
    "a & b": "값 $a & b$|$$|a & b|$$",
    "`": "값 `` ` ``|```math|`|```",
    "x\\": "값 `x\\`|$$|x\\|$$",
    "- x": "값 $- x$|```math|- x|```",
}
"""Formulas in a line and on lines of their own, as Obsidian has them: nothing in one is Markdown but what begins before it."""


@pytest.mark.parametrize("tex", RAW_FORMULAS)
def test_a_formula_of_obsidian_has_no_backticks(tex):
    document = Document(Meta(), (Paragraph((Text("값 "), Math(tex))), MathBlock(tex)))
    written = without_front_matter(convert.dumps(document, "obsidian")).strip("\n")
    assert [line for line in written.split("\n") if line] == RAW_FORMULAS[tex].split("|")
    target = markdown_target_of(*writer_and_options_or_raise("obsidian"))
    assert with_misread_blocks_in_safe_form(document.children, written + "\n", target, ignore) is document.children


FORMULA = (Paragraph((Text("값 "), Math("|x|"))), MathBlock("\\frac12"))


@pytest.mark.parametrize(
    ("markdown", "formulas", "definition", "cell"),
    [
        ("kramdown", "값 $$\\vert x\\vert $$\n\n$$\n\\frac12\n$$", "말\n: 뜻", "$$\\vert x\\vert $$"),
        ("commonmark", "값 $|x|$\n\n$$\n\\frac12\n$$", "말\n\n뜻", r"$\|x\|$"),
    ],
)
def test_what_no_spelling_says_to_both_follows_the_option(markdown, formulas, definition, cell):
    body = without_front_matter(convert.dumps(Document(Meta(), FORMULA), "jekyll", jekyll_markdown=markdown)).strip("\n")
    assert body == formulas
    assert jekyll("<dl><dt>말</dt><dd>뜻</dd></dl>", jekyll_markdown=markdown) == definition
    table = Document(Meta(), (Table((Row((Cell((Paragraph((Math("|x|"),)),), header=True),)), Row((Cell(()),)))),))
    text = without_front_matter(convert.dumps(table, "jekyll", jekyll_markdown=markdown)).lstrip("\n")
    assert f"| {cell} |" in text
    target = markdown_target_of(*writer_and_options_or_raise("jekyll", (("jekyll_markdown", markdown),)))
    assert with_misread_blocks_in_safe_form(table.children, text, target, ignore) is table.children


IN_KRAMDOWN = {
    "alone, which kramdown shows as a block": ((Paragraph((Math("x"),)),), "$$x$$<!-- -->"),
    "alone in an item": ((BulletList((ListItem((Paragraph((Math("x"),)),)),)),), "- $$x$$<!-- -->"),
    "alone in a definition": ((DefinitionList((DefinitionItem((Math("x"),), ()),)),), "$$x$$<!-- -->"),
    "alone as a term": (
        (DefinitionList((DefinitionItem((Math("x"),), ((Paragraph((Text("뜻"),)),),)),)),),
        "$$x$$<!-- -->\n: 뜻",
    ),
    "two alone": ((Paragraph((Math("x"), Math("y"))),), "$$x$$<!-- -->$$y$$"),
    "with text": ((Paragraph((Math("x"), Text(" 값"))),), "$$x$$ 값"),
    "a block": ((MathBlock("x"),), "$$\nx\n$$"),
    "a block that begins with a line below a heading": ((MathBlock("=\nx"),), "```math\n=\nx\n```"),
    "a block with one such line": ((MathBlock("--"),), "```math\n--\n```"),
    "a block with one further down": ((MathBlock("a\n=\nb"),), "$$\na\n=\nb\n$$"),
    "a dollar at its end": ((Paragraph((Text("값 "), Math(r"5\$"))),), r"값 $`5\$`$"),
    "a dollar at its start": ((Paragraph((Text("값 "), Math("$5"))),), "값 $$$5$$"),
}


@pytest.mark.parametrize("what", IN_KRAMDOWN)
def test_a_formula_in_a_line_is_one_in_kramdown(what):
    children, markdown = IN_KRAMDOWN[what]
    document = Document(Meta(), children)
    text = without_front_matter(convert.dumps(document, "jekyll")).lstrip("\n")
    assert text == f"{markdown}\n"
    assert (
        with_misread_blocks_in_safe_form(children, text, markdown_target_of(*writer_and_options_or_raise("jekyll")), ignore)
        is children
    )


@pytest.mark.parametrize("to", ["jekyll", "markdown", "obsidian"])
@pytest.mark.parametrize(("alt", "spelled"), [("가|4", r"가\|4"), ("|40x50", r"\|40x50"), ("\\|4", r"\\\|4"), ("가|나", None)])
def test_a_bar_before_a_number_in_a_description_has_one_escape(alt, spelled, to):
    """It is the size of a picture in Obsidian, and in a line of its own a table in kramdown, where all bars have one."""
    text = without_front_matter(convert.dumps(Document(Meta(), (Paragraph((Image("a.png", alt),)),)), to))
    without_bar = r"가\|나" if to == "jekyll" else "가|나"
    assert text.strip("\n") == f"![{spelled or without_bar}](a.png)"


@pytest.mark.parametrize(
    "line", ["가|나", "<놀면 뭐하니>", "글 {::comment}", "npm --help", "a << b", "> - 가 | 나", "`a` | b", "[a|b](c)"]
)
def test_what_kramdown_would_take_for_something_else_is_found(line):
    assert first_misread_line_or_empty(f"첫 줄\n\n{line}\n\n끝", KRAMDOWN_TABLE) == line
    assert first_misread_line_or_empty(line, GFM) == ""


@pytest.mark.parametrize(
    "text",
    [
        r"가\|나 \<놀면> \{:.c} \--", "`a|b` `` -- ``", "| a | b |", "> - | a |", "[가](u|--)", '<b title="a|b">가</b>', "<!-- -->",
        "```\na|b --\n```", "- ```\n  a|b\n  ```", "$$a|b$$", "$$\na|b\n$$", "---", "가[^a--b]", "&#124;",
    ],
)  # fmt: skip
def test_what_kramdown_reads_as_meant_is_not(text):
    assert first_misread_line_or_empty(text, KRAMDOWN_TABLE) == ""


NEEDS_JEKYLL_4 = ("render_with_liquid",)
"""Keys and tags that came with Jekyll 4; GitHub Pages has 3.10, where they do nothing."""


@pytest.mark.parametrize("html", [html for html in KRAMDOWN if "{" in html])
def test_jekyll_3_is_enough(html):
    text = convert.dumps(convert.loads(html, "tistory"), "jekyll")
    assert not any(word in text for word in NEEDS_JEKYLL_4)
    body = without_front_matter(text)
    left = re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", body, flags=re.DOTALL).replace("{{ '{' }}", "")
    assert "{{" not in left
    assert "{%" not in left


@given(html=posts())
@law(100)
def test_liquid_finds_nothing_to_run(html):
    """What it makes of a post is the post as it was before tags were put round anything."""
    document = convert.loads(html.replace("가", "{{ 가 }}{% endraw %}"), "tistory")
    target = markdown_target_of(*writer_and_options_or_raise("jekyll"))
    unguarded = replace(target, dialect=replace(target.dialect, template=""))
    made, wanted = (
        re.sub("\n{3,}", "\n\n", text.replace("%7B", "{")).strip("\n")
        for text in (
            simulate_template_engine(markdown_body(document.children, target, {}), target),
            markdown_body(document.children, unguarded, {}),
        )
    )
    assert made == wanted


def _signs_it_begins_with(pattern):
    """The characters `re` looks for before it tries a pattern; none where it tries it everywhere, which takes many times as long."""
    return re._compiler._get_charset_prefix(re._parser.parse(pattern), 0)


@pytest.mark.parametrize(
    "pattern", ["|".join(trap.pattern for trap in ANYWHERE), *sorted({one.suspect.pattern for one in DIALECTS.values()})]
)
def test_what_every_text_is_searched_for_begins_with_signs_that_are_found_fast(pattern):
    assert _signs_it_begins_with(pattern)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@pytest.mark.parametrize(
    ("text", "is_suspect"), [("a-b", False), ("a--b", True), ("a->b", False), ("a>>b", True), ("a>b-", False)]
)
def test_hyphens_and_angles_are_suspect_only_in_twos(dialect, text, is_suspect):
    assert (dialect.suspect.search(text) is not None) == is_suspect
