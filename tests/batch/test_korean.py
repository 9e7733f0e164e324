"""A run told in Korean: by processes of its own and by many, with failures, the same files and the same list."""

import json
import subprocess
import sys
from pathlib import Path

POSTS = {f"{number}.html": f"<p>{number}번째 글</p><iframe></iframe>" for number in range(8)}


def told(*words, lang):
    command = [sys.executable, "-m", "blogconvert", "convert", "in", "-t", "markdown", "--lang", lang, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stderr


def test_workers_say_what_the_parent_speaks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    Path("in").mkdir()
    for name, text in POSTS.items():
        Path("in", name).write_text(text, encoding="utf-8")
    Path("in/나쁜 글.md").write_bytes(b"# \xff\xff")
    alone = told("-o", "one", "--jobs", "1", "--notices", "one.jsonl", lang="ko")
    several = told("-o", "two", "--jobs", "2", "--notices", "two.jsonl", lang="ko")
    assert alone.replace("one.jsonl", "two.jsonl") == several
    assert "오류: in/나쁜 글.md: 2번째 바이트(0xff)가 UTF-8도 CP949도 아닙니다. --encoding으로 인코딩을 지정하세요\n" in several
    assert "\n잃음: 주소가 없는 끼워 넣은 콘텐츠를 뺐습니다 (8), 첫 번째 in/0.html: iframe\n" in several
    assert several.endswith("쓴 글 8, 실패 1; 날짜 없음 8\n")
    english = told("-o", "three", "--jobs", "2", "--notices", "three.jsonl", lang="en")
    assert "error: in/나쁜 글.md: byte 2 (0xff) is neither UTF-8 nor CP949; name the encoding with --encoding\n" in english
    lists = [Path(f"{name}.jsonl").read_text(encoding="utf-8") for name in ("one", "two", "three")]
    assert lists[0] == lists[1] == lists[2]
    assert {json.loads(line)["kind"] for line in lists[0].splitlines()} == {"broken-embed", "title-from-name", "source"}
