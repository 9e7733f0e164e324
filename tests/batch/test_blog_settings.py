"""What a site is called when nobody says it: what its sources say, as far as they agree."""

import tomllib

import pytest
from migrated_backup import BACKUP, ROOT
from moving import migrate

FEED = ROOT / "tests" / "fixtures" / "feeds" / "tistory.xml"
ITEM = "<item><title>글 {number}</title><link>https://a.example/{number}</link><author>{author}</author><description>글</description></item>"


def settings_of(site, *words):
    migrate(*words, "-o", site, "--allow-expiring")
    config = tomllib.loads((site / "hugo.toml").read_text())
    return config["title"], config["params"]["author"], config["params"]["description"]


def feed(path, title, authors):
    items = "".join(ITEM.format(number=number, author=author) for number, author in enumerate(authors, 1))
    path.write_text(f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>")
    return path


def test_a_feed_says_title_author_and_description(tmp_path):
    assert settings_of(tmp_path, FEED) == ("느린 부엌", "부엌지기", "천천히 끓이는 이야기")


def test_what_is_typed_counts(tmp_path):
    typed = ("--title", "새 이름", "--author", "나", "--description", "")
    assert settings_of(tmp_path, FEED, *typed) == ("새 이름", "나", "")


def test_a_backup_says_nothing_but_where_it_was(tmp_path):
    assert settings_of(tmp_path, BACKUP) == ("neurin-georeum-sample", "", "")


@pytest.mark.parametrize(
    ("titles", "authors", "said"),
    [
        (("가", "가"), ("나", "나"), ("가", "나", "")),
        (("가", "다"), ("나", "나"), ("a.example", "나", "")),
        (("가", "가"), ("나", "다"), ("가", "", "")),
        (("가", ""), ("나", ""), ("가", "나", "")),
    ],
)
def test_sources_have_to_agree(tmp_path, titles, authors, said):
    feeds = [
        feed(tmp_path / f"{number}.xml", title, (author,))
        for number, (title, author) in enumerate(zip(titles, authors, strict=True))
    ]
    assert settings_of(tmp_path / "site", *feeds) == said


def test_no_mail_address_becomes_the_author(tmp_path):
    assert "example.com" not in settings_of(tmp_path / "site", feed(tmp_path / "a.xml", "가", ("me@example.com",)))[1]
