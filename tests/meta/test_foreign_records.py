"""What lines of other programs tell of people is not told again, whatever they call it."""

import json

import pytest

import convert
from convert.notices import Collected

MAIL, ADDRESS, SECRET = "mina@example.com", "203.0.113.7", "hunter2"


def read(**columns):
    report = Collected()
    document = convert.loads(json.dumps({"title": "글", "text": "본문", **columns}), "jsonl", report=report)
    return document, {notice.kind for notice in report.notices()}


TELLING = {
    "a comment": {"comments": [{"name": "미나", "email": MAIL, "ip": ADDRESS, "text": "하나"}]},
    "words parted by a line": {"comments": [{"author_email": MAIL, "author_ip": ADDRESS, "comment_author_IP": ADDRESS}]},
    "words parted by capitals": {"comments": [{"authorEmail": MAIL, "ipAddress": ADDRESS, "IP": ADDRESS}]},
    "words in one": {"comments": [{"useremail": MAIL, "remoteaddr": ADDRESS, "userip": ADDRESS, "userpassword": SECRET}]},
    "Korean": {"댓글": [{"이름": "미나", "이메일": MAIL, "아이피": ADDRESS, "비밀번호": SECRET}]},
    "replies": {"comments": [{"replies": [{"author": {"name": "미나", "e-mail": MAIL}, "password": SECRET}]}]},
    "a name": {"comments": [{"author": MAIL}, {"author": f"미나 <{MAIL}>"}, {"author": ADDRESS}, {"author": "2001:db8::7"}]},
    "a list of names": {"commenters": [MAIL, ADDRESS]},
    "a page": {"comments": {"page": 1, "items": [{"homepage": f"mailto:{MAIL}"}]}},
    "JSON in a text": {"comments": json.dumps([{"email": MAIL, "ip": ADDRESS, "pw": SECRET, "passwd": SECRET}])},
    "metadata": {"metadata": {"comments": [{"email": MAIL}], "writer_ip": ADDRESS}},
    "extra": {"extra": json.dumps({"comments": [{"email": MAIL}], "password": SECRET})},
    "a record": {"schema_version": 2, "extra": json.dumps({"comments": [{"email": MAIL, "ip": ADDRESS}], "password": SECRET})},
    "a row": {"author_email": MAIL, "ip": ADDRESS, "phone": "010-0000-0000", "post_password": SECRET},
    "a password": {"password": SECRET},
    "a password of another name": {"postPassword": SECRET, "stats": {"pwd": SECRET}},
}


@pytest.mark.parametrize("writer", ["jsonl", "markdown", "hugo"])
@pytest.mark.parametrize("name", TELLING)
def test_what_finds_people_and_passwords_are_in_no_output(name, writer):
    document, kinds = read(**TELLING[name])
    written = convert.dumps(document, writer)
    told = [secret for secret in (MAIL, "example.com", ADDRESS, "2001:db8", SECRET, "010-0000") if secret in written]
    assert (told, "personal-data" in kinds) == ([], True)


def test_what_else_they_say_stays():
    comments = [{"name": "미나", "date": "2024-07-22", "text": f"{MAIL} 로 주세요", "time": "12:30:45", "version": "1.2"}]
    document, _ = read(comments=[{**comments[0], "email": MAIL}], likes=3)
    assert document.meta.extra == {"comments": comments, "likes": 3}


@pytest.mark.parametrize(
    "columns",
    [
        {"description_of_clip": "가", "zip": "04524", "tooltip": "나", "membership": 1, "mailing": "다", "mobile_url": "/m/1"},
        {"password": "", "has_password": False, "email": None, "ips": []},
        {"comments": 5, "comment_count": 3, "replies": []},
        {"server": "203.0.113.7", "profile": "hexo", "data": "[가] 나", "list": "[1, 2]"},
    ],
)
def test_what_tells_nothing_of_anybody_is_as_it_was(columns):
    document, kinds = read(**columns)
    assert document.meta.extra == {key: value for key, value in columns.items() if value is not None}
    assert document.meta.visibility == "public"
    assert "personal-data" not in kinds


@pytest.mark.parametrize(
    ("columns", "visibility"),
    [
        ({"password": SECRET}, "protected"),
        ({"post_password": SECRET}, "protected"),
        ({"비밀번호": 1234}, "protected"),
        ({"post_password": SECRET, "status": "private"}, "private"),
        ({"comments": [{"password": SECRET}]}, "public"),
        ({"schema_version": 2, "visibility": "public", "extra": '{"post_password": "x"}'}, "protected"),
    ],
)
def test_a_post_with_a_password_is_protected(columns, visibility):
    assert read(**columns)[0].meta.visibility == visibility
