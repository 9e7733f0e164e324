"""GFM as Astro has it, which optimises the pictures that are Markdown."""

from msgspec.structs import replace

from convert.writers._markdown.dialects.addresses import BROKEN_HOST
from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.gfm import GFM

ASTRO = replace(
    GFM,
    name="GFM in Astro",
    in_addresses=(
        Trap(BROKEN_HOST, "a host that is none, at which a picture is left without an address", "Astro 7.1, measured"),
    ),
)
