"""docs/engines.md: nothing in it is left untried.

`make engines` runs the blocks of code; here it is only seen to that it will find them.
"""

import pytest
from engine_docs import BUILT, PAGE, blocks_in, blocks_of, files_in_docs, requirements_in_docs
from engine_faults import FAULTS, changed_faults, fault_files
from engine_sites import SITES

SITES_OF_THEIR_OWN = {"Jekyll"}
"""Sections whose settings are alternatives: each is a site of `engine_sites`, by the number of its block."""


def test_every_block_is_run_or_is_a_file():
    blocks = [block for block in blocks_of(PAGE) if block.section not in SITES_OF_THEIR_OWN]
    assert len(blocks) > 20
    assert {block.section for block in blocks} == set(BUILT)
    assert [block for block in blocks if block.file == "" and block.language != "sh"] == []
    for section in BUILT:
        commands = [block.code for block in blocks_in(section) if block.language == "sh"]
        assert any("blogconvert migrate neurin-1-1.zip" in code for code in commands), section


def test_every_engine_of_the_documentation_is_built():
    writers = {site.writer for site in SITES.values()}
    assert {section.lower() for section in BUILT} | {"jekyll"} == writers


def test_sites_have_what_the_documentation_says():
    assert SITES["astro-7"].files == files_in_docs("Astro")
    assert "linkify: false" in SITES["hexo-markdown-it"].files["_config.yml"]
    assert requirements_in_docs("Pelican") == ("pelican[markdown]==4.12.0",)


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.site} {fault.page}" for fault in FAULTS])
def test_a_fault_that_is_mended_is_told(fault, tmp_path):
    """Each has a file by hand; while it is shown nothing is said, and once it is not, what has become of it."""
    assert any(fault.page.rpartition("/")[2] in path for path, _ in fault_files(fault.site))
    page = tmp_path / fault.page / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(fault.shows, encoding="utf-8")
    told = list(changed_faults(fault.site, tmp_path))
    assert not any(problem.startswith(f"{fault.page} ") for problem in told)
    page.write_text(fault.right, encoding="utf-8")
    assert any(problem.startswith(f"{fault.page} is mended: {fault.what}") for problem in changed_faults(fault.site, tmp_path))
