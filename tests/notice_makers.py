"""Helper: posts, sources and runs of which something is to be noticed that no case shows."""

from contextlib import suppress
from pathlib import Path

import pytest
from backups import page, zip_of

import convert
from convert import model
from convert.batch.folder_policy import FolderPolicy
from convert.batch.job import make_job_or_raise
from convert.batch.run import Batch, run_batch
from convert.batch.tally import WatchForwardingNoticesOnly
from convert.meta import read_meta
from convert.meta.front_matter import FrontMatter
from convert.notices import ignore
from convert.options import ReaderOptions
from convert.proof.witness import report_missing
from convert.sources.evidence import Evidence, hand_over_original_or_check_its_size
from convert.sources.source import Source
from convert.writers import ghost
from convert.writers._markdown import delimiters as _delimiters


def reading(text, reader="tistory"):
    def notices(folder, report):
        convert.loads(text, reader, report=report)

    return notices


def large_letters(folder, report):
    source = Source("글", '<p data-ke-size="size26"><b>제목</b></p>'.encode())
    list(convert.read(source, "tistory", report=report, fake_headings=True))


def writing(html, format, **options):
    def notices(folder, report):
        convert.dumps(convert.loads(html, "tistory"), format, report=report, **options)

    return notices


def tagged_for_obsidian(folder, report):
    convert.dumps(model.Document(model.Meta(tags=("C#",)), ()), "obsidian", report=report)


def for_ghost(meta=None, children=(), comments=()):
    def notices(folder, report):
        document = model.Document(meta or model.Meta(), children, comments=comments)
        list(ghost.write(document, "1", ghost.Options(), report))

    return notices


