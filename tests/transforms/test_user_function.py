"""What the user's own function raises is the user's, with the line where it did; what is no function is said before the work."""

import re

import pytest
from markdownify import MarkdownConverter

import convert
from convert.batch.job import make_job_or_raise
from convert.errors import SourceError, UsageError, UserFunctionError
from convert.model import Document, Meta, Paragraph, RawBlock, Text

MODULE = """
import json
import sys


def attribute(document):
    return document.nothing


def in_library(document):
    return json.loads("{")


def deeper(document):
    return attribute(document)


def through_ours(document):
    from convert.model.walk import rewrite
    return rewrite(document, lambda node: node.nothing)


def two_parameters(document, other):
    return document


def leaves(document):
    sys.exit(3)


def long(document):
    raise ValueError("first\\nsecond")


def silent(document):
    raise KeyError


def nothing(document):
    pass


def text(document):
    from convert import Document
    return Document(document.meta, ("x",))


def unknown(document):
    from convert import Document, Meta
    return Document(Meta(extra={"a": object()}), ())


class Callable:
    def __call__(self, document):
        raise OSError("a")


instance = Callable()
"""

FAULTS = {
    "attribute": ("return document.nothing", "raised AttributeError: 'Document' object has no attribute 'nothing'"),
    "in_library": ("return json.loads", "raised JSONDecodeError: Expecting property name"),
    "deeper": ("return document.nothing", "raised AttributeError"),
    "through_ours": ("return rewrite(", "raised AttributeError"),
    "two_parameters": ("def two_parameters", "raised TypeError: two_parameters() missing 1 required positional argument"),
    "leaves": ("sys.exit(3)", "raised SystemExit: 3"),
    "long": ("raise ValueError", "raised ValueError: first"),
    "silent": ("raise KeyError", "raised KeyError"),
    "nothing": ("def nothing", "gave NoneType; it must return a convert.Document"),
    "text": ("def text", "gave a document that the model does not allow: Expected `object`, got `str`"),
    "unknown": ("def unknown", "gave a document that the model does not allow: Encoding objects of type object"),
    "instance": ('raise OSError("a")', "raised OSError: a"),
}
"""Functions of the module, each with the beginning of the line that is to be named, and of what is to be said."""

DOCUMENT = Document(Meta(), (Paragraph((Text("글"),)),))


def line_of(beginning):
    return next(number for number, line in enumerate(MODULE.split("\n"), 1) if line.strip().startswith(beginning))


@pytest.fixture
def module(tmp_path, monkeypatch, request):
    """A module of the user's in the current folder, under a name that no other test has imported."""
    name = "own_" + re.sub(r"\W", "_", request.node.name)
    (tmp_path / f"{name}.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return name


@pytest.mark.parametrize("function", FAULTS)
def test_a_filter_that_fails_is_named_with_its_line(module, function):
    beginning, said = FAULTS[function]
    with pytest.raises(UserFunctionError) as caught:
        convert.dumps(DOCUMENT, "markdown", filter=f"{module}:{function}")
    assert caught.value.place == f"{module}.py, line {line_of(beginning)}"
    assert caught.value.message.startswith(f"--filter {module}:{function} {said}")
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("; the function is yours: mend it there")


def refuse(document):
    raise SourceError("no table beside it", source="table.csv")


def test_an_error_of_our_own_kind_comes_as_it_is():
    with pytest.raises(SourceError, match=r"^table\.csv: no table beside it$"):
        convert.dumps(DOCUMENT, "markdown", filter=f"{__name__}:refuse")


def lists(document):
    return Document(document.meta, [Paragraph([Text("목록")])])


def test_lists_in_a_document_are_as_good_as_tuples():
    assert convert.dumps(DOCUMENT, "markdown", front_matter=False, filter=f"{__name__}:lists") == "목록\n"


NO_FUNCTIONS = {
    "own": "--filter cannot be 'own'",
    ":f": "--filter cannot be ':f'",
    "a:b:c": "--filter cannot be 'a:b:c'",
    "a b:c": "--filter cannot be 'a b:c'",
    "no_such_module:f": "--filter no_such_module:f: there is no module 'no_such_module'",
    "json.no_such_module:f": "--filter json.no_such_module:f: there is no module 'json.no_such_module'",
    "json:no_such_function": "--filter json:no_such_function: there is no 'no_such_function' in the module 'json'",
    "math:pi": "--filter math:pi is no function",
}


@pytest.mark.parametrize("name", NO_FUNCTIONS)
def test_what_is_no_function_is_said_before_the_work_starts(name):
    with pytest.raises(UsageError) as caught:
        make_job_or_raise("markdown", "", {"filter": name})
    assert str(caught.value).startswith(NO_FUNCTIONS[name])


BROKEN_MODULES = {
    "x = (": r"SyntaxError: '\(' was never closed \(FILE, line 1\)",
    "\nraise ValueError('no')": r"ValueError: no \(FILE, line 2\)",
    "import no_such_module": r"ModuleNotFoundError: No module named 'no_such_module' \(FILE, line 1\)",
    "import sys\nsys.exit()": r"SystemExit \(FILE, line 2\)",
}


@pytest.mark.parametrize("option", ["filter", "raw_html_converter"])
@pytest.mark.parametrize("text", BROKEN_MODULES)
def test_a_module_that_cannot_be_imported_is_named_with_the_line_that_stops_it(tmp_path, monkeypatch, option, text):
    name = f"broken_{option}_{list(BROKEN_MODULES).index(text)}"
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    said = BROKEN_MODULES[text].replace("FILE", rf"{name}\.py")
    with pytest.raises(UsageError, match=f"--{option.replace('_', '-')} {name}:f: its module cannot be imported: {said}; "):
        make_job_or_raise("markdown", "", {option: f"{name}:f"})


class Failing(MarkdownConverter):
    """A converter that fails."""

    def convert(self, html):
        raise LookupError(html)


def test_a_converter_that_fails_is_named_with_its_line():
    island, name = Document(Meta(), (RawBlock("html", "<form>가</form>"),)), f"{__name__}:Failing"
    with pytest.raises(UserFunctionError) as caught:
        convert.dumps(island, "markdown", raw_html="markdown", raw_html_converter=name)
    assert caught.value.message == f"--raw-html-converter {name} raised LookupError: <form>가</form>"
    assert re.search(r"test_user_function\.py, line \d+$", caught.value.place)
