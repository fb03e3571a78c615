import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ratings_site.publish import PublishError
from ratings_site.publish.swap import beside, refuse_to_replace, swap
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
        assert len(found) == 40
        assert len(set(found.values())) == 1


def test_what_a_killed_build_left_is_gone_after_the_next(tmp_path: Path) -> None:
    site, room = tmp_path / "site", tmp_path / ".site.building"
    (room / "new").mkdir(parents=True)
    (room / "new" / "half.html").write_text("half a page")
    with beside(site) as new:
        new.mkdir()
        (new / "index.html").write_text("whole")
        swap(new, site)
    assert contents(tmp_path) == {"site/index.html": b"whole"}


def test_an_old_site_that_a_crash_left_aside_is_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    old = tmp_path / ".site.building" / "old"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old")
    with beside(site):
        assert contents(site) == {"index.html": b"old"}


def test_two_builds_of_one_site_do_not_meet(tmp_path: Path) -> None:
    with (
        beside(tmp_path / "site"),
        pytest.raises(PublishError, match="Another build is at work"),
        beside(tmp_path / "site"),
    ):
        pass


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PublishError, match="holds something else than a published site"):
        refuse_to_replace(tmp_path)
    shutil.rmtree(tmp_path)
    refuse_to_replace(tmp_path)
    tmp_path.mkdir()
    refuse_to_replace(tmp_path)
    (tmp_path / "_headers").write_text("")
    refuse_to_replace(tmp_path)
