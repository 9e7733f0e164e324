"""What may nest without end in Markdown has an end, and costs what its size costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapes.markdown import MARKDOWN
from steps import assert_linear

from convert.model import (
    MAX_DEPTH,
)
from convert.model.walk import depth, plain_text
from convert.notices import Collected, Notice, ignore
from convert.readers.markdown import read_blocks
from convert.readers.markdown._parser import DEEPEST


@pytest.mark.parametrize("name", MARKDOWN)
def test_depth_is_bounded_and_text_is_kept(name):
    shape = MARKDOWN[name]
    blocks = read_blocks(shape.of(15_000), ignore)
    assert depth(blocks) <= MAX_DEPTH
    assert shape.text in repr(blocks)


@pytest.mark.parametrize("name", ["quotes", "bullets", "numbers"])
def test_what_is_too_deep_is_noticed_and_leaves_no_marks(name):
    said = Collected()
    assert plain_text(read_blocks(MARKDOWN[name].of(30_000), said)) == "바닥"
    assert [notice.kind for notice in said.notices()] == ["too-deep"]


@pytest.mark.parametrize(("title", "kept"), [(" **가**", "가\n\n바닥"), ("", "바닥")])
def test_a_callout_too_deep_keeps_its_title_and_is_noticed_once(title, kept):
    said = Collected()
    text = "<blockquote>\n\n" * DEEPEST + f"> [!NOTE]{title}\n> 바닥\n\n" + "</blockquote>\n\n" * DEEPEST
    assert plain_text(read_blocks(text, said)) == kept
    assert said.notices() == (Notice("too-deep"),)


@pytest.mark.parametrize("name", MARKDOWN)
def test_steps_are_about_linear(name):
    assert_linear(lambda text: read_blocks(text, ignore), MARKDOWN[name])


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_nesting_a_person_might_write_is_kept(mark):
    said = Collected()
    blocks = read_blocks(mark * 40 + "바닥", said)
    assert said.notices() == ()
    assert depth(blocks) == (2 if mark == "- " else 1) * 40 + 2


def test_tables_in_the_deepest_quotes():
    quote = "> " * 92
    blocks = read_blocks(f"{quote}|***가***|\n{quote}|-|\n{quote}|나|", ignore)
    assert MAX_DEPTH - 5 < depth(blocks) <= MAX_DEPTH


def test_blocks_that_will_stand_deep_are_flattened_sooner():
    assert depth(read_blocks("> " * 200 + "***가***", ignore, outer_depth=70)) <= MAX_DEPTH - 70


@given(st.text() | st.text(alphabet="<>b/i!-`*_~[]()#|:\n\t \\가{}^1.=+&;x\"'$"), st.sampled_from([0, 0, 50, 92]))
@settings(max_examples=300, deadline=None)
def test_any_text_has_blocks(text, above):
    assert depth(read_blocks(text, ignore, above)) + above <= MAX_DEPTH


@given(
    st.lists(
        st.sampled_from(
            ["> ", "- ", "1. ", "    ", "\n", "[^a]: ", "|-|\n", "<details>\n<summary>a</summary>\n\n", "</details>", "a"]
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_any_mix_of_containers_has_blocks(parts):
    assert depth(read_blocks("".join(parts * 20), ignore)) <= MAX_DEPTH
