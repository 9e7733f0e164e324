r"""The languages of front matter as handlers of python-frontmatter: one class says how a language is found, read and written.

`front_matter.split_front_matter_or_raise` and `dump_front_matter` work through them, and so does python-frontmatter itself:

    frontmatter.load("post.md", handler=HANDLERS["yaml"])
    frontmatter.dumps(post, handler=HANDLERS["toml"])

In the library's terms: `detect` looks for `FM_BOUNDARY`, which here is the opening alone; `split` gives the block and the body,
and raises `ValueError` where there is no end; `load` reads a block, `export` writes one, `format` puts it between its delimiters.
What sites write besides is in `fences`. A parser is imported with the first block of its language.
"""

import json
from typing import TYPE_CHECKING, Any, ClassVar

from frontmatter import Post
from frontmatter.default_handlers import BaseHandler

from convert import lazy_re as re
from convert.meta.front_matter import emission, lenient, rows, typed
from convert.meta.front_matter.rules import AbsentError, Format, Note, UnreadableError
from convert.model.limits import FRONT_MATTER_BYTES

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError

_NAMES: dict[str, Format] = {"yml": "yaml", "yaml": "yaml", "toml": "toml", "json": "json"}
_OPEN_FLOW = re.compile(r"""\s*\{\s*["']?[A-Za-z_][\w-]*["']?\s*:""")
_MEMBER = re.compile(r'[ \t]*"[^"\n]{1,60}"[ \t]*:')
_COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?(?:\n|\Z))*")
_ASSIGNMENT = re.compile(r"""[ \t]*(?:\[|[\w"'.-]+[ \t]*=)""")


def _ignore_note(detail: str) -> None:
    """What python-frontmatter has no place for."""


class Handler(BaseHandler):
    """One language. The delimiters are whole lines, since an empty block has no line between them."""

    FM_BOUNDARY: re.Pattern[str]
    START_DELIMITER: str
    END_DELIMITER: str
    language: ClassVar[Format]
    found_by: str = ""
    """By what rule a block is found that could be text as well; empty where none could."""

    kept_as_text: str = ""
    """What is told of a block that stays in the body, whatever is read of it; empty for front matter."""

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """The data of a block that begins in `line`. Raises `UnreadableError`, and `AbsentError` for what is no front matter."""
        raise NotImplementedError

    def format(self, post: Post, **kwargs: object) -> str:
        """Front matter and body as they stand; the library's own template strips the body and puts blank lines round it."""
        return f"{self.START_DELIMITER}{self.export(post.metadata, **kwargs)}{self.END_DELIMITER}{post.content}"

    def may_be_front_matter(self, block: str) -> bool:
        """Whether a block's first line says it is front matter."""
        raise NotImplementedError

    def is_meant_though_unclosed(self, block: str) -> bool:
        """Whether a block that was never closed is front matter, and no body below a rule."""
        return self.may_be_front_matter(block)


class Fenced(Handler):
    """Front matter between two lines. The first group of `FM_BOUNDARY` and of `CLOSING` is the line itself."""

    CLOSING: ClassVar[re.Pattern[str]]

    def split(self, text: str) -> tuple[str, str]:
        """The block and the body of a text this handler detects. Raises `ValueError` for a block that is never closed."""
        opening = self.FM_BOUNDARY.match(text)
        closing = self._find_closing_fence(text, opening.end(), opening.group(1)) if opening else None
        if not opening or not closing:
            raise ValueError("no front matter that is closed")
        return text[opening.end() : closing.start()], text[closing.end() :].lstrip("\n")

    def format_of_block_or_none_if_body(self, opening: re.Match[str], block: str) -> Format | None:
        """The language of a block below `opening`; None for a body between rules."""
        raise NotImplementedError

    def _find_closing_fence(self, text: str, start: int, fence: str) -> re.Match[str] | None:
        """The line that ends what `fence` begins. One with more or fewer hyphens does where what is above it cannot be a body."""
        closing = self.CLOSING.search(text, start)
        if closing is None or closing.group(1) in (fence, "..."):
            return closing
        if lenient.begins_with_key_and_has_usual_one(text[start : min(closing.start(), start + FRONT_MATTER_BYTES)]):
            return closing
        return next((found for found in self.CLOSING.finditer(text, start) if found.group(1) == fence), None)


