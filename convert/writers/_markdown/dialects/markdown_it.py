"""markdown-it 13 and 14 with HTML, as Hexo, Eleventy and VitePress have it, without plugins but the one for tasks."""

from convert.writers._markdown.dialects.dialect import Ability, Dialect

MARKDOWN_IT = Dialect(
    name="markdown-it",
    descriptions="bare",
    footnotes="html",
    abilities=(
        Ability("descriptions", "what is escaped in them vanishes", "markdown-it 13.0.2 and 14.3.3, measured"),
        Ability("footnotes", "they need a plugin; without it the text is a definition of a link, and vanishes", "markdown-it 14"),
    ),
)
