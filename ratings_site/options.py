"""What the command line says before anything is loaded that a command needs."""

import argparse
import sys
from collections.abc import Callable
from typing import TypeAlias

from ratings_site.author import AuthorError
from ratings_site.publish.problems import PublishError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

REPORTS = ("text", "github", "markdown", "json", "sarif")
"""The forms in which a check writes what it found."""

OF_STAFF = {
    "changes": "say what differs from the last release",
    "release": "keep the package as a version, for good",
    "addresses": "add the built site's addresses to the list",
    "portable": "copy the built site so that it opens without a server, with the charts that changed",
    "rollback": "build the site of an earlier release again, byte for byte",
    "links": "ask every other site that is linked to",
    "stale": "name the dates that went stale",
    "new": "enter something: inspection, publication, correction, split, redirect",
}
"""The commands of ratings_site/author/, and what each does; their options are loaded when one of them is given."""


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the option that says as of which day the package is published."""
    words = "publish what is out on this day (YYYY-MM-DD, today, last); default: the package's own date"
    parser.add_argument("--as-of", default="", metavar="DAY", help=words)


def guarded(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Turn what staff can mend into words and exit code 1."""

    def run(options: argparse.Namespace) -> int:
        try:
            return command(options)
        except (AuthorError, PublishError) as error:
            print(error, file=sys.stderr)
            return 1

    return run
