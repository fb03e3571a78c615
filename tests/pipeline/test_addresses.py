"""Addresses are promises: the register grows, moved addresses send readers on, and none may fall silent."""

import re

import pytest

from ratings_site.publish.addresses import (
    Address,
    build_register,
    check_addresses,
    move,
    moved_addresses,
    parse_register,
    published_addresses,
    read_register,
    render_redirect,
    render_redirects,
    write_redirects,
    write_register,
)
from ratings_site.publish.page import read_page
from ratings_site.publish.problems import PublishError


@pytest.fixture
def site():
    kept = ("index.html", "pdus/alderby/index.html", "data/latest/ratings.csv", "robots.txt")
    tools = (
        "assets/site.css", "404.html", "_headers", "sitemap.xml.gz", "search/search_index.json",
        "find/postcodes/wf.json", "find/index.json", "charts/scores.svg",
    )  # fmt: skip
    return {file: file.encode() for file in (*kept, *tools, "data/1.0.0/ratings.csv")}


def test_pages_and_files_are_promised_and_what_pages_are_made_of_is_not(site):
    assert published_addresses(site) == ("/", "/data/latest/ratings.csv", "/pdus/alderby/", "/robots.txt")


def test_the_register_grows_and_remembers_since_when(site):
    known = (Address("/pdus/alderby/", "0.9.0"), Address("/pdus/gone/", "0.9.0", "/pdus/alderby/"))
    assert build_register(known, site, "1.0.0") == (
        Address("/", "1.0.0"),
        Address("/data/latest/ratings.csv", "1.0.0"),
        Address("/pdus/alderby/", "0.9.0"),
        Address("/pdus/gone/", "0.9.0", "/pdus/alderby/"),
        Address("/robots.txt", "1.0.0"),
    )


def test_the_register_comes_back_as_it_was_written(tmp_path):
    register = (Address("/a/", "1.0.0", "/b/ /c/"), Address("/b/", "1.0.0"), Address("/c/", "1.1.0"))
    write_register(tmp_path / "addresses.csv", reversed(register))
    assert read_register(tmp_path / "addresses.csv") == register
    assert (tmp_path / "addresses.csv").read_bytes().startswith(b"address,since,target\n/a/,1.0.0,/b/ /c/\n")
    assert read_register(tmp_path / "none.csv") == ()


def test_an_address_that_falls_silent_is_named_with_what_to_do(site):
    register = (Address("/", "1.0.0"), Address("/pdus/gone/", "1.0.0"), Address("/data/latest/gone.csv", "1.1.0"))
    assert list(check_addresses(site, register)) == [
        "/pdus/gone/ has been published since 1.0.0 and would no longer answer: bring it back, or say where its "
        "readers go with: python build_site.py new redirect /pdus/gone/ ADDRESS",
        "/data/latest/gone.csv has been published since 1.1.0 and would no longer answer: bring it back, or say where "
        "its readers go with: python build_site.py new redirect /data/latest/gone.csv ADDRESS",
    ]


def without_content(faults: list[str]) -> list[str]:
    return [re.split(r" content=| \(", fault)[0] for fault in faults]


def test_a_moved_page_sends_its_reader_on_without_a_script():
    page = render_redirect("/pdus/old/", ("/pdus/new/",))
    assert '<meta http-equiv="refresh" content="0; url=../new/">' in page
    read = read_page(page)
    diverting = ["<meta http-equiv='refresh'", "<meta name='robots'"]
    assert (read.links, without_content(read.faults)) == (["../new/"], [*diverting, "the page has no description"])
    assert "<script" not in page


def test_what_became_several_pages_offers_them_all_and_chooses_none():
    page = render_redirect("/pdus/old/", ("/pdus/north/", "/pdus/south/"))
    assert "refresh" not in page
    read = read_page(page)
    assert read.links == ["../north/", "../south/"]
    assert without_content(read.faults) == ["<meta name='robots'", "the page has no description"]


def test_a_moved_page_leads_home_and_across_folders():
    assert read_page(render_redirect("/pdus/old/", ("/",))).links == ["../../"]
    assert read_page(render_redirect("/old/", ("/regions/north/",))).links == ["../regions/north/"]


