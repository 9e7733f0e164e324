"""A start is short: what a post does not need is neither imported nor compiled. What was put off works all the same."""

import copy
import gc
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

ROOT = Path(convert.__file__).parent
POST = '---\ntitle: "글"\ndate: 2024-07-22\ntags: [가]\n---\n<p data-ke-size="size16">글 <b>하나</b> <a href="https://a.kr/1">가</a></p>\n'
NOT_NEEDED = (
    "asyncio", "bs4", "concurrent.futures", "convert.batch.check", "convert.batch.sharded_file", "convert.proof.fidelity.compare", "convert.proof.witness.verdict", "convert.readers.page",
    "convert.readers.wordpress", "convert.resources.fetch", "email", "httpx", "importlib.metadata", "markdown", "markdown_it", "markdownify",
    "multiprocessing", "nh3", "pyarrow", "rich", "socket", "tomllib", "xml.parsers.expat", "zstandard",
)  # fmt: skip
"""Each took a millisecond or more of a start, or would."""

RUN = """
import sys
from convert.cli import run
status = run(["convert", sys.argv[1], "-t", "markdown", "-q", "--timezone", "UTC"])
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""


def test_a_post_imports_nothing_that_it_does_not_need(tmp_path):
    (tmp_path / "one.html").write_text(POST)
    run = subprocess.run([sys.executable, "-c", RUN, tmp_path / "one.html"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "글 **하나** [가](https://a.kr/1)")
    assert sorted(set(NOT_NEEDED) & set(run.stderr.split())) == []


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
