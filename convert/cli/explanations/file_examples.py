"""What takes several files, a file's name or a whole run to show, made as `examples` are; and why the rest has no example."""

from typing import Any, NamedTuple

from convert.errors import N_


class FileExample(NamedTuple):
    """A folder of files by their names, which is converted, and which files of the output show it: all where none is named.

    The option `meta` is the name of one of the files.
    """

    files: tuple[tuple[str, str], ...]
    reader: str = ""
    writer: str = "markdown"
    options: tuple[tuple[str, Any], ...] = ()
    shown: tuple[str, ...] = ()


def _saved_page(number: int, title: str, body: str) -> tuple[str, str]:
    """A page of Tistory's backup."""
    head = f'<head><link rel="stylesheet" href="./../style.css"><title>{title}</title></head>'
    about = f'<h2 class="title-article">{title}</h2><p class="date">2024-05-06 07:08:09</p>'
    lines = (
        '<html lang="ko">',
        head,
        '<body id="tt-body-page">',
        f'<div class="article-header">{about}</div>',
        f'<div class="article-view"><div class="contents_style">{body}</div></div>',
        "</body></html>",
    )
    return f"{number}/{number}-{title.replace(' ', '-')}.html", "\n".join(lines) + "\n"


def _links_to_posts_other_than(number: int) -> str:
    return "".join(f'<p><a href="https://bada.tistory.com/{other}">글</a></p>' for other in (1, 2, 3) if other != number)


def _post(title: str, meta: str, text: str) -> str:
    return f"---\ntitle: {title}\n{meta}---\n\n{text}\n"


