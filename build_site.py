"""Build the site from the tables: check → model → render → publish. Run `python build_site.py --help`.

Exit codes: 0 done; 1 the tables or the site have problems, and nothing published was changed; 2 wrong usage.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path

from ratings_site.author.commands import add_as_of, add_commands, guarded, read_day
from ratings_site.author.git import commit_of
from ratings_site.author.new import add_new
from ratings_site.author.releasing import as_draft, read_past
from ratings_site.check import Checked, read
from ratings_site.check.page import render_page as render_page_of_problems
from ratings_site.check.report import FORMATS, render_report
from ratings_site.check.translations import check_translations
from ratings_site.model.as_of import as_of
from ratings_site.model.cells import build_text_rows
from ratings_site.model.tables import Tables, text_cells
from ratings_site.model.wording import FOLDER, catalogue_file
from ratings_site.pages.frame import frame_words
from ratings_site.pages.page import TEMPLATES
from ratings_site.publish import PublishError
from ratings_site.publish.alone import alone
from ratings_site.publish.guards import looks_left_over
from ratings_site.publish.output import write
from ratings_site.publish.serve import serve
from ratings_site.publish.site import SiteReport, publish, site_address
from ratings_site.publish.swap import beside
from ratings_site.site import render_site

PROJECT = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parse(arguments)
    return int(options.command(options))


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line as options; wrong usage ends the program with code 2."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--package", type=Path, default=Path("datapackage"), help="folder of the tables")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND")

    building = commands.add_parser("build", parents=[common], help="check the tables and build the site (the default)")
    building.add_argument("--site", type=Path, default=Path("site"), help="folder of the finished site")
    add_as_of(building)
    building.set_defaults(command=guarded(build_command))

    checking = commands.add_parser("check", parents=[common], help="check the tables and change nothing")
    checking.add_argument("--format", choices=FORMATS, default="text", help="how problems are written")
    checking.set_defaults(command=guarded(check_command))

    serving = commands.add_parser("serve", parents=[common], help="show the site here and follow every edit")
    serving.add_argument("--port", type=int, default=8000)
    serving.set_defaults(command=guarded(serve_command))

    add_commands(commands, common)
    add_new(commands, common)

    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given = ["build", *given]
    return parser.parse_args(given)


def check_command(options: argparse.Namespace) -> int:
    """Report every problem of every table, and of the translations."""
    checked = read_all(options.package)
    report(checked, options.package, options.format)
    return 0 if checked.tables else 1


def read_all(package: Path) -> Checked:
    """Check the tables, and the translations of what the site says about them."""
    checked, wrong = read(package), check_translations(catalogue_file())
    return replace(checked, tables=None, issues=(*checked.issues, *wrong)) if wrong else checked


def report(checked: Checked, package: Path, form: str) -> None:
    """Print what the checker found, in the form asked for."""
    colour = form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(render_report(checked.issues, package=package, form=form, colour=colour), end="")


def build_command(options: argparse.Namespace) -> int:
    """Check, then build; a problem anywhere leaves the published site as it was."""
    started = time.monotonic()
    checked = read_all(options.package)
    report(checked, options.package, "text")
    if checked.tables is None:
        return 1
    try:
        tables = as_of(checked.tables, read_day(options.as_of, checked.tables))
        made = build(tables, options.package, options.site)
    except PublishError as error:
        print(f"\nThe site was not built, and the one published before is unchanged.\n{error}", file=sys.stderr)
        return 1
    warnings = sum(issue.severity == "warning" for issue in checked.issues)
    print(summary(made, warnings=warnings, seconds=time.monotonic() - started, site=options.site))
    return 0


def build(tables: Tables, package: Path, site: Path) -> SiteReport:
    """Render everything, write it under docs/ and publish it into the folder `site`.

    The releases and the register of addresses lie beside the package they belong to.
    """
    address = site_address()
    with beside(site.resolve()):
        pass  # a place that may not be written is named now, and not when everything is drawn
    past = read_past(package, tables.package.created)
    progress("Drawing pages, charts and downloads")
    drawn = as_draft(tables, past.newest)
    cache, commit = PROJECT / ".cache" / "charts", commit_of(PROJECT)
    files = render_site(drawn, past.history, site_url=address, cache=cache, commit=commit)
    progress("Writing them")
    midnight = datetime.combine(tables.package.created, time_of_day(), tzinfo=UTC)
    contact = os.environ.get("SITE_CONTACT", "")
    with alone(PROJECT):
        write({**files, **past.archive, "errors.md": render_page_of_problems()}, PROJECT / "docs")
        return publish(
            PROJECT,
            site,
            date_epoch=int(midnight.timestamp()),
            progress=progress,
            words=frame_words(),
            address=address,
            contact=contact,
            register=past.register,
            typed=typed_like_a_mistake(drawn, address),
            ratings=ratings_as_typed(drawn),
        )


def typed_like_a_mistake(tables: Tables, address: str) -> frozenset[str]:
    """The cells that a guard of the publisher could take for a mistake of the site's own, as they were typed."""
    return frozenset(cell for cell in text_cells(tables) if address in cell or looks_left_over(cell))


def ratings_as_typed(tables: Tables) -> dict[str, str]:
    """Every rating as it stands in its cell, by its inspection, or by `inspection/standard`."""
    overall = build_text_rows(tables, "inspections")
    return {
        **{inspection: row["overall"] for (inspection,), row in overall.items()},
        **{"/".join(key): row["rating"] for key, row in build_text_rows(tables, "ratings").items()},
    }


def progress(step: str) -> None:
    """Say what is being done, on a terminal only."""
    if sys.stderr.isatty():
        print(f"{step} …", file=sys.stderr)


def summary(made: SiteReport, *, warnings: int, seconds: float, site: Path) -> str:
    """What was made, and where to look."""
    counts = f"{made.pages} pages, {made.charts} charts, {made.downloads} downloads, {warnings} warnings"
    home = (site / "index.html").resolve().as_uri()
    return f"{counts} in {seconds:.1f} seconds.\nOpen {home}\nor run `make serve` to have the search too."


def serve_command(options: argparse.Namespace) -> int:
    """Build and show the site, and build it again whenever a table or a page changes."""

    def rebuild(site: Path) -> None:
        checked = read_all(options.package)
        report(checked, options.package, "text")
        if checked.tables is not None:
            build(as_of(checked.tables, checked.tables.package.created), options.package, site)

    watched = [
        options.package,
        PROJECT / "docs",
        PROJECT / "mkdocs.yml",
        FOLDER,
        TEMPLATES,
    ]
    serve(PROJECT, rebuild=rebuild, watched=watched, port=options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
