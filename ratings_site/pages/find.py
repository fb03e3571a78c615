"""What the pages of all places say, one for each letter: every name with the page it leads to, without any script."""

from collections.abc import Iterator
from itertools import groupby

from ratings_site.model.directory import Directory
from ratings_site.model.wording import say
from ratings_site.pages.find_index import Entry, FindIndex, plain
from ratings_site.pages.page import View
from ratings_site.pages.parts import Link, citation
from ratings_site.pages.search import credit


def build_find_view(index: FindIndex, directory: Directory) -> View:
    """The letters, and how many names there are."""
    entries = each_name(index)
    return {
        "letters": letters_of(entries),
        "places": len(entries),
        "credit": credit(),
        "citation": citation(directory, say("Places from A to Z"), "find/"),
    }


def build_letter_views(index: FindIndex, directory: Directory) -> Iterator[View]:
    """For each letter, the names that begin with it by their first two letters.

    A name that is found twice, as a council and as a PDU, stands there once.
    """
    entries = each_name(index)
    letters = letters_of(entries)
    for link in letters:
        own = [entry for entry in entries if plain(entry.label)[0].upper() == link.text]
        yield {
            "letter": link.text,
            "small": link.text.lower(),
            "letters": letters,
            "index": index,
            "groups": [
                (initials.capitalize(), list(some))
                for initials, some in groupby(own, lambda entry: plain(entry.label)[:2])
            ],
            "citation": citation(directory, say("Places that begin with {letter}", letter=link.text), link.address),
        }


def letters_of(entries: list[Entry]) -> tuple[Link, ...]:
    """The letters that names begin with, each with its page."""
    initials = sorted({plain(entry.label)[0] for entry in entries})
    return tuple(Link(initial.upper(), f"find/{initial}/") for initial in initials)


def each_name(index: FindIndex) -> list[Entry]:
    """One entry for each name and the pages it leads to, by name."""
    entries: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in index.entries:
        entries.setdefault((plain(entry.label), entry.targets), entry)
    return list(entries.values())
