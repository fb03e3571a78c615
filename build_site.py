"""Build the site from the tables: check → model → render → publish. Run `python build_site.py --help`.

Exit codes: 0 done; 1 the tables or the site have problems, and nothing published was changed; 2 wrong usage.
"""

import ratings_site.needed  # noqa: F401  says what is not there, before anything is loaded that needs it

# isort: split
import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_site import stamp
from ratings_site.commit import commit_of
from ratings_site.kept import Cache, key_of, program
from ratings_site.options import guarded, parse

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ratings_site.check import Checked
    from ratings_site.model.tables import Tables
    from ratings_site.publish.finish import Finished

PROJECT = Path(__file__).resolve().parent
KEPT_FOR = 30
"""Days for which what was made is kept, after it was last of use."""
NEARLY_TOO_HEAVY = 700_000_000
"""Bytes of a site from which on a build says how much is left; TROUBLE.md tells what to do."""
NO_CONTACT = (
    "Warning: no page says where to report a mistake. Set SITE_CONTACT to an address (https: or mailto:) and build."
)
HOW_TO_SEE_IT = "To see it: make serve, or where there is no make: python build_site.py serve"
"""Pages lead to folders, and a browser shows no folder from the disk: no address of a file is offered."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parse(arguments, __doc__)
    room, _, name = options.run.rpartition(":")
    command = getattr(import_module(f"ratings_site.{room}"), name) if room else globals()[name]
    return guarded(command, options)


def check_command(options: argparse.Namespace) -> int:
    """Report every problem of every table, of the translations, and of what was released and is another now."""
    from ratings_site.author.states import read_newest

    checked = read_all(options.package, options.on, read_newest(options.package))
    report(checked, options.package, options.format)
    return 0 if checked.tables else 1


def read_all(package: Path, today: date, released: "Tables | None" = None, sound: "Tables | None" = None) -> "Checked":
    """Check the tables, and the translations of what the site says about them; `sound` as `check.read` has it."""
    from ratings_site.check import read
    from ratings_site.check.translations import check_translations
    from ratings_site.model.wording import catalogue_file

    checked = read(package, today=today, released=released, sound=sound)
    wrong = check_translations(catalogue_file())
    return replace(checked, tables=None, issues=(*checked.issues, *wrong)) if wrong else checked


def read_kept(package: Path, today: date, is_new: Callable[[], None] = lambda: None) -> "Checked":
    """The same; what had no problem of any kind is not checked again as long as every file of it is the same.

    Otherwise `is_new` is called before the check, for which the cells are sound that were on the same day.
    """
    from ratings_site.author.states import pack_tables, unpack_tables
    from ratings_site.check import Checked
    from ratings_site.model.wording import catalogue_file

    cache, place = Cache(PROJECT / ".cache" / "tables"), package.resolve()
    try:
        files = [*sorted(place.rglob("*")), catalogue_file()]
        read = [part for file in files for part in (str(file), file.read_bytes() if file.is_file() else "a folder")]
    except OSError:
        return read_all(package, today)  # which says what cannot be read
    name, judged, same = f"checked {place}", key_of(today.isoformat(), program(templates=False)), key_of(*read)
    found = cache.last(name, judged) or b""
    sound = unpack_tables(found[len(same) :]) if found else None
    if found.startswith(same.encode()):
        return Checked(sound, ())
    is_new()
    checked = read_all(package, today, sound=sound)
    if checked.tables and not checked.issues:
        cache.keep_last(name, judged, same.encode() + pack_tables(checked.tables))
    return checked


def published(tables: "Tables", option: str, package: Path) -> "Tables":
    """The tables as they are out on the day that an option names, under the version that they may go by.

    Made anew where they, the option or the releases beside the package say something else.
    """
    from ratings_site.author.states import RELEASES, pack_tables, unpack_tables
    from ratings_site.publish.archive import read_index

    place = package.resolve()
    cache = Cache(PROJECT / ".cache" / "tables" if option != "today" else None)  # what it is today depends on the clock
    name, said = f"published {place}", repr(read_index(place.parent / RELEASES))
    key = key_of(tables.text_of(), option, said, program(templates=False))
    if found := cache.last(name, key):
        return unpack_tables(found)
    from ratings_site.author.releasing import as_draft, read_past
    from ratings_site.model.as_of import as_of, package_day

    day = package_day(tables)
    if option:  # the commands of staff load much that a build can do without
        from ratings_site.author.commands import read_day

        day = read_day(option, tables)
    out = as_of(tables, day)
    draft = as_draft(out, read_past(package, out.package.created).newest)
    cache.keep_last(name, key, pack_tables(draft))
    return draft


def report(checked: "Checked", package: Path, form: str) -> str:
    """Print what the checker found, in the form asked for, and give it."""
    from ratings_site.check.report import render_report

    colour = form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    said = render_report(checked.issues, package=package, form=form, colour=colour)
    print(said, end="")
    return said


def build_command(options: argparse.Namespace) -> int:
    """Check, then build, where anything has changed; a problem anywhere leaves the published site as it was."""
    started = time.monotonic()
    told = stamp.asked(
        str(options.package.resolve()),
        options.as_of,
        options.on.isoformat(),
        commit_of(PROJECT),
        f"colour {sys.stdout.isatty()}",
    )
    read = stamp.read_by_build(PROJECT, options.package)
    if options.as_of != "today" and (said := stamp.said_before(told, read, options.site)):
        print(f"{said}Nothing has changed since it was built.")
        return 0
    before = stamp.look_at(read)
    gc.set_threshold(50_000, 20)  # nearly all that a build makes lives until its end
    from ratings_site.charts.draw import other_processes
    from ratings_site.downloads import make_ready
    from ratings_site.publish.problems import PublishError

    with other_processes() as processes:
        checked = read_kept(options.package, options.on, partial(make_ready, processes))
        said = report(checked, options.package, "text")
        if checked.tables is None:
            return 1
        try:
            tables = published(checked.tables, options.as_of, options.package)
            made = build(tables, options.package, options.site, processes)
        except PublishError as error:
            print(f"\nThe site was not built, and the one published before is unchanged.\n{error}", file=sys.stderr)
            return 1
    warnings = sum(issue.severity == "warning" for issue in checked.issues)
    counts = summary(made, warnings=warnings)
    print(f"{counts} in {time.monotonic() - started:.1f} seconds.\n{how_to_see_it()}")
    stamp.write_stamp(options.site, told, before, f"{said}{counts}.\n{how_to_see_it()}\n")
    Cache(PROJECT / ".cache").forget(KEPT_FOR)
    return 0


def build(tables: "Tables", package: Path, site: Path, processes: "Executor") -> "Finished":
    """Render everything, write it under docs/ and publish it into the folder `site`.

    The releases and the register of addresses lie beside the package they belong to. `processes` draw,
    make the data, and finish some of the pages.
    """
    from ratings_site.author.releasing import read_past
    from ratings_site.charts.draw import Drawings
    from ratings_site.check.report import render_page_of_problems
    from ratings_site.pages.frame import frame_words
    from ratings_site.publish import output
    from ratings_site.publish.addresses import promised_charts
    from ratings_site.publish.site import publish, site_address, site_contact
    from ratings_site.publish.supply import render_supply
    from ratings_site.publish.swap import alone, beside
    from ratings_site.site import render_site

    address = site_address()
    with beside(site.resolve()):
        pass  # a place that may not be written is named now, and not when everything is drawn
    cache, commit = PROJECT / ".cache" / "charts", commit_of(PROJECT)
    past = read_past(package, tables.package.created)
    promised = promised_charts(past.register)
    drawings = Drawings(cache, processes, tables.package.version)
    files = render_site(tables, past.history, drawings, site_url=address, cache=cache, commit=commit, promised=promised)
    midnight = datetime.combine(tables.package.created, time_of_day(), tzinfo=UTC)
    contact = site_contact()
    with alone(PROJECT):
        more = {"errors.md": render_page_of_problems(), **render_supply(PROJECT, contact, tables.package.created)}
        progress("Writing pages and downloads")
        output.write(chain(files, past.archive, more.items()), PROJECT / "docs", output.not_drawn())
        return publish(
            PROJECT,
            site,
            date_epoch=int(midnight.timestamp()),
            progress=progress,
            words=frame_words(),
            address=address,
            contact=contact,
            register=past.register,
            typed=typed_like_a_mistake(tables, address),
            ratings=ratings_as_typed(tables),
            drawn=chain(drawings.files(), past.pictures),
            processes=processes,
        )


def typed_like_a_mistake(tables: "Tables", address: str) -> frozenset[str]:
    """What a guard of the publisher could take for a mistake of the site's own, as it was typed or translated."""
    from ratings_site.model.tables import text_cells
    from ratings_site.model.wording import texts_translated
    from ratings_site.publish.guards import looks_left_over

    texts = text_cells(tables) | texts_translated()
    return frozenset(text for text in texts if address in text or looks_left_over(text))


