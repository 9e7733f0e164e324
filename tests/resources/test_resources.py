"""From the addresses in a document to files, and to a document that leads to them."""

import os
from base64 import b64encode

import documents
import pytest
from hypothesis import given
from hypothesis import strategies as st
from resource_bytes import JPEG, PAGE, PDF, PNG, ZIP

from convert import model
from convert.errors import SourceError
from convert.model import Comment, Document, Image, Link, Meta, Paragraph, RawBlock, Resource, Text
from convert.plan.places import ResourcePlace
from convert.resources.gather import ResourceFailure, collect_files_and_new_addresses
from convert.resources.reading import Missing, Opener, load_bytes, loader_for
from convert.resources.references import references_in, size_independent_picture_key
from convert.resources.relocate import with_relocated_urls_except_in_raw_html

KAKAO = "https://blog.kakaocdn.net/dn/bXy/aB1/key/img.png"
SIGNED = "https://blog.kakaocdn.net/dna/bXy/aB1/key/img.png?credential=a%2Fb&expires=1769871599&signature=c%3D"
THUMBNAIL = "https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&fname=https%3A%2F%2Fblog.kakaocdn.net%2Fdn%2FbXy%2FaB1%2Fkey%2Fimg.png"
CFILE = "http://cfile7.uf.tistory.com/image/2613F1450DE1B8A0112233"


def post(*blocks, **more):
    return Document(Meta(**more.pop("meta", {})), blocks, **more)


def line(*inlines):
    return Paragraph(inlines)


def found(document):
    return [(one.url, one.wanted, one.name) for one in references_in(document)]


# Which addresses there are


def test_everything_a_post_shows_or_offers():
    document = post(
        line(Image("./img/a b.png", name="고양이.png"), Image("data:image/png;base64,AA==")),
        model.Figure((line(Link((Image(KAKAO, name="배.png"),), SIGNED)),)),
        model.Gallery((Image("//a.kr/1.jpg"), Image("//a.kr/2.jpg"))),
        model.LinkCard("https://b.kr/글", "글", image="https://b.kr/og.png"),
        model.Attachment("https://blog.kakaocdn.net/dna/x/index.html?attach=1", "보고서.pdf"),
        model.Embed("video", "https://a.kr/play?id=1"),
        model.Embed("a.kr", "https://a.kr/노래.mp3"),
        model.Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345"),
        RawBlock("html", "<picture><source src='r.webp'><img src='r.png'></picture>"),
        meta={"cover": "https://a.kr/cover.jpg"},
        comments=(Comment("손님", (), replies=(Comment("주인", (line(Image("r.gif")),)),)),),
    )
    assert found(document) == [
        ("https://a.kr/cover.jpg", "image", ""),
        ("./img/a b.png", "image", "고양이.png"),
        ("data:image/png;base64,AA==", "image", ""),
        (SIGNED, "image", "배.png"),
        (KAKAO, "image", "배.png"),
        ("//a.kr/1.jpg", "image", ""),
        ("//a.kr/2.jpg", "image", ""),
        ("https://b.kr/og.png", "image", ""),
        ("https://blog.kakaocdn.net/dna/x/index.html?attach=1", "file", "보고서.pdf"),
        ("https://a.kr/play?id=1", "video", ""),
        ("https://a.kr/노래.mp3", "audio", ""),
        ("r.webp", "raw", ""),
        ("r.png", "raw", ""),
        ("r.gif", "image", ""),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://a.tistory.com/attachment/cfile26.uf@2613F1450DE1B8A0112233.zip",
        "https://blog.kakaocdn.net/dn/a/tfile.pdf",
        "https://blog.kakaocdn.net/dna/a/index.html?credential=b&attach=1&knm=tfile.html",
        "./file/보고서 (최종).hwp",
    ],
)
def test_links_to_files_of_the_blog(url):
    assert found(post(line(Link((Text("받기"),), url)))) == [(url, "file", "")]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.tistory.com/12", "https://a.tistory.com/entry/Node.js", "/category/Ph.L", "/file/a.pdf", "https://elsewhere.kr/paper.pdf", "other.html", "../글", "#a", "?page=2", "mailto:a@b.kr", "",
        "javascript:x.png", "https://[a/b.pdf", "ftp://a.kr/b.zip",
    ],
)  # fmt: skip
def test_links_to_anything_else_stay_links(url):
    assert found(post(line(Link((Text("글"),), url)))) == []


