"""What Pelican needs to know of posts that `blogconvert` has written; the rest is taste."""

from pathlib import Path

AUTHOR = "글쓴이"
SITENAME = "블로그"
SITEURL = ""
TIMEZONE = "Asia/Seoul"
DEFAULT_LANG = "ko"
PATH = "content"

# Pictures and old addresses are files, not articles.
STATIC_PATHS = ["images", "moved"]
ARTICLE_EXCLUDES = ["images", "moved"]
_content = Path(__file__).parent / PATH
EXTRA_PATH_METADATA = {
    path.relative_to(_content).as_posix(): {"path": path.relative_to(_content / "moved").as_posix()}
    for path in _content.glob("moved/**/*")
    if path.is_file()
}

# Hangul in addresses, and tags and categories apart that only signs tell apart: C, C# and C++.
SLUGIFY_USE_UNICODE = True
SLUG_REGEX_SUBSTITUTIONS = [
    (r"\+", "-plus"),
    (r"#", "-sharp"),
    (r"^\.", "dot-"),
    (r"/", "-"),
    (r"[^\w\s-]", ""),
    (r"\A[-\s]+|[-\s]+\Z", ""),
    (r"[-\s]+", "-"),
]
