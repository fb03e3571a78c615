"""The commands of staff on the command line: changes, new, release, and what keeps addresses and links alive."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from ratings_site.author import AuthorError
from ratings_site.author.git import (
    build_again,
    commit_files,
    commit_to_show,
    day_of_commit,
    find_moves,
    render_moves,
)
from ratings_site.author.live import PAGE as UPCOMING
from ratings_site.author.pictures import (
    PAGE,
    chart_pictures,
    read_pictures,
    render_chart_summary,
    write_comparison,
)
from ratings_site.author.releasing import as_if_of, release
from ratings_site.author.states import DESCRIPTOR, RELEASES, newest_release, read_newest, read_released, read_state
from ratings_site.author.summary import render_summary
from ratings_site.author.tidy import tidy
from ratings_site.author.upcoming import build_upcoming, last_day, render_upcoming_page
from ratings_site.author.watch import ask_status, check_outside_links, check_stale, outside_links
from ratings_site.catalogue import CITATION
from ratings_site.check import read
from ratings_site.model.as_of import dated, package_day, publication_day
from ratings_site.model.changes import Changes
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Tables
from ratings_site.options import Commands, add_as_of, guarded
from ratings_site.publish import addresses
from ratings_site.publish.archive import keep_pictures, read_index
from ratings_site.publish.portable import write_portable
from ratings_site.publish.problems import PublishError
from ratings_site.publish.site import site_address
from ratings_site.wording.changes import render_csv, render_json, render_markdown, render_text

PROJECT = Path(__file__).resolve().parents[2]

FORMATS: dict[str, Callable[[Changes], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
    "csv": render_csv,
}


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands to those of the program; `common` holds the options that every command has."""
    comparing = commands.add_parser("changes", parents=[common])
    comparing.add_argument(
        "--since", default="", help="a released version, folder, zip, or state in Git to compare with"
    )
    comparing.add_argument("--format", choices=FORMATS, default="text", help="how the changes are written")
    comparing.set_defaults(command=guarded(changes_command))

    releasing = commands.add_parser("release", parents=[common])
    add_as_of(releasing)
    releasing.add_argument("--raise", action="store_true", dest="raise_version", help="raise the version where needed")
    releasing.add_argument("--commit", action="store_true", help="commit the release, so that the site can name it")
    releasing.set_defaults(command=guarded(release_command))

    registering = commands.add_parser("addresses", parents=[common])
    registering.add_argument("--site", type=Path, default=Path("site"), help="folder of the finished site")
    registering.add_argument("--commit", action="store_true", help="commit the list")
    registering.set_defaults(command=guarded(addresses_command))

    copying = commands.add_parser("portable", parents=[common])
    copying.add_argument("--site", type=Path, default=Path("site"), help="folder of the finished site")
    copying.add_argument("--into", type=Path, required=True, help="a folder that is not there yet")
    copying.add_argument("--format", choices=("text", "markdown"), default="text", help="how the charts are told")
    copying.set_defaults(command=guarded(portable_command))

    bringing = commands.add_parser("rollback")
    bringing.add_argument("version", help="the version to bring back, or a commit")
    bringing.add_argument("--site", type=Path, default=Path("site"), help="folder of the finished site")
    bringing.set_defaults(command=guarded(rollback_command))

    watching = commands.add_parser("links", parents=[common])
    watching.set_defaults(command=guarded(links_command))

    tidying = commands.add_parser("tidy", parents=[common])
    tidying.set_defaults(command=guarded(tidy_command))

    ageing = commands.add_parser("stale", parents=[common])
    ageing.set_defaults(command=guarded(stale_command))


def read_day(text: str, tables: Tables) -> date:
    """The day an option names: by default that of the last entry, so that the same tables give the same site.

    `released` is the day of the last release, `today` begins at half past nine in London, `last` is the last scheduled
    day. This is the one place where what is built may depend on the clock, and only when it is asked to.
    """
    own_day = package_day(tables)
    if text == "today":
        return publication_day(datetime.now(UTC))
    if text == "last":
        return last_day(tables)
    if not text:
        return own_day
    if text == "released":
        return tables.package.created
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AuthorError(f"{text!r} is no day: write 2026-11-24, released, today or last.") from error


def changes_command(options: argparse.Namespace) -> int:
    """Print what differs; exit 1 where something stops the publication."""
    releases, register = beside(options.package)
    new = _tables_now(options)
    new = replace(new, package=dated(new.package, max(new.package.created, options.on)))
    since = options.since or newest_release(releases)
    old = read_state(since, package=options.package, releases=releases, today=options.on)
    redirects = addresses.moved_addresses(addresses.read_register(register))
    changes = build_changes(old, new, redirects=redirects)
    print(FORMATS[options.format](changes), end="")
    if options.format in {"text", "markdown"}:
        print(render_moves(find_moves(register.parent, since), options.format), end="")
    if options.format == "markdown" and not options.since:
        warnings = len(read(options.package, today=options.on).issues)
        print(render_summary(changes, old, new, build_upcoming(new), warnings=warnings), end="")
    return 1 if changes.problems else 0


