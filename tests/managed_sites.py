"""Helper: a blog of three posts, and the site it was moved to."""

import pytest
from moving import migrate, put_post
from resource_bytes import PNG

MANIFEST = ".blogconvert/manifest.json"


FIRST = "content/posts/첫-글/index.md"


@pytest.fixture
def blog(tmp_path):
    """Three posts, the first with a picture."""
    folder = tmp_path / "blog"
    put_post(folder, 1, "첫 글", '<p>바다에 갔다.</p><p><img src="./img/a.png"></p>')
    (folder / "1" / "img").mkdir()
    (folder / "1" / "img" / "a.png").write_bytes(PNG)
    put_post(folder, 2, "둘째 글", "<p>산에 갔다.</p>")
    put_post(folder, 3, "셋째 글", "<p>집에 있었다.</p>")
    return folder


@pytest.fixture
def site(blog, tmp_path):
    migrate(blog, "-o", tmp_path / "site")
    return tmp_path / "site"


def without(files, name=MANIFEST):
    return {path: data for path, data in files.items() if path != name}
