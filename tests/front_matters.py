"""Helper: front matter as people write it, for laws: a strategy of blocks that know which keys and which words are in them.

A word is `w` and a number, so that it is found again wherever it ends. Keys and styles are those of real posts; what is wrong with
a block is what goes wrong with them: indentation, tabs, white space copied from a page, quotes and brackets left open.
"""

from typing import NamedTuple

from hypothesis import strategies as st

KEYS = (
    *("title", "date", "tags", "categories", "layout", "summary", "cover", "draft note", "author", "toc_label", "last modified"),
    *(
        "제목",
        "작성일",
        "조회수",
        "내 키",
        "og:title",
        "article.tag",
        "header-img",
        "2024",
        "K",
        "_x",
        '"quoted key"',
        "'홑'",
        "noSpace",
    ),
)
"""As they are spelled; `name_of` is what they are."""


class Entry(NamedTuple):
    """A key with its lines, which begin at its indentation, and the words in them."""

    key: str
    lines: tuple[str, ...]
    words: tuple[str, ...]


class Block(NamedTuple):
    """Front matter without its fences."""

    text: str
    keys: tuple[str, ...]
    words: tuple[str, ...]


def name_of(key: str) -> str:
    """A key without its quotes."""
    return key[1:-1] if key[0] in "\"'" else key


_TEXTS = ("w{} 글", "글 w{}", "w{}: w{}", "[w{}] w{}", "[w{}]", "{{w{}}}", "w{} # 주석", "w{} #주석", "'w{}' w{}", '"w{}" w{}',
          "w{}, w{}", "- w{}", "*w{}", "@w{}", "`w{}`", "%w{}", "w{} \"w{}\" w{}", "it's w{}", "| w{}", "> w{}", "https://w{}.example", "w{}\\")  # fmt: skip
_QUOTED = ('"w{}"', "'w{}'", '"w{}: w{} # w{}"', "'[w{}] ''w{}'''", '"w{} \\"w{}\\""', '"w{}\'s"')
_LISTS = ("[w{}, w{}]", "[w{}]", "[\"w{}\", 'w{}']", "[w{}, [w{}]]", "[]")
_OPEN = ('"w{}', "'w{} w{}", "[w{}, w{}", '["w{}", w{}', '"w{} "w{}', "{{w{}: w{}")


@st.composite
def entries(draw: st.DrawFn, number: int, *, careful: bool) -> Entry:
    """One key with its value; `careful` where everything is YAML as it should be."""
    key = draw(st.sampled_from(KEYS))
    count = iter(range(number * 100, number * 100 + 100))
    words: list[str] = []

    def said(template: str) -> str:
        text = template
        while "w{}" in text:
            words.append(f"w{next(count)}")
            text = text.replace("w{}", words[-1], 1)
        return text.replace("{{", "{").replace("}}", "}")

    templates = ("w{} 글", "글 w{}", *_QUOTED, *_LISTS) if careful else (*_TEXTS, *_QUOTED, *_LISTS, *_OPEN)
    style = draw(
        st.sampled_from(("line", "line", "line", "block", "folded", "list", "flush list", "mapping", "maps", "lines", "none"))
    )
    value, rows = _value(style, draw, templates, said, careful=careful)
    colon = ":" if careful else draw(st.sampled_from((":", ":", ":", " :", ":\t")))
    first = f"{key}{colon} {value}".rstrip() if value else f"{key}{colon}".rstrip("\t")
    return Entry(key, (first, *rows), tuple(words))


def _value(style, draw, templates, said, *, careful):
    text = lambda: said(draw(st.sampled_from(templates)))  # noqa: E731
    plain = lambda: said(draw(st.sampled_from(("w{}", '"w{}"')))) if careful else text()  # noqa: E731
    step = draw(st.sampled_from(("  ", "    ", "  "))) if careful else draw(st.sampled_from(("  ", "    ", " ", "\t", "\u00a0 ")))
    match style:
        case "block" | "folded":
            step = step.replace("\u00a0", " ")
            lines = [step + said("w{} 줄"), "", step + said("key: w{}")] if draw(st.booleans()) else [step + said("w{}")]
            return "|" if style == "block" else ">-", lines
        case "list" | "flush list":
            indent = step if style == "list" else ""
            return "", [f"{indent}- {plain()}" for _ in range(draw(st.integers(1, 3)))]
        case "mapping":
            return "", [f"{step}{name}: {plain()}" for name in ("url", "하위")]
        case "maps":
            return "", [said(f"{step}- url: w{{}}"), said(f"{step}  alt: w{{}}")]
        case "lines":
            return said("w{} 첫"), [f"{step}{said('w{} 둘')}"]
        case "none":
            return "", []
    return text(), []


_NOISE = ("", "", "", "# 주석", "#key: 주석", "   ")


@st.composite
def blocks(draw: st.DrawFn, *, careful: bool = False) -> Block:
    """Up to six keys, with comments and blank lines between, damaged unless `careful`."""
    found = [draw(entries(number, careful=careful)) for number in range(draw(st.integers(1, 6)))]
    if careful:
        found = list({entry.key: entry for entry in found}.values())
    lines: list[str] = []
    whole = draw(st.sampled_from(("", "", "", "  ")))
    spaces: tuple[str, ...] = ()
    for entry in found:
        indent = whole if careful else whole + draw(st.sampled_from(("",) * 6 + ("\t", "\u00a0", "\u3000") + spaces))
        # Below a block scalar a line further in is in it, whatever it looks like.
        spaces = () if entry.lines[0].endswith(("|", ">-")) else (" ", "  ")
        lines += [indent + line if line else "" for line in entry.lines]
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(_NOISE)))
    words = tuple(word for entry in found for word in entry.words)
    return Block("\n".join(lines), tuple(name_of(entry.key) for entry in found), words)
