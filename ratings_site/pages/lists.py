"""What the pages that list areas say: the home page, the twelve regions, every PDU from A to Z, and then and now."""

from ratings_site.model import wording
from ratings_site.model.counts import rows_of
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Pdu
from ratings_site.model.tables import ValueRow
from ratings_site.model.wording import say
from ratings_site.pages.answers import moved_words
from ratings_site.pages.parts import shown_of
from ratings_site.wording import words
from ratings_site.wording.rating import Shown
from ratings_site.wording.sentences import written


def home_sentence(directory: Directory) -> str:
    """How many of the open units inspected in the current programme were rated as what its scale calls good.

    Where too few are known to say so, how many were inspected.
    """
    programme, good = directory.current_programme, good_grades(directory)
    living = [unit for unit in rows_of(directory, "units") if not unit["closed"]]
    inspected = [unit for unit in living if unit["programme_id"] == programme.programme_id]
    rated = [unit for unit in inspected if unit["overall"] in programme.grades]
    count, of = sum(unit["overall"] in good for unit in rated), rated
    if not words.is_enough(len(rated), len(inspected)):
        count, of = len(inspected), living
        forms = wording.to_count(
            "{part} of {all} units has been inspected since {when}.",
            "{part} of {all} units have been inspected since {when}.",
        )
    elif len(rated) < len(inspected):
        forms = wording.to_count(
            "{part} of the {all} units whose rating since {when} is known was rated {good}.",
            "{part} of the {all} units whose rating since {when} is known were rated {good}.",
        )
    else:
        forms = wording.to_count(
            "{part} of the {all} units inspected since {when} was rated {good}.",
            "{part} of the {all} units inspected since {when} were rated {good}.",
        )
    part = wording.capital(words.number_word(count)) if count else say("None")
    when, said = written(programme.started), good_words(directory)
    return wording.say_count(forms, count or 1, part=part, all=len(of), when=when, good=said)


def good_grades(directory: Directory) -> list[str]:
    """What the scale calls good, the lowest of it first."""
    return [grade.rating for grade in reversed([*directory.grades.values()]) if grade.is_good]


def good_words(directory: Directory) -> str:
    """The same inside a sentence: "good or outstanding"."""
    return words.chain(
        "{before} or {item}", [wording.small(wording.named(rating)) for rating in good_grades(directory)]
    )


def squares(directory: Directory) -> list[tuple[Shown, list[Pdu]]]:
    """Every open unit under what it was rated in the current programme: the lowest first, those without one last."""
    found: dict[Shown, list[Pdu]] = {}
    for pdu in directory.pdus.values():
        if not pdu.is_closed:
            found.setdefault(shown_of(pdu, directory), []).append(pdu)
    order = [*reversed([*directory.grades]), *(shown.value for shown in found)]
    return sorted(found.items(), key=lambda group: order.index(group[0].value))


def names_by_letter(directory: Directory) -> dict[str, list[tuple[str, str]]]:
    """Under each letter the names that begin with it, former ones too, each with the PDU that it leads to."""
    pdus = directory.pdus.values()
    names = {(name, pdu.pdu_id) for pdu in pdus for name in (pdu.name, *(other.name for other in pdu.other_names))}
    letters: dict[str, list[tuple[str, str]]] = {}
    for name, pdu_id in sorted(names, key=lambda entry: (entry[0].casefold(), entry[1])):
        letters.setdefault(name[0].upper(), []).append((name, pdu_id))
    return dict(sorted(letters.items()))


def pairs(directory: Directory) -> list[ValueRow]:
    """The units rated in two programmes, by name: each a row of the count of them; no `change` on two scales."""
    return sorted(rows_of(directory, "then-and-now"), key=lambda row: directory.pdus[row["pdu_id"]].name)


def twice_sentence(directory: Directory) -> str:
    """How many units were rated in two programmes, and how many of them lower, the same and higher; or nothing."""
    count, said = moved_words(row["change"] for row in pairs(directory))
    units = words.plural(count, "unit")
    return say("Of {units} rated in two programmes, {changes}.", units=units, changes=said) if count else ""


def is_any_inspected_twice(directory: Directory) -> bool:
    """Whether a unit was inspected in two programmes."""
    return any(len({i.programme.programme_id for i in pdu.inspections}) > 1 for pdu in directory.pdus.values())
