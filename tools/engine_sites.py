"""The sites `tools/engines.py` builds: what is installed, how each is built, and the files it needs besides the posts.

A layout prints the body of a post in an `article`, and its day and its tags in attributes, as the engine knows them.
"""

import re
from typing import Any, NamedTuple

from engine_docs import ROOT, files_in_docs, requirements_in_docs

from convert.writers._scaffold import scaffold_files

TAGS_APART = "␟"
"""What no tag holds."""


class Site(NamedTuple):
    """A site of an engine as one kind of user has it; `writer` and `options` are what its posts are written with.

    `says_date`: its layout prints days and tags. `requirements`: what pip installs into an environment of its own.
    `names_languages`: blocks of code say their language, and not by their colours alone.
    """

    writer: str
    options: dict[str, Any]
    packages: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    files: dict[str, str]
    says_date: bool = True
    requirements: tuple[str, ...] = ()
    names_languages: bool = True
    added: tuple[tuple[str, str], ...] = ()
    """Patterns of what its pages say besides, and what stands there instead."""
    theme: str = ""
    """The theme whose layouts it has, of `engine_themes`; otherwise one of ours."""


def _code_in_docs(language: str, number: int = 0) -> str:
    """A piece of code in a language that docs/engines.md tells people to use."""
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)[number]


_JEKYLL_LAYOUT = (
    "<article data-date=\"{{ page.date | date: '%Y-%m-%d %H:%M' }}\" "
    f"data-tags=\"{{{{ page.tags | join: '{TAGS_APART}' | escape }}}}\">{{{{ content }}}}</article>"
)
_GITHUB_PAGES = """kramdown:
  input: GFM
  hard_wrap: false
  gfm_quirks: paragraph_end
  math_engine: mathjax
  syntax_highlighter: rouge
  syntax_highlighter_opts:
    default_lang: plaintext
"""
"""What GitHub Pages sets for everybody (pages-gem, lib/github-pages/configuration.rb)."""


def _jekyll(settings: str, markdown: str) -> Site:
    return Site(
        "jekyll",
        {"jekyll_markdown": markdown},
        (),
        ("jekyll", "build", "--future", "--quiet"),
        "_site",
        {"_config.yml": f"title: 글\n{settings}", "_layouts/post.html": _JEKYLL_LAYOUT},
    )


_HUGO_LAYOUT = (
    """<article data-date="{{ .Date.Format "2006-01-02 15:04" }}" """
    f"""data-tags="{{{{ delimit (.Params.tags | default slice) "{TAGS_APART}" }}}}">{{{{ .Content }}}}</article>"""
)
_CHIRPY_ADDS = (
    (
        r'<div class="(language-[^ "]+) highlighter-rouge"><div class="code-header">.*?</div>\s*<div class="highlight"><code>'
        r'<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">[0-9\s]*</pre></td>'
        r'<td class="rouge-code"><pre>(.*?)</pre></td></tr></tbody></table></code></div>\s*</div>',
        r'<pre><code class="\1">\2</code></pre>',
    ),
    (r'<i class="fas fa-check-circle[^>]*></i>', '<input type="checkbox" checked>'),
    (r'<i class="far fa-circle[^>]*></i>', '<input type="checkbox">'),
    (r'<a href="[^"]*" class="popup img-link[^"]*">(<img [^>]*>)</a>', r"\1"),
)
"""Numbers beside lines of code, pictures of ticks, and pictures that open when they are clicked."""

_HEXO_LAYOUT = (
    "<article data-date=\"<%= date(page.date, 'YYYY-MM-DD HH:mm') %>\" "
    f"data-tags=\"<%= page.tags.map(tag => tag.name).join('{TAGS_APART}') %>\"><%- page.content %></article>"
)
_HEXO_CONFIG = "title: 글\nurl: https://example.org\ntheme: bare\nsyntax_highlighter: ''\n"


def _hexo(settings: str, *packages: str) -> Site:
    return Site(
        "hexo",
        {},
        ("hexo@8", *packages, "hexo-generator-alias", "hexo-renderer-ejs", "hexo-generator-tag"),
        ("npx", "hexo", "generate", "--bail"),
        "public",
        {
            "_config.yml": _HEXO_CONFIG + settings,
            "themes/bare/layout/post.ejs": _HEXO_LAYOUT,
            "themes/bare/layout/tag.ejs": "<p><%= page.tag %></p>",
        },
    )


