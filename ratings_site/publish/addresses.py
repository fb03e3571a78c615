"""The register of every address ever published: each answers for ever, with its page, its file, or where it moved.

`addresses.csv` stands in the repository and is kept by the tool. A release adds the addresses of the site as it then
is; nothing ever takes one out. A build fails where a registered address would no longer answer.

Addresses are written as a reader sees them, from the root of the site: `/`, `/pdus/wakefield/`,
`/data/latest/ratings.csv`.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, MutableMapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from ratings_site.publish.problems import list_of, read_list, read_utf8, refuse
from ratings_site.versions import is_version
from ratings_site.whole import write_whole

REGISTER = "addresses.csv"

NOT_PROMISED = (
    "/.files", "/404.html", "/_headers", "/_redirects", "/assets/", "/find/index.json", "/find/postcodes/",
    "/search/", "/sitemap.xml",
)  # fmt: skip
"""What a page or a browser uses and no reader keeps. (Numbered folders below /data/ and /charts/ are kept whole by the
archive.)"""

_ADDRESS = re.compile(r"/(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?", re.ASCII)


class Address(NamedTuple):
    """One address, the version that first had it, and where its readers are sent now that it moved.

    `target` is empty as long as the address answers itself; it holds several addresses, with blanks between them,
    where what stood here became more than one thing.
    """

    address: str
    since: str
    target: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(self.target.split())

    @property
    def path(self) -> str:
        """The path of the file that answers."""
        return _path(self.address)


def read_register(file: Path) -> tuple[Address, ...]:
    """The register, sorted by address; empty where there is none yet. Raises PublishError where it is broken."""
    return parse_register(read_utf8(file), file.name) if file.is_file() else ()


def parse_register(text: str, name: str) -> tuple[Address, ...]:
    """The register from its text; raises PublishError, with the name of its file, where it is broken."""
    lines: dict[str, int] = {}
    problems = []
    register = read_list(text, name, Address._fields, Address)
    for line, entry in register.items():
        if not is_version(entry.since):
            problems.append(f"{name}, line {line}: {entry.since!r} is no version; write one, as in 1.0.0")
        if (first := lines.setdefault(entry.address, line)) != line:
            said = f"{entry.address} stands in line {first} already; take one of the two out"
            problems.append(f"{name}, line {line}: {said}")
    refuse(problems)
    return _checked(register.values(), name)


def write_register(file: Path, register: Iterable[Address]) -> None:
    """Write the register in the order of its addresses."""
    write_whole(file, list_of(Address._fields, sorted(register)))


def build_register(register: Iterable[Address], paths: Iterable[str], version: str) -> tuple[Address, ...]:
    """The register with every address of a finished site, of its files; those it has already stay as they are."""
    known = {address.address: address for address in register}
    new = {path: Address(path, version) for path in published_addresses(paths) if path not in known}
    return tuple(sorted((known | new).values()))


def move(register: Iterable[Address], address: str, targets: Iterable[str], *, version: str) -> tuple[Address, ...]:
    """The register with the readers of `address` sent on; those sent to it before are sent further with them."""
    aims = [*targets]
    by_address = {entry.address: entry for entry in register}
    by_address.setdefault(address, Address(address, version))
    for entry in by_address.values():
        further = [aim for old in entry.targets for aim in (aims if old == address else [old])]
        further = aims if entry.address == address else further
        by_address[entry.address] = entry._replace(target=" ".join(dict.fromkeys(further)))
    return _checked(by_address.values(), REGISTER)


def moved_addresses(register: Iterable[Address]) -> dict[str, str]:
    """Where the readers of each moved address are sent, without the first slash: for comparing two packages."""
    return {entry.address[1:]: entry.targets[0][1:] for entry in register if entry.targets}


def promised_charts(register: Iterable[Address]) -> set[str]:
    """The charts that answer at addresses of their own, each by the name of its files."""
    files = (entry.address for entry in register if entry.address.startswith("/charts/") and not entry.targets)
    return {posixpath.basename(file).removesuffix(".csv") for file in files if file.endswith(".csv")}


def published_addresses(paths: Iterable[str]) -> tuple[str, ...]:
    """Every address of a finished site that a reader may keep, by the paths of its files, sorted."""
    addresses = {re.sub(r"(?:\A|(?<=/))index\.html\Z", "", f"/{path}") for path in paths}
    return tuple(sorted(address for address in addresses if _is_promised(address)))


def check_addresses(paths: Collection[str], register: Iterable[Address]) -> Iterator[str]:
    """Yield a sentence for each registered address that a finished site, of these files, no longer answers."""
    for entry in register:
        if entry.path not in paths:
            lost = f"{entry.address} has been published since {entry.since} and would no longer answer: bring it back"
            command = f"python build_site.py new redirect {entry.address} ADDRESS"
            yield f"{lost}, or say where its readers go with: {command}"


def write_redirects(site: MutableMapping[str, bytes], register: Iterable[Address]) -> frozenset[str]:
    """Make moved addresses answer in a built site: with a page that sends its reader on, or with the file's successor.

    Gives the paths of those pages. Raises PublishError for a file whose successor the site does not have,
    and for an address that answers already.
    """
    moved = [entry for entry in register if entry.targets]
    refuse(problem for entry in moved for problem in _check_answer(site, entry))
    for entry in moved:
        is_page = entry.address.endswith("/")
        successor = render_redirect(entry.address, entry.targets).encode() if is_page else site[entry.targets[0][1:]]
        site[entry.path] = successor
    if moved:
        site["_redirects"] = render_redirects(moved).encode()
    return frozenset(entry.path for entry in moved if entry.address.endswith("/"))


def render_redirects(register: Iterable[Address]) -> str:
    """The moved pages in the form of `_redirects`, for hosts that answer with a real redirect."""
    return "".join(f"{entry.address} {entry.targets[0]} 301\n" for entry in register if len(entry.targets) == 1)


def render_redirect(address: str, targets: tuple[str, ...]) -> str:
    """A page without any script that sends its reader on at once, or, where there are several ways, offers them."""
    ways = [(posixpath.relpath(target, address) + "/" * target.endswith("/"), target) for target in targets]
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(ways[0][0])}">\n' if len(ways) == 1 else ""
    links = "".join(f'<li><a href="{escape(way)}">{escape(target)}</a></li>\n' for way, target in ways)
    said = "This page has moved" if len(ways) == 1 else "What stood here is now on several pages"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{refresh}'
        f'<meta name="robots" content="noindex">\n<title>{said} – Probation ratings</title>\n</head>\n'
        f"<body>\n<h1>{said}</h1>\n<ul>\n{links}</ul>\n</body>\n</html>\n"
    )


def _path(address: str) -> str:
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def _check_answer(paths: Collection[str], entry: Address) -> Iterator[str]:
    if entry.path in paths:
        yield f"{entry.address} is there again, and {REGISTER} says that it moved: take its target out of that file."
    for target in entry.targets:
        if _path(target) not in paths:
            yield f"{REGISTER}: {entry.address} moved to {target}, which the site does not have."


def _checked(register: Iterable[Address], file: str) -> tuple[Address, ...]:
    """The register in order; raises PublishError where it leads nowhere that could be."""
    entries = sorted(register)
    moved = {entry.address for entry in entries if entry.targets}
    problems = []
    for entry in entries:
        wrong = (address for address in (entry.address, *entry.targets) if not _ADDRESS.fullmatch(address))
        said = "is no address of the site; begin it with a slash, as in /pdus/wakefield/"
        problems += [f"{file}: {address!r} {said}" for address in wrong]
        if any(target in moved for target in entry.targets):
            said = "is sent to an address that moved itself; name where that one leads"
            problems.append(f"{file}: {entry.address} {said}")
        if any(entry.address.endswith("/") != target.endswith("/") for target in entry.targets):
            said = "is sent to another kind of thing: a page leads to pages, a file to a file"
            problems.append(f"{file}: {entry.address} {said}")
    refuse(problems)
    return tuple(entries)


def _is_promised(address: str) -> bool:
    folder, version, *_ = [*address.split("/")[1:], "", ""]
    is_numbered = folder in {"data", "charts"} and version.replace(".", "").replace("-", "")[:1].isdigit()
    is_of_a_page = folder == "charts" and address.endswith(".svg") and not address.endswith("-picture.svg")
    return not (address.startswith(NOT_PROMISED) or is_of_a_page or is_numbered)  # it stands in each page that shows it
