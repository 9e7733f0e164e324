"""Captions and descriptions of pictures: each form, what is in italics since a form cannot say it, and that the proof knows them."""

import pytest

import convert
from convert import formats
from convert.model import (
    Code,
    Document,
    Emphasis,
    Figure,
    FootnoteReference,
    Gallery,
    HardBreak,
    Image,
    Link,
    Math,
    Meta,
    Paragraph,
    Strong,
    Text,
)
from convert.notices import Collected
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.writers._image_descriptions import description_in_file_name_or_empty

CAPTION = (Text("해 질 녘 "), Strong((Text("바다"),)))


def figure(*, caption=CAPTION, align="", **image):
    return Document(Meta(), (Figure((Paragraph((Image("a.png", **image),)),), caption, align),))


def written(document, to, **options):
    """The Markdown, which the proof must find to say what it was to say, with the kinds of its notices."""
    report = Collected()
    text = convert.dumps(document, to, report=report, front_matter=False, **options)
    target = formats.markdown_target_of(*formats.writer_and_options_or_raise(to, tuple(options.items())))
    assert (
        with_misread_blocks_in_safe_form(document.children, without_front_matter(text).lstrip("\n"), target, report)
        is document.children
    )
    return text.strip("\n"), {notice.kind for notice in report.notices()}


FORMS = {
    "italic": ("![해 질 녘 바다](a.png)\n\n*해 질 녘 **바다***", {"caption"}),
    "paragraph": ("![해 질 녘 바다](a.png)\n\n해 질 녘 **바다**", {"caption"}),
    "title": ('![해 질 녘 바다](a.png "해 질 녘 바다")', {"caption-title"}),
    "html": (
        "<figure>\n\n![해 질 녘 바다](a.png)\n\n<figcaption>\n\n해 질 녘 **바다**\n\n</figcaption>\n\n</figure>",
        set(),
    ),
    "figure": ('{{< figure src="a.png" alt="해 질 녘 바다" caption="해 질 녘 **바다**" >}}', set()),
}


@pytest.mark.parametrize("captions", ["italic", "paragraph", "title", "html"])
def test_a_caption_takes_the_form_that_is_asked_for(captions):
    assert written(figure(), "markdown", captions=captions) == FORMS[captions]


@pytest.mark.parametrize("captions", ["italic", "paragraph", "title", "figure"])
def test_a_caption_takes_the_form_that_is_asked_for_in_hugo(captions):
    assert written(figure(), "hugo", captions=captions) == FORMS[captions]


@pytest.mark.parametrize(
    "to", ["jekyll", "mkdocs", "docusaurus", "obsidian", "hexo", "vitepress", "eleventy", "astro", "pelican"]
)
@pytest.mark.parametrize("captions", ["italic", "paragraph", "title", "html"])
def test_every_writer_of_markdown_has_all_forms(to, captions):
    document = figure(align="center")
    report = Collected()
    text = convert.dumps(document, to, report=report, captions=captions)
    target = formats.markdown_target_of(*formats.writer_and_options_or_raise(to, (("captions", captions),)))
    body = without_front_matter(text).lstrip("\n")
    assert with_misread_blocks_in_safe_form(document.children, body, target, report) is document.children
    assert ("<figcaption" in text) is (captions == "html")


IN_HTML_THERE = '<div align="center">\n<figure>\n\n![가](a.png)'


def test_what_is_aligned_is_so_in_html():
    text, notices = written(figure(align="center", alt="가"), "markdown", captions="html")
    assert text.startswith(IN_HTML_THERE)
    assert "alignment" not in notices


