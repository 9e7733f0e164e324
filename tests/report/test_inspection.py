"""What `inspect` finds in posts, how it ranks them, and how it is shown."""

import json
import re
from html import unescape
from pathlib import Path
from typing import get_args

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner

import docs
from convert.batch.converted import Post
from convert.batch.job import make_job_or_raise
from convert.batch.tally import WatchForwardingNoticesOnly
from convert.cli import run
from convert.model import Block, Inline, Visibility
from convert.model.document import Kind
from convert.notices import LEVEL_WORDS, LEVELS, Notice, ignore
from convert.report.gravity import WEIGHTS
from convert.report.inspection import counts, sections
from convert.report.inspection.attention import GravestPosts
from convert.report.inspection.constructs import CONSTRUCT_NAMES, CONSTRUCT_OF, UNCOUNTED
from convert.report.inspection.counts import NameCounts
from convert.report.inspection.front_matter import SHAPE_NAMES, Shape, shape_of_value
from convert.report.inspection.inspection import Inspection
from convert.report.inspection.page import inspection_page
from convert.report.inspection.run import Inspected, inspect_sources_in_dry_run
from convert.report.inspection.sections import non_empty_tables_of
from convert.report.inspection.terminal import aligned_plain_text_lines, tables_drawn_by_rich
from convert.report.words import set_language_from_name_or_environment
from convert.sources.source import Source

ROOT = Path(__file__).parent.parent.parent
LINKS = """\
<p><a href="https://me.tistory.com/2">둘</a> <a href="https://me.tistory.com/m/2?category=1">다시</a>
<a href="/3">셋, 없는 글</a> <a href="https://me.tistory.com/category/개발">분류</a> <a href="#a">여기</a>
<a href="https://example.com/a">밖</a> <a href="//www.example.com/b">밖</a> <a href="mailto:a@b.kr">편지</a>
<a href="files/a.hwp">파일</a></p>
"""


def inspection_of(*texts, to="hugo", **options):
    """The inspection of posts of these texts, in files of their numbers."""
    sources = tuple(Source(f"{number}.html", text.encode(), f"{number}.html") for number, text in enumerate(texts, start=1))
    return inspect_sources_in_dry_run(Inspected(sources), make_job_or_raise(to, "", options), WatchForwardingNoticesOnly(ignore))


def command(*words):
    with CliRunner().isolation() as (out, err, _):
        code = run([str(word) for word in words])
        return code, out.getvalue().decode(), err.getvalue().decode()


# What is counted


def test_every_kind_of_node_is_a_construct_or_has_a_reason_not_to_be():
    nodes = {*get_args(Block), *get_args(Inline)}
    assert nodes == {*CONSTRUCT_OF, *UNCOUNTED}
    assert not set(CONSTRUCT_OF) & set(UNCOUNTED)
    assert set(CONSTRUCT_OF.values()) == set(CONSTRUCT_NAMES)


def test_everything_that_is_counted_has_a_name():
    assert set(LEVEL_WORDS) == set(LEVELS) == set(WEIGHTS)
    assert set(SHAPE_NAMES) == set(get_args(Shape))
    assert set(sections._KIND_NAMES) == set(get_args(Kind))
    assert set(sections._VISIBILITY_NAMES) == set(get_args(Visibility))


def test_constructs_are_counted_with_the_posts_they_are_in():
    found = inspection_of(
        "<p>하나 <b>둘</b> 또 <b>셋</b></p><pre><code>x</code></pre><pre><code class='language-sql'>y</code></pre>",
        '<p><b>넷</b> <span class="math inline">\\(x\\)</span></p>',
    )
    by_name = {one.construct: (one.count, one.posts) for one in found.constructs}
    assert by_name["strong"] == (3, 2)
    assert by_name["code_block"] == (2, 1)
    assert (found.code.blocks, found.code.languages) == (2, {"": 1, "sql": 1})
    assert (found.formulas.inline, found.formulas.display) == (1, 0)


