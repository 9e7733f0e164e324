"""The signs in what a quick scan makes of HTML, between and before words.

They are surrogates, which no parser of HTML gives (HTML standard, sections 13.2.3.5 and 13.2.5.80): it reads U+FFFD instead.
"""

MARK = "\ud801"
"""Begins the lines that stand where headings, cells, items and lists begin and end."""

THING = "\ud802"
"""Stands before and behind the name of something that is no word."""

UNSURE = "\ud803"
"""Stands where something has to be looked at closely."""

LINK = "\ud804"
"""Begins the address of a link among names of things."""

CODE = "\ud805"
"""Begins a block of code among names of things, and stands for a line end in it."""

SHOWN_CODE = "\ud809"
"""Begins a block of code of which the lines are also lines of the page, so that they are given once; it stands for them."""

CODES = (CODE, SHOWN_CODE)

DRAWN = "\ud806"
"""Stands in a line where a drawing is."""

CHOICE = "\ud807"
"""Stands behind each choice of a field."""

BLOCK_END = "\ud808"
"""Stands where a block ends, among several that are read at once."""

SIGNS = (MARK, THING, UNSURE, LINK, CODE, SHOWN_CODE, DRAWN, CHOICE, BLOCK_END)
"""All of them, which a text that no parser has read may hold."""
