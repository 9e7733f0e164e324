"""HTML as blogs write it, read into the model. Shared by every reader whose posts are HTML.
`flow` walks the tree, `inline` makes inlines of what it gathers, `elements`, `lists`, `tables`, `code` and `media` (pictures,
players, figures, folds) say what each tag means, `style` what CSS means, `raw` keeps what has no node. A reader for one
platform lays its own handlers over `HANDLERS`.
"""

from convert.readers._html.elements import HANDLERS
from convert.readers._html.flow import Handlers, read_flow
from convert.readers._html.page import Page

__all__ = ["HANDLERS", "Handlers", "Page", "read_flow"]
