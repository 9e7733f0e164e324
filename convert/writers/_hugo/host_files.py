"""What a host needs to build a site with Hugo and to lead on from old addresses: its configuration, and rules beside the map.

Hugo is installed from its releases, by the name they have there for Linux, or by the host. Where the host says the address of the
site, it is taken from there.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from convert.sources.source import File
from convert.writers._site import Redirects

Host: TypeAlias = Literal["none", "github-pages", "netlify", "cloudflare", "vercel"]

HostOption: TypeAlias = Annotated[
    Host,
    Meta(
        description="Where the site will be: write what this host needs to build it, a .gitignore, and the map of redirects it "
        "reads, unless --redirects asks for others."
    ),
]

REDIRECTS: dict[Host, Redirects] = {"netlify": ("netlify",), "cloudflare": ("cloudflare",)}
"""The map a host reads. The others show the pages Hugo makes of aliases; Vercel reads patterns, which not every address fits."""

HUGO = "0.168.0"
"""The version of Hugo that builds the site there: the one our tests run."""

_RELEASE = f"https://github.com/gohugoio/hugo/releases/download/v{HUGO}/hugo_{HUGO}_linux-amd64"

_GITIGNORE = """/public/
/resources/_gen/
.hugo_build.lock
/.blogconvert/cache/
*~
"""

_GITHUB_PAGES = f"""# Builds the site and puts it online at every push. In Settings, Pages, the source must be GitHub Actions.
name: Site
on:
  push:
    branches: [main, master]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          submodules: recursive
          fetch-depth: 0
      - name: Install Hugo
        run: |
          curl -sSfL -o hugo.deb {_RELEASE}.deb
          sudo dpkg -i hugo.deb
      - id: pages
        uses: actions/configure-pages@v5
      - name: Build
        run: hugo --gc --minify --baseURL "${{{{ steps.pages.outputs.base_url }}}}/"
      - uses: actions/upload-pages-artifact@v4
        with:
          path: public
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_NETLIFY = f"""[build]
command = 'hugo --gc --minify --baseURL "$URL/"'
publish = "public"

[build.environment]
HUGO_VERSION = "{HUGO}"
"""

_CLOUDFLARE = f"""# For Cloudflare Pages, whose build command is: hugo --gc --minify
name = "blog"
pages_build_output_dir = "public"

[vars]
HUGO_VERSION = "{HUGO}"
"""

_OLD_FEED = ("/rss", "/index.xml")
"""Where Tistory has the feed, and where Hugo does."""

_NOTICES = ("/notice/*", "/:splat")
"""Tistory shows a notice at this address too, by its number; what a map says of one before is what counts."""


def with_host_configuration_files(files: Iterable[File], host: Host, redirects: Redirects) -> Iterator[File]:
    """Files of `redirects` with what a host reads in them besides, and the other files it needs."""
    found = {file.path: file for file in files}
    match host:
        case "none":
            pass
        case "github-pages":
            found[".github/workflows/pages.yml"] = File(".github/workflows/pages.yml", _GITHUB_PAGES.encode(), keep=True)
        case "netlify":
            tables = found["netlify.toml"].data.decode() if "netlify.toml" in found else ""
            found["netlify.toml"] = File("netlify.toml", "\n".join(filter(None, [_NETLIFY, tables])).encode())
        case "cloudflare":
            found["wrangler.toml"] = File("wrangler.toml", _CLOUDFLARE.encode(), keep=True)
        case "vercel":
            found["vercel.json"] = File("vercel.json", _vercel_configuration().encode(), keep=True)
    if host != "none":
        found[".gitignore"] = File(".gitignore", _GITIGNORE.encode(), keep=True)
        if host in redirects:
            _append_redirects_of_feed_and_notice_pages(found, "301" if "cloudflare" in redirects else "301!")
    yield from found.values()


def _append_redirects_of_feed_and_notice_pages(files: dict[str, File], status: str) -> None:
    """Put them below the addresses of posts, as the first that fits counts."""
    path = "static/_redirects"
    lines = "".join([f"{old} {new} {status}\n" for old, new in (_OLD_FEED, _NOTICES)])
    files[path] = File(path, (files[path].data if path in files else b"") + lines.encode())


def _vercel_configuration() -> str:
    """The `vercel.json`, whose patterns are those of path-to-regexp."""
    rules = (_OLD_FEED, ("/notice/:id", "/:id"))
    settings = {
        "framework": None,
        "installCommand": f"curl -sSfL {_RELEASE}.tar.gz | tar -xz hugo",
        "buildCommand": './hugo --gc --minify --baseURL "https://$VERCEL_PROJECT_PRODUCTION_URL/"',
        "outputDirectory": "public",
        "trailingSlash": True,
        "redirects": [{"source": old, "destination": new, "statusCode": 301} for old, new in rules],
    }
    return json.dumps(settings, indent=2) + "\n"
