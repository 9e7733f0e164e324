"""A blog of which nobody says who may read it: drafts until a table or an option publishes them."""

import csv
import re
from pathlib import Path

import pytest
from backups import sample_zip
from built_site import built, lands, walked
from moving import migrate, put_post

import convert

ROOT = Path(__file__).parent.parent.parent
BACKUP = ROOT / "samples" / "backup"
TABLE = ROOT / "samples" / "backup.csv"


def pages_of(public):
    """The posts a reader of the site can come to."""
    return {page for page in walked(public).pages if re.fullmatch("/posts/(?!page/)[^/]+/", page)}


@pytest.fixture(scope="module")
def untold(tmp_path_factory):
    """The sample backup moved with no options: the site, and what was said."""
    folder = tmp_path_factory.mktemp("untold")
    (folder / "b.zip").write_bytes(sample_zip())
    said = migrate(folder / "b.zip", "-o", folder / "site")
    return folder / "site", said


def test_no_post_of_unknown_visibility_is_in_the_built_site(untold):
    site, _ = untold
    public = built(site)
    assert pages_of(public) == set()
    for path in BACKUP.glob("*/*.html"):
        assert lands(public, f"/{path.parent.name}") == lands(public, f"/m/{path.parent.name}") == ""
    originals = {path.read_bytes() for path in BACKUP.glob("*/[if]*/*")}
    assert not [path for path in public.rglob("*") if path.is_file() and path.read_bytes() in originals]
    titles = [document.meta.title for path in BACKUP.glob("*/*.html") for document in convert.read(path)]
    assert len(titles) == 12
    assert not [title for title in titles for path in public.rglob("*.*ml") if title in path.read_text()]


def test_three_lines_say_what_to_do(untold):
    site, said = untold
    folder = site.parent
    assert said.splitlines()[-4:] == [
        "written 12, failed 0",
        "12 posts are drafts, since nobody says who may read them",
        f"to see them: hugo server -D --source {site}",
        f"to publish them: blogconvert migrate {folder}/b.zip -o {site} --assume-public, or some of them: with --meta-template "
        "posts.csv, whose column you fill in, and then with --meta posts.csv",
    ]
    assert "nobody says" not in migrate(BACKUP, "-o", folder / "told", "--meta", TABLE)
    assert "nobody says" not in migrate(ROOT / "samples" / "posts", "-o", folder / "posts")
    assert "drafts" not in migrate(folder / "b.zip", "-o", folder / "quiet", "-q")


def test_what_shows_drafts_is_the_engines_own(tmp_path):
    put_post(tmp_path / "blog", 1, "글", "<p>글</p>")
    previews = {
        to: migrate(tmp_path / "blog", "-o", tmp_path / to, "-t", to).splitlines()[-2].removeprefix("to see them: ")
        for to in (
            "hugo",
            "jekyll",
            "hexo",
            "astro",
            "docusaurus",
            "eleventy",
            "vitepress",
            "pelican",
            "mkdocs",
            "nikola",
            "obsidian",
            "wordpress",
            "ghost",
        )
    }
    assert previews == {
        "hugo": f"hugo server -D --source {tmp_path}/hugo",
        "jekyll": f"jekyll serve --drafts --unpublished --source {tmp_path}/jekyll",
        "hexo": f"hexo server --draft --cwd {tmp_path}/hexo",
        "astro": f"the folder {tmp_path}/astro/_unpublished/src/content",
        "eleventy": f"the folder {tmp_path}/eleventy/_unpublished/content",
        "docusaurus": f"npm start --prefix {tmp_path}/docusaurus",
        "vitepress": f"the folder {tmp_path}/vitepress/_unpublished/docs",
        "pelican": f"the files that say `status: skip` in {tmp_path}/pelican/content",
        "mkdocs": f"mkdocs serve --config-file {tmp_path}/mkdocs/mkdocs.yml",
        "nikola": f"the folder {tmp_path}/nikola/_unpublished/posts",
        "obsidian": f"the search [draft:true] in the vault {tmp_path}/obsidian",
        "ghost": f"Posts, Drafts in Ghost's admin, once {tmp_path}/ghost/ghost-1.zip is imported",
        "wordpress": f"Posts, Drafts in the administration of WordPress, once {tmp_path}/wordpress is imported",
    }


