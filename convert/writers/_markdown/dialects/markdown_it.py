"""markdown-it 13 and 14 with HTML, as Hexo, Eleventy and VitePress have it, without plugins but the one for tasks."""

from msgspec.structs import replace

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

MARKDOWN_IT_ALONE = replace(
    MARKDOWN_IT,
    name="markdown-it without plugins",
    tasks="html",
    abilities=(
        *MARKDOWN_IT.abilities,
        Ability("tasks", "they need a plugin; without it boxes are characters", "markdown-it 14"),
    ),
)
"""As Eleventy has it, and Hexo and VitePress until somebody installs one."""
