"""What the command says in Korean and in English: all of it in one language, and nothing else changes with it."""

import re
from pathlib import Path

import pytest

from convert.cli import COMMANDS, run
from convert.cli.explanations import EXPLANATIONS
from convert.formats import reader_names, writer_names
from convert.notices import KINDS, LEVELS
from convert.report.words import set_language_from_name_or_environment

HANGUL = re.compile("[가-힣]")
KOREAN, ENGLISH = {"LC_ALL": "ko_KR.UTF-8"}, {"LC_ALL": "C.UTF-8"}

NO_WORDS = re.compile(
    r"`[^`]*`|https?://\S+|'[^']*'|“[^”]*”|\[[^\]]*\]|--?[\w-]+|\b[A-Z][\w.*:]*\b|\{[^}]*\}|<[^>]*>|[\w./-]*[./_][\w./-]*|blogconvert"
    r"( \w+)*|pip install \w+|\w+=\S+"
)
"""Names, options, code, addresses: the same in every language."""

NAMES = re.compile(rf"\b(?:{'|'.join([*reader_names(), *writer_names(), *KINDS, *LEVELS])})\b")
SENTENCE = re.compile(r"\b[a-z]{2,}(?: [a-z]{2,}){2,}")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    set_language_from_name_or_environment("en")


@pytest.fixture
def said(capsysbinary, monkeypatch):
    """Run a command in a language: its exit code, and all that it said."""

    def say(environment, *words):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = run(words)
        captured = capsysbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return say


def english_sentences(text):
    """Three words of English in a row, in what is no name."""
    plain = NAMES.sub("", NO_WORDS.sub("·", text))
    return SENTENCE.findall(plain)


HELPS = [
    *([name, "--help"] for name in ("", *COMMANDS)),
    *(["convert", "-t", name, "--help"] for name in writer_names()),
    *(["convert", "-f", name, "-t", "markdown", "--help"] for name in reader_names()),
    *(["formats", name] for name in sorted({*reader_names(), *writer_names()})),
    ["formats"],
    ["explain"],
]


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
def test_help_is_in_one_language(words, said):
    words = [word for word in words if word]
    code, korean, _ = said(KOREAN, *words)
    assert code == 0
    assert english_sentences(korean) == []
    assert HANGUL.search(korean)
    _, english, _ = said(ENGLISH, *words)
    assert not HANGUL.search(english)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_on_a_notice_is_in_one_language(kind, said):
    assert set(EXPLANATIONS) == set(KINDS)
    _, korean, _ = said(KOREAN, "explain", kind)
    own = [line for line in korean.splitlines() if not line.startswith("    ")]
    assert [sentence for line in own for sentence in english_sentences(line)] == []
    _, english, _ = said(ENGLISH, "explain", kind)
    assert not HANGUL.search("\n".join(line for line in english.splitlines() if not line.startswith("    ")))
    assert ("Before" in english) != ("No example: " in english)


FAILURES = [
    (),
    ("migrat",),
    ("convert",),
    ("convert", "a.html"),
    ("convert", "a.html", "-t", "nothing"),
    ("convert", "a.html", "-t", "markdwon"),
    ("convert", "a.html", "-f", "nothing", "-t", "markdown"),
    ("convert", "a.html", "-t", "markdown", "--nothing"),
    ("convert", "a.html", "-t", "hugo", "--bullet", "x"),
    ("convert", "a.html", "-t", "markdown", "--heading-shift", "9"),
    ("convert", "a.html", "-t", "markdown", "--jobs", "0"),
    ("convert", "a.html", "-t", "markdown", "--jobs"),
    ("convert", "a.html", "-t", "markdown", "--strict=some"),
    ("convert", "a.html", "-t", "markdown", "--limit", "post_bytes=1"),
    ("convert", "a.html", "-t", "markdown", "--limit", "posts=1"),
    ("convert", "a.html", "-t", "markdown", "--timezone", "Asia/Nowhere"),
    ("convert", "a.html", "-t", "markdown", "--names", "{year", "-o", "out/"),
    ("convert", "a.html", "-t", "markdown", "--names", "{nothing}", "-o", "out/"),
    ("convert", "a.html", "-t", "markdown", "--meta", "no.csv"),
    ("convert", "a.html", "-t", "markdown", "--encoding", "latin-99"),
    ("convert", "a.html", "-t", "markdown", "--filter", "no.module:function"),
    ("convert", "a.html", "-t", "markdown", "--fetch-images"),
    ("convert", "a.html", "-t", "markdown", "--schemes", "javascript"),
    ("convert", "a.html", "-t", "jsonl", "--columns", "titel"),
    ("convert", "a.html", "-t", "jsonl", "--shard-size", "many"),
    ("convert", "a.html", "-t", "markdown", "-o", ""),
    ("convert", "a.html", "-o", "a.zip"),
    ("convert", "a.html", "-t", "hugo", "-o", "a.html"),
    ("convert", "", "-t", "markdown"),
    ("convert", "no.html", "-t", "markdown"),
    ("convert", "a.html", "b.html", "-t", "markdown"),
    ("convert", ".", "-t", "markdown"),
    ("convert", "empty.html", "-t", "markdown"),
    ("convert", "a.pdf", "-t", "markdown"),
    ("convert", "a.zip", "-t", "markdown"),
    ("convert", "a.png", "-t", "markdown"),
    ("convert", "bad.md", "-t", "markdown"),
    ("convert", "bad.jsonl", "-t", "markdown"),
    ("convert", "bad.xml", "-t", "markdown"),
    ("convert", "bytes.html", "-t", "markdown", "--encoding", "utf-8"),
    ("convert", "a.html", "-t", "markdown", "--config", "no.toml"),
    ("convert", "a.html", "-t", "markdown", "--config", "bad.toml"),
    ("check", "a.html", "--with", "nothing"),
    ("explain", "nothing"),
    ("formats", "nothing"),
    ("schema", "nothing"),
    ("migrate", "a.html", "-o", ""),
    ("--lang", "de"),
]

