"""VitePress: what Vue would run, what its plugins take for their own, and pages for what it does not know."""

import pytest

import convert
from convert.formats import writer_and_options_or_raise
from convert.meta.dates import parse_timestamp
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import without_front_matter
from convert.writers._site import Move


def body(html, **options):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), "vitepress", **options)).strip("\n")


SPELLED = {
    "<p>{{ x }} {a}</p>": r"\{<!-- -->\{ x }} \{a}",  # Vue runs the first, attributes take the second
    "<p><code>{{ x }}</code> <code>{x}</code></p>": "<code v-pre>&#123;&#123; x }}</code> `{x}`",
    "<pre>{{ x }}</pre>": "```\n{{ x }}\n```",  # fences are safe
    "<details><summary>{{ x }}</summary><p>가</p></details>": ("<details>\n<summary>&#123;{ x }}</summary>\n\n가\n\n</details>"),
    "<p>:smile: :+1: 10:30:20</p>": r"\:smile: \:+1: 10:30:20",
    "<p>:) ;-) :D 8-) &lt;3 (O:) 5:3 https://ex.kr</p>": r"\:) \;-) \:D 8-\) \<3 (O\:) 5:3 https://ex.kr",
    "<p>https://ex.kr/%27a</p>": "htt<!-- -->ps://ex.kr/%27a",
    "<p><img src='a.png' alt='https://ex.kr/%27a'></p>": '<img src="a.png" alt="https://ex.kr/%27a">',  # shown decoded otherwise
    "<p><img src='a.png' alt='https://ex.kr/a'></p>": "![https://ex.kr/a](a.png)",
    "<p>가 <a href='/attachment/%B0%A1.hwp'>*</a> <a href='/%EA%B0%80'>나</a></p>": (
        '가 <a href="/attachment/%B0%A1.hwp" target="_top">*</a> [나](/%EA%B0%80)'
    ),
    "<p>[[toc]]</p><p>[[글]]</p>": "\\[[toc]]\n\n[[글]]",
    "<p>::: tip</p><p>&lt;&lt;&lt; @/x.js</p>": "\\::: tip\n\n\\<<< @/x.js",
    "<ul><li><input type='checkbox'> 할 일</li></ul>": '- <input type="checkbox" disabled> 할 일',
}


@pytest.mark.parametrize("html", SPELLED)
def test_nothing_of_a_post_is_run_or_taken_for_something_else(html):
    assert body(html) == SPELLED[html]


def test_islands_and_tables_of_html_are_not_run():
    assert "{{" not in body("<p>앞</p><select><option>{{ x }}</option></select>")
    table = "<table><tr><td colspan='2'>{{ x }}</td></tr><tr><td>가</td><td>나</td></tr></table>"
    assert "{{" not in body(table, complex_tables="html")


def test_an_attachment_is_a_tag_since_a_link_would_be_one_to_a_page():
    html = '<figure class="fileblock"><a href="a.py"><div class="filename">a.py</div></a></figure>'
    assert body(html) == '<p><a href="a.py" download>a.py</a></p>'


def files_of(meta, **options):
    module, settings = writer_and_options_or_raise("vitepress", freeze_options_or_raise(options))
    document = Document(meta, (Paragraph((Text("글"),)),))
    return {file.path: file.data.decode() for file in module.write(document, "이름", settings, ignore)}


def test_the_day_is_the_authors():
    [text] = files_of(Meta(date=parse_timestamp("2024-07-22 00:30", "Asia/Seoul"))).values()
    assert "\ndate: 2024-07-22T00:30:00\n" in text


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "private"}, {"visibility": "unknown"}])
def test_a_hidden_post_is_outside(hidden):
    assert list(files_of(Meta(title="가", **hidden))) == ["_unpublished/docs/posts/이름/index.md"]


@pytest.mark.parametrize("key", ["layout", "head", "hero", "sidebar", "outline", "prev"])
def test_no_key_of_a_source_means_something_to_vitepress(key):
    [text] = files_of(Meta(extra={key: "x"})).values()
    assert f"\noriginal_{key}: x\n" in text


def test_old_addresses_are_pages_that_lead_on():
    module, settings = writer_and_options_or_raise("vitepress", freeze_options_or_raise({"site": True}))
    moves = [Move("/entry/첫 글", '/posts/"글"/'), Move("/posts/글", "/posts/글/")]
    files = {file.path: file for file in module.finish(moves, settings)}
    page = files["docs/public/entry/첫 글/index.html"].data.decode()
    assert 'content="0; url=/posts/%22%EA%B8%80%22/"' in page
    assert "docs/public/posts/글/index.html" not in files
    assert all(files[path].keep for path in ("package.json", "docs/.vitepress/config.mts", "docs/index.md"))
