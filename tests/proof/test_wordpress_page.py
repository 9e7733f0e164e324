"""The proof of posts for WordPress: the page of their blocks is the post's, and what is not there is noticed."""

from pathlib import Path

import pytest
from documents import document
from msgspec.structs import replace
from normal_documents import normal
from wordpress_files import post
from wordpress_said import without_what_is_read_otherwise

import convert
from convert.model import CodeBlock, Figure, FootnoteDefinition, FootnoteReference, Gallery, Image, Paragraph, Table, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.expected_wordpress import expected_wordpress_page
from convert.proof.fidelity.pages import with_misread_blocks_as_plain_text
from convert.proof.fidelity.visible_items import visible_items_of
from convert.proof.fidelity.wordpress_page import wordpress_page
from convert.writers import wordpress

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.mark.parametrize("folder", ["posts", "backup"])
def test_samples_are_the_same(folder):
    proof = convert.check(SAMPLES / folder, with_="wordpress")
    assert (len(proof.posts), proof.different, proof.failed) == (12, 0, 0)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_documents_of_every_node_are_the_same(start):
    for seed in range(start, start + 50):
        made = without_what_is_read_otherwise(document(seed))
        made = replace(made, children=normal(made.children))
        pages = expected_wordpress_page(made), wordpress_page(convert.dumps(made, "wordpress"))
        assert not compare_visible_items(*map(visible_items_of, pages)).differences, seed


def test_a_page_is_that_of_the_post_in_a_batch_as_well():
    made = post(Paragraph((Text("가 <b>"), FootnoteReference("1"))), FootnoteDefinition("1", (Paragraph((Text("나"),)),)))
    (piece,) = wordpress.write(made, "글", wordpress.Options(), ignore)
    page = wordpress_page(convert.dumps(made, "wordpress"))
    assert wordpress_page(piece.data.decode()) == page
    assert "가 &lt;b&gt;" in page
    assert "<!--" not in page
    assert page.endswith('<ol class="wp-block-footnotes"><li id="fn-1">나</li></ol>')


@pytest.mark.parametrize(
    "kind",
    [Text, CodeBlock, Image, Gallery, Table, Figure, FootnoteDefinition],
    ids=lambda kind: kind.__name__,
)
def test_what_the_writer_forgets_is_missed(kind):
    """A page without any node of a kind that says something differs from that of its document."""
    from convert.model import walk

    noticed = tried = 0
    for seed in range(300):
        made = without_what_is_read_otherwise(document(seed))
        made = replace(made, children=normal(made.children))
        less = walk.rewrite(made, lambda node: () if isinstance(node, kind) else node)
        if less == made:
            continue
        tried += 1
        pages = expected_wordpress_page(made), wordpress_page(convert.dumps(less, "wordpress"))
        noticed += bool(compare_visible_items(*map(visible_items_of, pages)).differences)
    assert tried
    assert noticed > 0.9 * tried


def test_a_block_the_output_does_not_hold_is_written_as_its_text(monkeypatch):
    """As it would be if a writer forgot what is in a table."""
    made = post(Paragraph((Text("가"),)), CodeBlock("나"))
    report, options = Collected(), wordpress.Options()

    def write(found):
        return wordpress.text(found, options, ignore).replace("<code>나", "<code>")

    mended = with_misread_blocks_as_plain_text(made, write(made), "wordpress", options, write, report)
    assert mended.children == (Paragraph((Text("가"),)), Paragraph((Text("나"),)))
    assert [notice.kind for notice in report.notices()] == ["simplified"]
