"""Transcripts of the command: tests/commands/*.txt, each run from top to bottom in an empty folder.

A transcript is made of these lines; anything else is a comment.

    @ posts/a.html          make a file of the lines that follow with `| ` in front
    @ posts/a.html bytes    the same, with Python's escapes such as \\xff for single bytes
    $ blogconvert ...       run the command; the lines below say what must come of it
    $ cat FILE              print a file
    $ files FOLDER          print the names of all files below a folder
    < text                  a line of standard input
    > text                  a line of standard output, `2> text` one of standard error
    => 1                    the exit code

`UPDATE=1 pytest tests/cli/test_commands.py` writes what did come; read the difference before you keep it.
"""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.cli import run

TRANSCRIPTS = sorted((Path(__file__).parent.parent / "commands").glob("*.txt"))


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(transcript, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    expected = transcript.read_text(encoding="utf-8")
    actual = "".join(_replayed(expected.splitlines(keepends=True)))
    if os.environ.get("UPDATE") and actual != expected:
        transcript.write_text(actual, encoding="utf-8")
    else:
        assert actual == expected


def _replayed(lines):
    """The transcript with what happens now in the place of what should."""
    position = 0
    while position < len(lines):
        line = lines[position]
        yield line
        position += 1
        if line.startswith("@ "):
            content = _taken(lines, position, "| ")
            yield from content
            position += len(content)
            _make(line[2:].split(), [text[2:] for text in content])
        elif line.startswith("$ "):
            given = _taken(lines, position, "< ")
            yield from given
            position += len(given)
            yield from _outcome(shlex.split(line[2:]), "".join(text[2:] for text in given))
            while position < len(lines) and lines[position].startswith(("> ", ">\n", "2> ", "=> ")):
                position += 1


def _taken(lines, position, prefix):
    end = position
    while end < len(lines) and lines[end].startswith((prefix, prefix.rstrip() + "\n")):
        end += 1
    return lines[position:end]


def _make(words, content):
    path = Path(words[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(content).encode()
    path.write_bytes(data.decode("unicode_escape").encode("latin-1") if words[1:] == ["bytes"] else data)


def _outcome(words, given):
    out, err, code = _OTHERS.get(words[0], _blogconvert)(words[1:], given)
    yield from _prefixed("> ", out)
    yield from _prefixed("2> ", err)
    yield f"=> {code}\n"


def _prefixed(prefix, text):
    return [f"{prefix}{line}".rstrip() + "\n" for line in text.split("\n")[: -1 if text.endswith("\n") else None] if text]


def _blogconvert(arguments, given):
    with CliRunner().isolation(given) as streams:
        code = run(arguments)
        out, err = (stream.getvalue().decode() for stream in streams[:2])
    return out, err, code


def _cat(arguments, given):
    return Path(arguments[0]).read_text(encoding="utf-8"), "", 0


def _files(arguments, given):
    names = sorted(str(path) for path in Path(arguments[0]).rglob("*") if path.is_file() and ".blogconvert" not in path.parts)
    return "".join(f"{name}\n" for name in names), "", 0


_OTHERS = {"cat": _cat, "files": _files}


# What a transcript cannot show


BLOGCONVERT = Path(sys.executable).with_name("blogconvert")

POST = '<p data-ke-size="size16">하나</p>\n'


def _shell(arguments, **more):
    return subprocess.run([sys.executable, "-m", "blogconvert", *arguments], capture_output=True, check=False, **more)


def test_module_is_the_command(tmp_path):
    """`python -m blogconvert` is the same command as the one that is installed."""
    assert _shell(["--version"]).stdout == subprocess.run([BLOGCONVERT, "--version"], capture_output=True, check=True).stdout


def test_broken_pipe_is_quiet(tmp_path):
    (tmp_path / "a.html").write_text(POST * 50_000, encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m blogconvert convert a.html -t markdown -q | head -c 1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_full_standard_output_is_an_error(tmp_path):
    (tmp_path / "a.html").write_text(POST, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "blogconvert", "convert", "a.html", "-t", "markdown"]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"the disk is full" in done.stderr


def test_one_file_gets_a_new_time(tmp_path, monkeypatch):
    """Make wants the output newer than the source, even when its bytes are the same."""
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(POST, encoding="utf-8")
    assert run(["convert", "a.html", "-o", "a.md", "-q"]) == 0
    os.utime("a.md", (1, 1))
    assert run(["convert", "a.html", "-o", "a.md", "-q"]) == 0
    assert Path("a.md").stat().st_mtime > 1


def test_folder_is_not_touched_but_the_stamp_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.html").write_text(POST, encoding="utf-8")
    assert run(["convert", "in", "-t", "markdown", "-o", "out", "-q"]) == 0
    os.utime("out/a.md", (1, 1))
    assert run(["convert", "in", "-t", "markdown", "-o", "out", "-q", "--stamp", "done"]) == 0
    assert Path("out/a.md").stat().st_mtime == 1
    assert Path("done").exists()


def test_stamp_waits_for_success(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(POST, encoding="utf-8")
    assert run(["convert", "a.html", "nope.html", "-t", "markdown", "-o", "out", "-q", "--stamp", "done"]) == 1
    assert not Path("done").exists()


def test_interrupt(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(POST, encoding="utf-8")

    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("convert.batch.run.run_batch", interrupted)
    assert run(["convert", "a.html", "-t", "markdown"]) == 130
    assert "run again" in capsys.readouterr().err


def test_schemas_hold_what_we_write(tmp_path, monkeypatch, capsysbinary):
    """The printed schema is JSON Schema 2020-12, and a line we write keeps to it."""
    import jsonschema

    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(POST, encoding="utf-8")
    assert run(["schema", "record"]) == 0
    schema = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert run(["convert", "a.html", "-t", "jsonl", "-q", "-o", "a.jsonl"]) == 0
    record = json.loads(Path("a.jsonl").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(record)
    assert run(["schema", "document"]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(document)
    jsonschema.Draft202012Validator(document).validate(json.loads(record["document"]))


ODD = "🎉 ½ ಠ — é 똠방각하"
"""Of this a Korean console of Windows (CP949) has half, one of an English Windows (CP437) little. To one in ASCII, which is a setting gone wrong, click writes UTF-8."""

SAID = (
    ["--help"],
    ["convert", "--help", "-t", "hugo"],
    ["formats"],
    ["formats", "hugo"],
    ["convert", "posts", "-t", "hugo", "-o", "site", "-v"],
    ["convert", "posts", "-t", "hugo", "-o", "site", "--section", "🎉?", "--dry-run", "-v"],
    ["convert", f"posts/{ODD}", "-t", "markdown"],
    ["convert", "posts", "-t", ODD],
    ["migrate", "posts", "-o", "blog", "-v"],
    ["check", "posts", "--against", "md", "-v"],
    ["check", "posts", "--against", "md", "--format", "json"],
)


@pytest.mark.parametrize("encoding", ["cp949", "cp437"])
@pytest.mark.parametrize("words", SAID, ids=" ".join)
def test_every_message_is_printed_on_a_console_of_any_encoding(tmp_path, words, encoding):
    (tmp_path / "posts").mkdir()
    (tmp_path / "md").mkdir()
    (tmp_path / "posts" / f"{ODD}.html").write_text(
        f'---\ntitle: "{ODD}"\ntags: ["{ODD}{"가" * 90}"]\n---\n{POST}<b>{ODD}</b>', encoding="utf-8"
    )
    (tmp_path / "md" / f"{ODD}.md").write_text("하나", encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = _shell(words, cwd=tmp_path, env=env)
    assert done.returncode in (0, 1, 2, 4)
    said = done.stdout.decode("utf-8" if "json" in words else encoding) + done.stderr.decode(encoding)
    assert "Traceback" not in said
    assert "internal error" not in said
    if ODD in " ".join(words) or "-v" in words:
        assert "\\U0001f389" in said