def test_links_are_told_apart_by_where_they_lead():
    first = f"---\ntitle: 하나\nurl: https://me.tistory.com/1\n---\n{LINKS}"
    second = "---\ntitle: 둘\nurl: https://me.tistory.com/2\n---\n<p>글</p>"
    for to in ("hugo", "markdown", "jsonl"):
        links = inspection_of(first, second, to=to).links
        assert (links.to_posts, links.to_missing_posts, links.to_blog_pages, links.to_files) == (2, 1, 1, 1)
        assert links.hosts == {"example.com": 2}
        assert links.schemes == {"mailto": 1}
        assert links.blog_hosts == ("me.tistory.com",)


def test_front_matter_is_told_by_key_and_shape():
    post = "---\ntitle: 글\ndraft: true\nweight: 3\ntags: [a, b]\nparams: {a: 1}\nsummary: ''\n---\n<p>글</p>"
    found = inspection_of(post, "+++\ntitle = '글'\nweight = 'x'\n+++\n<p>글</p>", "<p>글</p>").front_matter
    assert found.languages == {"yaml": 1, "toml": 1, "": 1}
    shapes = {key.key: key.shapes for key in found.keys}
    assert shapes == {
        "title": {"text": 2},
        "weight": {"number": 1, "text": 1},
        "draft": {"true_or_false": 1},
        "tags": {"list": 1},
        "params": {"mapping": 1},
        "summary": {"empty": 1},
    }


@pytest.mark.parametrize(
    ("value", "shape"),
    [(None, "empty"), ("", "empty"), ([], "empty"), (False, "true_or_false"), (0, "number"), (0.5, "number"), (("a",), "list")],
)
def test_a_value_has_one_shape(value, shape):
    assert shape_of_value(value) == shape


def test_pictures_are_told_by_host_with_the_first_day_on_which_they_stop_working():
    signed = "https://blog.kakaocdn.net/dna/a/b/{}/img.png?credential=x&expires={}&signature=y"
    later, first = signed.format(1, 1798729199), signed.format(2, 1767193199)
    found = inspection_of(
        f'<p><img src="{later}"><img src="{first}"><img src="{first}"></p>',
        '<p><img src="https://example.com/a.png"><img src="a.png"></p>',
    ).images
    assert [(one.host, one.images, one.expiring, one.first_expiry[:10]) for one in found.hosts] == [
        ("blog.kakaocdn.net", 2, 2, "2025-12-31"),
        ("example.com", 1, 0, ""),
    ]
    assert (found.here, found.remote) == (1, 3)


def test_posts_are_told_by_year_category_and_who_may_read_them():
    found = inspection_of(
        "---\ntitle: 하나\ndate: 2021-03-02\ncategories: [개발/Python, 책]\nvisibility: private\n---\n<p>글</p>",
        "---\ntitle: 둘\ndraft: true\n---\n<p>글</p>",
    ).posts
    assert found.years == {"": 1, "2021": 1}
    assert sum(found.categories.values()) == 2
    assert found.uncategorized == 1
    assert found.visibilities == {"private": 1, "public": 1}
    assert found.drafts == 1


def test_names_beyond_the_bound_are_counted_together(monkeypatch):
    monkeypatch.setattr(counts, "MOST_NAMES", 2)
    names = NameCounts()
    names.add_all([("a", 1), ("b", 3), ("c", 5), ("a", 1), ("d" * 1000, 1)])
    assert names.by_count() == {"b": 3, "a": 2}
    assert names.others == 6


# Which posts need a look


def test_the_gravest_posts_are_kept_in_order_and_of_equal_ones_the_first():
    gravest = GravestPosts(kept=3)
    for name, count in [("a", 1), ("b", 3), ("c", 0), ("d", 2), ("e", 9), ("f", 1)]:
        gravest.add(Post(name, (), notices=(Notice("resource", count=count),) if count else ()), name)
    assert [post.post for post in gravest.in_order()] == ["b", "e", "d"]
    assert gravest.worth_a_look == 5


# How it is shown


@pytest.fixture(scope="module")
def samples():
    return inspect_sources_in_dry_run(
        Inspected((ROOT / "samples" / "posts", ROOT / "samples" / "backup")),
        make_job_or_raise("hugo", "", {}),
        WatchForwardingNoticesOnly(ignore),
    )


