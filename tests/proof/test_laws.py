"""The laws: what is true of every post, tried on posts nobody would write by hand.

Runs are the same every time. To search for more: `HYPOTHESIS_PROFILE=search LAW_EXAMPLES=20000 pytest tests/proof/test_laws.py`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from captions import as_written
from html_posts import broken_posts, plain_posts, posts, soup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from marks import difference
from msgspec.structs import replace
from renderers import by_comrak, by_markdown_it
from strategies import documents, law
from visible import letters, missing, visible_text

import convert
from convert import formats, model
from convert.model import walk
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "posts"


WRITERS = ("markdown", "html", "jsonl", "hugo", "tistory")


RENDERERS = (by_markdown_it, by_comrak)


_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


settings.register_profile(
    "ci", derandomize=True, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck), print_blob=False
)


settings.register_profile("search", deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck), print_blob=False)


def read(html):
    return convert.loads(html, "tistory")


def markdown_of(document):
    return convert.dumps(document, "markdown", front_matter=False)


def words_of(document):
    """Every text a document holds, in order; of an island, what is seen of it."""
    return " ".join(_words(document.children))


def _words(nodes):
    for node in nodes:
        if isinstance(node, model.RawBlock | model.RawInline):
            yield visible_text(node.value)
            continue
        yield from (getattr(node, field, "") for field in ("value", "title", "description", "host", "name", "size"))
        yield from _words(walk.children(node))
        yield getattr(node, "annotation", "")


# Text


def check_text(html):
    document = read(html)
    source = letters(visible_text(html))
    record = json.loads(convert.dumps(document, "jsonl"))
    markdown = markdown_of(document)
    results = {"document": words_of(document), "jsonl text": record["text"], "jsonl html": visible_text(record["html"])}
    results |= {render.__name__: visible_text(render(markdown)) for render in RENDERERS}
    for name, result in results.items():
        assert not missing(source, letters(result)), f"{name}: {missing(source, letters(result))}\n{markdown}"


@given(posts())
@law(150)
def test_every_visible_character_is_kept(html):
    check_text(html)


@given(broken_posts() | soup)
@law(200)
def test_every_visible_character_of_broken_html_is_kept(html):
    check_text(html)


# Marks


@given(plain_posts())
@law(250)
def test_marks_and_structure_are_kept(html):
    markdown = markdown_of(read(html))
    for render in RENDERERS:
        rendered = render(markdown)
        found = difference(as_written(html), rendered)
        assert not found, f"{render.__name__}: {found}\n{markdown}"


# Markdown read back


def check_fixed_point(document):
    """What a writer prints says the same when it is read and printed again, in the same bytes."""
    titled = document if document.meta.title else replace(document, meta=replace(document.meta, title="제목"))
    for writer in ("markdown", "hugo"):
        first = convert.dumps(titled, writer)
        if writer == "markdown" and "{{</*" in first:
            continue  # code that shows how Hugo shows a call is not to be told from code in a Hugo page
        second = convert.dumps(convert.loads(first, "markdown"), writer)
        assert second == first, writer


@given(posts())
@law(200)
def test_markdown_is_stable_from_the_first_pass(html):
    check_fixed_point(read(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>가https://example.com/a_b*가<b>가</b></p>",
        "<p>가<b>{#id}</b></p>",
        '<details><summary><img src="a.png">가</summary><ul><li>가</li></ul></details><ul><li>나</li></ul>',
        '<details><summary><img src="a.png">가</summary><ol><li>가</li></ol></details><ol><li>나</li></ol><ol><li>다</li></ol>',
    ],
)
def test_what_was_not_stable_once_is(html):
    check_fixed_point(read(html))


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.*")), ids=lambda path: path.name)
def test_samples_are_stable_from_the_first_pass(path):
    for document in convert.read(path):
        check_fixed_point(document)


def check_lines(document):
    """With what secret comments said."""
    line = convert.dumps(document, "jsonl", secret_comments="keep")
    assert line.splitlines() == [line.removesuffix("\n")]
    assert convert.loads(line, "jsonl") == document


@given(documents)
@law(150)
def test_json_lines_give_back_the_same_document(document):
    check_lines(document)


@pytest.mark.parametrize("between", ["<!--a-->", "<c<>", "<script></script>"])
def test_json_lines_give_back_an_island_with_holes_in_its_white_space(between):
    document = read(f"<svg> {between} {between} onx= {between} {between} {between} </svg>")
    check_lines(document)
    assert document.children == (model.Paragraph((model.RawInline("html", "<svg> onx= </svg>"),)),)


@given(posts() | broken_posts())
@law(60)
def test_json_lines_give_back_what_was_read(html):
    check_lines(read(html))


@given(documents)
@law(100)
def test_any_document_can_be_written(document):
    for writer in WRITERS:
        assert convert.dumps(document, writer) is not None


# Anything


SOURCES = (
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | soup.map(str.encode)
    | broken_posts(1).map(lambda html: html.encode("cp949", "xmlcharrefreplace"))
    | st.tuples(st.text(max_size=80), soup).map(lambda it: f"---\n{it[0]}\n---\n{it[1]}".encode())
    | st.tuples(soup, st.binary(max_size=5), soup).map(lambda it: it[0].encode() + it[1] + it[2].encode())
)


@given(SOURCES, st.sampled_from((None, *formats.reader_names())), st.sampled_from(("", "a.html", "a.md", "b.jsonl")))
@law(300)
def test_any_bytes_give_posts_or_an_error_for_people(data, reader, name):
    try:
        found = list(convert.read(Source(name or "text", data, name), reader))
    except convert.ConvertError as error:
        assert str(error)
        return
    for document in found:
        assert walk.depth(document.children) <= model.MAX_DEPTH
        for writer in WRITERS:
            convert.dumps(document, writer)


NESTABLE = (
    "div",
    "b",
    "span style='color:red'",
    "ul><li",
    "ol><li",
    "blockquote",
    "table><tr><td",
    "a href=/x",
    "i",
    "details",
    "figure",
    "dl><dd",
    "font",
    "s",
)


@given(st.lists(st.tuples(st.sampled_from(NESTABLE), st.integers(1, 60)), max_size=8))
@law(40)
def test_no_tree_is_too_deep(nesting):
    html = "".join(f"<{tag}>" * times for tag, times in nesting) + "글<b>자</b>"
    document = read(html)
    assert walk.depth(document.children) <= model.MAX_DEPTH
    assert not missing("글자", letters(words_of(document)))
    check_lines(document)


# Determinism


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "UTC", "LC_ALL": "ko_KR.UTF-8", "LANG": "ko_KR.UTF-8"},
)


RUN = """
import json, sys
from convert.cli import run
sys.exit(any([run(command) for command in json.load(sys.stdin)]))
"""


def written(environment, folder, order, jobs):
    """What one process writes in an environment, in every format: of the samples' folder, and of its files in some order."""
    shutil.copytree(SAMPLES, folder / "posts")
    names = sorted(str(path.relative_to(folder)) for path in (folder / "posts").rglob("*.*"))
    commands = []
    for whole, sources in (("folder", ["posts"]), ("files", names[::order])):
        for to in WRITERS:
            output = f"{whole}/{to}.jsonl" if to == "jsonl" else f"{whole}/{to}/"
            commands.append(["convert", "-q", "-t", to, "-o", output, "--jobs", str(jobs), *sources])
    command, settings = [sys.executable, "-c", RUN], {**os.environ, **environment}
    subprocess.run(command, check=True, env=settings, input=json.dumps(commands).encode(), capture_output=True, cwd=folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != "posts")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_same_bytes_everywhere_and_in_any_order(tmp_path):
    found = []
    for number, (environment, order) in enumerate(zip(ENVIRONMENTS, (1, -1, -1), strict=True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(written(environment, folder, order, 1 + number % 2))
    assert all(any(name.startswith(f"{whole}/{to}") for name in found[0]) for whole in ("folder", "files") for to in WRITERS)
    assert found[0] == found[1] == found[2]
