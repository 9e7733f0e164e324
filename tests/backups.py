"""Helper: backups as Tistory makes them, pages and zips of them, and how tests read these."""

import io
import zipfile
from pathlib import Path

import convert
from convert.errors import ConvertError
from convert.notices import ignore
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"


FILES = sorted(path for path in (SAMPLES / "backup").rglob("*") if path.is_file())


PNG = b"\x89PNG"


PAGE = """
<meta charset="utf-8">
<html lang="ko">
<head>
    <link rel="stylesheet" type="text/css" href="./../style.css" />
    <title>{title}</title>
</head>
<body id="tt-body-page" class="">
<div class="article-header"><div class="box-meta"><h2 class="title-article">{title}</h2>
<div class="box-info"><p class="category">{category}</p><p class="date">{date}</p></div></div></div>
<hr>
<div class="article-view"><div class="contents_style">
{body}
</div>
<br/>
<div class="tags">
{tags}
</div>
</div>
</body>
</html>
"""


def page(body="<p>본문</p>", title="제목", category="여행/국내", date="2024-05-06 07:08:09", tags="#강릉 여행 #바다 "):
    return PAGE.format(body=body, title=title, category=category, date=date, tags=tags)


def zip_of(files, compression=zipfile.ZIP_DEFLATED):
    """A zip of names and bytes; a name that is bytes stands there as it is, without the flag that says UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as made:
        for name, data in files.items():
            info = zipfile.ZipInfo("x", (2024, 1, 1, 0, 0, 0))
            info.compress_type = compression
            if isinstance(name, bytes):
                info = _Raw(name, compression)
            else:
                info.filename = name
            made.writestr(info, data.encode() if isinstance(data, str) else data)
    return stream.getvalue()


class _Raw(zipfile.ZipInfo):
    def __init__(self, raw, compression):
        super().__init__("x", (2024, 1, 1, 0, 0, 0))
        self.raw = raw
        self.compress_type = compression

    def _encodeFilenameFlags(self):  # noqa: N802
        return self.raw, self.flag_bits & ~0x800


def sample_zip(top="neurin-1-1/"):
    """The sample, as Tistory packs it."""
    return zip_of({f"{top}{path.relative_to(SAMPLES / 'backup').as_posix()}": path.read_bytes() for path in FILES})


def read_zip(data, report=ignore, **options):
    """The documents of a zip, and the error that came after them."""
    documents = []
    try:
        documents.extend(iter_into(documents, convert.read(Source("b.zip", data, "b.zip"), "backup", report=report, **options)))
    except ConvertError as error:
        return documents, error
    return documents, None


def iter_into(documents, found):
    for document in found:
        documents.append(document)
    return ()
