"""What is far too large, or takes for ever, fails alone; with lowered limits, on harmless posts."""

import io
import json
import re
import zipfile
from html import escape
from pathlib import Path

import pytest
from batches import convert_, limited, refused
from containers import PAGE, TTXML, TTXML_POST
from wordpress_exports import export_of
from wordpress_exports import item as wordpress_item

import convert
from convert.cli import command_called
from convert.cli.limits import parse_size_and_time_limits
from convert.errors import LimitError, SeveralError, UsageError
from convert.model import Document, Meta, Paragraph, Strong, Text
from convert.model.limits import DEFAULT
from convert.sources.evidence import Evidence
from convert.sources.size import check_mark_count, check_node_count_and_text_size, check_text_size
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent.parent / "samples"
POSTS = sorted(path for path in (SAMPLES / "posts").rglob("*") if path.is_file())


def jsonl(bodies):
    return "".join(json.dumps({"title": "글", "html": body}) + "\n" for body in bodies)


def ttxml(bodies):
    posts = (TTXML_POST.format(n).replace("본문", escape(body)) for n, body in enumerate(bodies))
    return TTXML.format("".join(posts))


def feed(bodies):
    entries = "".join(f"<item><title>글</title><description>{escape(body)}</description></item>" for body in bodies)
    return f'<rss version="2.0"><channel>{entries}</channel></rss>'


def wordpress(bodies):
    return export_of(*(wordpress_item(content=body, number=number) for number, body in enumerate(bodies)))


def backup(bodies):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for number, body in enumerate(bodies):
            made.writestr(f"{number}/{number}-글.html", PAGE.format("").replace("<p>본문 </p>", body))
    return stream.getvalue()


CONTAINERS = {"a.jsonl": jsonl, "a.xml": ttxml, "feed.xml": feed, "export.xml": wordpress, "a.zip": backup}


def container_with(name, body):
    """A file of three posts, the second with this body."""
    data = CONTAINERS[name](["<p>글</p>", body, "<p>글</p>"])
    return Source(name, data if isinstance(data, bytes) else data.encode(), name)


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_post_with_too_much_text_fails_alone(name, tmp_path):
    source = container_with(name, f"<p>{'글' * 400}</p>")
    result = convert_(source, "markdown", f"{tmp_path}/out/", limits=limited(post_bytes=1000))
    assert (result.written, [type(error) for error in result.errors]) == (2, [LimitError])
    (error,) = result.errors
    assert error.source == name
    assert error.member or error.place
    assert re.search(r"has 1,2\d\d bytes, more than post_bytes allows \(1,000\); .* --limit post_bytes=2000", str(error))
    assert convert_(source, "markdown", f"{tmp_path}/all/", limits=limited(post_bytes=2000)).written == 3


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_post_with_too_many_nodes_fails_alone(name, tmp_path):
    source = container_with(name, f"<p>{'<b>글</b> 글 ' * 50}</p>")
    result = convert_(source, "markdown", f"{tmp_path}/out/", limits=limited(post_nodes=110))
    assert (result.written, [type(error) for error in result.errors]) == (2, [LimitError])
    assert re.search(r"has 15[13] .* more than post_nodes allows \(110\); .* --limit post_nodes=220", str(result.errors[0]))
    assert convert_(source, "markdown", f"{tmp_path}/all/", limits=limited(post_nodes=153)).written == 3


@pytest.mark.parametrize("mark", "\\`*_[]<{$~&|")
def test_a_post_of_too_many_marks_is_refused_before_it_is_parsed(mark, monkeypatch, tmp_path):
    """A parser makes a node of each until it knows better, which takes some hundred bytes."""
    parsed = []
    monkeypatch.setattr("convert.readers.markdown._blocks.parse_body", lambda *_: parsed.append(1))
    text = f"글 {mark}글 " * 30
    result = convert_(Source("a.md", text.encode(), "a.md"), "markdown", f"{tmp_path}/out/", limits=limited(post_nodes=29))
    (error,) = refused(result)
    assert "could be 30 blocks and pieces, more than post_nodes allows (29); " in str(error)
    assert not parsed
    check_mark_count(text, limited(post_nodes=30))


