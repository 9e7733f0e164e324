"""Helper: `blogconvert migrate` as tests run it, and blogs made up for it."""

import io
from contextlib import redirect_stderr

from convert.cli import run

PAGE = """<meta charset="utf-8">
<html lang="ko"><head><title>{title}</title></head>
<body id="tt-body-page" class="">
<div class="article-header"><div class="box-meta"><h2 class="title-article">{title}</h2>
<div class="box-info"><p class="category">{category}</p><p class="date">2024-05-06 07:08:09</p></div></div></div>
<hr><div class="article-view"><div class="contents_style">{body}</div><br/><div class="tags">#바다</div></div>
</body></html>
"""


def migrate(*words, code=0):
    """What the command says on standard error."""
    said = io.StringIO()
    with redirect_stderr(said):
        done = run(["migrate", *map(str, words)])
    assert done == code, said.getvalue()
    return said.getvalue()


def put_post(blog, number, title, body, category="여행"):
    """A page of an unpacked backup, with pictures of their own beside it if `body` asks for them."""
    page = blog / str(number) / f"{number}-{title}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(PAGE.format(title=title, body=body, category=category), encoding="utf-8")
    return page


def tree(folder):
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder):
    """When each file was written, and by which inode it is."""
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (there.st_mtime_ns, there.st_ino) for path, there in found}
