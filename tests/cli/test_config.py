"""One configuration file is for all commands that read it, and the help of each says where options go."""

import pytest

from convert.cli import run


@pytest.mark.parametrize("command", ["convert", "check", "migrate"])
def test_help_names_the_table_that_is_read(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blogconvert.toml").write_text("[elsewhere]\n")
    (tmp_path / "a.html").write_text("<p>가</p>")
    assert run([command, "a.html"]) == 2
    assert "options go below [convert]" in capsys.readouterr().err
    assert run([command, "--help"]) == 0
    assert "table [convert]" in " ".join(capsys.readouterr().out.split())