@pytest.mark.parametrize("line", ["글", "- 글", "1. 글", "# 글", "> 글", "---", ""])
def test_a_line_counts_as_what_it_could_be(line):
    """A megabyte of items took 419 MB before it was known how many nodes they are, one of paragraphs 341."""
    body = f"{line}\n" * 30
    check_mark_count(body, limited(post_nodes=60))
    with pytest.raises(LimitError, match="could be 60 blocks"):
        check_mark_count(body, limited(post_nodes=59))


@pytest.mark.parametrize(
    ("marks", "nodes"),
    [
        ("[^a]", 6),
        (">> 글", 2),
        ("> 글", 0),
        ("`a`", 3),
        ("<!--", 2),
        ("<b>글</b>", 2),
        ("{{< 글 >}}", 3),
        ("<img src=a.png>", 7),
        ("<IMG SRC=A.PNG>", 7),
        ("<li>글", 7),
        ("<LI>글", 7),
    ],
)
def test_marks_in_a_row_count_as_what_they_could_be(marks, nodes):
    """A megabyte of marks of footnotes took 606 MB, one of quotations in quotations 447, one of pictures in code 338."""
    body = f"{marks} " * 30
    check_mark_count(body, limited(post_nodes=30 * nodes or 1))
    if nodes:
        with pytest.raises(LimitError, match=f"could be {30 * nodes} blocks"):
            check_mark_count(body, limited(post_nodes=30 * nodes - 1))


def test_marks_in_a_picture_in_an_address_are_none():
    check_mark_count(f'<img src="data:image/png;base64,{"A/+" * 1000}"> 글', limited(post_nodes=7))


def test_a_document_of_marks_is_refused_whoever_read_it(tmp_path):
    document = Document(Meta(title="글"), (Paragraph((Text("*_" * 100),)),))
    check_node_count_and_text_size(document, limited(post_nodes=200))
    with pytest.raises(LimitError, match="could be 200 blocks"):
        check_node_count_and_text_size(document, limited(post_nodes=199))


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_every_single_post_is_measured(path, tmp_path):
    for limits in (limited(post_bytes=100), limited(post_nodes=5)):
        result = convert_(path, "markdown", f"{tmp_path}/out/", limits=limits)
        assert (result.written, len(refused(result))) == (0, 1)


def test_a_check_has_limits_too(tmp_path):
    proof = convert.check(SAMPLES / "posts", limits=limited(post_bytes=100))
    assert (len(proof.posts), proof.failed) == (0, len(POSTS))


def test_pictures_in_addresses_are_no_text():
    picture = f'<img src="data:image/png;base64,{"A" * 1000}">'
    check_text_size(picture * 3, limited(post_bytes=100))
    with pytest.raises(LimitError, match="has 111 bytes"):
        check_text_size(f"{picture}{'글' * 33}", limited(post_bytes=100))


def test_the_last_node_and_the_last_byte_are_allowed():
    document = Document(Meta(), (Paragraph((Strong((Text("글"),)), Text("자"))),))
    check_node_count_and_text_size(document, limited(post_nodes=4))
    check_text_size("글" * 10, limited(post_bytes=30))
    with pytest.raises(LimitError, match="has 4 blocks"):
        check_node_count_and_text_size(document, limited(post_nodes=3))
    with pytest.raises(LimitError, match="has 30 bytes"):
        check_text_size("글" * 10, limited(post_bytes=29))


def test_a_page_is_measured_before_it_is_parsed(monkeypatch, tmp_path):
    monkeypatch.setattr("convert.readers.page.parse_html", None)
    page = Source("a.html", f"<html><body><div class='contents_style'>{'<p>글</p>' * 20}</div></body></html>".encode(), "a.html")
    result = convert_(page, "markdown", f"{tmp_path}/out/", from_="page", limits=limited(post_bytes=100))
    assert (result.written, len(refused(result))) == (0, 1)


def test_a_document_of_nobody_s_text_is_measured(tmp_path):
    records = [convert.dumps(Document(Meta(title="글"), (Paragraph((Text("글" * times),)),)), "jsonl") for times in (1, 100)]
    lines = Source("a.jsonl", "\n".join(records).encode(), "a.jsonl")
    result = convert_(lines, "markdown", f"{tmp_path}/out/", limits=limited(post_bytes=200))
    assert (result.written, [error.member for error in refused(result)]) == (1, ["post 2"])