def test_moved_addresses_answer_with_a_page_or_the_bytes_of_their_successor(site):
    register = (
        Address("/data/latest/old.csv", "1.0.0", "/data/latest/ratings.csv"),
        Address("/pdus/alderby/", "1.0.0"),
        Address("/pdus/old/", "1.0.0", "/pdus/alderby/"),
    )
    write_redirects(site, register)
    assert site["pdus/old/index.html"].decode() == render_redirect("/pdus/old/", ("/pdus/alderby/",))
    assert site["data/latest/old.csv"] == site["data/latest/ratings.csv"]
    assert site["_redirects"].decode().splitlines() == [
        "/data/latest/old.csv /data/latest/ratings.csv 301",
        "/pdus/old/ /pdus/alderby/ 301",
    ]
    assert list(check_addresses(site, register)) == []


def test_an_address_cannot_move_to_nowhere_or_stand_where_a_page_is_again(site):
    register = (Address("/", "1.0.0", "/pdus/alderby/"), Address("/pdus/old/", "1.0.0", "/pdus/gone/"))
    with pytest.raises(PublishError) as raised:
        write_redirects(site, register)
    assert raised.value.problems == (
        "/ is there again, and addresses.csv says that it moved: take its target out of that file.",
        "addresses.csv: /pdus/old/ moved to /pdus/gone/, which the site does not have.",
    )


def test_a_site_whose_addresses_never_moved_has_no_redirects(site):
    write_redirects(site, [Address("/", "1.0.0")])
    assert "_redirects" not in site


def test_hosts_that_redirect_themselves_are_told():
    register = (Address("/a/", "1.0.0", "/b/"), Address("/c/", "1.0.0", "/a/ /b/"), Address("/b/", "1.0.0"))
    assert render_redirects(register) == "/a/ /b/ 301\n"


def test_moving_an_address_takes_those_sent_to_it_along():
    register = move((Address("/a/", "1.0.0", "/b/"), Address("/b/", "1.0.0")), "/b/", ["/c/", "/d/"], version="1.1.0")
    assert register == (Address("/a/", "1.0.0", "/c/ /d/"), Address("/b/", "1.0.0", "/c/ /d/"))
    assert moved_addresses(register) == {"a/": "c/", "b/": "c/"}


@pytest.mark.parametrize(
    ("address", "target", "message"),
    [
        ("pdus/old/", "/pdus/new/", "begin it with a slash"),
        ("/pdus/old/", "https://elsewhere.example/", "begin it with a slash"),
        ("/pdus/old/", "/../new/", "is no address of the site"),
        ("/pdus/old/", "/data/latest/ratings.csv", "another kind of thing"),
        ("/pdus/old/", "/pdus/old/", "moved itself"),
    ],
)
def test_an_impossible_move_is_refused(address, target, message):
    with pytest.raises(PublishError, match=message):
        move((), address, [target], version="1.0.0")


def test_a_broken_register_is_refused(tmp_path):
    file = tmp_path / "addresses.csv"
    file.write_text("address,since\n/,1.0.0\n", encoding="utf-8")
    with pytest.raises(PublishError, match="the columns are not address, since, target"):
        read_register(file)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/<b>/,1.0.0,", "'/<b>/' is no address of the site"),
        ("/a b/,1.0.0,", "'/a b/' is no address of the site"),
        ("//evil.example/,1.0.0,", "'//evil.example/' is no address of the site"),
        ("/a/../b/,1.0.0,", "'/a/../b/' is no address of the site"),
        ("/a/,1.0.0,//evil.example/", "'//evil.example/' is no address of the site"),
        ("/a/,1.0,", "line 3: '1.0' is no version"),
        ("/b/,1.0.0,/a/", "line 3: /b/ stands in line 2 already"),
        ("/a/,1.0.0,,", "line 3: the columns are not"),
        ("<<<<<<< ours", "line 3: the columns are not"),
    ],
)
def test_a_broken_line_of_the_register_is_named(line, says):
    with pytest.raises(PublishError, match=re.escape(says)):
        parse_register(f"address,since,target\n/b/,1.0.0,\n{line}\n", "addresses.csv")


def test_a_register_that_is_not_written_in_utf_8_is_named_with_its_line(tmp_path):
    (tmp_path / "addresses.csv").write_bytes(b"address,since,target\n/\xe9t\xe9/,1.0.0,\n")
    with pytest.raises(PublishError, match=r"addresses\.csv, line 2: what stands there is not written in UTF-8"):
        read_register(tmp_path / "addresses.csv")


def test_a_folder_of_the_name_of_a_file_does_not_answer_for_it(site):
    assert list(check_addresses(site, (Address("/data/latest", "1.0.0"),))) != []