def ratings_as_typed(tables: "Tables") -> dict[str, str]:
    """Every rating as it stands in its cell, by its inspection, or by `inspection/standard`."""
    from ratings_site.model.tables import build_text_rows

    overall = build_text_rows(tables, "inspections")
    return {
        **{inspection: row["overall"] for (inspection,), row in overall.items()},
        **{"/".join(key): row["rating"] for key, row in build_text_rows(tables, "ratings").items()},
    }


def progress(step: str) -> None:
    """Say what is being done, on a terminal only."""
    if sys.stderr.isatty():
        print(f"{step} …", file=sys.stderr)


def summary(made: "Finished", *, warnings: int) -> str:
    """What was made, and how much of what a host publishes it takes, once that is near."""
    near = f", {made.size // 10**6} MB of the 1,000 that a host publishes" if made.size > NEARLY_TOO_HEAVY else ""
    return f"{made.pages} pages, {made.charts} charts, {made.downloads} downloads, {warnings} warnings{near}"


def how_to_see_it() -> str:
    """How to see a finished site, after a warning where none of its pages says where to report a mistake."""
    from ratings_site.publish.site import site_contact

    return HOW_TO_SEE_IT if site_contact() else f"{NO_CONTACT}\n{HOW_TO_SEE_IT}"


def serve_command(options: argparse.Namespace) -> int:
    """Show the site on this machine, and follow every edit of a table, a page or the program."""
    from ratings_site.author.live import Desk, serve

    serve(Desk(PROJECT, options.package, options.on, read_kept), options.port)
    return 0


if __name__ == "__main__":
    code = main()
    with suppress(OSError):  # whoever takes no words has been told
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # to take apart what a build has loaded takes half a second