# In memory


LONG = f"<p>{'글' * 400}</p>"
RICH = f"<p>{'<b>글</b> 글 ' * 50}</p>"


@pytest.mark.parametrize("name", CONTAINERS)
@pytest.mark.parametrize(("body", "limits"), [(LONG, limited(post_bytes=1000)), (RICH, limited(post_nodes=100))])
def test_reading_a_file_in_memory_has_limits_and_gives_all_other_posts(name, body, limits):
    read = []
    with pytest.raises((LimitError, SeveralError), match="more than post_") as raised:
        read.extend(convert.read(container_with(name, body), limits=limits))
    assert len(read) == 2
    (error,) = raised.value.parts
    assert error.source == name
    assert error.member or error.place
    assert len(list(convert.read(container_with(name, body)))) == 3


def test_what_else_a_file_lacks_is_told_beside_what_is_too_large():
    data = jsonl(["<p>글</p>", RICH]) + "{\n" + jsonl([LONG])
    with pytest.raises(SeveralError) as raised:
        list(convert.read(Source("a.jsonl", data.encode(), "a.jsonl"), limits=limited(post_nodes=100, post_bytes=1000)))
    assert [type(part) is LimitError for part in raised.value.parts].count(True) == 2
    assert len(raised.value.parts) == 3


@pytest.mark.parametrize("format", ["tistory", "markdown"])
@pytest.mark.parametrize(("body", "limits"), [(LONG, limited(post_bytes=1000)), (RICH, limited(post_nodes=100))])
def test_reading_a_text_in_memory_has_limits(format, body, limits):
    for text in (body, body.encode()):
        with pytest.raises(LimitError, match="more than post_"):
            convert.loads(text, format, limits=limits)
        assert convert.loads(text, format).children


def test_a_report_that_measures_by_itself_does():
    evidence = Evidence(limited(post_bytes=1000))
    with pytest.raises(LimitError):
        convert.loads(LONG, "tistory", report=evidence)


# The option


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("post_byte=3", "no limit is called 'post_byte'; did you mean post_bytes?"),
        ("x=3", "no limit is called 'x'; there are post_bytes, post_nodes, post_seconds, fetched_bytes, fetch_seconds"),
        ("post_bytes", "post_bytes cannot be ''; try --limit post_bytes=16777216, which holds anyway"),
        ("post_bytes=-1", "post_bytes cannot be '-1'; try --limit post_bytes=16777216, which holds anyway"),
        ("post_bytes=1.5", "post_bytes cannot be '1.5'; try --limit post_bytes=16777216, which holds anyway"),
        ("post_seconds=nan", "post_seconds cannot be 'nan'; try --limit post_seconds=120, which holds anyway"),
        ("post_seconds=inf", "post_seconds cannot be 'inf'; try --limit post_seconds=120, which holds anyway"),
    ],
)
def test_limits_that_are_none_are_refused(typed, message):
    with pytest.raises(UsageError) as raised:
        parse_size_and_time_limits([typed])
    assert str(raised.value) == message


def test_limits_are_what_was_said_last():
    assert parse_size_and_time_limits([]) is DEFAULT
    assert parse_size_and_time_limits(["post-bytes=7", "post_seconds=0.5", "post_bytes = 1_000"]) == limited(
        post_bytes=1000, post_seconds=0.5
    )


@pytest.mark.parametrize("command", ["convert", "migrate", "check"])
def test_the_help_names_every_limit(command):
    option = next(option for option in command_called(command).params if "--limit" in option.opts)
    assert all(name in option.help for name in DEFAULT.__struct_fields__)


# No real post


def test_ten_times_the_largest_sample_meets_no_limit(tmp_path):
    path = max(POSTS, key=lambda path: path.stat().st_size)
    head, _, body = path.read_text(encoding="utf-8").rpartition("---\n")
    source = Source("large.html", f"{head}---\n{body * 10}".encode(), "large.html")
    assert convert_(source, "hugo", f"{tmp_path}/site").written == 1
