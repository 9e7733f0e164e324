"""GitHub Flavored Markdown: what `markdown` writes, and what most engines read something like."""

from convert.writers._markdown.dialects.dialect import Dialect

GFM = Dialect(name="GFM")
