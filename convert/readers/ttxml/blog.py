"""What a backup says of the blog as a whole: its address, its categories, where its files are."""

from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct

from convert import lazy_re as re
from convert.readers._xml.element import Element
from convert.readers.tistory.files import address_on_tistory_server_or_empty

_FOLDERS = {"post": "entry", "page": "pages", "notice": "notice", "keyword": "keylog"}
"""Where texts of a kind are on a blog, when they are named and not numbered."""

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")


class Blog(Struct, frozen=True):
    """`address` has no slash at its end; empty, the backup does not tell. `categories` are the paths of their labels."""

    address: str = ""
    uses_slogans: bool = True
    categories: Mapping[str, tuple[str, ...]] = {}

    def post_paths(self, kind: str, number: str, slogan: str) -> tuple[str, ...]:
        """Where a text can be found, the address the blog itself gives first."""
        folder = _FOLDERS[kind]
        named = [f"/{folder}/{quote(slogan)}"] if slogan else []
        numbered = [f"/{number}" if kind == "post" else f"/{folder}/{number}"] if number else []
        return tuple(named + numbered if self.uses_slogans else numbered + named)

    def category_path(self, label: str) -> tuple[str, ...]:
        """A category's levels. Only the list of categories tells a slash between two from one in a name."""
        return self.categories.get(label) or tuple(part for name in label.split("/") if (part := name.strip()))

    def file_address(self, name: str, *, is_picture: bool) -> str:
        """Where the server has an attachment."""
        return address_on_tistory_server_or_empty(name, is_picture=is_picture) or f"{self.address}/attachment/{quote(name)}"


def with_setting_or_category(element: Element, blog: Blog) -> Blog:
    """The blog with what an element that is no post says of it."""
    match element.name:
        case "setting":
            return _with_address_and_slogan_use(element, blog)
        case "category":
            return _with_category(element, blog)
        case _:
            return blog


def _with_address_and_slogan_use(setting: Element, blog: Blog) -> Blog:
    """The blog with what its settings say. `defaultDomain` is 1 where a domain of the owner's own is the one to use."""
    name, own = setting.child_text("name"), setting.child_text("secondaryDomain")
    uses_own = setting.child_text("defaultDomain") == "1" and _HOST.fullmatch(own)
    address = f"http://{own}" if uses_own else f"https://{name.lower()}.tistory.com" if re.fullmatch(r"[\w-]+", name) else ""
    uses_slogans = (setting.child_text("useSlogan") or setting.child_text("useSloganOnPost") or "1") != "0"
    return Blog(address, uses_slogans, blog.categories)


def _with_category(category: Element, blog: Blog) -> Blog:
    """The blog with a category and those in it, however deep."""
    paths = dict(blog.categories)
    waiting: list[tuple[Element, tuple[str, ...]]] = [(category, ())]
    while waiting:
        element, parent_path = waiting.pop()
        name = element.child_text("name")
        path = (*parent_path, name) if name else parent_path
        if name:
            paths["/".join(path)] = path
        if len(path) < _DEEPEST:
            waiting.extend((child, path) for child in element.children_named("category"))
    return Blog(blog.address, blog.uses_slogans, paths)


_DEEPEST = 10
