"""What the search for an area knows: every name, place and council, and the pages they lead to.

Pure and of the package alone: which postcode lies in which council is known from files of their own (`postcodes/`),
and how results are ordered is decided in the reader's browser (`docs/assets/find.js`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from ratings_site.model.directory import Directory, Pdu, Region
from ratings_site.model.views.rating import CLOSED, Shown, shown_overall
from ratings_site.model.views.words import joined, number_word
from ratings_site.model.wording import named, say, speaking, without_signs, words_of

KINDS = ("pdu", "region", "council", "town", "county", "name", "former")
"""What an entry is, in the order in which two that match equally well are shown."""

KIND_OF_PLACE = {"local authority": "council", "london borough": "council", "county": "county", "town": "town"}
KIND_OF_PLACE["former district"] = "former"


@dataclass(frozen=True)
class Target:
    """A page that a search leads to; `where` is a PDU's region and is empty for a region."""

    area_id: str
    address: str
    name: str
    where: str
    shown: Shown
    closed: bool = False


@dataclass(frozen=True)
class Entry:
    """A name somebody may look for, the pages it leads to by their identifiers, and why they are several or unsure."""

    label: str
    kind: str
    targets: tuple[str, ...]
    council: str = ""
    why: str = ""


@dataclass(frozen=True)
class FindIndex:
    """Everything the search knows; entries by label, kind and targets."""

    targets: tuple[Target, ...]
    entries: tuple[Entry, ...]

    def target(self, area_id: str) -> Target:
        """The page of an area."""
        return next(target for target in self.targets if target.area_id == area_id)


@dataclass(frozen=True)
class Council:
    """A council area that has postcodes but no row in `places`, because no source says which PDU serves it."""

    code: str
    name: str
    county: str


def plain(text: str) -> str:
    """A name as it is compared: small letters without marks, "and" for "&", no apostrophes, one space between words.

    The script of the search does the same with what somebody types.
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’‘`´")
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"\bsaint\b", "st", kept.replace("&", " and "))).strip()


def spoken(label: str) -> str:
    """A council's name as people say it: "Bristol" for "Bristol, City of"; the script of the search does the same."""
    return re.sub(r", (City|County) of$", "", label)


def build_find_index(directory: Directory, councils: Iterable[Council] = ()) -> FindIndex:
    """Gather every name of the package, and the councils that stand in no row of `places`."""
    places = list(place_entries(directory))
    known = {place.council for place in places}
    found = [*pdu_entries(directory), *region_entries(directory), *places, *welsh_entries(directory, places)]
    found += [unplaced(council, places) for council in councils if council.code not in known]
    return FindIndex(targets=targets(directory), entries=tuple(sorted(distinct(found), key=entry_order)))


def entry_order(entry: Entry) -> tuple[str, int, tuple[str, ...]]:
    """Sort key: by label as it is compared, then by kind."""
    return (plain(entry.label), KINDS.index(entry.kind), entry.targets)


def targets(directory: Directory) -> tuple[Target, ...]:
    """Every region and PDU as a page to go to, with its newest overall rating in the current programme."""
    programme = directory.current_programme.programme_id
    regions = [
        Target(region.region_id, region.address, region.name, "", shown_overall(region.latest(programme)))
        for region in directory.regions.values()
    ]
    pdus = [pdu_target(pdu, programme) for pdu in directory.pdus.values()]
    return tuple(sorted([*regions, *pdus], key=attrgetter("address")))


def pdu_target(pdu: Pdu, programme_id: str) -> Target:
    """The page of a PDU; a closed one that was not inspected is shown as closed."""
    inspection, closed = pdu.latest(programme_id), pdu.closed is not None
    shown = Shown(CLOSED) if closed and inspection is None else shown_overall(inspection)
    return Target(pdu.pdu_id, pdu.address, pdu.name, pdu.region_name, shown, closed)


def pdu_entries(directory: Directory) -> Iterator[Entry]:
    """Each PDU under its names; a closed one leads to those that took over from it as well."""
    for pdu in directory.pdus.values():
        yield Entry(pdu.name, "pdu", (pdu.pdu_id,))
        living = living_pdus(pdu, directory)
        names = {pdu.name, *(other.name for other in pdu.other_names)}
        for name in sorted(names - {pdu.name}):
            yield Entry(name, "name", (pdu.pdu_id,))
        if pdu.closed is not None:
            yield from (Entry(name, "former", living) for name in sorted(names) if living)