def release_command(options: argparse.Namespace) -> int:
    """Release the package and say which version it became, or that nothing changed."""
    releases, file = beside(options.package)
    tables = read(options.package, today=options.on).tables
    day = read_day(options.as_of, tables) if tables and options.as_of else None
    register = addresses.read_register(file)
    made = release(options.package, releases, register, day=day, raise_version=options.raise_version, today=options.on)
    if made is None:
        print("Nothing has changed since the last release.")
    else:
        print(f"Released version {made.version}: {made.summary}")
        if options.commit:
            message = f"Release {made.version}\n\n{made.summary}"
            written = (releases, options.package.resolve() / DESCRIPTOR, releases.parent / CITATION)
            commit_files(releases.parent, written, message)
    return 0


def addresses_command(options: argparse.Namespace) -> int:
    """Add what the finished site answers to the register of addresses, and keep the pictures that others show."""
    releases, file = beside(options.package)
    version = newest_release(releases)
    before = addresses.read_register(file)
    after = addresses.build_register(before, options.site, version)
    if problems := list(addresses.check_addresses(options.site, after)):
        raise PublishError(problems)
    addresses.write_register(file, after)
    pictures = keep_pictures(releases, version, options.site)
    if options.commit:
        commit_files(file.parent, [file, *([pictures] if pictures else [])], "Register new addresses")
    print(f"{len(after)} addresses, {len(after) - len(before)} of them new.")
    return 0


def portable_command(options: argparse.Namespace) -> int:
    """Copy the finished site for opening from a folder, with its charts before and after the change."""
    if options.into.exists():
        raise AuthorError(f"{options.into} is there already: name a folder that is not.")
    pages = write_portable(options.site, options.into, root=urlsplit(site_address()).path)
    releases, _ = beside(options.package)
    tables = _tables_now(options)
    (options.into / UPCOMING).write_text(render_upcoming_page(build_upcoming(tables)), encoding="utf-8", newline="\n")
    if known := read_index(releases):
        before = _released_pictures(releases, known[-1].version, options.site)
        after = read_pictures(options.site)
        changes = write_comparison(options.into, before, after)
        is_summary = options.format == "markdown"
        print(render_chart_summary(changes, before, after) if is_summary else changes.sentence)
    opened = [options.into / name for name in ("index.html", UPCOMING, PAGE) if (options.into / name).is_file()]
    print(f"{pages} pages. Open", *(f"  {file.resolve().as_uri()}" for file in opened), sep="\n", file=sys.stderr)
    return 0


def _released_pictures(releases: Path, version: str, site: Path) -> dict[str, str]:
    """The charts of the released facts, dated as the finished site is: only what they show tells them from its own."""
    described = json.loads((site / "data" / "latest" / DESCRIPTOR).read_text(encoding="utf-8"))
    day = date.fromisoformat(described["created"][:10])
    from ratings_site.site import render_site  # noqa: PLC0415  pages and charts take a second to load, only for this

    old = as_if_of(read_released(releases, version), described["version"], day)
    return chart_pictures(render_site(old, site_url=site_address(), cache=PROJECT / ".cache" / "charts"))


def rollback_command(options: argparse.Namespace) -> int:
    """Build the site of an earlier release again."""
    known = [release.version for release in read_index(PROJECT / RELEASES)]
    commit = commit_to_show(PROJECT, options.version, known)
    build_again(PROJECT, commit, options.site)
    return 0


def links_command(options: argparse.Namespace) -> int:
    """Name the links to other sites that died; exit 1 where there are any."""
    return _tell(check_outside_links(outside_links(_tables_now(options), PROJECT / "docs"), ask_status))


def tidy_command(options: argparse.Namespace) -> int:
    """Bring the tables back to their kept form, and say what was done to each."""
    for sentence in tidy(options.package, read_newest(options.package)) or ("The tables are in their kept form.",):
        print(sentence)
    return 0


def stale_command(options: argparse.Namespace) -> int:
    """Name the dates that went stale; exit 1 where there are any."""
    return _tell(check_stale(_tables_now(options), options.on, day_of_commit(PROJECT)))


def _tables_now(options: argparse.Namespace) -> Tables:
    """The tables as they are; raises AuthorError where they do not pass the check."""
    releases, _ = beside(options.package)
    return read_state(str(options.package), package=options.package, releases=releases, today=options.on)


def _tell(sentences: Iterable[str]) -> int:
    told = [*map(print, sentences)]
    return int(bool(told))


def beside(package: Path) -> tuple[Path, Path]:
    """The folder of releases and the register of addresses, which lie beside the package they belong to."""
    folder = package.resolve().parent
    return folder / RELEASES, folder / addresses.REGISTER