def a_line_for_nobody_that_is_too_long(folder, report):
    document = model.Document(model.Meta(visibility="private"), (model.Paragraph((model.Text("가"),)),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("convert.writers.jsonl.LOADED_LINE_BYTES", 10)
        convert.dumps(document, "jsonl", columns=("text",), report=report)


def writing_blocks(*blocks):
    def notices(folder, report):
        convert.dumps(model.Document(model.Meta(), blocks), "markdown", report=report)

    return notices


def for_the_editor(*blocks):
    def notices(folder, report):
        convert.dumps(model.Document(model.Meta(title="제목"), blocks), "tistory", report=report)

    return notices


def with_a_long_comment(folder, report):
    comment = model.Comment("손님", (model.Paragraph((model.Text("가" * 30_000),)),))
    convert.dumps(model.Document(model.Meta(), (), comments=(comment,)), "wordpress", report=report)


def with_a_secret_comment(folder, report):
    comment = model.Comment("손님", (), secret=True)
    convert.dumps(model.Document(model.Meta(), (), comments=(comment,)), "comments", report=report)


def front_matter(data):
    def notices(folder, report):
        read_meta(FrontMatter(data, ""), Source("글", b""), ReaderOptions(), report)

    return notices


def two_posts_of_one_name(folder, report):
    tagged = {"2024-07-01-글.html": "R&D", "2024-07-02-글.html": "RD"}
    sources = [Source(name, f"---\ntags: [{tag}]\n---\n<p>1</p>".encode(), name) for name, tag in tagged.items()]
    result = convert.convert(sources, to="hugo", output=folder / "site")
    for _, notices in result.notices:
        for notice in notices:
            report(notice)


def packed(files):
    def notices(folder, report):
        for _ in convert.read(Source("b.zip", zip_of(files), "b.zip"), "backup", report=report):
            pass

    return notices


def a_table_with_a_row_too_many(folder, report):
    table = folder / "meta.csv"
    table.write_text("id,slug\n12,a\n", encoding="utf-8")
    convert.convert(Source("글.html", b"<p>1</p>"), to="html", output=folder / "out/", report=report, meta=str(table))


def a_site_of_another_theme(folder, report):
    (folder / "_config.yml").write_text("theme: minima\n", encoding="utf-8")
    convert.convert(Source("글.html", b"<p>1</p>"), to="jekyll", output=folder, report=report, theme="chirpy")


def a_site_of_hugo_with(settings, **options):
    """What is said of a site with such settings."""

    def make(folder, report):
        (folder / "hugo.toml").write_text(settings, encoding="utf-8")
        convert.convert(Source("글.html", b"<p>1</p>"), to="hugo", output=folder, report=report, site=True, **options)

    return make


def a_theme_that_comes_later(folder, report):
    """A site with layouts of ours whose settings name a theme in the next run."""
    a_theme_that_is_only_named(folder, report)
    (folder / "themes/PaperMod").mkdir(parents=True)
    (folder / "themes/PaperMod/theme.toml").write_text("name = 'PaperMod'\n", encoding="utf-8")
    a_site_of_hugo_with("theme = 'PaperMod'\n")(folder, report)


def a_head_of_stack_that_hides_nothing(folder, report):
    """A site with Stack whose owner has a file for the head of its pages."""
    (folder / "layouts/_partials/head").mkdir(parents=True)
    (folder / "layouts/_partials/head/custom.html").write_text("<!-- mine -->", encoding="utf-8")
    a_site_of_hugo_with("theme = 'hugo-theme-stack'\n", theme="stack")(folder, report)


def a_theme_that_is_only_named(folder, report):
    """A site with layouts of ours whose settings name a theme that is not there."""
    for settings in ("title = 'a'\n", "theme = 'PaperMod'\n"):
        a_site_of_hugo_with(settings)(folder, report)


def an_address_that_expires(folder, report):
    body = b'<p><img src="https://blog.kakaocdn.net/dn/a/img.png?credential=x&amp;expires=1722610799&amp;signature=y"></p>'
    convert.convert(Source("a.html", body, "a.html"), to="markdown", output=folder / "a.md", report=report)


def a_site_that_is_made_again(folder, report):
    """A backup moved, a post of it edited and another gone, moved again, and pruned."""
    source = folder / "blog"
    pages = [source / f"{number}" / f"{number}-글.html" for number in (1, 2)]
    for number, path in enumerate(pages):
        path.parent.mkdir(parents=True)
        path.write_text(page(title=f"글 {number}", body='<p>글</p><p><img src="./img/a.png"></p>'), encoding="utf-8")
    _move(source, folder / "site", report)
    for edited in (folder / "site").rglob("index.md"):
        edited.write_text("내 글", encoding="utf-8")
        break
    pages[0].write_text(page(title="글 0", body="<p>다른 글</p>"), encoding="utf-8")
    pages[1].unlink()
    for prune in (False, True):
        _move(source, folder / "site", report, prune=prune)


def a_private_page_that_was_changed(folder, report):
    """A public post with a link to another, which is changed by its owner and then private."""
    for text in ("", "private: true\n"):
        for name, more in (("a", ""), ("b", text)):
            path = folder / "blog" / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(POST.format(name, more, '<a href="https://bada.tistory.com/b">글</a>'), encoding="utf-8")
        _move(folder / "blog", folder / "site", report)
        page = folder / "site/content/posts/b/index.md"
        page.write_text(page.read_text(encoding="utf-8") + "내 글\n", encoding="utf-8")


def a_link_in_a_folder(folder, report):
    """To nothing there is."""
    (folder / "blog").mkdir()
    (folder / "blog" / "a.md").write_text(POST.format("a", "", ""), encoding="utf-8")
    (folder / "blog" / "b.md").symlink_to(folder / "nowhere")
    _move(folder / "blog", folder / "site", report)


def a_private_page_that_is_called_otherwise(folder, report):
    """A public post, which is private then, under another name."""
    (folder / "blog").mkdir()
    for more, section in (("", "posts"), ("private: true\n", "notes")):
        (folder / "blog" / "a.md").write_text(POST.format("a", more, ""), encoding="utf-8")
        _move(folder / "blog", folder / "site", report, section=section)


def posts_that_link_to_each_other(folder, report):
    """And once to a post that is not there."""
    links = "".join(f'<p><a href="https://a.tistory.com/{number}">글</a></p>' for number in (1, 2, 3))
    for number in (1, 2, 3):
        path = folder / "blog" / f"{number}" / f"{number}-글.html"
        path.parent.mkdir(parents=True)
        path.write_text(
            page(body=links + ('<p><a href="https://a.tistory.com/9">글</a></p>' if number == 1 else "")), encoding="utf-8"
        )
    _move(folder / "blog", folder / "site", report)


def _lone_page(folder):
    """A post with a picture that nobody gave us."""
    path = folder / "글.html"
    path.write_text('<p>글</p><p><img src="a.png"></p>', encoding="utf-8")
    return path


def _move(source, site, report, *, prune=False, **options):
    batch = Batch(
        (source,), make_job_or_raise("hugo", "", options), f"{site}/", folder_policy=FolderPolicy(whole_blog=True, prune=prune)
    )
    for _, notices in run_batch(batch, WatchForwardingNoticesOnly(ignore)).notices:
        for notice in notices:
            report(notice)


def misread(kind, monkeypatching):
    """A writer with a fault: its output is read back before it is written."""
    from convert.proof.fidelity import verify

    def notices(folder, report):
        path = folder / "post.html"
        path.write_text('<p>그는 <b>"아니"</b>라고 했다</p>', encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            monkeypatching(patch, verify)
            convert.convert(path, to=kind, output=folder / "out/", report=report)

    return notices


def without_comments(patch, verify):
    patch.setattr(_delimiters, "COMMENT", "")


def never_the_same(patch, verify):
    patch.setattr(verify, "_reads_back_as", lambda body, children, target: False)


def backup(old, new):
    """Read the backup of every element, with a part of it changed."""

    def say(folder, report):
        data = (Path(__file__).parent / "fixtures" / "ttxml" / "backup.xml").read_bytes().replace(old.encode(), new.encode())
        with suppress(convert.FormatError):
            list(convert.read(Source("backup.xml", data), "ttxml", report=report))

    return say


def batch(posts, to="markdown", **options):
    """Convert posts, each a body or bytes of a file, that know of each other."""

    def say(folder, report):
        sources = [Source(name, text.encode(), name) for name, text in posts.items()]
        result = convert.convert(sources, to=to, output=folder / "out/", **options)
        for _, notices in result.notices:
            for notice in notices:
                report(notice)

    return say


def a_picture_the_backup_lacks(folder, report):
    archive = zip_of({"1/1.html": page(body='<img src="./img/a.png">'), "1/img/a.png": b"\x89PNG"})
    damaged = archive.replace(b"\x89PNG", b"\x88PNG", 1)
    convert.convert(Source("b.zip", damaged, "b.zip"), to="hugo", output=folder / "out/", report=report)


POST = "---\ntitle: {0}\nurl: https://bada.tistory.com/{0}\n{1}---\n<p>글 {2}</p>"


def an_export_of_wordpress(name):
    def report_it(tmp_path, report):
        list(convert.read(Path(__file__).parent / "fixtures" / "wordpress" / f"{name}.xml", "wordpress", report=report))

    return report_it


def a_page_read_as_a_post(tmp_path, report):
    result = run_batch(
        Batch((Source("글", b"<!doctype html><html><body><p>x"),), make_job_or_raise("markdown", "tistory", {}), f"{tmp_path}/"),
        WatchForwardingNoticesOnly(report),
    )
    assert result.written == 1


def a_post_that_lost_a_word(tmp_path, report):
    evidence = Evidence()
    hand_over_original_or_check_its_size(evidence, "<p>가 나</p>")
    report_missing(evidence, "<p>가</p>")
    for notice in evidence.notices():
        report(notice)


def outputs_their_owner_changed(folder, report):
    """A file that was there before, one that was edited in a folder and then overwritten, and one that was named and edited."""
    source, out = folder / "a.md", folder / "out"
    out.mkdir()
    for text, managing in (("하나", FolderPolicy()), ("둘", FolderPolicy(force=True))):
        source.write_text(text, encoding="utf-8")
        (out / "a.md").write_text("내 글", encoding="utf-8")
        _run(source, f"{out}/", report, managing)
    for text in ("하나", "둘"):
        source.write_text(text, encoding="utf-8")
        _run(source, str(folder / "b.md"), report)
        (folder / "b.md").write_text("내 글", encoding="utf-8")


def records_that_cannot_be(folder, report):
    (folder / "a.md").write_text("글", encoding="utf-8")
    (folder / "out" / ".blogconvert").mkdir(parents=True)
    (folder / "out" / ".blogconvert" / "manifest.json").write_bytes(b"[")
    _run(folder / "a.md", f"{folder}/out/", report)
    (folder / ".blogconvert").write_text("no folder", encoding="utf-8")
    _run(folder / "a.md", str(folder / "b.md"), report)


def an_output_that_was_in_shards(folder, report):
    (folder / "a.md").write_text("글", encoding="utf-8")
    for size in ("1MB", ""):
        for notices in convert.convert(folder / "a.md", to="jsonl", output=folder / "out" / "b.jsonl", shard_size=size).notices:
            for notice in notices[1]:
                report(notice)


def _run(source, output, report, managing=FolderPolicy()):  # noqa: B008 - a value
    run_batch(
        Batch((source,), make_job_or_raise("markdown", "", {}), output, folder_policy=managing),
        WatchForwardingNoticesOnly(report),
    )
