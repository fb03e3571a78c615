"""The commands that CONTRIBUTING.md tells staff to type do what it says, as they stand there."""

import re
import shlex

from build_site import main
from tests.pipeline.conftest import PROJECT

COMMAND = re.compile(r"^ +\.venv/bin/python build_site\.py (new (?:.*\\\n)*.*)$", re.MULTILINE)
ON = "2026-11-24"


def commands():
    """The commands by their kind, as a shell reads them."""
    found = COMMAND.findall((PROJECT / "CONTRIBUTING.md").read_text("utf-8"))
    told = [shlex.split(command.replace("\\\n", " ")) for command in found]
    return {words[1]: words for words in told}


def test_every_walk_is_entered_as_it_stands_and_says_what_it_changes(released, capsys):
    told = commands()
    assert list(told) == ["inspection", "publication", "correction", "split", "withdrawal", "rename"]
    for command in told.values():  # each leaves a package that passes the check, or it is refused
        assert main([*command, f"--package={released}", f"--on={ON}"]) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert main(["changes", f"--package={released}"]) == 0
    said = capsys.readouterr().out
    for sentence in (
        "Wakefield: up from Requires improvement to Good (scheduled for 1 December 2026).",
        "Academic insights: What helps people leave crime (November 2026).",
        "Bedfordshire: Leadership corrected from Requires improvement to Good",
        "Wakefield closed by 20 November 2026, followed by Wakefield East and Wakefield West.",
        "Derbyshire, Status: was published, now withdrawn.",
        "Kirklees is now called Kirklees and Colne Valley.",
        "/pdus/wakefield/ stays and says that Wakefield closed.",
    ):
        assert sentence in said
    assert "STOPS THE PUBLICATION" not in said
