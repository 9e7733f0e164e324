"""Code in Markdown, in the spellings of engines: what its language is, what is a title, and what is left out with a notice."""

import pytest

import convert
from convert.model import CodeBlock, Figure, Paragraph, RawBlock, Strong, Text
from convert.notices import Collected, Notice, ignore
from convert.readers.markdown import read_blocks

INFO = {
    "": ("", "", ""),
    "python": ("python", "", ""),
    "c++": ("c++", "", ""),
    "c#": ("c#", "", ""),
    "objective-c": ("objective-c", "", ""),
    "language-python": ("python", "", ""),
    ".python": ("python", "", ""),
    "{.python .numberLines}": ("python", "", ".numberLines"),
    '{#first .numberLines .haskell startFrom="10"}': ("haskell", "", '#first .numberLines startFrom="10"'),
    "{.language-ruby}": ("ruby", "", ""),
    "{python}": ("python", "", ""),
    "{r, echo=FALSE}": ("r", "", "echo=FALSE"),
    "{code-block} python": ("python", "", ""),
    "python {linenos=table}": ("python", "", "{linenos=table}"),
    "go {linenos=true,hl_lines=[8,2]}": ("go", "", "{linenos=true,hl_lines=[8,2]}"),
    'go {title="a.go"}': ("go", "a.go", ""),
    'python title="a.py"': ("python", "a.py", ""),
    "bash title='가 나.sh' showLineNumbers": ("bash", "가 나.sh", "showLineNumbers"),
    "jsx filename=a.jsx {1}": ("jsx", "a.jsx", "{1}"),
    "js{1,3-4}": ("js", "", "{1,3-4}"),
    "js [config.js]": ("js", "config.js", ""),
    "js:title=src/a.js": ("js", "src/a.js", ""),
    "ruby:lib/a.rb": ("ruby", "lib/a.rb", ""),
    "rust,ignore": ("rust", "", "ignore"),
    "title=a.py": ("", "a.py", ""),
    "두 낱말": ("두", "", "낱말"),
}


@pytest.mark.parametrize("info", INFO)
def test_info_string(info):
    lang, title, rest = INFO[info]
    said = Collected()
    block = CodeBlock("x", lang)
    assert read_blocks(f"~~~{info}\nx\n~~~", said) == (Figure((block,), (Text(title),)) if title else block,)
    assert said.notices() == ((Notice("code-attributes", rest),) if rest else ())


@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_a_title_is_written_below(to):
    document = convert.loads('글\n\n```python title="a.py"\nx\n```\n', "markdown")
    assert convert.dumps(document, to, front_matter=False) == "글\n\n```python\nx\n```\n\n*a.py*\n"


def test_html_that_pandoc_passes_through_is_html():
    assert read_blocks("```{=html}\n<b>가</b>\n```", ignore) == (Paragraph((Strong((Text("가"),)),)),)


TAGS = {
    "{% highlight python %}\na\n\nb\n{% endhighlight %}": CodeBlock("a\n\nb", "python"),
    "{%- highlight ruby linenos -%}\na\n{%- endhighlight -%}": CodeBlock("a", "ruby"),
    "{% highlight go %}a{% endhighlight %}": CodeBlock("a", "go"),
    "{% highlight html %}\n{% raw %}x{% endraw %}\n{% endhighlight %}": CodeBlock("{% raw %}x{% endraw %}", "html"),
    "{% codeblock lang:js %}\na\n{% endcodeblock %}": CodeBlock("a", "js"),
    "{% codeblock 제목 lang:js %}\na\n{% endcodeblock %}": Figure((CodeBlock("a", "js"),), (Text("제목"),)),
    '{{< highlight go "linenos=table" >}}\na\n{{< /highlight >}}': CodeBlock("a", "go"),
}


@pytest.mark.parametrize("text", TAGS)
def test_code_between_tags_of_a_template(text):
    assert read_blocks(text, ignore) == (TAGS[text],)
    assert read_blocks(f"글\n{text}\n\n끝", ignore)[1:2] == (TAGS[text],)


def test_tags_that_show_nothing_are_left_out_with_a_notice():
    said = Collected()
    blocks = read_blocks("{% raw %}\n가 {% raw %}{{ x }}{% endraw %} 나\n{% endraw %}\n", said)
    assert blocks == (Paragraph((Text("가 {{ x }} 나"),)),)
    assert {notice.kind for notice in said.notices()} == {"template-tag"}


@pytest.mark.parametrize(
    "text", ["{% include a.html %}", "{% highlight python %}", "{% endhighlight %}", "{% raw", "가 {% post_url b %}"]
)
def test_other_tags_are_text(text):
    assert read_blocks(text, ignore) == (Paragraph((Text(text),)),)


def test_tags_in_code_are_code():
    assert read_blocks("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", ignore) == (CodeBlock("{% raw %}\n{{ x }}\n{% endraw %}"),)


@pytest.mark.parametrize("lang", ["two words", "a`b", "{.x}", "줄\n끝", "~~~", "x:y", "", "c++", 'a"b', "title=x"])
@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_any_language_is_safe_in_an_info_string(to, lang):
    document = convert.model.Document(convert.model.Meta(), (CodeBlock("x", lang),))
    (block,) = read_blocks(convert.dumps(document, to, front_matter=False), ignore)
    assert isinstance(block, CodeBlock)
    assert block.value == "x"
    assert lang.startswith(block.lang)


def test_islands_of_other_languages_are_code():
    assert read_blocks("```{=latex}\n\\newpage\n```", ignore) == (CodeBlock("\\newpage", "latex"),)
    assert not any(isinstance(block, RawBlock) for block in read_blocks("```{=html}\n<script>x()</script>\n```", ignore))