def test_one_address_is_one_reference_and_what_is_shown_counts_most():
    document = post(line(Link((Text("받기"),), "a.png")), line(Image("a.png", name="가.png")), meta={"cover": "a.png"})
    assert found(document) == [("a.png", "image", "가.png")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KAKAO, SIGNED),
        (KAKAO, THUMBNAIL),
        (CFILE, CFILE.replace("/image/", "/original/")),
        (CFILE, "https://t1.daumcdn.net/cfile/tistory/2613F1450DE1B8A0112233"),
        ("http://1.bp.blogspot.com/a/s640/b.jpg", "http://1.bp.blogspot.com/a/s1600/b.jpg"),
        ("https://w.kr/up/b-300x200.jpg", "https://w.kr/up/b.jpg?x=1"),
    ],
)
def test_sizes_of_one_picture(one, other):
    assert size_independent_picture_key(one) == size_independent_picture_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KAKAO, KAKAO.replace("key", "other")),
        ("https://a.kr/1", "https://a.kr/1?p=2"),
        ("https://a.kr/x.png", "https://b.kr/x.png"),
        ("https://a.kr/s1/x.png", "https://a.kr/s2/x.png"),
        ("https://a.kr/dn/x.png", "https://a.kr/dna/x.png"),
        ("img/a.png", "img/b.png"),
    ],
)
def test_different_pictures(one, other):
    assert size_independent_picture_key(one) != size_independent_picture_key(other)


def test_thumbnails_of_thumbnails_without_end():
    assert size_independent_picture_key("https://img1.daumcdn.net/thumb/?fname=" * 5000)


def test_what_stays_in_html_is_told_even_if_it_is_kept_elsewhere():
    document = post(line(Image("a.png")), RawBlock("html", "<img src='a.png'>"))
    assert found(document) == [("a.png", "image", ""), ("a.png", "raw", "")]
    gathered = collect_files_and_new_addresses(document, PLACE, held({"a.png": PNG}))
    assert list(gathered.mapping) == ["a.png"]
    assert gathered.failures == (ResourceFailure("a.png", "stands in HTML that is kept as it is"),)


# A document that leads elsewhere


def test_addresses_are_replaced_wherever_they_are():
    document = post(
        line(Text("글"), Image("a", alt="가"), Link((Text("받기"),), "f"), Link((Text("글"),), "b")),
        model.BulletList((model.ListItem((model.Gallery((Image("a"), Image("z"))),)),)),
        model.LinkCard("a", "글", image="a"),
        model.Attachment("f", "파일"),
        model.Embed("video", "v"),
        RawBlock("html", "<img src=a>"),
        meta={"cover": "a"},
        resources=(Resource("a", member="m"),),
        comments=(Comment("손님", (line(Image("a")),)),),
    )
    assert with_relocated_urls_except_in_raw_html(document, {"a": "A", "f": "F", "v": "V"}) == post(
        line(Text("글"), Image("A", alt="가"), Link((Text("받기"),), "F"), Link((Text("글"),), "b")),
        model.BulletList((model.ListItem((model.Gallery((Image("A"), Image("z"))),)),)),
        model.LinkCard("a", "글", image="A"),
        model.Attachment("F", "파일"),
        model.Embed("video", "V"),
        RawBlock("html", "<img src=a>"),
        meta={"cover": "A"},
        resources=(Resource("A", member="m"),),
        comments=(Comment("손님", (line(Image("A")),)),),
    )


def test_links_around_a_picture_follow_it():
    linked = post(line(Link((Image(THUMBNAIL),), SIGNED), Link((Image(THUMBNAIL),), "https://elsewhere.kr/")))
    assert with_relocated_urls_except_in_raw_html(linked, {THUMBNAIL: "t.png"}) == post(
        line(Link((Image("t.png"),), "t.png"), Link((Image("t.png"),), "https://elsewhere.kr/"))
    )
    both = with_relocated_urls_except_in_raw_html(linked, {THUMBNAIL: "t.png", SIGNED: "s.png"})
    assert both.children[0].children[0] == Link((Image("t.png"),), "s.png")


@given(st.integers(0, 3000))
def test_a_document_that_refers_to_nothing_moved_is_the_same(seed):
    document = documents.document(seed)
    assert with_relocated_urls_except_in_raw_html(document, {"no such address": "x"}) is document


@given(st.integers(0, 3000))
def test_after_moving_all_nothing_leads_to_the_old_place(seed):
    document = documents.document(seed)
    urls = [one.url for one in references_in(document) if one.wanted != "raw"]
    mapping = {url: f"moved/{number}.png" for number, url in enumerate(urls)}
    after = {one.url for one in references_in(with_relocated_urls_except_in_raw_html(document, mapping)) if one.wanted != "raw"}
    assert after <= set(mapping.values())


