"""How a folder of the output is kept, as its owner asks for it."""

from msgspec import Struct


class FolderPolicy(Struct, frozen=True):
    """How a folder is kept.

    With `whole_blog` the sources are all there is: posts keep the names they had, and what no post makes any more, of what such
    runs made, is said, and with `prune` removed. With `force` what its owner changed, or was there before us, is overwritten.
    """

    whole_blog: bool = False
    prune: bool = False
    force: bool = False
