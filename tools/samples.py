"""Rewrite samples/expected from samples/posts: what each format makes of every post, and what was noticed on the way."""

import os
import shutil
from pathlib import Path

import convert
from convert.api import read
from convert.batch.manifest import FOLDER
from convert.notices import Collected
from convert.sources.find import OWN_ENDINGS

ROOT = Path(__file__).parent.parent
POSTS = Path("samples/posts")
EXPECTED = Path("samples/expected")


def main() -> None:
    """Write everything anew, so that a post that is gone leaves nothing behind."""
    os.chdir(ROOT)
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for format, output in (("markdown", EXPECTED / "markdown"), ("hugo", EXPECTED / "hugo"), ("tistory", EXPECTED / "tistory")):
        _require_success(convert.convert(POSTS, to=format, output=f"{output}/"))
        shutil.rmtree(output / FOLDER)
    _require_success(convert.convert(POSTS, to="wordpress", output=f"{EXPECTED / 'wordpress'}/"))
    shutil.rmtree(EXPECTED / "wordpress" / FOLDER)
    _require_success(convert.convert(POSTS, to="jsonl", output=EXPECTED / "posts.jsonl"))
    shutil.rmtree(EXPECTED / FOLDER)
    (EXPECTED / "notices.txt").write_text("".join(_notice_lines()), encoding="utf-8")


def _require_success(result: convert.Result) -> None:
    if result.failed:
        raise SystemExit(f"{result.failed} samples failed")


def _notice_lines():
    for path in sorted(path for path in POSTS.rglob("*") if path.suffix in OWN_ENDINGS):
        report = Collected()
        for document in read(path, report=report):
            convert.dumps(document, "markdown", report=report)
        for notice in report.notices():
            yield f"{path.relative_to(POSTS).as_posix()}: {notice.level}: {notice.text}\n"


if __name__ == "__main__":
    main()