FILE_EXAMPLES: dict[str, FileExample] = {
    "boilerplate": FileExample(
        tuple((f"{number}.html", f"<p>구독을 부탁드립니다!</p><p>{number}번째 글이다.</p>") for number in range(1, 6)),
        options=(("boilerplate", "drop"),),
        shown=("1.md",),
    ),
    "title-from-name": FileExample((("제주 여행.html", "<p>첫째 날.</p>"),)),
    "doubtful-reader": FileExample((("a.html", "<!doctype html><html><body><p>글</p></body></html>"),), reader="tistory"),
    "date-from-name": FileExample((("2024-05-06-제주.html", "<p>첫째 날.</p>"),)),
    "inferred-host": FileExample(
        tuple(_saved_page(number, f"글 {number}", _links_to_posts_other_than(number)) for number in (1, 2, 3)),
        writer="hugo",
        shown=("content/posts/글-1/index.md",),
    ),
    "visibility": FileExample((_saved_page(1, "바다", "<p>글</p>"),), writer="hugo"),
    "unmatched-row": FileExample(
        (("1.html", "---\nurl: https://bada.tistory.com/1\n---\n<p>글</p>"), ("meta.csv", "id,title\n1,바다\n12,산\n")),
        options=(("meta", "meta.csv"),),
    ),
    "expiring-address": FileExample(
        (
            (
                "바다.html",
                '<p><img src="https://blog.kakaocdn.net/dn/a/img.png?credential=x&amp;expires=1722610799&amp;signature=y"></p>',
            ),
        ),
    ),
    "name-collision": FileExample(
        (("2024-07-01-바다.html", "<p>첫 글</p>"), ("2024-07-02-바다.html", "<p>둘째 글</p>")), writer="hugo"
    ),
    "unfit-name": FileExample((("a.html", f"---\ntitle: 글\nslug: {'바다-' * 30}\n---\n<p>글</p>"),), writer="hugo"),
    "unpublished-link": FileExample(
        (
            ("1.md", _post("첫 글", "url: https://bada.tistory.com/1\n", "[둘째 글](https://bada.tistory.com/2)")),
            ("2.md", _post("둘째 글", "url: https://bada.tistory.com/2\nvisibility: private\n", "글")),
        ),
        writer="hugo",
    ),
    "post-link": FileExample(
        (("1.md", _post("첫 글", "url: https://bada.tistory.com/1\n", "[옛글](https://bada.tistory.com/99)")),), writer="hugo"
    ),
    "shared-term": FileExample(
        (("1.md", _post("첫 글", "tags: [R&D]\n", "글")), ("2.md", _post("둘째 글", "tags: [RD]\n", "글"))), writer="hugo"
    ),
    "unfit-term": FileExample((("1.md", _post("소리", "tags: [aux]\n", "글")),), writer="hugo"),
    "untaken-file": FileExample(
        (("1.md", _post("측정", "", "[측정 자료](data.hwp)")), ("data.hwp", "…")),
        writer="ghost",
        shown=("content/files/1/data-b4935894.hwp",),
    ),
    "unfit-address": FileExample((("1.md", _post("글", "aliases: [/entry/con]\n", "글")),), writer="hugo"),
    "pathless-address": FileExample((("1.md", _post("글", 'aliases: ["/board/view.php?no=3"]\n', "글")),), writer="hugo"),
    "unmapped-address": FileExample(
        (("1.md", _post("글", 'aliases: ["/q:id/:x0"]\n', "글")),),
        writer="hugo",
        options=(("keep_urls", "alias"), ("redirects", ("netlify",))),
    ),
    "old-address": FileExample(
        (("a.md", _post("첫 글", "aliases: [/posts/b/]\n", "글")), ("b.md", _post("둘째 글", "", "글"))),
        writer="hugo",
        options=(("keep_urls", "alias"),),
    ),
    "resource": FileExample((("1.md", _post("바다", "", "![바다](바다.jpg)")),), writer="hugo"),
    "damaged": FileExample(
        (
            (
                "backup.xml",
                "<blog><setting><name>bada</name></setting>\n"
                "<post><id>1</id><visibility>syndicated</visibility><title>바다</title></id>"
                "<content>&lt;p&gt;글&lt;/p&gt;</content></post></blog>\n",
            ),
        ),
        reader="ttxml",
    ),
    "comments-beside": FileExample(
        (
            (
                "backup.xml",
                "<blog><setting><name>bada</name></setting>\n"
                "<post><id>1</id><visibility>syndicated</visibility><title>바다</title><content>&lt;p&gt;글&lt;/p&gt;</content>\n"
                "<comment><commenter><name>손님</name></commenter><content>잘 봤어요</content></comment></post></blog>\n",
            ),
        ),
        writer="ghost",
        shown=("comments.jsonl",),
    ),
}
"""By kind."""

_FOLDER = N_("it is about what the folder of the output holds already, which no post shows.")
_BYTES = N_("what is odd is in the bytes of the file, which no text shows.")
_LINKS = N_("what is odd is how files are kept, which no text shows.")
_LENGTH = N_("a post that shows it is too long for a page.")
_FAULT = N_("no post is known that shows it; it is said where the program itself made a mistake.")

WHY_NO_EXAMPLE: dict[str, str] = {
    **dict.fromkeys(("removed-file", "removed-layout", "withdrawn-file", "vanished-post", "earlier-output"), _FOLDER),
    "unrecorded": _FOLDER,
    **dict.fromkeys(("edited-file", "foreign-file", "overwritten-file", "kept-original", "unreadable-record"), _FOLDER),
    **dict.fromkeys(("other-theme", "other-modules", "missing-theme", "kept-setting"), _FOLDER),
    **dict.fromkeys(("cover-twice", "exposed-post"), _FOLDER),
    **dict.fromkeys(("encoding", "damaged-text"), _BYTES),
    **dict.fromkeys(("symbolic-link", "skipped-file"), _LINKS),
    **dict.fromkeys(("long-line", "unread-redirect", "cut-text"), _LENGTH),
    **dict.fromkeys(("respelled", "simplified", "missing", "unverified"), _FAULT),
    "front-matter-key": N_("no file can hold such a value; a program that calls this one can give it."),
}
"""By kind: what stands in place of an example."""
