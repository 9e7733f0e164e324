"""Read the code for what is said, put what is new into the catalogues, and make these readable for gettext.

`--check` changes nothing, and ends with 1 where something would change or has no words yet.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from words_in_code import Said, texts_of_code
from words_in_help import texts_of_click, texts_of_commands

ROOT = Path(__file__).parent.parent
LANGUAGES = ("ko",)
_HEADER = """\
# Words of blogconvert in Korean. `make words` adds what the code says and this file does not, and takes away what nothing
# says any more; the English is in the code.
#"""


class _Words(Catalog):
    """A catalogue whose head says nothing that changes with each run or each release of babel."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """The head."""
        return [
            ("Project-Id-Version", "blogconvert"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def main(arguments: list[str]) -> int:
    """Bring every catalogue up to date, or say what is not."""
    checking = "--check" in arguments
    lacking = 0
    for language in LANGUAGES:
        catalogue = updated_catalogue(language)
        lacking += count_lacking(catalogue)
        for path, made in ((catalogue_path(language), po_bytes(catalogue)), (compiled_path(language), mo_bytes(catalogue))):
            if path.exists() and path.read_bytes() == made:
                continue
            if checking:
                print(f"{path.relative_to(ROOT)} is not up to date: make words")
                lacking += 1
            else:
                path.write_bytes(made)
    print(f"{lacking} to do" if lacking else "every word is there")
    return 1 if checking and lacking else 0


def catalogue_path(language: str) -> Path:
    """The source of the words in a language."""
    return ROOT / "convert" / "report" / "words" / language / "LC_MESSAGES" / "blogconvert.po"


def compiled_path(language: str) -> Path:
    """What gettext reads."""
    return catalogue_path(language).with_suffix(".mo")


def all_texts() -> list[Said]:
    """Everything that is said, each once, in the order of the code."""
    found: dict[str, Said] = {}
    for said in (*texts_of_code(ROOT / "convert"), *texts_of_commands(), *texts_of_click()):
        if not said.text:
            continue
        earlier = found.setdefault(said.text, said)
        if said.plural and not earlier.plural:
            found[said.text] = said
    return sorted(found.values(), key=lambda said: said.place)


def read_catalogue(language: str) -> Catalog:
    """The words there are."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language, domain="blogconvert")


def updated_catalogue(language: str) -> Catalog:
    """The words there are for what is said now. Nothing is guessed from texts that look alike."""
    before = read_catalogue(language)
    made = _Words(locale=language, domain="blogconvert", header_comment=_HEADER, fuzzy=False)
    for said in all_texts():
        known = before.get(said.text)
        words = known.string if known is not None else ""
        text: str | tuple[str, str] = said.text
        if said.plural:
            text = (said.text, said.plural)
            words = words if isinstance(words, tuple) else (words,)
        elif isinstance(words, tuple):
            words = words[0]
        flags = ["python-brace-format"] if said.has_placeholders else []
        made.add(text, words, locations=[(said.place, None)], flags=flags)
    return made


def count_lacking(catalogue: Catalog) -> int:
    """How many texts have no words yet."""
    words = [message.string for message in catalogue if message.id]
    return sum(not all([each] if isinstance(each, str) else each) for each in words)


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as people read it."""
    file = BytesIO()
    pofile.write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
