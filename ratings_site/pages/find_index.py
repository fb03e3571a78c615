"""What the search for an area knows: every name, place and council, and the pages they lead to.

Pure: what the package states comes first. What `postcodes/` adds to it (councils without a row, places worked out from
coordinates, larger areas, prisons and courts) is handed in as `Surroundings` and never overrides it. How results are
ordered is decided in the reader's browser (`docs/assets/find-answers.js`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from string import ascii_lowercase

from ratings_site.model import rows, wording
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say
from ratings_site.pages.parts import followers, welsh_names
from ratings_site.wording.words import joined, number_word

KINDS = ("pdu", "region", "council", "town", "county", "larger", "place", "name", "prison", "court", "former")
"""What an entry is, in the order in which two that match equally well are shown."""

KIND_OF_PLACE = {"local authority": "council", "london borough": "council", "former district": "former"}
"""What a place of the package is, where that is called otherwise there."""


@dataclass(frozen=True)
class Entry:
    """A name somebody may look for, the pages it leads to by their identifiers, and why they are several or unsure.

    `size` tells larger ones from smaller ones of the same kind; `within` names the councils that a place lies in, which
    is worked out from coordinates where `is_worked_out` is set.
    """

    label: str
    kind: str
    targets: tuple[str, ...]
    council: str = ""
    why: str = ""
    size: int = 0
    within: str = ""
    is_worked_out: bool = False


@dataclass(frozen=True)
class FindIndex:
    """All that the search knows: entries by label, kind and pages.

    `elsewhere` are the names outside England and Wales, with commas between, by the letter of their country.
    """

    directory: Directory
    entries: tuple[Entry, ...]
    elsewhere: Mapping[str, str]

    @cached_property
    def targets(self) -> dict[str, rows.Area]:
        """The areas with pages by their identifiers, in the order of their addresses."""
        areas = (*self.directory.regions.values(), *self.directory.pdus.values())
        return {area.id: area for area in sorted(areas, key=attrgetter("address"))}

    @cached_property
    def councils(self) -> dict[str, Entry]:
        """The entries that are a council's, by its code."""
        return {entry.council: entry for entry in self.entries if entry.council}

    @cached_property
    def names(self) -> list[Entry]:
        """Each name once with the pages it leads to, by name: it may be found twice, as a council and as a PDU."""
        return [*{(plain(entry.label), entry.targets): entry for entry in self.entries[::-1]}.values()][::-1]

    @cached_property
    def by_letter(self) -> dict[str, dict[str, list[Entry]]]:
        """Under each letter of the alphabet, and others that names begin with, the names by their first two letters."""
        letters: dict[str, dict[str, list[Entry]]] = {letter: {} for letter in ascii_lowercase}
        for two, entries in groupby(self.names, key=lambda entry: plain(entry.label)[:2]):
            letters.setdefault(two[0], {})[two.capitalize()] = list(entries)
        return dict(sorted(letters.items()))


