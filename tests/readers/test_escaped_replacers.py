"""Replacers of Tistory's editor in Markdown, escaped by the tool that took the posts out of the blog."""

import pytest

from convert.model import BlockQuote, BulletList, Figure, Gallery, Image, ListItem, Paragraph, Text
from convert.model.walk import walk
from convert.notices import ignore
from convert.readers.markdown import read_blocks

IMAGE = '[##_Image|kage@a/b/c/img_1.png|CDM|1.3|{"originWidth":800,"alt":"그림 \\"하나\\"","style":"alignCenter"}_##]'
OLD = '[##_Image|kage@a/b/c/img_1.png|alignCenter|data-origin-width="0"|설명_##]'
GRID = '[##_ImageGrid|kage@a/b/c/img_1.png,kage@d/e/f/img_2.png|data-is-animation="false"|_##]'

SPELLINGS = {
    "turndown": lambda text: text.replace("\\", "\\\\").replace("_", "\\_").replace("[", "\\[").replace("]", "\\]"),
    "html2text": lambda text: text.replace("_", "\\_"),
    "every mark": lambda text: "".join(f"\\{char}" if char in "\\_[]#|*" else char for char in text),
    "hashes": lambda text: text.replace("\\", "\\\\").replace("#", "\\#"),
}


def addresses(blocks):
    return [node.url for node in walk(blocks) if isinstance(node, Image)]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("text", [IMAGE, OLD, GRID])
def test_it_is_the_picture_it_stands_for(text, spelling):
    plain = read_blocks(text, ignore)
    assert addresses(plain)
    assert read_blocks(SPELLINGS[spelling](text), ignore) == plain
    assert read_blocks(f"가\n{SPELLINGS[spelling](text)}\n나", ignore)[1:2] == plain


def test_in_items_and_quotations():
    escaped = SPELLINGS["turndown"](OLD)
    (picture,) = read_blocks(OLD, ignore)
    assert read_blocks(f"- {escaped}", ignore) == (BulletList((ListItem((picture,)),)),)
    assert read_blocks(f"> {escaped}", ignore) == (BlockQuote((picture,)),)


def test_two_in_a_line():
    assert len(addresses(read_blocks(SPELLINGS["turndown"](OLD + OLD), ignore))) == 2


@pytest.mark.parametrize(
    "text", ["\\[##\\_Image\\]", "\\[##\\_아무개|x\\_##\\]", "글 \\[##\\_Image|kage@a/b/img.png|\\_##\\]", "\\[##"]
)
def test_what_is_none_stays_text(text):
    (block,) = read_blocks(text, ignore)
    assert isinstance(block, Paragraph)
    assert all(isinstance(child, Text) for child in block.children)


def test_kinds_of_pictures():
    assert isinstance(read_blocks(SPELLINGS["turndown"](GRID), ignore)[0], Gallery | Figure)
