"""The commands of staff on the command line: changes, new, release, and what keeps addresses and links alive."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ratings_site import check
from ratings_site.author import UPCOMING, AuthorError, git, proposal, releasing, states, tidy, watch
from ratings_site.catalogue import CITATION
from ratings_site.model import as_of
from ratings_site.model.changes import Changes
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Tables
from ratings_site.publish import addresses, archive
from ratings_site.publish.output import paths_below
from ratings_site.publish.portable import write_portable
from ratings_site.publish.problems import PublishError
from ratings_site.publish.site import site_address
from ratings_site.wording import changes as told

PROJECT = Path(__file__).resolve().parents[2]

FORMATS: dict[str, Callable[[Changes], str]] = {
    "text": partial(proposal.render_changes, "text"),
    "markdown": partial(proposal.render_changes, "markdown"),
    "json": told.render_json,
    "csv": told.render_csv,
}


def read_day(text: str, tables: Tables) -> date:
    """The day an option names: by default that of the last entry, so that the same tables give the same site.

    `released` is the day of the last release, `today` begins at half past nine in London, `last` is the last scheduled
    day. This is the one place where what is built may depend on the clock, and only when it is asked to.
    """
    if text == "today":
        return as_of.publication_day(datetime.now(UTC))
    named = {"": as_of.package_day(tables), "last": proposal.last_day(tables), "released": tables.package.created}
    try:
        return named.get(text) or date.fromisoformat(text)
    except ValueError as error:
        raise AuthorError(f"{text!r} is no day: write 2026-11-24, released, today or last.") from error


def changes_command(options: argparse.Namespace) -> int:
    """Print what differs; exit 1 where something stops the publication."""
    _, register = states.beside(options.package)
    new = _tables_now(options)
    new = replace(new, package=new.package.dated(max(new.package.created, options.on)))
    since = options.since or states.newest_version(options.package)
    old = states.read_state(since, options.package, options.on)
    changes = build_changes(old, new, redirects=addresses.moved_addresses(addresses.read_register(register)))
    print(FORMATS[options.format](changes), end="")
    if options.format in {"text", "markdown"}:
        print(git.render_moves(git.find_moves(register, since), options.format), end="")
    if options.format == "markdown" and not options.since:
        warnings = len(check.read(options.package, today=options.on).issues)
        print(proposal.render_readiness(changes, old, new, warnings=warnings), end="")
    return 1 if changes.problems else 0


def release_command(options: argparse.Namespace) -> int:
    """Release the package and say which version it became, or that nothing changed."""
    tables = check.read(options.package, today=options.on).tables
    day = read_day(options.as_of, tables) if tables and options.as_of else None
    made = releasing.release(options.package, day=day, raise_version=options.raise_version, today=options.on)
    if made is None:
        print("Nothing has changed since the last release.")
        return 0
    print(f"Released version {made.version}: {made.summary}")
    if options.commit:
        (releases, _), package = states.beside(options.package), options.package.resolve()
        written = (releases, package / states.DESCRIPTOR, package.parent / CITATION)
        git.commit_files(package.parent, written, f"Release {made.version}\n\n{made.summary}")
    return 0


def addresses_command(options: argparse.Namespace) -> int:
    """Add what the finished site answers to the register of addresses, and keep the pictures that others show."""
    releases, file = states.beside(options.package)
    version, paths = states.newest_version(options.package), set(paths_below(options.site))
    before = addresses.read_register(file)
    after = addresses.build_register(before, paths, version)
    if problems := list(addresses.check_addresses(paths, after)):
        raise PublishError(problems)
    addresses.write_register(file, after)
    pictures = archive.keep_pictures(releases, version, options.site)
    if options.commit:
        git.commit_files(file.parent, [file, *([pictures] if pictures else [])], "Register new addresses")
    print(f"{len(after)} addresses, {len(after) - len(before)} of them new.")
    return 0


def portable_command(options: argparse.Namespace) -> int:
    """Copy the finished site for opening from a folder, with its charts before and after the change."""
    if options.into.exists():
        raise AuthorError(f"{options.into} is there already: name a folder that is not.")
    pages = write_portable(options.site, options.into, root=urlsplit(site_address()).path)
    upcoming = proposal.render_upcoming_page(proposal.build_upcoming(_tables_now(options)))
    (options.into / UPCOMING).write_text(upcoming, encoding="utf-8", newline="\n")
    if (released := states.read_newest(options.package)) is not None:
        before, after = _pictures_then(released, options.site), proposal.read_pictures(options.site)
        proposal.write_comparison(options.into, before, after)
        print(proposal.render_charts(before, after, options.format))
    made = filter(Path.is_file, (options.into / name for name in ("index.html", UPCOMING, proposal.CHARTS)))
    print(f"{pages} pages. Open", *(f"  {file.resolve().as_uri()}" for file in made), sep="\n", file=sys.stderr)
    return 0


def _pictures_then(released: Tables, site: Path) -> dict[str, str]:
    """The charts of the released facts, dated as the finished site is: only what they show tells them from its own."""
    from ratings_site.site import render_whole_site  # noqa: PLC0415  pages take a second to load, only for this

    described = json.loads((site / "data" / "latest" / states.DESCRIPTOR).read_text(encoding="utf-8"))
    old = releasing.as_if_of(released, described["version"], date.fromisoformat(described["created"][:10]))
    cache = PROJECT / ".cache" / "charts"
    return proposal.chart_pictures(dict(render_whole_site(old, site_url=site_address(), cache=cache)))


def rollback_command(options: argparse.Namespace) -> int:
    """Build the site of an earlier release again."""
    known = [release.version for release in archive.read_index(PROJECT / states.RELEASES)]
    git.build_again(PROJECT, git.commit_to_show(PROJECT, options.version, known), options.site)
    return 0


def links_command(options: argparse.Namespace) -> int:
    """Name the links to other sites that died; exit 1 where there are any."""
    links = watch.outside_links(_tables_now(options), PROJECT / "docs")
    return _tell(watch.check_outside_links(links, watch.ask_status))


def stale_command(options: argparse.Namespace) -> int:
    """Name the dates that went stale; exit 1 where there are any."""
    return _tell(watch.check_stale(_tables_now(options), options.on, git.day_of_commit(PROJECT)))


def tidy_command(options: argparse.Namespace) -> int:
    """Bring the tables back to their kept form, and say what was done to each."""
    done = tidy.tidy(options.package, states.read_newest(options.package))
    print(*done or ["The tables are in their kept form."], sep="\n")
    return 0


def _tables_now(options: argparse.Namespace) -> Tables:
    """The tables as they are; raises AuthorError where they do not pass the check."""
    return states.read_state(str(options.package), options.package, options.on)


def _tell(sentences: Iterable[str]) -> int:
    told = [*map(print, sentences)]
    return int(bool(told))