def _scaffold_of(writer: str, theme: str = "") -> dict[str, str]:
    """The site `migrate` writes around the posts."""
    return {file.path: file.data.decode() for file in scaffold_files(writer, theme)}


def _jekyll_theme(theme: str, *added: tuple[str, str], laid: str = "") -> Site:
    """The site `migrate` writes for a theme, but for the `Gemfile`, which wants RubyGems, and where the theme comes from.

    `laid` is the theme whose files lie in the site itself.
    """
    files = _scaffold_of("jekyll", theme)
    del files["Gemfile"]
    if laid:
        files["_config.yml"] = re.sub(r"(?m)^(remote_theme|theme|  - jekyll-remote-theme).*\n", "", files["_config.yml"])
    build = ("jekyll", "build", "--quiet")
    return Site("jekyll", {"theme": theme}, (), build, "_site", files, theme=laid or theme, added=added)


_ELEVENTY_LAYOUT = (
    '<article data-date="{{ page.date.toISOString() | replace("T", " ") | truncate(16, true, "") }}" '
    f'data-tags="{{{{ (tags or []) | join("{TAGS_APART}") }}}}">{{{{ content | safe }}}}</article>'
)

_PELICAN_LAYOUT = (
    """<article data-date="{{ article.date.strftime('%Y-%m-%d %H:%M') }}" """
    f"""data-tags="{{{{ article.tags|default([])|map(attribute='name')|join('{TAGS_APART}')|e }}}}">"""
    "{{ article.content }}</article>"
)

_MKDOCS_LAYOUT = (
    """<article data-date="{{ page.config.date.created.strftime('%Y-%m-%d %H:%M') }}" """
    f"""data-tags="{{{{ (page.meta.tags or [])|join('{TAGS_APART}')|e }}}}">{{{{ page.content }}}}</article>"""
)

_NIKOLA_LAYOUT = (
    """<article data-date="${post.formatted_date('yyyy-MM-dd HH:mm')}" """
    f"""data-tags="${{'{TAGS_APART}'.join(post.tags)|h}}">${{post.text()}}</article>"""
)

_DOCUSAURUS_THEME = {
    "src/theme/BlogPostItem/index.js": """import React from 'react';
import { useBlogPost } from '@docusaurus/plugin-content-blog/client';
import MDXContent from '@theme/MDXContent';
export default function BlogPostItem({ children }) {
  const { date, tags } = useBlogPost().metadata;
  const shown = tags.map((tag) => tag.label).join('"""
    + TAGS_APART
    + """');
  const day = date.slice(0, 16).replace('T', ' ');
  return <article data-date={day} data-tags={shown}><MDXContent>{children}</MDXContent></article>;
}
""",
    "src/theme/CodeBlock/index.js": """import React from 'react';
export default function CodeBlock({ className, children }) {
  return <pre><code className={className}>{children}</code></pre>;
}
""",
    "src/theme/Heading/index.js": """import React from 'react';
export default function Heading({ as: Level, ...rest }) {
  return rest.id === 'footnote-label' ? null : <Level {...rest} />;
}
""",
}
"""Parts of the theme that say no more than the post does; what reads the Markdown is as it comes."""

_VITEPRESS_THEME = """import { h } from 'vue';
import { Content, useData } from 'vitepress';

const Layout = {
  setup() {
    const { frontmatter } = useData();
    return () =>
      h(
        'article',
        {
          'data-date': new Date(frontmatter.value.date ?? 0).toISOString().slice(0, 16).replace('T', ' '),
          'data-tags': (frontmatter.value.tags ?? []).join('%s') || '%s',
        },
        [h(Content)],
      );
  },
};

export default { Layout };
"""
_VITEPRESS_ADDS = (
    (r'<a class="header-anchor".*?</a>', ""),
    (
        r'<div class="language-([^ "]*)[^"]*"><button[^>]*></button><span class="lang">[^<]*</span><pre[^>]*><code[^>]*>'
        r"(.*?)</code></pre></div>",
        r'<pre><code class="language-\1">\2</code></pre>',
    ),
    (r'class="language-(?:txt)?"', ""),
    # It takes whatever has no ending for a page of its own.
    (r'href="(?:\./)?((?!https?:)[^"]*?)\.html(?=["?#])', r'href="\1'),
)


def _astro(packages: tuple[str, ...], run: str) -> Site:
    return Site(
        "astro",
        {},
        packages,
        (*run.split(), "build"),
        "dist",
        {
            **files_in_docs("Astro"),
        },
        says_date=False,
    )


