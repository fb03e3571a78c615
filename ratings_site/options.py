"""What the command line says before anything is loaded that a command needs."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from ratings_site.author import AuthorError
from ratings_site.author.mishaps import MISHAPS, mishap_words
from ratings_site.publish.problems import PublishError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

REPORTS = ("text", "github", "markdown", "json")
"""The forms in which a check writes what it found."""

OF_STAFF = {
    "changes": "say what differs from the last release",
    "release": "keep the package as a version, for good",
    "addresses": "add the built site's addresses to the list",
    "portable": "copy the built site so that it opens without a server, with the charts that changed",
    "rollback": "build the site of an earlier release again, byte for byte",
    "links": "ask every other site that is linked to",
    "stale": "name the dates that went stale",
    "tidy": "bring tables that a spreadsheet saved back to the form in which they are kept",
    "new": "enter something: inspection, publication, correction, withdrawal, appeal, rename, move, split, ...",
}
"""The commands of ratings_site/author/, and what each does; their options are loaded when one of them is given."""


AS_OF = {
    "default": "",
    "metavar": "DAY",
    "help": "publish what is out on this day (YYYY-MM-DD, released, today, last); default: that of the last entry",
}
"""The option that says as of which day the package is published."""


def calendar_day(now: datetime) -> date:
    """The day it is in London at this moment, which must know its time zone."""
    return now.astimezone(ZoneInfo("Europe/London")).date()


def guarded(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Turn whatever stops a command into words and the exit code 1."""

    def run(options: argparse.Namespace) -> int:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal without a letter still gets the message
        try:
            code = command(options)
            sys.stdout.flush()
        except BrokenPipeError:
            _say_no_more()  # whoever read along has seen enough
        except (AuthorError, PublishError) as error:
            print(error, file=sys.stderr)
        except MISHAPS as error:
            print(mishap_words(error), file=sys.stderr)
            if isinstance(error, OSError) and error.filename is None:
                _say_no_more()
        else:
            return code
        return 1

    return run


def _say_no_more() -> None:
    """Let what is left to print go nowhere, or Python would fail over it again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