class Yaml(Fenced):
    """Between `---` and `---` or `...`; by the lenient rule where it is no YAML."""

    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(-{3,})(?:(?<!----)[ \t]*(yaml|yml|toml|json))?[ \t]*(?:\n|\Z)")
    CLOSING = re.compile(r"^(-{3,}|\.\.\.)[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = emission.YAML_FENCE
    language = "yaml"

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """YAML as `strict` reads it, and else as `lenient` does."""
        from ruamel.yaml.error import YAMLError

        from convert.meta.front_matter import strict

        try:
            data = strict.read_mapping(fm, line, note)
            if not rows.has_unicode_indent(fm):
                return data
        except (YAMLError, AbsentError) as error:
            if _OPEN_FLOW.match(fm) and isinstance(error, YAMLError):
                raise _as_unreadable(error, line) from error
            if not lenient.has_usual_key_or_only_key_lines(fm):
                first = rows.first_content_row(fm, line)
                raise AbsentError(first.line if first and lenient.usual_keys(fm) else 0) from error
        return lenient.read_lenient_mapping_or_raise(fm, line, note)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """The lines of a mapping."""
        return emission.emit_mapping(metadata)

    def may_be_front_matter(self, block: str) -> bool:
        """A key blogs use, or a comment above one."""
        return lenient.has_unmistakable_key_first(block)

    def is_meant_though_unclosed(self, block: str) -> bool:
        """A rule may stand over any text."""
        return lenient.begins_with_key_and_has_usual_one(block)

    def format_of_block_or_none_if_body(self, opening: re.Match[str], block: str) -> Format | None:
        """Any block below three hyphens, which may name its language; Hexo takes more."""
        if opening.group(1) == "---":
            return _NAMES[opening.group(2) or "yaml"]
        return "yaml" if lenient.begins_with_key_and_has_usual_one(block[: FRONT_MATTER_BYTES + 1]) else None


class TextBetweenRules(Yaml):
    """Text between long rules that has a key blogs use and begins with none, which is told. No YAML of it is read or refused."""

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """Nothing."""
        first = rows.first_content_row(fm, line)
        raise AbsentError(first.line if first else 0)

    def may_be_front_matter(self, block: str) -> bool:
        """Never."""
        return False


class Toml(Fenced):
    """Between `+++` lines."""

    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(\+\+\+)[ \t]*(?:\n|\Z)")
    CLOSING = re.compile(r"^(\+\+\+)[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++\n"
    language = "toml"

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """TOML without its types."""
        return typed.read_toml_or_raise(fm, line, note)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """TOML, which has no null, without what is `None`."""
        import tomli_w

        return tomli_w.dumps(typed.without_none(metadata))

    def may_be_front_matter(self, block: str) -> bool:
        """An assignment, a table, or keys blogs use."""
        comments = _COMMENTS.match(block)
        return _ASSIGNMENT.match(
            block, comments.end() if comments else 0
        ) is not None or lenient.begins_with_key_and_has_usual_one(block)

    def format_of_block_or_none_if_body(self, opening: re.Match[str], block: str) -> Format | None:
        """What begins as TOML does, and what says nothing."""
        return "toml" if self.may_be_front_matter(block) or _COMMENTS.fullmatch(block) else None


class Json(Handler):
    """An object, whose braces are the delimiters."""

    FM_BOUNDARY = re.compile(r'\s*(?=\{\s*["}])')
    START_DELIMITER = END_DELIMITER = ""
    language = "json"

    def split(self, text: str) -> tuple[str, str]:
        """The object and the body. Raises `ValueError` when the object does not end its line: a body may begin with `{`, too."""
        start = text.index("{")
        end = json.JSONDecoder().raw_decode(text, start)[1]
        after = text[end:].lstrip(" \t")
        if after and not after.startswith("\n"):
            raise ValueError("text behind an object")
        return text[start:end], after.lstrip("\n")

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """An object without its types."""
        return typed.read_json(fm, line, note)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """The object in lines."""
        return json.dumps(metadata, ensure_ascii=False, indent=2, default=typed.as_iso_or_plain_text) + "\n"

    def may_be_front_matter(self, block: str) -> bool:
        """A brace."""
        return block.lstrip().startswith("{")

    def is_meant_though_unclosed(self, block: str) -> bool:
        """Nobody names JSON above a body."""
        return True


class Semicolons(Fenced, Json):
    """JSON of Hexo: the members of an object, without its braces, between lines of semicolons."""

    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(;{3,})[ \t]*(?:\n|\Z)")
    CLOSING = re.compile(r"^(;{3,})[ \t]*$", re.MULTILINE)

    def load(self, fm: str, line: int = 1, note: Note = _ignore_note) -> dict[str, Any]:
        """The members, in the same lines, as an object."""
        return super().load(f"{{\n{fm}\n}}", line - 1, note)

    def may_be_front_matter(self, block: str) -> bool:
        """What stands between braces that are only thought."""
        return True

    def format_of_block_or_none_if_body(self, opening: re.Match[str], block: str) -> Format | None:
        """JSON where a member comes first; Hexo reads YAML there as well."""
        if _MEMBER.match(block.lstrip("\n")):
            return "json"
        return "yaml" if lenient.begins_with_key_and_has_usual_one(block[: FRONT_MATTER_BYTES + 1]) else None


def _as_unreadable(error: "YAMLError", line: int) -> UnreadableError:
    from ruamel.yaml.error import MarkedYAMLError

    if isinstance(error, MarkedYAMLError) and error.problem_mark:
        return UnreadableError(error.problem or "no YAML", line + error.problem_mark.line, error.problem_mark.column + 1)
    return UnreadableError("a character YAML does not allow", line)


YAML, TOML, JSON, SEMICOLONS = Yaml(), Toml(), Json(), Semicolons()
TEXT_BETWEEN_RULES = TextBetweenRules()
HANDLERS: dict[Format, Handler] = {"yaml": YAML, "toml": TOML, "json": JSON}
