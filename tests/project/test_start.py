"""A start is short: what a post does not need is neither imported nor compiled. What was put off works all the same."""

import copy
import gc
import importlib.util
import pickle
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import convert
from convert import lazy_re
from convert.cli import COMMANDS

ROOT = Path(convert.__file__).parent
BODY = '<p data-ke-size="size16">글 <b>하나</b> <a href="https://a.kr/1">가</a></p>\n'
POST = f'---\ntitle: "글"\ndate: 2024-07-22\ntags: [가]\n---\n{BODY}'
OF_OTHERS = (
    "asyncio", "bs4", "concurrent.futures", "csv", "email", "httpx", "importlib.metadata", "markdown", "markdown_it", "markdownify",
    "multiprocessing", "nh3", "pyarrow", "random", "rich", "shutil", "socket", "subprocess", "tomllib", "turbohtml", "xml.parsers.expat", "zstandard",
)  # fmt: skip
OF_OURS = (
    "batch.blog_settings", "batch.check", "batch.gathering_folder", "batch.managed_folder", "batch.sharded_file", "cli.check", "cli.inspect",
    "cli.explanations", "cli.migrate", "cli.preview", "meta.side_table_template", "proof.fidelity.compare", "proof.witness.glance",
    "readers._html.alerts", "readers._html.code_box", "readers._html.pasted.notion", "readers._html.pasted.smart_editor",
    "readers._html.pasted.word", "readers._html.wordpress", "readers.markdown", "readers.page", "readers.wordpress", "report.comparison", "report.inspection", "report.reporting", "resources.fetch",
    "transforms.filter", "transforms.headings", "transforms.post_links", "transforms.raw_html", "transforms.unpublished_links",
)  # fmt: skip
NOT_NEEDED = (*OF_OTHERS, *(f"convert.{name}" for name in OF_OURS))
"""Each took a millisecond or more of a start, or would, with what it imports."""

OF_FRONT_MATTER = ("convert.meta.front_matter.fences", "frontmatter", "ruamel.yaml", "yaml", "zoneinfo")
"""The same for a post without front matter, and so without a date."""

RUN = """
import sys
from convert.cli import run
status = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""


def imported_by(*words):
    """What a command prints, and every module it imports."""
    run = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout, {*run.stderr.split()}


@pytest.mark.parametrize(("text", "others"), [(POST, ()), (BODY, OF_FRONT_MATTER)], ids=["front matter", "a body"])
def test_a_post_imports_nothing_that_it_does_not_need(tmp_path, text, others):
    (tmp_path / "one.html").write_text(text)
    said, printing = imported_by("convert", str(tmp_path / "one.html"), "-t", "markdown", "-q")
    assert said.splitlines()[-1] == "글 **하나** [가](https://a.kr/1)"
    _, writing = imported_by("convert", str(tmp_path / "one.html"), "-o", str(tmp_path / "one.md"), "-q")
    assert (tmp_path / "one.md").read_text() == said
    assert sorted({*NOT_NEEDED, *others} & (printing | writing)) == []


def test_what_is_not_needed_is_there_to_be_imported():
    """A name that is none would never be found among those that are imported."""
    assert [name for name in (*NOT_NEEDED, *OF_FRONT_MATTER) if importlib.util.find_spec(name) is None] == []


def test_of_several_posts_each_takes_a_glance(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text(BODY)
    _, modules = imported_by("convert", str(tmp_path), "-o", str(tmp_path / "out"), "-t", "markdown", "-q")
    assert {"turbohtml", "convert.batch.managed_folder"} <= modules
    assert "convert.proof.witness.verdict" not in modules


def test_a_version_imports_no_command():
    said, modules = imported_by("--version")
    assert said == f"blogconvert {convert.__version__}\n"
    assert sorted({"msgspec", *(f"convert.cli.{name}" for name in COMMANDS)} & modules) == []


def test_every_pattern_is_one():
    for module in pkgutil.walk_packages([str(ROOT)], "convert."):
        import_module(module.name)
    patterns = [found for found in gc.get_objects() if type(found) is lazy_re.LazyPattern]
    assert len(patterns) > 400
    assert [pattern.pattern for pattern in patterns if pattern.flags is None] == []


def test_no_module_compiles_at_its_import():
    own = ROOT / "lazy_re.py"
    modules = (path for path in ROOT.rglob("*.py") if path != own and "site" not in path.parts)  # those are of sites we write
    assert [path.name for path in modules if re.search(r"^(?:import re\b|from re\b)", path.read_text(), re.MULTILINE)] == []


@pytest.mark.parametrize("text", ["ab", "Xb", "", "abab"])
@pytest.mark.parametrize("method", ["match", "search", "fullmatch", "findall"])
def test_it_does_what_a_compiled_pattern_does(method, text):
    ours, compiled = lazy_re.compile("([ax])b", lazy_re.IGNORECASE), re.compile("([ax])b", re.IGNORECASE)
    for _ in range(2):
        assert repr(getattr(ours, method)(text)) == repr(getattr(compiled, method)(text))
    assert (ours.pattern, ours.flags, ours.groups) == (compiled.pattern, compiled.flags, compiled.groups)


def test_it_can_be_copied_and_sent():
    pattern = lazy_re.compile("a+")
    for other in (copy.deepcopy(pattern), pickle.loads(pickle.dumps(pattern))):
        assert other.match("aab")[0] == "aa"
    assert pickle.loads(pickle.dumps(pattern)).sub("-", "aab") == pattern.sub("-", "aab")


def test_what_is_no_pattern_says_so_when_it_is_used():
    pattern = lazy_re.compile("(")
    with pytest.raises(re.error):
        pattern.match("")