OF_OTHERS = re.compile(r"(?<=JSON이 잘못되었습니다: )[^()]*")
"""The words of another program, introduced in Korean."""

FILES = {
    "a.html": "<p>글</p>",
    "b.html": "<p>글</p>",
    "empty.html": "",
    "a.pdf": "%PDF-1.4",
    "a.zip": "PK\x03\x04",
    "a.png": "\x89PNG\r\n\x1a\n",
    "bad.md": "---\ntitle: &anchor 글\n---\n글",
    "bad.jsonl": '{"id": 1,}\n{"title": 3}\n',
    "bad.xml": "<rss><channel><item><title>글",
    "bad.toml": "[other]\nx = 1\n",
}


@pytest.mark.parametrize("words", FAILURES, ids=" ".join)
def test_a_failure_is_told_in_one_language_and_ends_the_same(words, said, folder):
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="latin-1" if name == "a.png" else "utf-8")
    Path("bytes.html").write_bytes(b"<p>\xff\xfe</p>")
    code, _, english = said(ENGLISH, *words)
    korean_code, _, korean = said(KOREAN, *words)
    assert code == korean_code != 0
    assert english.startswith("error: ") or "\nerror: " in english
    assert not HANGUL.search(english.replace("번호", ""))
    assert "오류: " in korean
    assert english_sentences(OF_OTHERS.sub("", korean)) == []


def test_what_is_written_and_listed_is_the_same(said, folder):
    post = '<p style="text-align: center">글</p><p>&nbsp;</p><script></script><form><button>단추</button></form><iframe></iframe>'
    Path("a.html").write_text(post)
    Path("bad.md").write_text(FILES["bad.md"])
    made = []
    for language, environment in (("en", ENGLISH), ("ko", KOREAN)):
        code, out, err = said(
            environment,
            "convert",
            "a.html",
            "bad.md",
            "-t",
            "markdown",
            "-o",
            f"{language}/",
            "--notices",
            f"{language}.jsonl",
            "-v",
        )
        listed = Path(f"{language}.jsonl").read_bytes()
        made.append((code, out, listed, {path.name: path.read_bytes() for path in Path(language).glob("*.md")}))
        assert b'"kind":"spacer"' in listed
    assert made[0] == made[1]
    assert english_sentences(err) == []
    _, english, _ = said(ENGLISH, "check", "a.html", "--format", "json")
    assert said(KOREAN, "check", "a.html", "--format", "json")[1] == english


def test_the_option_goes_before_the_environment(said):
    for words in (["--lang", "en", "--help"], ["--lang=en", "formats"], ["convert", "--lang", "en", "--help"]):
        assert not HANGUL.search(said(KOREAN, *words)[1])
    assert HANGUL.search(said(ENGLISH, "formats", "--lang", "ko")[1])
    assert not HANGUL.search(said(ENGLISH, "formats", "--", "--lang=ko")[2])


def test_lines_of_hangul_are_no_wider_than_the_terminal(said):
    from unicodedata import east_asian_width

    _, korean, _ = said(KOREAN, "migrate", "--help")
    widths = [sum(1 + (east_asian_width(letter) in "WF") for letter in line) for line in korean.splitlines()]
    assert max(widths) <= 100
