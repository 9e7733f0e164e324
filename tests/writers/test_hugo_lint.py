"""What the lint of Hugo's front matter refuses: what would break a site, or hide a post, as a build by Hugo 0.168 shows."""

import pytest
from renderers import build

import convert
from convert.writers._hugo.lint import lint_front_matter

BREAKING = {
    "no date": ("date", "2024. 7. 22. 09:30"),
    "no seconds": ("date", "2024-07-22 09:30"),
    "Jekyll's published": ("published", False),
    "params that are none": ("params", "x"),
}
"""Hugo stops at these."""

MISLED = {
    "resources": ("resources", "사진"),
    "sitemap": ("sitemap", 3),
    "draft": ("draft", "yes"),
    "weight": ("weight", "many"),
    "slug": ("slug", "c#"),
    "blank": ("tags", [""]),
    "number": ("tags", [6.0]),
    "alias": ("aliases", [1]),
    "itself": ("aliases", ["/posts/p/"]),
    "expired": ("expiryDate", "2001-01-01T00:00:00Z"),
}
"""Hugo builds these, and not what was meant."""

SOUND = {
    "date": ("date", "2024-07-22T09:30:00+09:00"),
    "day": ("date", "2024-07-22"),
    "future": ("date", "2999-01-01T00:00:00Z"),
    "alias": ("aliases", ["/old"]),
    "unknown": ("published_by", False),
}


@pytest.mark.parametrize("name", BREAKING)
def test_lint_refuses_what_stops_hugo(tmp_path, name):
    key, value = BREAKING[name]
    assert lint_front_matter({key: value})[0].startswith(f"{key}: ")
    bundle = tmp_path / "content" / "posts" / "p"
    bundle.mkdir(parents=True)
    (bundle / "index.md").write_text(convert.meta.front_matter.dump_front_matter({key: value}) + "글")
    with pytest.raises(AssertionError):
        build(tmp_path)


@pytest.mark.parametrize("name", MISLED)
def test_lint_refuses_what_hugo_misunderstands(name):
    key, value = MISLED[name]
    [problem] = lint_front_matter({"date": "2024-07-22", key: value}, "/posts/p/")
    assert problem.startswith(f"{key}: ")


@pytest.mark.parametrize("name", SOUND)
def test_lint_lets_pass_what_hugo_builds(tmp_path, name):
    key, value = SOUND[name]
    assert not lint_front_matter({key: value}, "/posts/p/")
    bundle = tmp_path / "content" / "posts" / "p"
    bundle.mkdir(parents=True)
    (bundle / "index.md").write_text(convert.meta.front_matter.dump_front_matter({"title": "글", key: value}) + "글")
    assert build(tmp_path)
