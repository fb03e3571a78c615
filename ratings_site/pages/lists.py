"""What the pages that list areas say: the home page, the twelve regions, every PDU from A to Z, and then and now."""

from ratings_site.charts import counted, standing
from ratings_site.model import wording
from ratings_site.model.counts import then_and_now, units
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Pdu
from ratings_site.model.tables import build_records
from ratings_site.model.wording import say
from ratings_site.pages.answers import moved_words
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import shown_of
from ratings_site.pages.publications import news
from ratings_site.wording import words
from ratings_site.wording.files import NOT_AT_RANDOM
from ratings_site.wording.rating import Shown
from ratings_site.wording.sentences import programme_span, written

NEWS = 8
"""How many of the newest inspections and publications the home page names."""


def build_home_view(facts: Facts) -> View:
    """What the front page says today, all of it computed from the package."""
    directory = facts.directory
    lead = say(
        "HM Inspectorate of Probation rates how well probation works in England and Wales, in {regions} regions and "
        "{pdus} probation delivery units (PDUs). This site puts its ratings in one place as open data, each with its "
        "source.",
        regions=len(directory.regions),
        pdus=sum(not pdu.is_closed for pdu in directory.pdus.values()),
    )
    tiles_lead = say(
        "Each tile shows the region’s own overall rating in {programme}.",
        programme=programme_span(directory.current_programme),
    )
    shares = counted.shares_of_ratings(directory)
    return {
        "headline": home_sentence(directory),
        "standards": shares.headline if shares else "",
        "twice": twice_sentence(directory),
        "squares": squares(directory),
        "chart": counted.overall_ratings(directory),
        "news": news(directory)[:NEWS],
        "json_ld": facts.json_ld,
        "lead": lead,
        "tiles_lead": tiles_lead,
    }


def home_sentence(directory: Directory) -> str:
    """How many of the open units inspected in the current programme were rated as what its scale calls good."""
    programme, found = directory.current_programme, units(directory)
    inspected = found[found["closed"].isna() & (found["programme"] == programme.name)]
    rated = inspected[inspected["overall"].isin([*programme.grades])]
    if not words.is_enough(len(rated), len(inspected)):
        return say("No PDU has been inspected in this programme.") if inspected.empty else ""
    count = int(rated["overall"].isin(good_grades(directory)).sum())
    forms = wording.to_count(
        "{part} of the {all} units inspected since {when} was rated {good}.",
        "{part} of the {all} units inspected since {when} were rated {good}.",
    )
    if len(rated) < len(inspected):
        forms = wording.to_count(
            "{part} of the {all} units whose rating since {when} is known was rated {good}.",
            "{part} of the {all} units whose rating since {when} is known were rated {good}.",
        )
    part = wording.capital(words.number_word(count)) if count else say("None")
    when, good = written(programme.started), good_words(directory)
    return wording.say_count(forms, count or 1, part=part, all=len(rated), when=when, good=good)


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


def build_regions_view(facts: Facts) -> View:
    """The charts of the page of all regions, which lists them itself."""
    directory, programme = facts.directory, facts.directory.current_programme.programme_id
    return {
        "waiting": [region for region in directory.regions.values() if not region.latest(programme)],
        "tile_map": counted.region_tiles(directory),
        "shares": counted.shares_of_ratings(directory, programme, "region"),
        "not_at_random": say(NOT_AT_RANDOM),
    }


def build_pdus_view(facts: Facts) -> View:
    """Under each letter the names that begin with it, former ones too, each with the PDU that it leads to."""
    pdus = facts.directory.pdus.values()
    names = {(name, pdu.pdu_id) for pdu in pdus for name in (pdu.name, *(other.name for other in pdu.other_names))}
    letters: dict[str, list[tuple[str, str]]] = {}
    for name, pdu_id in sorted(names, key=lambda entry: (entry[0].casefold(), entry[1])):
        letters.setdefault(name[0].upper(), []).append((name, pdu_id))
    return {"chart": standing.all_pdus(facts.directory), "letters": dict(sorted(letters.items()))}


def pairs(directory: Directory) -> list[dict[str, str]]:
    """The units rated on one scale in two programmes, by name: each a row of the count of them."""
    rows = [row for row in build_records(then_and_now(directory)) if row["change"]]
    return sorted(rows, key=lambda row: directory.pdus[row["pdu_id"]].name)


def twice_sentence(directory: Directory) -> str:
    """How many units were rated in two programmes, and how many of them lower, the same and higher; or nothing."""
    count, said = moved_words(row["change"] for row in pairs(directory))
    units = words.plural(count, "unit")
    return say("Of {units} rated in two programmes, {changes}.", units=units, changes=said) if count else ""


def build_then_and_now_view(facts: Facts) -> View | None:
    """The chart that counts them, and the units in groups; no page where no unit was inspected in two programmes."""
    directory = facts.directory
    if not any(len({i.programme.programme_id for i in pdu.inspections}) > 1 for pdu in directory.pdus.values()):
        return None
    return {"chart": counted.then_and_now(directory), "rated": pairs(directory)}
