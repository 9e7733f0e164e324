"""Convert a backup of a gigabyte, and say what memory that took and how soon the first post was there.

    python tests/large_ttxml.py [MEGABYTES]

A script, not a test: it takes a minute and the disk space. The backup it makes has 4000 posts, each with attachments in base64.
Fails when a process needed 200 MB or the first post a second.
"""

import base64
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import convert

POSTS = 4000
MOST_MEMORY = 200
LONGEST_WAIT = 1.0

MEASURED = """
import resource, sys
from convert.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""

POST = """<post slogan="글-{number}" format="1.1"><author domain="tistory">1</author><id>{number}</id><visibility>public</visibility>
<title>글 {number}</title><content>&lt;p&gt;[##_1C|cfile1.uf.{number:024X}.png|width="10" height="10"|그림_##]&lt;/p&gt;{text}</content>
<location>/</location><password>secret</password><published>{date}</published><category>여행/바다</category><tag>바다</tag>
<attachment mime="image/png" size="1" width="10" height="10"><name>cfile1.uf.{number:024X}.png</name><label>바다 {number}.png</label>
<enclosure>0</enclosure><content>"""
TEXT = "&lt;p&gt;파도가 &lt;b&gt;높은&lt;/b&gt; 날이었다. 우리는 방파제까지 걸었다.&lt;/p&gt;\n" * 40


def make(path: Path, megabytes: int) -> None:
    """A backup of this size."""
    picture = base64.b64encode(os.urandom(64 * 1024) * (megabytes * 1024 * 3 // (4 * 64 * POSTS) + 1))
    size = megabytes * 1024 * 1024 // POSTS
    with path.open("wb") as stream:
        stream.write(b'<?xml version="1.0" encoding="utf-8" ?><blog type="tattertools/1.1" migrational="true">')
        stream.write(b"<setting><name>bada</name><useSlogan>1</useSlogan></setting>\n")
        for number in range(1, POSTS + 1):
            head = POST.format(number=number, text=TEXT, date=1300000000 + number).encode()
            stream.write(head + picture[: max(0, size - len(head)) // 4 * 4] + b"</content></attachment></post>\n")
        stream.write(b"</blog>\n")


def main() -> int:
    """Print the figures; 1 when one of them is too high."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1024
    with tempfile.TemporaryDirectory() as folder:
        backup, output = Path(folder, "backup.xml"), Path(folder, "posts.jsonl")
        make(backup, megabytes)
        start = time.perf_counter()
        first = next(convert.read(backup))
        wait = time.perf_counter() - start
        call = [sys.executable, "-c", MEASURED, "convert", str(backup), "-t", "jsonl", "-o", str(output)]
        start = time.perf_counter()
        run = subprocess.run(call, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - start
        memory = int(run.stderr.split()[-1])
        with output.open("rb") as stream:
            lines = sum(1 for _ in stream)
        print(f"{backup.stat().st_size >> 20} MB, {lines} posts in {seconds:.0f} s; {memory} MB of memory at most;", end=" ")
        print(f"{first.origin.member} after {wait:.3f} s")
    return int(lines != POSTS or memory >= MOST_MEMORY or wait >= LONGEST_WAIT)


if __name__ == "__main__":
    sys.exit(main())
