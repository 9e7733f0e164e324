"""The rules of a file that WordPress imports whole (docs/wordpress.md), one test each, by an XML parser."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import law, moments, texts
from wordpress_files import all_of, channel_of, content_of, day, fields_of, gathered, item_of, items_of, parts_of, post, said

import convert
from convert.errors import UsageError
from convert.model import Attachment, CodeBlock, Comment, Image, Paragraph, RawBlock, Text, Timestamp
from convert.notices import Collected
from convert.writers import wordpress

PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
PICTURE = "https://blog.kakaocdn.net/dn/a/img.png"


def picture(url=PICTURE, **more):
    return Paragraph((Image(url, **more),))


def numbers(items):
    return [int(said(item, "wp:post_id")) for item in items]


# Numbers


def test_items_stand_by_descending_number():
    found = numbers(items_of(*[post(picture(), entry_id=str(number)) for number in (7, 121, 8)]))
    assert found == sorted(found, reverse=True)


def test_a_post_keeps_its_number():
    posts = items_of(*[post(title=f"글 {number}", entry_id=str(number)) for number in (121, 7)])
    assert {int(said(item, "wp:post_id")): said(item, "title") for item in posts} == {7: "글 7", 121: "글 121"}


def test_files_have_numbers_above_all_posts():
    found = items_of(post(picture(), entry_id="7"), post(entry_id="121"))
    assert [said(item, "wp:post_type") for item in found] == ["attachment", "post", "post"]
    assert numbers(found)[0] > 121


@pytest.mark.parametrize("number", ["", "0", "slug", "-3", "3.5", "③", "9" * 30])
def test_a_post_without_a_number_gets_one_nobody_has(number):
    found = numbers(items_of(post(entry_id="5"), post(entry_id=number, title="둘")))
    assert found == [6, 5]


def test_of_two_posts_of_one_number_both_are_there():
    found = items_of(post(entry_id="5", title="하나"), post(entry_id="5", title="둘"), post(entry_id="9"))
    assert {int(said(item, "wp:post_id")): said(item, "title") for item in found} == {10: "둘", 9: "글", 5: "하나"}


def test_no_base_address_is_named():
    channel = channel_of(post(url="https://name.tistory.com/7"))
    assert said(channel, "wp:base_site_url") is None
    assert said(channel, "wp:base_blog_url") is None
    assert said(channel, "wp:wxr_version") == "1.2"


# Titles and dates


@given(moments)
@law(60)
def test_both_dates_are_plain_and_the_same_moment(moment):
    item = item_of(post(date=moment, lastmod=moment))
    pairs = [(said(item, f"wp:{name}"), said(item, f"wp:{name}_gmt")) for name in ("post_date", "post_modified")]
    assert pairs[0] == pairs[1]
    local, gmt = pairs[0]
    if (local, gmt) != ("", ""):
        assert PLAIN_DATE.fullmatch(local)
        assert PLAIN_DATE.fullmatch(gmt)
        assert datetime.fromisoformat(gmt).replace(tzinfo=UTC) == moment.value.astimezone(UTC).replace(microsecond=0)
        assert datetime.fromisoformat(local) == moment.value.replace(tzinfo=None, microsecond=0)


def test_no_two_posts_have_one_title_and_date():
    found = items_of(*[post(entry_id=str(number)) for number in (1, 2, 3)])
    assert sorted(said(item, "wp:post_date") for item in found) == [f"2024-01-01 09:00:0{second}" for second in (0, 1, 2)]
    assert sorted(said(item, "wp:post_date_gmt") for item in found) == [f"2024-01-01 00:00:0{second}" for second in (0, 1, 2)]


def test_the_last_second_there_is_can_be_that_of_two_posts():
    last = Timestamp(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    found = items_of(post(date=last), post(date=last))
    assert sorted(said(item, "wp:post_date") for item in found) == ["9999-12-31 23:59:58", "9999-12-31 23:59:59"]


def test_posts_without_a_date_have_titles_of_their_own():
    found = items_of(post(date=None), post(date=None), post(date=None, kind="page"))
    assert sorted(said(item, "title") for item in found) == ["글", "글", "글 (2)"]


def test_no_title_is_empty():
    assert said(item_of(post(Paragraph((Text("첫 줄이다"),)), title="")), "title") == "첫 줄이다"
    assert said(item_of(post(picture(), title=" ")), "title")


def test_a_title_is_html():
    assert said(item_of(post(title="<태그> & 'b'")), "title") == "&lt;태그&gt; &amp; 'b'"
    assert said(item_of(post(title="“a” -- 'b'"), typography="verbatim"), "title") == "“a” &#45;- &#039;b&#039;"


# Terms and slugs


def test_categories_stand_behind_those_they_are_in():
    channel = channel_of(post(categories=(("개발", "파이썬", "기초"), ("여행",))), post(categories=(("개발",),), title="둘"))
    found = [(said(one, "wp:category_nicename"), said(one, "wp:category_parent")) for one in all_of(channel, "wp:category")]
    assert len(found) == len({slug for slug, _ in found}) == 4
    for number, (_, parent) in enumerate(found):
        assert not parent or parent in [slug for slug, _ in found[:number]]


def test_categories_of_one_name_in_two_places_are_two():
    item = item_of(post(categories=(("개발", "기초"), ("여행", "기초"))))
    filed = [one.get("nicename") for one in all_of(item, "category")]
    assert len(set(filed)) == 2


def test_tags_have_slugs_of_their_own():
    channel = channel_of(post(tags=("C", "C++", "C#", "c", ".NET", "c\\", "!!")))
    slugs = [said(tag, "wp:tag_slug") for tag in all_of(channel, "wp:tag")]
    assert slugs == ["c", "cpp", "csharp", "c-2", "dotnet", "c-3", "term"]
    assert [one.get("nicename") for one in all_of(channel.find("item"), "category")] == slugs


def test_names_of_terms_are_html():
    (tag,) = all_of(channel_of(post(tags=("<T> & C",))), "wp:tag")
    assert said(tag, "wp:tag_name") == "&lt;T&gt; &amp; C"


@given(texts, st.integers(1, 90))
@law(60)
def test_a_slug_fits_in_two_hundred_encoded_bytes(text, times):
    for document in (post(slug=text * times), post(slug="클래식" * times, tags=(text * times,))):
        item = item_of(document)
        slugs = [said(item, "wp:post_name"), *[term.get("nicename") for term in all_of(item, "category")]]
        assert all(len(slug) <= 200 and slug == slug.lower() and slug.isascii() for slug in slugs)


def test_a_slug_is_cut_between_characters():
    assert said(item_of(post(slug="가" * 40)), "wp:post_name") == quote("가").lower() * 22


def test_two_posts_have_no_slug_in_common():
    found = items_of(post(entry_id="1"), post(entry_id="2", title="둘"), post(entry_id="3", kind="page"))
    assert sorted(said(item, "wp:post_name") for item in found) == [quote("글").lower()] * 2 + [f"{quote('글').lower()}-2"]


# Who may read it

WAITING = {"date": Timestamp(datetime(2999, 1, 1, tzinfo=UTC)), "draft": True, "extra": {"scheduled": True}}
"""What a post says that waits for its day."""


@pytest.mark.parametrize(
    ("meta", "options", "expected"),
    [
        ({}, {}, ("publish", "")),
        ({"draft": True}, {}, ("draft", "")),
        ({"visibility": "private"}, {}, ("private", "")),
        ({"visibility": "private", "draft": True}, {}, ("private", "")),
        ({"visibility": "unknown"}, {}, ("draft", "")),
        ({"visibility": "protected"}, {}, ("private", "")),
        ({"visibility": "protected"}, {"protected_password": "열쇠"}, ("publish", "열쇠")),
        ({"visibility": "protected", "draft": True}, {"protected_password": "열쇠"}, ("draft", "열쇠")),
        ({"visibility": "protected", "extra": {"password": "제 것"}}, {"protected_password": "열쇠"}, ("publish", "제 것")),
        ({"visibility": "private", "extra": {"password": "제 것"}}, {"protected_password": "열쇠"}, ("private", "")),
        ({"visibility": "unknown"}, {"protected_password": "열쇠"}, ("draft", "")),
        ({"date": Timestamp(datetime(2999, 1, 1, tzinfo=UTC))}, {}, ("publish", "")),
        (WAITING, {}, ("future", "")),
        (WAITING | {"draft": False}, {}, ("publish", "")),
        (WAITING | {"date": None}, {}, ("draft", "")),
        (WAITING | {"extra": {"scheduled": "내일"}}, {}, ("draft", "")),
        (WAITING | {"visibility": "private"}, {}, ("private", "")),
        (WAITING | {"visibility": "unknown"}, {}, ("draft", "")),
        (WAITING | {"visibility": "protected"}, {}, ("draft", "")),
        (WAITING | {"visibility": "protected"}, {"protected_password": "열쇠"}, ("future", "열쇠")),
    ],
)
def test_who_may_read_a_post(meta, options, expected):
    """What has a day to come WordPress holds back itself."""
    item = item_of(post(**meta), **options)
    assert (said(item, "wp:status"), said(item, "wp:post_password")) == expected


@pytest.mark.parametrize("extra", [{"scheduled": "내일"}, {"scheduled": True}])
def test_what_no_status_says_of_a_day_is_a_field(extra):
    assert fields_of(item_of(post(draft=True, date=None, extra=extra)))["scheduled"] in ("내일", "true")


def test_a_password_is_in_no_field():
    assert "password" not in fields_of(item_of(post(visibility="protected", extra={"password": "열쇠"})))


# Comments


def comment(author, *replies, **more):
    return Comment(author, (Paragraph((Text(f"{author}의 말"),)),), date=day(2), replies=replies, **more)


def comments_of(*comments, report=None):
    item = item_of(post(comments=comments), report=report or Collected())
    return [
        (int(said(one, "wp:comment_id")), int(said(one, "wp:comment_parent")), said(one, "wp:comment_author"))
        for one in all_of(item, "wp:comment")
    ]


def test_comments_stand_before_their_replies_by_ascending_number():
    found = comments_of(comment("가", comment("나", comment("다")), comment("라")), comment("마"))
    assert found == [(1, 0, "가"), (2, 1, "나"), (3, 2, "다"), (4, 1, "라"), (5, 0, "마")]


def test_no_two_posts_have_a_comment_number_in_common():
    found = items_of(post(comments=(comment("가", comment("나")),)), post(title="둘", comments=(comment("다"),)))
    told = [
        [said(one, f"wp:comment_{name}") for name in ("id", "parent")] for item in found for one in all_of(item, "wp:comment")
    ]
    assert sorted(told) in ([["1", "0"], ["2", "0"], ["3", "2"]], [["1", "0"], ["2", "1"], ["3", "0"]])


def test_a_secret_comment_is_never_written_nor_what_was_said_to_it():
    report = Collected()
    found = comments_of(comment("가", comment("비밀", comment("답"), secret=True)), comment("몰래", secret=True), report=report)
    assert found == [(1, 0, "가")]
    assert {notice.kind: notice.count for notice in report.notices()}["secret-comment"] == 3


def test_nothing_that_finds_a_commenter_is_written():
    told = Comment("가 <a@example.com>", (), homepage="mailto:b@example.com", extra={"ip": "192.0.2.7", "email": "c@example.com"})
    text = convert.dumps(post(comments=(told,)), "wordpress")
    assert not re.search(r"example\.com|192\.0\.2\.7|author_email|author_IP", text)


def test_the_text_of_a_comment_is_html():
    told = Comment("가 <b>", (Paragraph((Text("<b>&amp;"),)), Paragraph((Text("둘"),))))
    (found,) = all_of(item_of(post(comments=(told,))), "wp:comment")
    assert said(found, "wp:comment_content") == "&lt;b&gt;&amp;amp;\n\n둘"
    assert said(found, "wp:comment_author") == "가 <b>"


def test_a_comment_without_a_date_has_that_of_its_post():
    (found,) = all_of(item_of(post(comments=(Comment("가", ()),))), "wp:comment")
    assert (said(found, "wp:comment_date"), said(found, "wp:comment_date_gmt")) == ("2024-01-01 09:00:00", "2024-01-01 00:00:00")


def test_a_comment_is_no_longer_than_its_column():
    report = Collected()
    told = Comment("이름" * 200, (Paragraph((Text("긴 글 " * 20_000),)),))
    (found,) = all_of(item_of(post(comments=(told,)), report=report), "wp:comment")
    assert len(said(found, "wp:comment_content").encode()) <= 65_535
    assert len(said(found, "wp:comment_author").encode()) <= 255
    assert [notice.kind for notice in report.notices()] == ["cut-text", "cut-text"]


# Files


def files_of(*posts, **options):
    return items_of(*posts, kind="attachment", **options)


@pytest.mark.parametrize(
    "url", [PICTURE, "https://e.org/그림 1.png", "https://e.org/a.png?b=1&c=2", "https://e.org/a.jpg?x=%EA%B0%80"]
)
def test_the_address_of_a_file_is_the_one_in_the_post(url):
    document = post(picture(url))
    (file,) = files_of(document)
    assert said(file, "wp:attachment_url") == url
    assert f'src="{said(file, "guid")}"' in content_of(document)


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("https://t1.daumcdn.net/cfile/tistory/99A1", "", "https://t1.daumcdn.net/cfile/tistory/99A1?f=.jpg"),
        ("https://t1.daumcdn.net/cfile/tistory/99A1", "그림.PNG", "https://t1.daumcdn.net/cfile/tistory/99A1?f=.png"),
        ("https://t1.daumcdn.net/cfile/tistory/99A1", "글.hwp", "https://t1.daumcdn.net/cfile/tistory/99A1?f=.jpg"),
        ("https://t1.daumcdn.net/cfile/99A1?original", "", "https://t1.daumcdn.net/cfile/99A1?original&f=.jpg"),
        (PICTURE, "a.gif", PICTURE),
    ],
)
def test_the_address_of_a_picture_of_tistory_has_an_ending(url, name, expected):
    document = post(picture(url, name=name))
    (file,) = files_of(document)
    assert said(file, "wp:attachment_url") == expected
    assert f'src="{said(file, "guid")}"' in content_of(document)


def test_a_picture_of_others_without_an_ending_stays_where_it_is():
    document = post(picture("https://e.org/a"))
    assert not files_of(document)
    assert 'src="https://e.org/a"' in content_of(document)


def test_no_two_files_have_one_title():
    found = files_of(
        post(*[picture(f"https://e.org/{number}/img.png") for number in range(3)], picture("https://e.org/0/img.png"))
    )
    assert sorted(said(file, "title") for file in found) == ["img.png", "img.png (2)", "img.png (3)"]


def test_files_wordpress_takes_none_of_are_left_as_links():
    report = Collected()
    urls = [f"https://e.org/a.{ending}" for ending in ("hwp", "py", "svg", "json", "pdf", "zip")]
    found = files_of(post(*[Attachment(url, "a") for url in urls]), report=report)
    assert [said(file, "wp:attachment_url") for file in found] == ["https://e.org/a.zip", "https://e.org/a.pdf"][::-1]
    assert [notice.detail for notice in report.notices() if notice.kind == "unfit-file"] == urls[:4]


def test_the_cover_is_the_featured_image():
    document = post(picture(), cover="https://e.org/cover.jpg", entry_id="7")
    found = {said(file, "wp:attachment_url"): said(file, "wp:post_id") for file in files_of(document)}
    assert fields_of(item_of(document))["_thumbnail_id"] == found["https://e.org/cover.jpg"]
    assert "_thumbnail_id" not in fields_of(item_of(post(cover="cover.jpg")))


# Parts


def test_parts_are_no_larger_than_asked_for():
    blog = [
        post(Paragraph((Text("긴 글 " * 500),)), picture(f"https://e.org/{n}.png"), entry_id=str(n), tags=(f"태그 {n}",))
        for n in range(1, 60)
    ]
    files = gathered(blog, wordpress.Options(part_size="30kB"))
    assert len(files) > 5
    assert all(len(file.data) <= 30_000 for file in files)
    assert [file.path for file in files[:2]] == ["posts-1.xml", "posts-2.xml"]


def test_numbers_descend_over_all_parts_and_each_has_its_own_files_and_terms():
    blog = [post(picture(), entry_id=str(number), title=f"글 {number}", categories=(("개발", "기초"),)) for number in range(1, 9)]
    parts = parts_of(*blog, part_size="3kB")
    assert len(parts) == 8
    by_kind = {"post": [], "attachment": []}
    for tree in parts.values():
        for item in tree.iter("item"):
            by_kind[said(item, "wp:post_type")].append(int(said(item, "wp:post_id")))
        assert len(all_of(tree[0], "wp:category")) == 2
        assert len({said(item, "title") for item in tree.iter("item")}) == 2
    assert by_kind["post"] == list(range(8, 0, -1))
    assert by_kind["attachment"] == list(range(16, 8, -1))


def test_a_size_that_is_none_is_refused():
    with pytest.raises(UsageError, match="cannot be"):
        wordpress.Options(part_size="groß")


# Fields, and what XML cannot hold


def test_keys_of_the_source_are_fields():
    extra = {"custom_fields": {"a": "1"}, "b": "둘", "c": 3, "_d": "x", "e": [1, "둘"], "sticky": True}
    found = fields_of(item_of(post(extra=extra)))
    assert found == {"a": "1", "b": "둘", "c": "3", "e": "둘"}


@pytest.mark.parametrize("value", ['O:8:"stdClass":0:{}', 'a:1:{i:0;s:1:"a";}', "N;", "b:1;", ' s:1:"a";', "i:3;"])
def test_no_field_is_what_php_would_make_an_object_of(value):
    (found,) = fields_of(item_of(post(extra={"a": value}))).values()
    assert not re.match(r"\s*(?:[aObisdC]:|N;)", found)
    assert found.startswith('"')


def test_characters_xml_has_none_of_are_left_out():
    content = content_of(post(Paragraph((Text("가\x0b나\x00다\ufffe라]]>마\U00020bb7"),)), title="가\x0b나"))
    assert "가나다라]]&gt;마\U00020bb7" in content
    assert said(item_of(post(RawBlock("html", '<p title="a]]>b">가</p>'), title="]]>")), "title") == "]]&gt;"


def test_whatever_stands_in_a_code_block_ends_no_section():
    assert "]]&gt;" in content_of(post(CodeBlock("if (a[b[0]]> 1)\n]]>")))
