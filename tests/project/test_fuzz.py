"""The search for faults works and finds none where it begins. The search itself: `make fuzz MINUTES=n`."""

import json
from pathlib import Path
from random import Random

import pytest
from fuzz import __main__ as search
from fuzz import faults, reading, reduction, seeds
from fuzz.faults import Fault, FaultFolder, find_fault, kind_of_fault
from fuzz.mutation import mutated, pack_zip
from fuzz.targets import TARGETS
from fuzz.words import all_words

from convert import formats
from convert.batch import reading as batch_reading
from convert.errors import FormatError, SourceError
from convert.model import Document, Meta, Paragraph, Text

EACH = 12
"""One of so many seeds is tried here: the cases of the tests are among them, and are tried elsewhere."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_seed_breaks_a_promise(name):
    target = TARGETS[name]
    found = {seed: find_fault(target.check, seed) for seed in target.seeds()[:: 1 if len(target.seeds()) < 100 else EACH]}
    assert found
    assert {seed: fault for seed, fault in found.items() if fault} == {}


def test_every_reader_is_tried_and_every_writer_that_one_of_them_reads():
    assert {name.removeprefix("read-") for name in TARGETS if name.startswith("read-")} == set(formats.reader_names())
    written = {name.removeprefix("round-trip-") for name in TARGETS if name.startswith("round-trip-")}
    # A site of comments holds no posts, tables and Ghost's import are not read, and no reader knows the marks of Obsidian, nor
    # JSX, nor Python-Markdown, which its own proof asks.
    assert written == set(formats.writer_names()) - {
        "comments",
        "docusaurus",
        "ghost",
        "obsidian",
        "mkdocs",
        "nikola",
        "parquet",
        "pelican",
    }


# What is a fault


@pytest.mark.parametrize(
    ("breaks", "kind"),
    [
        (lambda: 1 / 0, "internal error (ZeroDivisionError"),
        (lambda: "가" * 60_000, "output beyond all bounds"),
    ],
)
def test_what_breaks_a_promise_is_seen(breaks, kind, monkeypatch):
    monkeypatch.setattr(formats.reader("tistory"), "read", lambda *_: iter([_saying(breaks())]))
    assert kind_of_fault(find_fault(TARGETS["read-tistory"].check, b"<p>")).startswith(kind)


def _saying(text):
    return Document(Meta(), (Paragraph((Text(text),)),))


def test_a_reader_that_says_something_else_each_time_is_seen(monkeypatch):
    said = iter(range(1000))
    monkeypatch.setattr(reading, "_SECOND_TIME", 1)
    monkeypatch.setattr(formats.reader("tistory"), "read", lambda *_: iter([_saying(str(next(said)))]))
    assert kind_of_fault(find_fault(TARGETS["read-tistory"].check, b"<p>")) == "another output at the second time"


@pytest.mark.parametrize("to", [name for name in TARGETS if name.startswith("round-trip-")])
def test_a_post_that_does_not_come_back_is_seen(to, monkeypatch):
    check, post = TARGETS[to].check, "<p>가 나 다</p><p>라 마</p>".encode()
    assert find_fault(check, post) is None
    read = batch_reading.read_documents_completed_from_options

    def forgetting(module, source, options, report):
        for document in read(module, source, options, report):
            is_back = source.data != post
            yield Document(document.meta, document.children[is_back:])

    monkeypatch.setattr(batch_reading, "read_documents_completed_from_options", forgetting)
    monkeypatch.setattr("convert.api.read_documents_completed_from_options", forgetting)
    assert isinstance(find_fault(check, post), Fault)


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([FormatError("x", source="b")], "an error names no source"),
        ([FormatError("x", source="글.html"), SourceError("y", source="글.html")], "several errors name no place"),
        ([FormatError("x", source="글.html"), SourceError("y", source="글.html", place="line 2")], None),
        ([FormatError("x", source="글.html"), SourceError("byte 7", source="글.html")], None),
    ],
)
def test_errors_name_their_source_and_place(errors, kind):
    fault = find_fault(lambda _: reading.check_errors(errors, "tistory"), b"")
    assert (kind_of_fault(fault) if fault else None) == kind


def test_an_input_with_a_fault_is_kept_small_and_a_few_of_a_kind_are_enough(tmp_path):
    def check(data):
        if b"<x>" in data:
            raise Fault("it has an x", "here")

    folder = FaultFolder(tmp_path)
    for number in range(9):
        data = b"a\n<p>b</p>%d<x> c" % number
        folder.keep_reduced_input(data, find_fault(check, data), check)
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and not path.suffix] == [b"<x>"]
    assert find_fault(check, b"<p>") is None


def test_what_is_raised_in_our_code_is_called_by_its_place():
    error = find_fault(lambda _: formats.reader("none"), b"")
    assert kind_of_fault(error).startswith("UsageError in formats.py line ")


LOG = """INFO: Loaded 3 files
#3\tINITED cov: 40 ft: 90 corp: 3/3Kb exec/s: 0 rss: 90Mb
#870\tNEW    cov: 71 ft: 95 corp: 9/4Kb exec/s: 60 rss: 92Mb
"""


def test_a_target_is_searched_again_where_a_process_ends_before_its_time(tmp_path, monkeypatch):
    now, left = [0.0], []

    def ends_early(name, seconds, place, corpus):
        assert len(list(Path(corpus).iterdir())) == len(TARGETS[name].seeds())
        left.append(seconds)
        now[0] += 40
        (place / f"timeout-{len(left)}").write_bytes(b"")
        return LOG if len(left) == 1 else f"{LOG}stat::number_of_executed_units: 900\n"

    monkeypatch.setattr(search, "_run_fuzzer", ends_early)
    monkeypatch.setattr(search.time, "monotonic", lambda: now[0])
    (tmp_path / "read-rss" / "of-the-last-run").mkdir(parents=True)
    row = search.run_target("read-rss", 60, tmp_path)
    assert left == [60, 20]
    assert (row.inputs, row.coverage, [Path(one).name for one in row.faults]) == (1770, 71, ["timeout-1", "timeout-2"])


# What inputs become


def test_each_change_is_the_same_again_and_most_are_changes():
    lot = Random(1)
    posts = seeds.seeds_of_posts()[:40]
    made = [(post, number, mutated(post, Random(number), lot.choice(posts))) for number, post in enumerate(posts)]
    assert sum(post != changed for post, _, changed in made) > 30
    assert mutated(posts[0], Random(7), posts[1]) == mutated(posts[0], Random(7), posts[1])
    assert all(
        isinstance(mutated(data, Random(number), b""), bytes) for data in (b"", b"{", b"PK\x03\x04") for number in range(30)
    )


def test_most_changed_zips_can_be_opened_and_most_changed_lines_are_json():
    zipped = pack_zip([("1/1-a.html", b"<p>a</p>"), ("img/a.png", b"png")])
    line = json.dumps({"title": "a", "document": json.dumps({"children": [{"type": "text", "value": "b c"}]})}).encode()
    many = range(200)
    assert sum(mutated(zipped, Random(number), b"<b>").startswith(b"PK") for number in many) > 150
    assert sum(_is_json(mutated(line, Random(number), b"<b>")) for number in many) > 100


def _is_json(data):
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def test_words_are_of_all_tables():
    assert {b"<blockquote>", b"</td>", b"[##_", b"{{<"} <= set(all_words())
    assert any(b"notion" in word for word in all_words())


def test_what_fails_is_made_smaller_and_still_fails():
    data = b"".join(b"<p>%d</p>\n" % number for number in range(500))
    assert reduction.reduced(data, lambda less: b"3" in less and b"<p" in less) == b"<p3"
    assert reduction.reduced(data, lambda less: b"3" in less, seconds=0) == data


def test_faults_are_kept_where_the_code_is():
    assert (faults.ROOT / "convert").is_dir()
