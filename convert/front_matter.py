"""The languages of front matter by our rules, for scripts with python-frontmatter."""

from convert.meta.front_matter import HANDLERS

__all__ = ["HANDLERS"]
