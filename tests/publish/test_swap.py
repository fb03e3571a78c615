import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ratings_site.publish.problems import PublishError
from ratings_site.publish.swap import beside, swap
from tests.publish.projects import ROOT, contents

SWAP_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from ratings_site.publish.swap import beside, swap

site = Path(sys.argv[1])
for number in count():
    with beside(site) as new:
        new.mkdir()
        for name in range(40):
            (new / f"{name}.txt").write_text(str(number))
        swap(new, site)
"""


def test_a_site_is_whole_whenever_the_program_that_swaps_it_is_killed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with beside(site) as new:
        new.mkdir()
        for name in range(40):
            (new / f"{name}.txt").write_text("first")
        swap(new, site)
    moments = random.Random(20)  # noqa: S311  moments to kill at, not secrets
    for _ in range(12):
        program = subprocess.Popen([sys.executable, "-c", SWAP_FOR_EVER, str(site)], cwd=ROOT)
        time.sleep(0.15 + moments.random() / 10)
        program.send_signal(signal.SIGKILL)
        program.wait()
        found = contents(site)
        assert len(found.pop(".files").split()) == 40
        assert len(set(found.values())) == 1


def test_what_a_killed_build_left_is_gone_after_the_next(tmp_path: Path) -> None:
    site, room = tmp_path / "site", tmp_path / ".site.building"
    (room / "new").mkdir(parents=True)
    (room / "new" / "half.html").write_text("half a page")
    with beside(site) as new:
        new.mkdir()
        (new / "index.html").write_text("whole")
        swap(new, site)
    assert contents(tmp_path) == {"site/.files": b"index.html\n", "site/index.html": b"whole"}


def test_an_old_site_that_a_crash_left_aside_is_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    old = tmp_path / ".site.building" / "old"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old")
    (old / ".files").write_text("index.html\n")
    with beside(site):
        assert contents(site) == {".files": b"index.html\n", "index.html": b"old"}


def test_two_builds_of_one_site_do_not_meet(tmp_path: Path) -> None:
    with (
        beside(tmp_path / "site"),
        pytest.raises(PublishError, match="Another build is at work"),
        beside(tmp_path / "site"),
    ):
        pass


TWICE = """
import sys
from pathlib import Path
from ratings_site.publish.problems import PublishError
from ratings_site.publish.swap import beside, swap

site, tried, made = Path(sys.argv[1]), 0, 0
while tried < 400 or not made:  # the others may be at work each time that this one asks
    tried += 1
    try:
        with beside(site) as new:
            new.mkdir()
            (new / "index.html").write_text("whole")
            swap(new, site)
            made += 1
    except PublishError:
        pass
print(made)
"""


def test_builds_of_one_site_at_the_same_time_wait_or_decline_in_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWICE, str(tmp_path / "site")]
    programs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = [program.communicate(timeout=60) for program in programs]
    assert [err for _, err in said] == ["", "", ""]
    assert all(int(made) > 0 for made, _ in said)
    assert contents(tmp_path) == {"site/.files": b"index.html\n", "site/index.html": b"whole"}


def made(site: Path, text: str) -> Path:
    with beside(site) as new:
        (new / "pdus").mkdir(parents=True)
        (new / "pdus" / "index.html").write_text(text)
        (new / "_headers").write_text("")
        swap(new, site)
    return site


@pytest.mark.parametrize("name", ["thesis.txt", "pdus/CNAME", ".well-known/security.txt", "index.html"])
def test_a_folder_with_a_file_that_no_build_wrote_is_never_replaced(tmp_path: Path, name: str) -> None:
    site = made(tmp_path / "site", "old")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("years of work")
    before = contents(tmp_path)
    with pytest.raises(PublishError, match=f"site holds {name}, which no build has written, so it is not replaced"):
        made(site, "new")
    assert contents(tmp_path) == before


def test_a_file_that_comes_while_the_site_is_built_is_not_lost_either(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "old")
    with beside(site) as new:
        new.mkdir()
        (site / "thesis.txt").write_text("years of work")
        with pytest.raises(PublishError, match=r"holds thesis\.txt"):
            swap(new, site)
    assert (site / "thesis.txt").read_text() == "years of work"


def test_what_the_system_puts_into_folders_and_what_is_gone_stop_nothing(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "old")
    (site / "pdus" / ".DS_Store").write_bytes(b"where the window stood")
    (site / "_headers").unlink()
    assert (made(site, "new") / "pdus" / "index.html").read_text() == "new"


def test_a_folder_of_somebody_elses_is_not_taken_for_a_site_by_a_name_in_it(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("of another project")
    with pytest.raises(PublishError, match="holds _headers, which no build has written"), beside(tmp_path):
        pass