_WITH_ITS_NODE = "npx node node_modules/astro/bin/astro.mjs"
"""Astro with the Node that is installed beside it, since it needs 22.12."""

SITES: dict[str, Site] = {
    "astro-5": _astro(("astro@5",), "npx astro"),
    "astro-6": _astro(("astro@6", "node@24"), _WITH_ITS_NODE),
    "astro-7": _astro(("astro@7", "node@24"), _WITH_ITS_NODE),
    "docusaurus": Site(
        "docusaurus",
        {"color": "html"},
        (
            *[f"@docusaurus/{name}@3.10.2" for name in ("core", "preset-classic", "plugin-client-redirects")],
            "react@19",
            "react-dom@19",
        ),
        ("npx", "docusaurus", "build"),
        "build",
        {**_scaffold_of("docusaurus"), **_DOCUSAURUS_THEME},
        # It shows where a link that is relative leads to.
        added=((r'href="/blog/[^"]*?/(?=file/)', 'href="./'),),
    ),
    "eleventy": Site(
        "eleventy",
        {},
        ("@11ty/eleventy@3.1.8",),
        ("npx", "eleventy", "--quiet"),
        "_site",
        {**_scaffold_of("eleventy"), "_includes/layouts/post.njk": _ELEVENTY_LAYOUT},
    ),
    "vitepress": Site(
        "vitepress",
        {},
        ("vitepress@1.6.4",),
        ("npx", "vitepress", "build", "docs"),
        "docs/.vitepress/dist",
        {**_scaffold_of("vitepress"), "docs/.vitepress/theme/index.mts": _VITEPRESS_THEME % (TAGS_APART, TAGS_APART)},
        added=_VITEPRESS_ADDS,
    ),
    "nikola": Site(
        "nikola",
        {"site": True},
        (),
        ("venv/bin/nikola", "build", "-a", "--quiet"),
        "output",
        {**_scaffold_of("nikola"), "templates/post.tmpl": _NIKOLA_LAYOUT},
        requirements=requirements_in_docs("Nikola"),
        names_languages=False,
    ),
    "mkdocs": Site(
        "mkdocs",
        {"site": True},
        (),
        ("venv/bin/mkdocs", "build", "--quiet", "--site-dir", "site"),
        "site",
        {
            **_scaffold_of("mkdocs"),
            "mkdocs.yml": _scaffold_of("mkdocs")["mkdocs.yml"].replace(
                "  name: material", "  name: material\n  custom_dir: layouts"
            ),
            "layouts/blog-post.html": _MKDOCS_LAYOUT,
        },
        requirements=requirements_in_docs("MkDocs"),
    ),
    "pelican": Site(
        "pelican",
        {"site": True},
        (),
        ("venv/bin/pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors"),
        "output",
        {
            "pelicanconf.py": _scaffold_of("pelican")["pelicanconf.py"]
            + "THEME_TEMPLATES_OVERRIDES = ['layouts']\nCACHE_CONTENT = False\n",
            "layouts/article.html": _PELICAN_LAYOUT,
        },
        requirements=requirements_in_docs("Pelican"),
        names_languages=False,
    ),
    "hexo-marked": _hexo("timezone: Asia/Seoul\n", "hexo-renderer-marked@7"),
    "hexo-markdown-it": _hexo(files_in_docs("Hexo")["_config.yml"], "hexo-renderer-markdown-it@7", "markdown-it-task-lists"),
    "hugo": Site(
        "hugo",
        {},
        (),
        ("hugo", "--quiet"),
        "public",
        {"hugo.toml": 'baseURL = "https://example.org/"\ntitle = "글"\n', "layouts/all.html": _HUGO_LAYOUT},
    ),
    "jekyll-minima": _jekyll_theme("minima"),
    "jekyll-minima-3": _jekyll_theme("minima", laid="minima-3"),
    "jekyll-minimal-mistakes": _jekyll_theme("minimal-mistakes", laid="minimal-mistakes"),
    "jekyll-chirpy": _jekyll_theme("chirpy", *_CHIRPY_ADDS, laid="chirpy"),
    "jekyll-kramdown": _jekyll(_code_in_docs("yaml", 0) + _GITHUB_PAGES, "kramdown"),
    "jekyll-commonmark": _jekyll(f"timezone: Asia/Seoul\n{_code_in_docs('yaml', 1)}", "commonmark"),
}
