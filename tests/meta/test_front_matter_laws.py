"""Laws of front matter: no key is lost in silence, and where parsers of YAML take a block, we read of it what they read."""

import json
import subprocess
from collections import Counter
from functools import cache
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
import yaml
from front_matters import Block, blocks
from hypothesis import HealthCheck, Phase, given, settings
from ruamel.yaml import YAML

import convert
from convert.errors import ConvertError, FrontMatterError
from convert.meta.front_matter import FrontMatter, may_have_front_matter_even_unfenced, split_front_matter_or_raise
from convert.meta.front_matter.fences import find_front_matter_refusing_unclosed
from convert.meta.front_matter.rules import UnreadableError
from convert.notices import Collected
from convert.sources.source import Source

LAW = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MANY = settings(LAW, max_examples=200, database=None, phases=[Phase.generate])
BODY = "본문\n"
CASES = Path(__file__).parent.parent / "cases"


def read(text: str) -> tuple[FrontMatter, list[str]]:
    report = Collected()
    front = split_front_matter_or_raise(text, "글.md", report)
    return front, [notice.text for notice in report.notices()]


def names_in(data) -> set[str]:
    """Every key, however deep, without white space that was copied along and quotes."""
    if isinstance(data, dict):
        own = {key.strip(" \u00a0\u3000'\"") for key in data}
        return own.union(*map(names_in, data.values()))
    return set().union(*map(names_in, data)) if isinstance(data, list) else set()


# Where to look

_PIECES = (
    "",
    " ",
    "\n",
    "\t",
    "\u3000",
    "<p>",
    "글",
    "- ",
    "---",
    "----",
    "+++",
    ";;;",
    "{",
    '"',
    ":",
    "：",
    "title",
    "제목",
    "\ufeff",
)


@pytest.mark.parametrize("first", _PIECES)
def test_a_text_that_is_not_looked_through_has_no_front_matter(first):
    for rest in product(_PIECES, repeat=2):
        for end in ("\n", ': "가"\n', ": 가\n---\n글", '"가": 1}\n글', '\n"title": "가"\n;;;\n글', "\ntitle = 1\n+++\n글"):
            text = f"{first}{''.join(rest)}{end}".lstrip("\ufeff")
            if not may_have_front_matter_even_unfenced(text):
                assert find_front_matter_refusing_unclosed(text) is None, text


def test_every_case_with_front_matter_is_looked_through():
    texts = [path.read_bytes().decode("utf-8", "replace").lstrip("\ufeff") for path in CASES.glob("*/*/in.*") if path.is_file()]
    having = [text for text in texts if _has_front_matter(text)]
    assert len(having) > 10
    assert [text for text in having if not may_have_front_matter_even_unfenced(text)] == []
    assert not all(map(may_have_front_matter_even_unfenced, texts))


def _has_front_matter(text: str) -> bool:
    try:
        return find_front_matter_refusing_unclosed(text) is not None
    except UnreadableError:
        return True


# Nothing in silence


@given(blocks() | blocks(careful=True))
@LAW
def test_every_key_is_read_or_the_post_is_refused_or_a_notice_names_it(block):
    try:
        front, notices = read(f"---\n{block.text}\n---\n{BODY}")
    except FrontMatterError as error:
        assert error.message.startswith("front matter, line ")
        assert error.hint
        return
    if not front.format:
        assert block.text in front.body
        return
    assert front.body == BODY
    named = names_in(front.data) | {key for key in block.keys if any(key in notice for notice in notices)}
    assert set(block.keys) <= named


@given(blocks())
@settings(LAW, max_examples=100)
def test_every_word_ends_in_the_document(block):
    source = Source("글.md", f"---\r\n{block.text}\r\n---\r\n{BODY}".replace("\n", "\r\n").encode())
    try:
        (document,) = convert.read(source, "markdown")
    except ConvertError:
        return
    said = convert.dumps(document, "jsonl")
    assert [word for word in block.words if word not in said] == []


# Beside other parsers


@cache
def examples() -> tuple[Block, ...]:
    """Blocks of both kinds, the same in every run."""
    found: dict[Block, None] = {}
    for careful in (False, True):

        @given(blocks(careful=careful))
        @MANY
        def keep(block):
            found[block] = None

        keep()
    return tuple(found)


def by_pyyaml(text):
    return yaml.load(text, yaml.BaseLoader)


def by_ruamel(text):
    return YAML(typ="safe", pure=True).load(StringIO(text))


def as_texts(value):
    """Data with each scalar as the words it would be: what one parser takes for a number is a text for another.

    Of white space at the end of a folded text parsers keep this or that.
    """
    if isinstance(value, dict):
        return {str(key): as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_texts(item) for item in value]
    return "" if value is None else " ".join(str(value).split())


def outcomes(parsed):
    """How often a parser that takes a block agrees with us, where we had nothing to say; raises where it does not."""
    counts = Counter()
    for block, theirs in zip(examples(), parsed, strict=True):
        if not isinstance(theirs, dict):
            continue
        front, notices = read(f"---\n{block.text}\n---\n{BODY}")
        counts["overruled" if notices else "same"] += 1
        assert notices or as_texts(front.data) == as_texts(theirs), block.text
    return counts


@pytest.mark.parametrize("parser", [by_pyyaml, by_ruamel])
def test_what_a_parser_takes_is_read_as_it_reads_it(parser):
    def parsed(text):
        try:
            return parser(text)
        except Exception:  # a parser may stop at anything
            return None

    assert outcomes([parsed(block.text + "\n") for block in examples()])["same"] > 150


LIST = """{{ $found := slice }}{{ range $number, $text := (resources.Get "blocks.json" | transform.Unmarshal) -}}
{{ $tried := try (transform.Unmarshal (resources.FromString (printf "%d.yaml" $number) $text)) -}}
{{ $found = $found | append (dict "value" (cond (eq $tried.Err nil) $tried.Value nil)) }}{{ end }}{{ $found | jsonify }}"""


def test_what_hugo_takes_is_read_as_it_reads_it(tmp_path):
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "layouts/home.html": LIST,
        "assets/blocks.json": json.dumps([block.text + "\n" for block in examples()]),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["hugo", "--quiet", "--source", tmp_path], capture_output=True, check=True)
    parsed = [row["value"] for row in json.loads((tmp_path / "public" / "index.html").read_text(encoding="utf-8"))]
    assert outcomes(parsed)["same"] > 150
