"""What the data shows, in sentences that hold of every state of it: how many were rated what, and who says so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from ratings_site.model import rows
from ratings_site.model.counts import BY_UNIT, FROM_TOTAL, NOT_AVAILABLE, counts_of
from ratings_site.model.directory import Directory
from ratings_site.model.wording import capital, named, say, say_count, to_count, without_signs, words_of
from ratings_site.wording import words
from ratings_site.wording.rating import NOT_YET_INSPECTED
from ratings_site.wording.sentences import in_month, points_of

INSPECTORATE = "HM Inspectorate of Probation"
MOST_NAMED = 3
"""More areas or standards than this are counted in a headline, not named."""


def credit(directory: Directory, sources: Iterable[rows.Source | None] = ()) -> str:
    """Who says so, from which release, under which licence: the last line of every picture.

    `sources` are those of what it draws: each publisher but the inspectorate is named once, the commonest first.
    """
    package = directory.package
    others = Counter(source.publisher for source in sources if source and source.publisher != INSPECTORATE)
    return say(
        "Source: {publishers}. Data: Probation ratings, version {version}, {day}, {licence}.",
        publishers=words.joined([INSPECTORATE, *(name for name, _ in others.most_common())]),
        version=package.version,
        day=words.date_words(package.created, "day"),
        licence=package.licence["title"],
    )


def apart(*clauses: str) -> str:
    """Clauses set apart by semicolons; empty ones are left out."""
    return words.chain("{before}; {item}", clauses)


def finding(*clauses: str, about: str = "") -> str:
    """A headline: clauses as a whole sentence with its full stop, or what it is about and then the clauses."""
    what = apart(*clauses)
    return say("{area}: {what}.", area=about, what=what) if about else say("{what}.", what=capital(what))


def ratings_clause(outcomes: Iterable[str], grades: Iterable[str], unit: str, **gaps: str) -> str:
    """How many of all were rated what, best first: "one of seven standards was good and six were inadequate".

    `unit` is what is counted, and `gaps` what its words leave open.
    """
    counts = Counter(outcomes)
    total, known = counts.total(), [(rating, counts[rating]) for rating in grades if counts[rating]]
    if not known:
        forms = to_count("the rating of {areas} is not available", "the ratings of {areas} are not available")
        return say_count(forms, total, areas=words.plural(total, unit, **gaps))
    told = words_of("ratings")["areas"]  # a grade without words of its own is said by its name
    said = [words.out_of(known[0][1], total, unit, **gaps), *(words.number_word(count) for _, count in known[1:])]
    parts = [
        say_count(told.get(rating, told["other"]), count, areas=areas, rating=named(rating))
        for areas, (rating, count) in zip(said, known, strict=True)
    ]
    forms = to_count("the other rating is not available", "the other {count} ratings are not available")
    return apart(words.joined(parts), others_clause(forms, total - sum(count for _, count in known)))


def others_clause(forms: tuple[str, str], count: int, **gaps: str) -> str:
    """What holds of the others, in two forms; empty where there are none."""
    return say_count(forms, count, count=words.number_word(count), **gaps) if count else ""


def none_clause(outcomes: Iterable[str], grades: Mapping[str, rows.Grade]) -> str:
    """Which of the better ratings nobody got, where all are known, and are five: "none was good or outstanding"."""
    counts = Counter(outcomes)
    good = [grade.rating for grade in grades.values() if grade.is_good]
    if counts.total() < words.ENOUGH or counts[NOT_AVAILABLE] or not good or counts[good[0]]:
        return ""
    nobodys = good[:1] if any(counts[rating] for rating in good[1:]) else good[::-1]
    return say("none was {good}", good=words.chain("{before} or {item}", [rating.lower() for rating in nobodys]))


def began(programme: rows.Programme) -> str:
    """When a programme began, for what was inspected in it: "since November 2023"."""
    if programme.started.value is None:
        return say("in the current programme")
    return say("since {when}", when=words.month_at_most(programme.started.value, programme.started.precision))


def none_inspected(count: int, unit: str, programme: rows.Programme) -> str:
    """The headline while a programme has inspected nothing of a unit."""
    when = say("in the programme")
    if programme.started.value:
        when = say("in the programme that began{when}", when=in_month(programme.started))
    return finding(say("{areas} has been inspected {programme}", areas=words.out_of(0, count, unit), programme=when))


def overall_finding(directory: Directory, outcomes: Sequence[str], unit: str, **gaps: str) -> str:
    """How many of the inspected areas were rated what, which of the better ratings nobody got, and who still waits."""
    done, grades = [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED], directory.grades
    waiting = len(outcomes) - len(done)
    if not done:
        return none_inspected(waiting, unit, directory.current_programme)
    counted = "pdu_since" if unit == "pdu" else "inspected_region" if waiting else "region"
    forms = to_count(
        "the other region has not been inspected in this programme",
        "the other {regions} have not been inspected in this programme",
    )
    others = others_clause(forms, waiting, regions=words.plural(waiting, unit)) if unit == "region" else ""
    return finding(ratings_clause(done, grades, counted, **gaps), none_clause(done, grades), others)


def change_finding(change: Counter[str]) -> str:
    """How many PDUs got a lower grade than before, the same or a higher one."""
    ways = words_of("charts")["change"].items()
    told = ", ".join(say(message, count=words.number_word(change[way])) for way, message in ways if change[way])
    pdus = words.plural(change.total(), "pdu")
    return finding(say("of {pdus} rated in two programmes, {counts}", pdus=pdus, counts=told))


def publications_finding(listed: int, undated: int) -> str:
    """How many publications there are, and of how many the date is not known."""
    forms = to_count("{publications} is listed", "{publications} are listed")
    unknown = say("the date of {count} is not known", count=words.number_word(undated)) if undated else ""
    return finding(say_count(forms, listed, publications=words.plural(listed, "publication")), unknown)


def figure_finding(message: str, values: Mapping[str, float], unknown: int) -> str:
    """What a figure of the annual report finds, in its words, of the numbers that are known."""
    told = [say("{value}% ({what})", value=f"{value:g}", what=what) for what, value in values.items()]
    said = [*values.values()]
    ends = {"first": said[0], "last": said[-1], "lowest": min(said), "highest": max(said)}
    found = say(message, values=words.joined(told), **{name: f"{value:g}" for name, value in ends.items()})
    forms = to_count("the other value is not in our data", "the other {count} values are not in our data")
    return finding(found, others_clause(forms, unknown))


def scores_clause(scores: Iterable[int | None], maximum: int | None) -> str:
    """From where to where the known scores run: "ten known scores of 11 run from 1 to 6"; empty where none is known.

    `scores` may be all of them, or how many there are of each.
    """
    counts = Counter(scores)
    known = sorted(score for score in counts if score is not None)
    if not known:
        return ""
    highest, said = points_of(known[-1], maximum), _counted(counts)
    if known[0] < known[-1]:
        return say("{scores} run from {lowest} to {highest}", scores=said, lowest=known[0], highest=highest)
    return say_count(("{scores}: {score}", "{scores}: each {score}"), counts[known[0]], scores=said, score=highest)


def _counted(scores: Counter[int | None]) -> str:
    """How many scores are known, of how many: "ten known scores of 11"."""
    total, known = scores.total(), scores.total() - scores[None]
    said = words.plural(known, "known_score")
    return said if known == total else say("{scores} of {count}", scores=said, count=words.number_word(total))


def range_finding(area: str, own: Iterable[int | None], scores: Counter[int | None], maximum: int | None) -> str:
    """From where to where the known scores of an area run, or those of all where none of its own is known."""
    told = scores_clause(own, maximum)
    return finding(told or say("no score is in our data"), "" if told else scores_clause(scores, maximum), about=area)


def place_finding(pdu: str, score: int | None, scores: Counter[int | None], maximum: int | None) -> str:
    """How many others scored higher than a PDU, the same and lower, or from where to where they all run."""
    if score is None:
        return finding(say("its score is not in our data"), scores_clause(scores, maximum), about=pdu)
    told, sides = say("{pdu} scored {score}", pdu=pdu, score=points_of(score, maximum)), Counter({0: -1})
    for other, count in scores.items():
        if other is not None:
            sides[(other > score) - (other < score)] += count
    if not any(sides.values()):
        return finding(told, say("no other score is known"))
    sentences = zip((1, 0, -1), words_of("charts")["place"].values(), strict=True)
    counts = [say(some if sides[side] else no, count=words.number_word(sides[side])) for side, (no, some) in sentences]
    place = say("{counts}, {known}", counts=", ".join(counts), known=say("of {known}", known=_counted(scores)))
    return finding(say("{scored}: {place}", scored=told, place=place))


def highest_finding(scored: Sequence[tuple[str, int | None]], maximum: int | None) -> str:
    """The highest known score and which PDUs got it, and the median; of few no more than how far they run."""
    known = [score for _, score in scored if score is not None]
    counts = Counter(score for _, score in scored)
    if not words.is_enough(len(known), len(scored)):
        return finding(scores_clause(counts, maximum))
    names = [name for name, score in scored if score == max(known)]
    few = len(names) <= MOST_NAMED
    who = words.joined(sorted(names, key=without_signs)) if few else words.plural(len(names), "pdu")
    points, of_known = points_of(max(known), maximum), say("of {known}", known=_counted(counts))
    return finding(
        say("the highest known score of a PDU is {score} ({pdus})", score=points, pdus=who),
        say("the median is {median}, {known}", median=f"{median(known):g}", known=of_known),
    )


def standard_finding(directory: Directory, standard: rows.Standard) -> str:
    """How often each rating was given on one standard: by published totals where there are any, else by unit."""
    grades = directory.programmes[standard.programme_id].grades
    if published := counts_of(directory, standard.standard_id, FROM_TOTAL):
        return say("by published totals, {what}", what=ratings_clause(published.elements(), grades, standard.area_type))
    return ratings_clause(counts_of(directory, standard.standard_id, BY_UNIT).elements(), grades, standard.area_type)


def standards_finding(directory: Directory, standards: Sequence[rows.Standard]) -> str:
    """Which standards were rated lowest most often and which highest: by published totals where they have them all.

    Without them by what is known by unit, of the standards of which enough is known.
    """
    unit, grades = standards[0].area_type, directory.programmes[standards[0].programme_id].grades
    published = {standard: counts_of(directory, standard.standard_id, FROM_TOTAL) for standard in standards}
    if all(published.values()):
        return finding(say("by published totals, {what}", what=_extremes(published, grades, unit)))
    counted = {standard: counts_of(directory, standard.standard_id, BY_UNIT) for standard in standards}
    known = {standard: counts.total() - counts[NOT_AVAILABLE] for standard, counts in counted.items()}
    most, total = max(known.values()), max(counts.total() for counts in counted.values())
    at_most = say("ratings on single standards are known for {areas} at most", areas=words.out_of(most, total, unit))
    enough = {standard: n for standard, n in counted.items() if words.is_enough(known[standard], n.total())}
    if not enough:
        return finding(at_most)
    is_whole = not any(counts[NOT_AVAILABLE] for counts in counted.values())
    return finding(_extremes(enough, grades, unit if is_whole else f"known_{unit}"), "" if is_whole else at_most)


def _extremes(counted: Mapping[rows.Standard, Counter[str]], grades: Mapping[str, rows.Grade], unit: str) -> str:
    """Which standards got the lowest rating most often, and which a good one: "reviewing was inadequate in 22 PDUs"."""
    good = [rating for rating, grade in grades.items() if grade.is_good]
    return apart(*(_most(counted, *of, grades, unit) for of in (("inadequate", [*grades][-1:]), ("good", good))))


def _most(
    counted: Mapping[rows.Standard, Counter[str]], called: str, told: Iterable[str], grades: Iterable[str], unit: str
) -> str:
    """The standards called so most often, and how often, of how many that are known."""
    messages = words_of("charts")[called]
    given = {s.name.lower(): (sum(n[r] for r in told), sum(n[r] for r in grades)) for s, n in counted.items()}
    largest = max(count / total for count, total in given.values())
    if largest == 0:
        return say(messages["none_known" if unit.startswith("known") else "none"])
    names = [name for name, (count, total) in given.items() if count / total == largest]
    who = words.joined(names) if len(names) <= MOST_NAMED else words.plural(len(names), "standard")
    parts = {given[name] for name in names}
    areas = words.out_of(*parts.pop(), unit) if len(parts) == 1 else words.share_of(largest, unit)
    return say_count(messages["told"], len(names), standards=who, areas=areas)
