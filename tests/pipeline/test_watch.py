"""Dead links and stale dates are named; the only site asked here is one on this machine."""

from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ratings_site.author.watch import ask_status, check_outside_links, check_stale, outside_links
from tests.builders import a_package, a_publication, a_source

STATUSES = {"/good": 200, "/gone": 404, "/fault": 503, "/refused": 403}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(STATUSES[self.path])
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_links_that_are_gone_and_sites_that_fail_are_named(site):
    links = [f"{site}/{name}" for name in ("good", "gone", "fault", "refused")]
    assert list(check_outside_links([*links, "http://127.0.0.1:1/"], ask_status)) == [
        f"{site}/gone is gone (it answers 404): find its new address, or say in a note that it is gone.",
        f"{site}/fault answers with a fault of its own (503): try it again tomorrow.",
        "http://127.0.0.1:1/ did not answer: try it by hand.",
    ]


def test_links_are_taken_from_the_tables_and_the_pages_written_by_hand(tmp_path):
    (tmp_path / "about.md").write_text("See [there](https://there.example/a) or https://here.example/b.", "utf-8")
    tables = a_package(a_source(url="https://source.example/"), a_publication(url="https://report.example/"))
    assert outside_links(tables, tmp_path) == (
        "https://here.example/b",
        "https://report.example/",
        "https://source.example/",
        "https://there.example/a",
    )


def test_dates_that_went_stale_are_named():
    tables = a_package(a_source(), a_publication(published="2026-12-01"), today="2026-11-23")
    assert list(check_stale(tables, date(2026, 11, 24))) == []
    assert list(check_stale(tables, date(2026, 12, 2))) == [
        "What was scheduled for 1 December 2026 has not been released: release it: make publish AS_OF=today."
    ]
    assert list(check_stale(tables, date(2028, 12, 2)))[0::2] == [
        "The package is of 23 November 2026: is there really nothing new since then?",
        "One source not read for two years: look whether they still say the same.",
    ]


@pytest.mark.parametrize(("today", "warned"), [(date(2026, 12, 15), False), (date(2026, 12, 16), True)])
def test_people_are_warned_with_a_date_before_the_schedules_are_switched_off(today, warned):
    told = list(check_stale(a_package(a_source(), today="2026-11-23"), today, committed=date(2026, 11, 1)))
    assert [sentence.partition(". ")[0] for sentence in told] == [
        "Nothing was committed since 1 November 2026: GitHub may switch the schedules off on 31 December 2026"
    ] * warned


@pytest.mark.parametrize(("status", "says"), [(404, "is gone"), (410, "is gone"), (499, ""), (500, "fault of its own")])
def test_each_status_says_whether_a_link_is_gone(status, says):
    told = list(check_outside_links(["https://a.example/"], lambda _: status))
    assert [says in sentence for sentence in told] == [True] * bool(says)
