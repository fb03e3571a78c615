"""What a command loads: nothing that it does not need."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from ratings_site.author import entries
from ratings_site.author.commands import FORMATS
from ratings_site.options import COMMANDS, ENTRIES

ROOT = Path(__file__).parents[1]
DRAWING, PAGES, DOWNLOADS, TABLES = (
    ("altair", "vl_convert", "PIL"),
    ("jinja2",),
    ("xlsxwriter",),
    ("pandas", "frictionless"),
)
TEXT = {"capture_output": True, "text": True}
LOADED = """
import sys, build_site
try:
    build_site.main(sys.argv[1:])
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["--help"], (*DRAWING, *PAGES, *DOWNLOADS, *TABLES)),
        (["no-such-command"], (*DRAWING, *PAGES, *DOWNLOADS, *TABLES)),
        (["build", "--no-such-option"], (*DRAWING, *PAGES, *DOWNLOADS, *TABLES)),
        (["check"], (*DRAWING, *PAGES, *DOWNLOADS, "pandas")),
        (["changes", "--help"], (*DRAWING, *PAGES, *DOWNLOADS)),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_need(arguments: list[str], without: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(run.stderr.splitlines()[-1].split())
    assert "argparse" in loaded
    assert loaded.isdisjoint(without)


def test_every_command_is_in_the_help() -> None:
    run = subprocess.run([sys.executable, "build_site.py", "--help"], cwd=ROOT, check=True, **TEXT)
    listed = {line.split()[0] for line in run.stdout.splitlines() if line.startswith("    ") and not line[4].isspace()}
    assert listed == {*COMMANDS}


def test_each_command_and_each_entry_is_done_by_a_function_that_is_there_and_knows_its_forms() -> None:
    runs = [told["run"] for told in (*COMMANDS.values(), *ENTRIES.values()) if "run" in told]
    for room, _, name in (run.rpartition(":") for run in runs):
        assert callable(getattr(import_module(f"ratings_site.{room}" if room else "build_site"), name))
    assert {kind for kind, told in ENTRIES.items() if "made" not in told} == {"redirect"}
    follows = {told["follows"] for told in ENTRIES.values() if "follows" in told}
    assert [name for name in follows if not callable(getattr(entries, name))] == []
    assert COMMANDS["changes"]["options"]["--format"]["choices"] == [*FORMATS]