@dataclass(frozen=True)
class Place:
    """Something around the package, by its names.

    `within` are the councils it lies in by their codes, most of it first, or the letter of a country elsewhere; the
    parts of a larger area, by name; the county of a council whose PDU no source gives. `is_stated` where a list states
    the councils, and nothing is worked out from coordinates.
    """

    name: str
    also: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    kind: str = "place"
    people: int = 0
    code: str = ""
    is_stated: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What is known of the country beside what the package states; `postcodes` says how many each council has."""

    councils: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    larger: tuple[Place, ...] = ()
    estate: tuple[Place, ...] = ()
    postcodes: Mapping[str, int] = field(default_factory=dict)


@lru_cache(maxsize=20_000)  # the same few thousand names are compared again and again
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


def _why(key: str, **gaps: object) -> str:
    """Why a name leads to several pages, to none, or not certainly to the one."""
    return say(wording.words_of("search")["find"]["why"][key], **gaps)


def build_find_index(directory: Directory, around: Surroundings | None = None) -> FindIndex:
    """Gather every name of the package, and what is known around it."""
    around = around or Surroundings()
    places = list(place_entries(directory))
    known = {place.council for place in places}
    stated = [*area_entries(directory), *places, *welsh_entries(directory, places)]
    stated += [unplaced(council, places) for council in around.councils if council.code not in known]
    stated += list(larger_entries(around.larger, stated, directory))
    councils = {entry.council: entry for entry in stated if entry.council}
    found = [*sized(stated, around), *estate_entries(around.estate, councils)]
    found += gazetteer_entries(around.places, councils, served_by(stated, directory))
    # by label as it is compared, then by kind, larger ones first
    in_order = sorted(distinct(found), key=lambda e: (plain(e.label), KINDS.index(e.kind), -e.size, e.targets))
    return FindIndex(directory, tuple(in_order), elsewhere(around))


def area_entries(directory: Directory) -> Iterator[Entry]:
    """Each region and each PDU under its names; a closed PDU leads to those that took over from it as well."""
    for region in directory.regions.values():
        yield Entry(region.name, "region", (region.id,))
    for pdu in directory.pdus.values():
        names = sorted({pdu.name, *(other.name for other in pdu.other_names)})
        yield from (Entry(name, "pdu" if name == pdu.name else "name", (pdu.id,)) for name in names)
        if pdu.is_closed and (living := living_pdus(pdu, directory)):
            yield from (Entry(name, "former", living) for name in names)


def living_pdus(pdu: rows.Pdu, directory: Directory) -> tuple[str, ...]:
    """The PDU itself if it is open; otherwise the open ones that its area went to, however many steps that took."""
    if not pdu.is_closed:
        return (pdu.id,)
    return tuple(sorted({found for other in followers(pdu, directory) for found in living_pdus(other, directory)}))


def welsh_entries(directory: Directory, places: Iterable[Entry]) -> Iterator[Entry]:
    """Wales, its PDUs and its councils under their Welsh names, where a public source gives them."""
    areas = (*directory.regions.values(), *directory.pdus.values())
    named = {Entry(area.name, "name", (area.id,)): ["name"] for area in areas}
    named |= {replace(place, council=""): ["name", "search name"] for place in places if place.council}
    for entry, contexts in named.items():
        for welsh in map(wording.without_signs, welsh_names(entry.label, *contexts)):
            if welsh != entry.label:
                yield replace(entry, label=welsh)


def place_entries(directory: Directory) -> Iterator[Entry]:
    """Each place once, with every open PDU that serves it, and why they are several or not certain."""
    served: dict[tuple[str, str, str], list[rows.Place]] = defaultdict(list)
    for row in directory.rows(rows.Place):
        kind = KIND_OF_PLACE.get(row.place_type, row.place_type)
        served[row.place, kind, row.lad_code if kind == "council" else ""].append(row)
    for (place, kind, code), by in served.items():
        pdus = [directory.pdus[row.pdu_id] for row in by]
        found = tuple(sorted({living for pdu in pdus for living in living_pdus(pdu, directory)}))
        closed = [pdu.name for pdu in pdus if pdu.is_closed]
        doubts = " ".join(sorted({row.doubt for row in by if row.doubt}))
        why = _why("note", place=place, note=doubts) if doubts else ""
        if len(found) > 1:
            county = "county" if kind == "county" else "shared"
            why = _why("closed" if closed else county, place=place, pdu=joined(closed), count=number_word(len(found)))
        yield Entry(place, kind, found, code, why)


def unplaced(council: Place, places: Iterable[Entry]) -> Entry:
    """A council whose PDU no source gives, with the PDUs of its county: it is one of them that serves it."""
    county = next((place for place in places if place.kind == "county" and place.label in council.within), None)
    if county is None:
        return Entry(council.name, "council", (), council.code, _why("unknown", place=council.name))
    reason = _why("within", place=council.name, county=county.label, count=number_word(len(county.targets)))
    return Entry(council.name, "council", county.targets, council.code, reason)


def served_by(stated: Iterable[Entry], directory: Directory) -> Mapping[str, set[str]]:
    """The units that the package says serve a name: nothing worked out from coordinates is put beside them."""
    members = {region.id: {pdu.id for pdu in region.pdus} for region in directory.regions.values()}
    units: dict[str, set[str]] = defaultdict(set)
    for entry in stated:
        for target in entry.targets:
            units[name_of_place(entry.label)] |= members.get(target, {target})
    return units


def name_of_place(label: str) -> str:
    """A name as it tells places apart: Kingston upon Hull is the Hull of others, Newcastle-upon-Tyne has no hyphens."""
    return plain(spoken(label))


def gazetteer_entries(
    places: Iterable[Place], councils: Mapping[str, Entry], served: Mapping[str, set[str]]
) -> Iterator[Entry]:
    """Each place that no source states, with the units of the councils it lies in.

    It leads to several units where it lies on a border, or where its council has several.
    """
    for place in places:
        within = [councils[code] for code in place.within if code in councils]
        found = tuple(dict.fromkeys(target for council in within for target in council.targets))
        for name in (place.name, *place.also) if found else ():
            if served.get(name_of_place(name), set()).isdisjoint(found):
                said = joined([spoken(council.label) for council in within])
                why = _why("border", place=name, councils=said) if len(within) > 1 else within[0].why
                why = why if len(found) > 1 else ""
                yield Entry(name, "place", found, "", why, place.people, said, is_worked_out=not place.is_stated)


def larger_entries(areas: Iterable[Place], stated: list[Entry], directory: Directory) -> Iterator[Entry]:
    """Each larger area under its names, with the units of everything it is made of; a region stands before its own.

    One that the package states alike is left to it.
    """
    known = {(plain(entry.label), frozenset(entry.targets)) for entry in stated}
    parts = {entry.label: entry.targets for entry in stated if entry.kind == "pdu"}
    parts |= {entry.label: entry.targets for entry in stated if entry.kind in {"council", "county"}}
    for region in directory.regions.values():
        parts[region.name] = (region.region_id, *(pdu.pdu_id for pdu in region.pdus if pdu.closed is None))
    for area in areas:
        if area.kind == "elsewhere" or not parts.keys() >= set(area.within):
            continue  # nothing is said of an area of which the package lacks a part
        found = tuple(dict.fromkeys(target for name in area.within for target in parts[name]))
        for label in (area.name, *area.also):
            why = _why("larger", place=label, count=number_word(len(found))) if len(found) > 1 else ""
            if (plain(label), frozenset(found)) not in known:
                yield Entry(label, "larger", found, "", why)


def estate_entries(estate: Iterable[Place], councils: Mapping[str, Entry]) -> Iterator[Entry]:
    """Each prison and court with the units of the council it stands in, where the package has that council."""
    for one, council in ((one, councils[one.within[0]]) for one in estate if one.within[0] in councils):
        for label in (one.name, *one.also):
            yield Entry(label, one.kind, council.targets, "", council.why, 0, spoken(council.label))


def sized(stated: Iterable[Entry], around: Surroundings) -> Iterator[Entry]:
    """Councils with how many postcodes they have; towns with how many people, where the gazetteer has them."""
    people = {plain(place.name): place.people for place in sorted(around.places, key=attrgetter("people"))}
    for entry in stated:
        size = around.postcodes.get(entry.council, 0) if entry.council else people.get(plain(entry.label), 0)
        yield replace(entry, size=size)


def elsewhere(around: Surroundings) -> dict[str, str]:
    """The names of places outside England and Wales as they are compared, by the letter of their country."""
    abroad = [place for place in around.places if len(place.within[0]) == 1]
    # of two places of one name the larger stays
    country = {plain(place.name): place.within[0] for place in sorted(abroad, key=attrgetter("people"))}
    for area in around.larger:
        if area.kind == "elsewhere":
            country |= dict.fromkeys(map(plain, (area.name, *area.also)), area.within[0])
    in_order = sorted(country, key=lambda name: (country[name], name))
    return {letter: ",".join(names) for letter, names in groupby(in_order, key=country.__getitem__)}


def distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries without those that say less than another: the same name leading to the same pages."""
    best: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (KINDS.index(entry.kind), entry.label)):
        key = (plain(entry.label), entry.targets)
        if key not in best or entry.council:
            yield entry
        best.setdefault(key, entry)
