"""What of a folder is no source: counted by its ending, or belonging to a post or a page."""

import unicodedata
from pathlib import Path

import pytest

from convert.sources.find import Filter, find_sources
from convert.sources.passed_over import full_ending_of, is_folder_of_saved_page, is_media_file_page_asset_or_our_backup


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.mdx", ".mdx"),
        ("a.MDX", ".mdx"),
        ("a.tar.gz", ".tar.gz"),
        ("a.warc.gz", ".warc.gz"),
        ("gz", ""),
        ("LICENSE", ""),
        ("1. 제목", ""),
        ("a.가나", ""),
        ("folder.x/a", ""),
    ],
)
def test_the_ending_of_a_name(name, ending):
    assert full_ending_of(name) == ending


@pytest.mark.parametrize(
    "place", ["a.png", "a.JPEG", "a.mp4", "a.css", "a.js", "12/file/a.pdf", "12/img/a.xyz", "posts/index.new.md~"]
)
def test_what_belongs_to_a_post(place):
    assert is_media_file_page_asset_or_our_backup(place)


@pytest.mark.parametrize("place", ["a.mdx", "a.pdf", "a.hwp", "a.csv", "a.docx", "LICENSE", "files.txt2"])
def test_what_may_be_writing(place):
    assert not is_media_file_page_asset_or_our_backup(place)


@pytest.mark.parametrize("folder", ["글_files", "글.files", "글-Dateien", "글_fichiers"])
@pytest.mark.parametrize("page", ["글.html", "글.HTM"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_folder_a_browser_made_for_a_page(folder, page, form):
    assert is_folder_of_saved_page(unicodedata.normalize(form, folder), ["x.md", page])
    assert not is_folder_of_saved_page(folder, ["다른 글.html", "글.md"])


def test_a_folder_without_its_page_holds_sources(tmp_path):
    for place in ("a.html", "a_files/b.html", "c_files/d.html", "c_files/e.mdx", "_files/f.html"):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>글</p>", encoding="utf-8")
    finding = find_sources([Path(tmp_path)], Filter())
    assert [found.relative for found in finding.found] == ["_files/f.html", "a.html", "c_files/d.html"]
    assert finding.passed == (f"{tmp_path}/c_files/e.mdx",)
    assert find_sources([Path(tmp_path), Path(tmp_path) / "c_files"], Filter()).passed == finding.passed
