"""Helper: texts that are no names, and what is wrong with paths: for tests of everything that becomes a file, a folder or a page."""

import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import convert
from convert.model import Document, Meta, Paragraph, Text
from convert.sources.source import Source

LONG = "가" * 100
KINDS = (
    # Nothing, dots, slashes, and what leads elsewhere.
    *("", " ", ".", "..", "...", "/", "//", "\\", "a/b", "../a", "/etc/passwd", "a/../b", "a\\b", "%2e%2e", "%00", "a%20b", "%"),
    # Signs of Windows, of addresses, of YAML, of templates.
    *("<b>", "a:b", "a|b", "a*b", '"q"', "왜?", "a: b", "C:", "#", "#x", "?", "'q'", "`q`", "~", "@a", "&a", "*a", "!a", "[a", "{a"),
    *("{{< x >}}", "{{% x %}}", "{{ .Title }}", "{% x %}", "---", "+++", "- a", "null", "no", "0o7", "1e3", "2024-01-01", "12:30"),
    # Devices, dots and spaces at the end.
    *("CON", "con", "nul.txt", "COM1", "LPT9.md", "CONIN$", "aux ", "PRN.", "①PRN.a", "C OM1", "a.", "a ", " a", "a. ", "a.①", "등.)"),
    # What engines, and hosts, have themselves.
    *("index", "index.md", "_index", "_index.md", "index.html", "index.xml", "INDEX.HTML", "rss.xml", "sitemap.xml", "404.html"),
    *("robots.txt", "_redirects", "a.html", "a.md", "a.png", "a.en", "_content.gotmpl", "node_modules", ".git", ".htaccess", "a~"),
    *("page", "page/2", "page/1", "tags", "categories", "posts", "feed", "post-①", "post-½"),
    # Letters that are more, less or others to somebody.
    *("①", "½", "x", "x²", "🎉", "❤️", "\u3164", "\u200b", "\u202e", "\ufeff", "\u2028", "a\x85", "\x00", "\x1b", "a\nb", "a\tb", "_🎉"),
    *("é", "e\u0301", "ß", "SS", "İ", "ı", "Ω", "ω", "Ω", "ǅ", "ẞ", "\u1112\u1161\u11ab", "한", "ＡＢ", "𝒜", "العربية", "हिन्दी"),
    # Too long, in parts or together.
    *(LONG, f"{LONG}1", "a" * 300, "A" * 300, "é" * 150, "🎉" * 80, "e\u0301" * 120, ("b" * 100 + "/") * 4, "/".join(["x"] * 300)),
    *("c " * 200, "-" * 300, "." * 300, "①" * 100, "\u1112\u1161\u11ab" * 60, "a." * 150, "b" * 190, "b" * 230, "가/" * 60),
    # Alike.
    *("case", "Case", "CASE", "a-2", "a", "a"),
)  # fmt: skip
"""Each for a kind that broke a build, hid a page or could not be copied to another system."""

_PIECES = (*KINDS, *"<>:\"|?*/\\.-_~#% +@!$&'()=,;[]{}^`", "con", "nul", "index", ".html", ".xml", "page", "1", "가", "  ", "%41")


def text(numbers: random.Random) -> str:
    """One of the kinds, or several of them and of signs together."""
    if numbers.random() < 0.3:
        return numbers.choice(KINDS)
    made = "".join(numbers.choice(_PIECES) for _ in range(numbers.randint(1, 6)))
    return (made * numbers.randint(1, 80) if numbers.random() < 0.1 else made)[:3000]


def documents(seed: int, generated: int = 60) -> list[Document]:
    """A post for every kind in every place it can come from, and as many with texts made by number."""
    numbers = random.Random(seed)
    metas = [
        meta
        for number, kind in enumerate(KINDS)
        for meta in (
            Meta(
                title=kind,
                tags=(kind,),
                categories=((kind,), (kind, kind)),
                aliases=(f"/{kind}", f"/entry/{kind}", f"/tags/{kind}"),
            ),
            Meta(title=f"{number}", slug=kind, url=f"https://blog.tistory.com/entry/{kind}", entry_id=str(number)),
        )
    ]
    metas += [_made(numbers) for _ in range(generated)]
    return [Document(meta, (Paragraph((Text("글"),)),)) for meta in metas]


def _made(numbers: random.Random) -> Meta:
    def several(most: int) -> tuple[str, ...]:
        return tuple(text(numbers) for _ in range(numbers.randint(0, most)))

    return Meta(
        title=text(numbers),
        slug=numbers.choice(("", text(numbers))),
        tags=several(3),
        categories=tuple(several(3) or ("x",) for _ in range(numbers.randint(0, 2))),
        aliases=tuple(numbers.choice(("/", "/entry/", "/posts/", "")) + one for one in several(2)),
        url=numbers.choice(("", f"https://blog.tistory.com/{text(numbers)}")),
    )


def source(posts: list[Document], name: str = "posts.jsonl") -> Source:
    """The posts as one source."""
    return Source(name, "".join(convert.dumps(post, "jsonl") for post in posts).encode(), name)


_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$) *(?:\..*)?", re.IGNORECASE)
LONGEST = 240


def fault(path: str) -> str:
    """What is wrong with a path on some system; empty when nothing is. It asks none of our own code."""
    if len(path.encode("utf-16-le")) // 2 > LONGEST:
        return "too long"
    for part in path.split("/"):
        if len(part.encode()) > 255 or not part or part in (".", "..") or part[-1] in ". ":
            return f"part {part!r}"
        if re.search(r'[\x00-\x1f<>:"|?*\\]', part) or _DEVICE.fullmatch(part) or unicodedata.normalize("NFC", part) != part:
            return f"part {part!r}"
    return ""


def faults(root: Path) -> list[str]:
    """What is wrong with the paths below a folder, and the files that are one where case does not count."""
    paths = [path.relative_to(root).as_posix() for path in root.rglob("*")]
    files = Counter(path.relative_to(root).as_posix().lower() for path in root.rglob("*") if path.is_file())
    wrong = [f"{why}: {path[:60]}" for path in paths if (why := fault(path))]
    return wrong + [f"one file: {path}" for path, count in files.items() if count > 1]