NOT_IN_A_FIGURE = {
    "code": figure(caption=(Code("a`b"),)),
    "a break": figure(caption=(Text("가"), HardBreak(), Text("나"))),
    "a footnote": figure(caption=(Text("가"), FootnoteReference("1"))),
    "a backtick": figure(caption=(Text("`"),)),
    "a call": figure(caption=(Text("{{< x >}}"),)),
    "the end of a call": figure(caption=(Text("{"), Text("{%")), alt="가"),
    "a title": figure(title="제목"),
    "a link": Document(Meta(), (Figure((Paragraph((Link((Image("a.png"),), "/1"),)),), CAPTION),)),
    "no address": Document(Meta(), (Figure((Paragraph((Image(":"),)),), CAPTION),)),
    "a description with a backtick": figure(alt="`"),
    "two pictures": Document(Meta(), (Figure((Paragraph((Image("a.png"), Image("b.png"))),), CAPTION),)),
    "a gallery": Document(Meta(), (Gallery((Image("a.png"), Image("b.png")), CAPTION),)),
}


@pytest.mark.parametrize("name", NOT_IN_A_FIGURE)
def test_what_hugos_figure_cannot_say_is_in_italics(name):
    text, notices = written(NOT_IN_A_FIGURE[name], "hugo")
    assert "{{< figure" not in text
    assert text.endswith("*")
    assert "caption" in notices


QUOTED = 'alt="가" caption=`"인용" \\*별\\*`'


def test_quotation_marks_and_backslashes_stand_between_backticks():
    assert QUOTED in written(figure(alt="가", caption=(Text('"인용" *별*'),)), "hugo")[0]


@pytest.mark.parametrize(
    ("document", "markdown"),
    [
        (
            figure(caption=(), alt="가", width=400, align="center"),
            '{{< figure src="a.png" alt="가" width="400" align="center" >}}',
        ),
        (figure(caption=(), alt="가", align="right"), '{{< figure src="a.png" alt="가" align="right" >}}'),
        (figure(caption=(), alt="가", width=700, align="center"), "![가](a.png)"),
        (figure(caption=(), alt="가"), "![가](a.png)"),
    ],
)
def test_only_what_is_narrow_or_at_the_right_is_a_figure_without_a_caption(document, markdown):
    assert written(document, "hugo")[0] == markdown


def test_emphasis_in_a_caption_does_not_end_its_italics():
    assert written(figure(caption=(Text("가 "), Emphasis((Text("나"),)))), "markdown")[0].endswith("*가 나*")


@pytest.mark.parametrize("to", ["markdown", "html", "hugo"])
def test_a_picture_is_described_by_its_author_its_caption_or_its_file(to):
    for image, caption, description in (
        ({"alt": "가", "name": "설계도.png"}, CAPTION, "가"),
        ({"name": "설계도.png"}, CAPTION, "해 질 녘 바다"),
        ({"name": "설계도.png"}, (Text("해"), Math(" "), Text("질")), "해질"),
        ({"name": "설계도.png"}, (Math(" "),), "설계도"),
        ({"name": "설계도.png"}, (), "설계도"),
        ({"name": "IMG_0001.jpg"}, (), ""),
    ):
        text = convert.dumps(figure(caption=caption, **image), to, front_matter=False) if to != "html" else ""
        text = text or convert.dumps(figure(caption=caption, **image), "html")
        assert any(form.format(description) in text for form in ("![{}](a.png", 'alt="{}"')), description


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("예제를_만들어-봅시다.png", "예제를 만들어 봅시다"),
        ("mockUp 도식.png", "mockUp 도식"),
        ("control_bus.png", "control bus"),
        ("뷰.png", "뷰"),
        ("이미지 037.png", ""),
        ("스크린샷 2023-01-27 오후 10.17.11.png", ""),
        ("KakaoTalk_20230102_112233.jpg", ""),
        ("a1b2c3d4-e5f6-7890.png", ""),
        ("AyLjN8C.jpg", ""),
        ("aaaa.png", ""),
        ("Untitled (3).png", ""),
        ("%EA%B0%80%EB%82%98.png", ""),
        ("제목 없음.png", ""),
        ("", ""),
    ],
)
def test_a_file_name_describes_what_some_person_called_so(name, description):
    assert description_in_file_name_or_empty(name) == description


def test_a_caption_is_read_back_as_it_was_written():
    text = convert.dumps(figure(width=300, align="center"), "hugo", front_matter=False)
    assert convert.dumps(convert.loads(text, "markdown"), "hugo", front_matter=False) == text
