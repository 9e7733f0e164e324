"""What is bold by itself, so that bold says nothing there: headings and header cells."""

from msgspec.structs import replace

from convert import model
from convert.model import Inlines

_WITH_LOOK = (model.Span, model.Link, model.Emphasis, model.Underline)


def without_enclosing_bold(children: Inlines) -> Inlines:
    """Inlines without the bold that is round all of them: headings and header cells are bold by themselves."""
    if len(children) == 1:
        only = children[0]
        if type(only) is model.Text:  # as most are, and isinstance is slow to deny what they are not
            return children
        if isinstance(only, model.Strong):
            return only.children
        if isinstance(only, _WITH_LOOK):
            return (replace(only, children=without_enclosing_bold(only.children)),)
    return children
