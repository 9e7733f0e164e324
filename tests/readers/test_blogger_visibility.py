"""What nobody was to see in Blogger's exports is public nowhere."""

import json
import zipfile

import pytest
from blogger_exports import ARCHIVE, LIVE, TAKEOUT, kinds, post, read, takeout
from hypothesis import given, settings
from hypothesis import strategies as st
from option_values import TEXT_WRITERS

import convert
from convert.formats import writer_names
from convert.model.walk import plain_text

SECRET = "비밀"
"""In every text of the fixtures that nobody may see."""


def is_hidden(meta):
    return meta.draft or meta.visibility != "public"


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_what_is_secret_is_public_nowhere(path):
    documents, _ = read(path)
    secret = [document for document in documents if SECRET in plain_text(document.children)]
    assert [document for document in documents if is_hidden(document.meta)] == secret
    for document in secret:
        for writer in TEXT_WRITERS:
            text = convert.dumps(document, writer)
            says = any(f"{key}\n" in text for key in ("draft: true", "published: false", "status: skip"))
            has_front_matter = text.startswith("---\n")
            assert says or not has_front_matter, writer
        line = json.loads(convert.dumps(document, "jsonl"))
        assert line["draft"] or line["visibility"] != "public"


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_a_comment_nobody_could_see_is_written_nowhere(path, tmp_path):
    for writer in writer_names():
        if writer not in ("jsonl", "parquet"):
            convert.convert([path], to=writer, output=tmp_path / writer)
    for file, data in written_files(tmp_path):
        assert "비밀대기".encode() not in data, file
        assert "비밀광고".encode() not in data, file


def written_files(folder):
    """Every file with its bytes, and those in zips."""
    for file in folder.rglob("*"):
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                yield from ((name, packed.read(name)) for name in packed.namelist())
        elif file.is_file():
            yield file, file.read_bytes()


@pytest.mark.parametrize(
    ("more", "visibility", "draft", "status"),
    [
        (LIVE, "public", False, None),
        ("<blogger:status> live </blogger:status>", "public", False, None),
        ("<blogger:status>DRAFT</blogger:status>", "public", True, "DRAFT"),
        ("<blogger:status>SCHEDULED</blogger:status>", "public", True, "SCHEDULED"),
        ("<blogger:status>SOFT_TRASHED</blogger:status>", "private", True, "SOFT_TRASHED"),
        (LIVE + "<blogger:trashed>2024-01-01T00:00:00Z</blogger:trashed>", "private", True, "SOFT_TRASHED"),
        (LIVE + "<blogger:trashed/>", "public", False, None),
        (LIVE + "<app:control><app:draft>yes</app:draft></app:control>", "public", True, None),
        ("<blogger:status>NEW_WORD</blogger:status>", "private", True, "NEW_WORD"),
        ("<blogger:status/>", "private", True, None),
        ("", "private", True, None),
    ],
)
def test_every_state(more, visibility, draft, status):
    (document,), notices = read(takeout(post(more)))
    assert (document.meta.visibility, document.meta.draft, document.meta.extra.get("status")) == (visibility, draft, status)
    is_known = status != "NEW_WORD" and "status" in more and "<blogger:status/>" not in more
    assert ("unknown-visibility" in kinds(notices)) is not is_known


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="<>&"), min_size=1))
@settings(max_examples=60, deadline=None)
def test_no_other_word_is_public(word):
    (document,), _ = read(takeout(post(f"<blogger:status>{word}</blogger:status>")))
    assert is_hidden(document.meta) or word.upper() == "LIVE"


def test_a_post_from_after_the_export_waits_for_its_day():
    text = ARCHIVE.read_text(encoding="utf-8")
    later = text.replace("<updated>2023-05-20T10:00:00.000+09:00</updated>", "<updated>2023-07-01T00:00:00Z</updated>", 1)
    (hidden,) = [one for one in read(text)[0] if one.meta.slug == "june"]
    (shown,) = [one for one in read(later)[0] if one.meta.slug == "june"]
    assert (is_hidden(hidden.meta), is_hidden(shown.meta)) == (True, False)


def test_of_a_blog_not_everybody_may_read_nothing_is_public():
    documents, _ = read(ARCHIVE.read_text(encoding="utf-8").replace(">PUBLIC<", ">PRIVATE<"))
    assert {document.meta.visibility for document in documents} == {"private"}