def test_the_table_that_is_written_publishes_what_is_marked(tmp_path):
    """With its cells left open, nothing; with some marked, these; nobody has to know the addresses."""
    table, site = tmp_path / "posts.csv", tmp_path / "site"
    said = migrate(BACKUP, "-o", site, "--meta-template", table)
    assert said.splitlines()[-1].endswith(f"fill in the column visibility of {table}, and then with --meta {table}")
    assert "11 posts are drafts" in migrate(BACKUP, "-o", site, "--meta", table)
    assert pages_of(built(site)) == set()
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert list(rows[0]) == ["id", "title", "date", "address", "visibility"]
    assert [row["id"] for row in rows] == sorted((path.name for path in BACKUP.iterdir() if path.is_dir()), key=int)
    assert {row["id"]: row["visibility"] for row in rows if row["visibility"]} == {"63": "private"}
    assert rows[1]["address"] == "https://neurin-georeum-sample.tistory.com/12"
    assert (rows[1]["title"], rows[1]["date"]) == ("강릉 당일치기, 기차로 다녀온 겨울 바다", "2021-12-19 22:40")
    for row in rows:
        row["visibility"] = "public" if row["id"] in ("12", "52") else row["visibility"]
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert "9 posts are drafts" in migrate(BACKUP, "-o", site, "--meta", table)
    pages = [path.read_text() for path in site.rglob("index.md")]
    assert all("\n  original_url: https://neurin-georeum-sample.tistory.com/" in page for page in pages)
    assert not [page for page in pages if "address:" in page]
    public = built(site)
    assert len(pages_of(public)) == 2
    assert lands(public, "/12") in pages_of(public)
    assert lands(public, "/52") in pages_of(public)
    assert walked(public).broken == []


def test_a_table_that_is_there_is_never_overwritten(tmp_path):
    table = tmp_path / "posts.csv"
    table.write_text("id,visibility\n3,public\n")
    said = migrate(BACKUP, "-o", tmp_path / "site", "--meta-template", table, code=2)
    assert "is there already; read it with --meta" in said
    assert table.read_text() == "id,visibility\n3,public\n"
    assert not (tmp_path / "site").exists()


def test_a_dry_run_writes_no_table(tmp_path):
    said = migrate(BACKUP, "-o", tmp_path / "site", "--meta-template", tmp_path / "posts.csv", "--dry-run")
    assert "12 posts would be drafts" in said
    assert not list(tmp_path.iterdir())


def test_guesses_are_only_guesses_and_cells_no_formulas(tmp_path):
    titles = {1: "[보호] 축가", 2: "Private notes", 3: "=1+1", 4: "평범한 글", 5: "(비공개) 메모"}
    for number, title in titles.items():
        put_post(tmp_path / "blog", number, title, "<p>글</p>")
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--meta-template", tmp_path / "t.csv")
    rows = list(csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [row[4] for row in rows] == ["protected", "private", "", "", "private"]
    assert [row[1] for row in rows] == ["[보호] 축가", "Private notes", "'=1+1", "평범한 글", "(비공개) 메모"]
    assert "2 posts are drafts" in migrate(tmp_path / "blog", "-o", tmp_path / "site", "--meta", tmp_path / "t.csv")


def test_two_blogs_share_a_row_only_under_both_titles(tmp_path):
    put_post(tmp_path / "a", 1, "바다", "<p>글</p>")
    put_post(tmp_path / "b", 1, "비공개 산", "<p>글</p>")
    migrate(tmp_path / "a", tmp_path / "b", "-o", tmp_path / "site", "--meta-template", tmp_path / "t.csv")
    rows = list(csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [(row[0], row[1], row[4]) for row in rows] == [("1", "바다 / 비공개 산", "")]


def test_everything_can_be_assumed_to_be_public_but_what_the_table_hides(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("번호,공개\n63,비공개\n70,보호\n")
    said = migrate(BACKUP, "-o", tmp_path / "site", "--assume-public", "--meta", table)
    assert "nobody says" not in said
    assert len(pages_of(built(tmp_path / "site"))) == 10


def test_what_a_backup_left_open_is_still_open_behind_json_lines(tmp_path):
    lines = tmp_path / "posts.jsonl"
    convert.convert(BACKUP, to="jsonl", output=lines)
    assert lines.read_text().count('"visibility":"unknown","draft":false') == 12
    assert "12 posts are drafts" in migrate(lines, "-o", tmp_path / "site")
    assert pages_of(built(tmp_path / "site")) == set()