def test_the_json_is_what_its_schema_says(samples):
    schema = json.loads((ROOT / "docs" / "inspect.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(json.dumps(docs.inspection_schema())), "make docs"
    for inspection in (samples, Inspection("markdown")):
        jsonschema.validate(json.loads(msgspec.json.encode(inspection)), schema)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_tables_say_the_same_to_every_reader(samples, language):
    set_language_from_name_or_environment(language)
    try:
        tables = non_empty_tables_of(samples)
        shown = {
            "plain": "\n".join(aligned_plain_text_lines(tables)),
            "terminal": tables_drawn_by_rich(tables, 1000, is_coloured=False),
        }
        shown["page"] = inspection_page(samples)
    finally:
        set_language_from_name_or_environment("en")
    assert len({table.key for table in tables}) == len(tables) >= 12
    for name, text in shown.items():
        for table in tables:
            assert table.title in text, (name, table.key)
            for row in table.rows[:12]:
                assert all(str(value)[:20] in unescape(text) for value in row)


def test_columns_are_aligned_by_what_a_terminal_shows_not_by_letters(samples):
    from rich.cells import cell_len

    lines = list(aligned_plain_text_lines(non_empty_tables_of(samples)))
    start = lines.index("Posts by category")
    rows = lines[start + 1 : start + 10]
    assert len({cell_len(line) for line in rows}) == 1
    assert len({len(line) for line in rows}) > 1


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m"


def test_whatever_a_post_says_is_text_on_the_page_and_in_the_terminal():
    found = inspection_of(f"---\ntitle: '{HOSTILE[:-5]}'\n\"<b>\": 1\n---\n<p style='color:red'>글</p>")
    page = inspection_page(found)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    hostile = msgspec.structs.replace(found.to_look_at[0], title=HOSTILE, gravity=99)
    lines = [*aligned_plain_text_lines(non_empty_tables_of(msgspec.structs.replace(found, to_look_at=(hostile,))))]
    assert not any("\x1b" in line for line in lines)
    assert "\x1b" not in tables_drawn_by_rich(
        non_empty_tables_of(msgspec.structs.replace(found, to_look_at=(hostile,))), 80, is_coloured=False
    )


def test_the_page_reaches_nothing_and_runs_nothing(samples):
    import base64
    import hashlib

    page = inspection_page(samples)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r'\s(?:src|style|on\w+)=|href="(?!#)|url\(|@import', page)
    assert re.findall(r"<(?:script|link|iframe|object)\b", page) == []


def test_every_link_of_the_page_leads_to_a_part_of_it(samples):
    page = inspection_page(samples)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {*re.findall(r'href="#([^"]+)"', page), *re.findall(r'aria-labelledby="([^"]+)"', page)} <= set(ids)


# The command


def test_bad_input_is_counted_and_named(tmp_path):
    (tmp_path / "good.html").write_text("<p>글</p>")
    (tmp_path / "bad.html").write_bytes(b'<p data-ke-size="a">\xff\xff</p>')
    code, out, err = command("inspect", tmp_path, "--format", "json")
    assert code == 1
    assert json.loads(out)["totals"]["failed"] == 1
    assert err.splitlines()[0].startswith(f"error: {tmp_path}/bad.html: ")
    assert err.splitlines()[-1] == "posts 1, failed 1, skipped 0; to look at as hugo: 0"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing"], "missing"),
        (["a.html", "-t", "nothing"], "nothing"),
        (["a.html", "--html", "a.html"], "a.html is one of the sources; name another output with --html"),
        (["a.html", "--html", "."], "is a folder"),
        (["a.html", "--no-such-option"], "--no-such-option"),
    ],
)
def test_what_cannot_be_done_is_said(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<p>글</p>")
    code, _, err = command("inspect", *words)
    assert code in (1, 2)
    assert said in err
    assert Path("a.html").read_text() == "<p>글</p>"


def test_a_page_among_the_sources_is_no_source_of_the_next_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<p>글</p>")
    pages = []
    for _run in range(2):
        code, _, _ = command("inspect", ".", "--html", "page.html", "-q")
        assert code == 0
        pages.append(Path("page.html").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "page.html"]


def test_the_configuration_of_convert_holds_for_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<p>글</p>")
    Path("blogconvert.toml").write_text('[convert]\nto = "jsonl"\noutput = "posts.jsonl"\ncolumns = ["id"]\n')
    code, out, _ = command("inspect", "a.html", "--format", "json")
    assert code == 0
    assert json.loads(out)["target"] == "jsonl"
    assert not Path("posts.jsonl").exists()
