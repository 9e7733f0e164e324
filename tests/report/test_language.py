"""The language: by name, else by the environment; English costs nothing; every process is told by its parent's data."""

import os
import pickle
import subprocess
import sys
from multiprocessing import get_context

import pytest

from convert.cli.said import error_in_words, notice_in_words
from convert.errors import SeveralError, SourceError, UsageError
from convert.notices import Notice
from convert.report.words import _, chosen_language, ngettext, set_language_from_name_or_environment
from convert.report.words.details import detail_translated_if_in_our_words


@pytest.fixture(autouse=True)
def english_again():
    yield
    set_language_from_name_or_environment("en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
    ],
)
def test_the_first_variable_that_says_anything_counts(environment, language):
    assert set_language_from_name_or_environment(environment=environment) == language == chosen_language()


def test_a_name_goes_before_the_environment():
    assert set_language_from_name_or_environment("ko", {"LANG": "C"}) == "ko"
    assert set_language_from_name_or_environment("en", {"LANG": "ko_KR.UTF-8"}) == "en"


def test_texts_are_looked_up_when_they_are_said():
    said = []
    for language in ("en", "ko", "en"):
        set_language_from_name_or_environment(language)
        said.append((_("lost"), ngettext("{count} file", "{count} files", 2).format(count=2), _("")))
    assert said == [("lost", "2 files", ""), ("잃음", "파일 2개", ""), ("lost", "2 files", "")]


def test_errors_and_notices_of_other_processes_are_worded_here():
    set_language_from_name_or_environment("ko")
    for method in ("fork", "spawn"):
        with get_context(method).Pool(1) as pool:
            error = pool.apply(_failure)
            assert (str(error), error_in_words(error)) == (
                "a.md: line 3: larger than 64 KB; check the file",
                "a.md: 3번째 줄: 64 KB를 넘습니다. 파일을 확인하세요",
            )


def _failure():
    return UsageError("larger than 64 KB", source="a.md", place="line 3", hint="check the file")


def test_several_errors_have_words_each():
    set_language_from_name_or_environment("ko")
    several = SeveralError([UsageError("is empty", source="a", member="2"), UsageError("is cut off", source="a", member="3")])
    assert error_in_words(pickle.loads(pickle.dumps(several))) == "a: 글 2: 비어 있습니다; 글 3: 잘렸습니다"


def test_a_notice_has_words_and_stays_data():
    set_language_from_name_or_environment("ko")
    notice = Notice("name-collision", "a is now a-2", 2, "line 4")
    assert notice_in_words(notice) == "다른 글과 이름이 겹쳐 이름을 바꾸었습니다 (2번): 4번째 줄; a → a-2"
    assert (notice.level, notice.detail) == ("repaired", "a is now a-2")


def test_english_reads_no_catalogue():
    code = "import convert.cli, gettext; convert.cli.run(['--version']); print(gettext._translations)"
    environment = {"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.endswith("{}\n")


@pytest.mark.parametrize("name", ["kok_IN.UTF-8", "kok", "enm", "korea", "k"])
def test_a_language_whose_name_begins_as_that_of_another_is_none_of_ours(name):
    assert set_language_from_name_or_environment(environment={"LANG": name}) == "en"


@pytest.mark.parametrize("name", ["ko-KR", "KO_kr.UTF-8", "ko@hangul", "ko.UTF-8"])
def test_a_language_is_known_by_its_name_in_every_spelling(name):
    assert set_language_from_name_or_environment(environment={"LANG": name}) == "ko"


@pytest.mark.parametrize("name", ["Posts", "the disk is full", "posts/Summary", "Permission denied"])
def test_a_file_that_is_called_as_one_of_our_texts_keeps_its_name(name):
    set_language_from_name_or_environment("ko")
    assert error_in_words(SourceError("no such file or folder", source=name, member=name)).split(": ")[:2] == [name, name]


def test_words_of_a_post_that_are_one_of_our_texts_stay_in_every_notice_of_them():
    set_language_from_name_or_environment("ko")
    text = "the disk is full"
    assert detail_translated_if_in_our_words("expiring-address", text) == text
    assert detail_translated_if_in_our_words("resource", text) != text