# Bytes


@pytest.fixture
def blog(tmp_path):
    """A folder with a post's folder in it, and something outside that is none of the blog's business."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "blog" / "12" / "img"
    folder.mkdir(parents=True)
    for name in ("a b.png", "\u1100\u1161.png", "&lsquo;인용&rsquo;.png", "100%.png", "q#1.png"):
        (folder / name).write_bytes(name.encode())
    (tmp_path / "blog" / "shared.png").write_bytes(b"shared")
    (folder / "out.png").symlink_to(tmp_path / "secret.png")
    (folder / "in.png").symlink_to(tmp_path / "blog" / "shared.png")
    return tmp_path / "blog"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("./img/a b.png", "a b.png"),
        ("img/a%20b.png?x=1", "a b.png"),
        ("./img/가.png", "\u1100\u1161.png"),
        ("./img/%EA%B0%80.png", "\u1100\u1161.png"),
        ("./img/‘인용’.png", "&lsquo;인용&rsquo;.png"),
        ("./img/100%.png", "100%.png"),
        ("./img/q#1.png", "q#1.png"),
        ("../shared.png", "shared"),
    ],
)
def test_files_beside_a_post(blog, url, name):
    assert load_bytes(Resource(url), Opener(str(blog), "12")) == name.encode()


def test_folders_may_be_decomposed_on_disk(tmp_path):
    folder = tmp_path / "\u1100\u1161" / "img"
    folder.mkdir(parents=True)
    (folder / "\u1102\u1161.png").write_bytes(PNG)
    assert load_bytes(Resource("img/나.png"), Opener(str(tmp_path), "가")) == PNG


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("img/none.png", "no such file"),
        ("../../secret.png", "is outside the folder"),
        ("img/%2e%2e/../../../secret.png", "is outside the folder"),
        ("img/out.png", "is a symbolic link; --follow-links follows it"),
        ("img/in.png", "is a symbolic link; --follow-links follows it"),
        ("img/../../12/img/out.png", "is a symbolic link; --follow-links follows it"),
        ("..", "no such file"),
        ("/etc/passwd", "no such file"),
        ("%2fetc/passwd", "is not beside the post"),
        ("a\0.png", "is not beside the post"),
        ("img", "no such file"),
        ("가" * 300, "no such file"),
        ("file:///etc/passwd", "is on another server"),
        ("https://a.kr/a.png", "is on another server"),
        ("data:text/html,a", "is no image"),
        ("data:image/png;base64,A", "is no base64"),
    ],
)
def test_what_is_missing_says_why(blog, url, reason):
    assert load_bytes(Resource(url), Opener(str(blog), "12")) == Missing(reason)


def test_a_folder_that_is_a_link_itself_holds_what_is_in_it(blog, tmp_path):
    linked = tmp_path / "linked"
    linked.symlink_to(blog)
    assert load_bytes(Resource("img/a b.png"), Opener(str(linked), "12")) == b"a b.png"
    for url in ("img/out.png", "../../linked/12/img/out.png"):
        assert load_bytes(Resource(url), Opener(str(linked), "12")) == Missing("is a symbolic link; --follow-links follows it")


@given(
    st.lists(
        st.sampled_from(["..", ".", "/", "\\", "%2e", "%2F", "%5c", "secret.png", "img", "out.png", "&period;", "12"]), max_size=9
    )
)
def test_nothing_leads_out_of_the_folder(tmp_path_factory, parts):
    root = tmp_path_factory.getbasetemp() / "escape"
    (root / "blog" / "12" / "img").mkdir(parents=True, exist_ok=True)
    (root / "secret.png").write_bytes(b"secret")
    opener = Opener(str(root / "blog"), "12")
    for joint in ("", "/"):
        assert isinstance(load_bytes(Resource(joint.join(parts)), opener), Missing)
        assert isinstance(load_bytes(Resource("x", path=joint.join(parts)), opener), Missing)


def test_images_in_their_address():
    assert load_bytes(Resource(f"data:image/png;base64,{b64encode(PNG).decode()}"), Opener()) == PNG
    assert load_bytes(Resource("data:image/svg+xml,%3Csvg%3E"), Opener()) == b"<svg>"


def broken(resource):
    raise OSError("Bad CRC-32")


def absent(resource):
    raise SourceError("does not hold it", source="backup.zip")


def test_archives():
    resource = Resource("./img/a.png", member="12/img/a.png")
    assert load_bytes(resource, Opener(archive=lambda resource: resource.member.encode())) == b"12/img/a.png"
    assert load_bytes(resource, Opener(archive=absent)) == Missing("does not hold it")
    assert load_bytes(resource, Opener(archive=broken)) == Missing("cannot be read from the archive (OSError: Bad CRC-32)")
    assert load_bytes(resource, Opener()) == Missing("is in an archive that is not at hand")


def test_a_path_says_where_a_file_is_better_than_its_address(blog):
    assert load_bytes(Resource("https://a.kr/a.png", path="img/a b.png"), Opener(str(blog), "12")) == b"a b.png"


def test_a_folder_that_cannot_be_read(blog):
    os.chmod(blog / "12" / "img" / "a b.png", 0)
    answer = load_bytes(Resource("img/a b.png"), Opener(str(blog), "12"))
    assert answer == (b"a b.png" if os.geteuid() == 0 else Missing("cannot be read (Permission denied)"))


def test_the_loader_knows_the_resources_and_what_was_fetched():
    document = post(resources=(Resource("a.png", member="m"),))
    load = loader_for(document, Opener(archive=lambda resource: b"archive", remote=lambda url: b"remote"))
    assert load("a.png") == b"archive"
    assert load("//b.kr/b.png") == b"remote"


# Files


def test_what_an_engine_takes_for_no_picture_goes_apart():
    place = ResourcePlace("images", "/images/", ResourcePlace("files", "/files/"), kept_in=frozenset({"png"}))
    files = held({"a.png": PNG, "b.jpg": JPEG, "c.pdf": PDF})
    document = post(line(Image("a.png"), Image("b.jpg")), model.Attachment("c.pdf", "c.pdf"))
    gathered = collect_files_and_new_addresses(document, place, files)
    assert [file.path.partition("/")[0] for file in gathered.files] == ["images", "files", "files"]


PLACE = ResourcePlace("content/posts/글", "")


def held(data):
    return lambda url: data.get(url, Missing("no such file"))


def test_equal_bytes_are_one_file_and_failures_keep_their_address():
    document = post(
        line(Image("1/img.png", name="고양이.png"), Image("2/img.png"), Image("3/img.png"), Image("gone.png"), Image("page.png")),
        model.Attachment("file/x", "자료.zip"),
        RawBlock("html", "<img src='raw.png'>"),
        model.Attachment("empty", "빈 파일.txt"),
    )
    data = {"1/img.png": PNG, "2/img.png": PNG, "3/img.png": JPEG, "page.png": PAGE, "file/x": ZIP, "empty": b""}
    gathered = collect_files_and_new_addresses(document, PLACE, held(data))
    mapping = gathered.mapping
    assert mapping["1/img.png"] == mapping["2/img.png"]
    assert [name.partition("-")[0] for name in mapping.values()] == ["고양이", "고양이", "img", "자료"]
    assert mapping["3/img.png"].endswith(".jpg")
    assert [file.path for file in gathered.files] == sorted(f"content/posts/글/{name}" for name in set(mapping.values()))
    assert {file.path.rpartition("/")[2]: file.data for file in gathered.files} == {
        new: data[old] for old, new in mapping.items()
    }
    assert gathered.failures == (
        ResourceFailure("gone.png", "no such file"),
        ResourceFailure("page.png", "is a web page, not an image", found=True),
        ResourceFailure("raw.png", "stands in HTML that is kept as it is"),
        ResourceFailure("empty", "is empty", found=True),
    )


@pytest.mark.parametrize(("url", "before"), [("", ""), ("/images", "/images/"), ("/images/", "/images/"), ("./", "./")])
def test_what_stands_before_a_name(url, before):
    gathered = collect_files_and_new_addresses(post(line(Image("a.png"))), ResourcePlace("", url), held({"a.png": PNG}))
    assert gathered.mapping == {"a.png": before + gathered.files[0].path}


def test_names_of_resources_count():
    document = post(line(Image("img/1.png")), resources=(Resource("img/1.png", name="제주.png"),))
    assert collect_files_and_new_addresses(document, PLACE, held({"img/1.png": PNG})).mapping["img/1.png"].startswith("제주-")


@given(st.integers(0, 3000))
def test_any_document_gives_files_in_its_folder(seed):
    document = documents.document(seed)
    gathered = collect_files_and_new_addresses(document, PLACE, lambda url: url.encode())
    assert all(file.path.startswith("content/posts/글/") and file.path.count("/") == 3 for file in gathered.files)
    urls = {one.url for one in references_in(document)}
    assert urls == {*gathered.mapping, *(failure.url for failure in gathered.failures)}
