"""What CSS and HTML hide, however somebody wrote it: a browser tells no case, and reads past comments and `!important`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.model import Paragraph, Text
from convert.notices import Collected
from convert.sources.source import Source

HIDING = {
    "a property": '<p style="display:none">',
    "a capital": '<p style="Display: none">',
    "a capital in the value": '<p style="display:None">',
    "an important one": '<p style="color:red;display : none ! important">',
    "a comment": '<p style="display:/* no */none">',
    "an attribute": "<p hidden>",
    "an attribute in capitals": "<p HIDDEN>",
    "an attribute on a line of its own": "<p\nhidden>",
    "an attribute behind a slash": "<p/hidden>",
    "an attribute against another": '<p class="a"hidden>',
}


@pytest.mark.parametrize("opening", HIDING.values(), ids=HIDING)
def test_what_is_hidden_is_left_out(opening):
    assert convert.loads(f"{opening}숨은</p><p>글</p>", "tistory").children == (Paragraph((Text("글"),)),)


@pytest.mark.parametrize(
    "style", ["display:block", "display: inline !important", "overflow:hidden", "text-decoration:none;display:block"]
)
def test_what_is_not_hidden_stays(style):
    shown = convert.loads(f'<p style="{style}">보이는</p><p>글</p>', "tistory")
    assert [child.children[0].value for child in shown.children] == ["보이는", "글"]


@given(st.lists(st.booleans(), min_size=11, max_size=11))
def test_no_case_of_letters_changes_what_is_hidden(capitals):
    words = iter(capitals)
    style = "".join(letter.upper() if letter.isalpha() and next(words) else letter for letter in "display:none")
    assert len(convert.loads(f'<p style="{style}">숨은</p><p>글</p>', "tistory").children) == 1


@pytest.mark.parametrize("value", ["center !important", "center!IMPORTANT", "/* 가운데 */ center"])
def test_importance_and_comments_are_no_part_of_a_value(value):
    (shown,) = convert.loads(f'<p style="text-align: {value}">글</p>', "tistory").children
    assert shown.align == "center"


def test_a_dialog_nobody_opened_is_left_out_with_a_notice():
    report = Collected()
    (document,) = convert.read(Source("글", "<dialog>닫힌 <img src=a.png></dialog><p>글</p>".encode()), "tistory", report=report)
    assert document.children == (Paragraph((Text("글"),)),)
    assert "hidden" in {notice.kind for notice in report.notices()}


def test_an_open_dialog_is_shown():
    shown = convert.loads("<dialog open>열린</dialog><p>글</p>", "tistory")
    assert [child.children[0].value for child in shown.children] == ["열린", "글"]
