"""What Nikola needs to know of posts that `blogconvert` has written; `nikola init` has the rest."""

BLOG_AUTHOR = "글쓴이"
BLOG_TITLE = "블로그"
SITE_URL = "https://example.com/"
BLOG_EMAIL = ""
BLOG_DESCRIPTION = ""
DEFAULT_LANG = "ko"
TIMEZONE = "Asia/Seoul"
COMPILERS = {"markdown": (".md",)}
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = (("pages/*.md", "", "page.tmpl"),)

# Hangul in addresses, and tags apart that only signs tell apart: C, C# and C++. With True such tags stop the build.
USE_SLUGIFY = False

MARKDOWN_EXTENSIONS = ["markdown.extensions.fenced_code", "markdown.extensions.codehilite", "markdown.extensions.extra"]

# Headings as the posts have them. With 1, which is the default, each is one level lower.
DEMOTE_HEADERS = 0