def living_pdus(pdu: Pdu, directory: Directory) -> tuple[str, ...]:
    """The PDU itself if it is open; otherwise the open ones that its area went to, however many steps that took."""
    if pdu.closed is None:
        return (pdu.pdu_id,)
    steps = [directory.pdus[event.other_id] for event in pdu.successors if event.other_id != pdu.pdu_id]
    return tuple(sorted({found for step in steps for found in living_pdus(step, directory)}))


def region_entries(directory: Directory) -> Iterator[Entry]:
    """Each region under its name."""
    for region in directory.regions.values():
        yield Entry(region.name, "region", (region.region_id,))


def welsh_entries(directory: Directory, places: Iterable[Entry]) -> Iterator[Entry]:
    """Wales, its PDUs and its councils under their Welsh names, where a public source gives them."""
    areas: list[Pdu | Region] = [*directory.regions.values(), *directory.pdus.values()]
    for area in areas:
        for welsh in welsh_names(area.name, "name"):
            yield Entry(welsh, "name", (area.pdu_id if isinstance(area, Pdu) else area.region_id,))
    for place in (place for place in places if place.council):
        for welsh in welsh_names(place.label, "name", "search name"):
            yield Entry(welsh, "council", place.targets, why=place.why)


def welsh_names(english: str, *contexts: str) -> Iterator[str]:
    """What a name is in Welsh, where the catalogue has it in one of the contexts and it is not as in English."""
    with speaking("cy"):
        names = [without_signs(named(english, context)) for context in contexts]
    return (welsh for welsh in names if welsh != english)


def place_entries(directory: Directory) -> Iterator[Entry]:
    """Each place once, with every open PDU that serves it."""
    rows: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    table = directory.tables["places"]
    for place, kind, code, pdu_id, doubt in zip(
        table["place"], table["place_type"], table["lad_code"], table["pdu_id"], table["doubt"], strict=True
    ):
        council = code if KIND_OF_PLACE[kind] == "council" else ""
        rows[place, KIND_OF_PLACE[kind], council].append((pdu_id, doubt))
    for (place, kind, code), served in rows.items():
        yield place_entry(Entry(place, kind, (), code), served, directory)


def place_entry(entry: Entry, served: list[tuple[str, str]], directory: Directory) -> Entry:
    """A place with its PDUs, given as identifier and doubt, and why they are several or not certain."""
    pdus = [directory.pdus[pdu_id] for pdu_id, _ in served]
    found = tuple(sorted({living for pdu in pdus for living in living_pdus(pdu, directory)}))
    closed = [pdu.name for pdu in pdus if pdu.closed is not None]
    doubts = sorted({doubt for _, doubt in served if doubt})
    return Entry(entry.label, entry.kind, found, entry.council, why(entry, found, closed, doubts))


def why(entry: Entry, found: tuple[str, ...], closed: list[str], doubts: list[str]) -> str:
    """Why a place leads to several PDUs, or what is not known of it; empty where there is nothing to say."""
    words = words_of("search")["find"]["why"]
    if closed and len(found) > 1:
        return say(words["closed"], place=entry.label, pdu=joined(closed))
    if len(found) > 1:
        shared = words["county" if entry.kind == "county" else "shared"]
        return say(shared, place=entry.label, count=number_word(len(found)))
    return say(words["note"], place=entry.label, note=" ".join(doubts)) if doubts else ""


def unplaced(council: Council, places: Iterable[Entry]) -> Entry:
    """A council whose PDU no source gives, with the PDUs of its county: it is one of them that serves it."""
    words = words_of("search")["find"]["why"]
    county = next((place for place in places if place.kind == "county" and place.label == council.county), None)
    if county is None:
        return Entry(council.name, "council", (), council.code, say(words["unknown"], place=council.name))
    reason = say(words["within"], place=council.name, county=county.label, count=number_word(len(county.targets)))
    return Entry(council.name, "council", county.targets, council.code, reason)


def distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries without those that say less than another: the same name leading to the same pages."""
    best: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (KINDS.index(entry.kind), entry.label)):
        key = (plain(entry.label), entry.targets)
        if key not in best or entry.council:
            yield entry
        best.setdefault(key, entry)
