"""The copy of a site that opens from a folder."""

import pytest

from ratings_site.publish.portable import portable_link, portable_links, write_portable


@pytest.mark.parametrize(
    ("link", "path", "expected"),
    [
        ("../alderby/", "pdus/brackwell/index.html", "../alderby/index.html"),
        ("../../", "pdus/alderby/index.html", "../../index.html"), (".", "index.html", "./index.html"),
        ("./", "index.html", "./index.html"), ("..", "pdus/index.html", "../index.html"),
        ("pdus/?q=a#b", "index.html", "pdus/index.html?q=a#b"), ("#here", "index.html", "#here"),
        ("", "index.html", ""), ("data/latest/ratings.csv", "index.html", "data/latest/ratings.csv"),
        ("https://source.example/a/", "index.html", "https://source.example/a/"),
        ("mailto:nobody@source.example", "index.html", "mailto:nobody@source.example"),
        ("/repo/pdus/", "404.html", "pdus/index.html"), ("/repo/", "404.html", "./index.html"),
        ("/repo/data/latest/a.csv", "404.html", "data/latest/a.csv"),
    ],
)  # fmt: skip
def test_a_link_to_a_folder_names_its_page(link, path, expected):
    assert portable_link(link, path, "/repo/") == expected


def test_only_ways_of_readers_are_changed():
    html = '<link href="./"><a class="x" href="pdus/">P</a><meta http-equiv="refresh" content="0; url=../new/">'
    assert portable_links(html, "index.html") == (
        '<link href="./"><a class="x" href="pdus/index.html">P</a>'
        '<meta http-equiv="refresh" content="0; url=../new/index.html">'
    )


def test_every_link_of_the_copy_leads_to_a_file(tmp_path):
    site = tmp_path / "site"
    pages = {"index.html": "pdus/", "pdus/index.html": "alderby/", "pdus/alderby/index.html": "../../"}
    for path, link in pages.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f'<a href="{link}">on</a>', encoding="utf-8")
    assert write_portable(site, tmp_path / "copy") == 3
    for path in pages:
        page = tmp_path / "copy" / path
        link = page.read_text(encoding="utf-8").split('"')[1]
        assert (page.parent / link).resolve().is_file()
