"""The sentences the site writes itself about ratings: plain, exact, and true of every state of the data."""

from datetime import date

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, PartialDate, Programme
from ratings_site.model.wording import say, say_count, to_count, to_say, words_of
from ratings_site.wording import words

UNKNOWN_DATE = to_say("date not in our data")


def written(when: PartialDate) -> str:
    """A date as exactly as it is known: "24 October 2024", "October 2024", "2024", or that it is not known."""
    return say(UNKNOWN_DATE) if when.value is None else words.date_words(when.value, when.precision)


def published(inspection: Inspection) -> str:
    """When its report came out, as exactly as is known: a bound where only that is, or that it is not in our data."""
    return inspection.published_label or say(UNKNOWN_DATE)


def partial_words(day: str) -> str:
    """A date of a table as exactly as it is known, in words: "2024-10" as "October 2024"."""
    return words.date_words(date.fromisoformat(f"{day}-01-01"[:10]), {4: "year", 7: "month", 10: "day"}[len(day)])


def in_month(when: PartialDate) -> str:
    """When something was published, to the month at most, as the end of a sentence; empty where it is unknown."""
    return say(" in {when}", when=words.month_at_most(when.value, when.precision)) if when.value else ""


def points_of(score: int | None, maximum: int | None) -> str:
    """A score with what it is out of: "6 of 21"; empty where it is unknown."""
    if score is None:
        return ""
    return say("{score} of {maximum}", score=score, maximum=maximum) if maximum else str(score)


def grade_words(inspection: Inspection) -> str:
    """Which of the grades of its scale a rating is, best first: "the third of four grades"."""
    place, count = list(inspection.programme.grades).index(inspection.overall), len(inspection.programme.grades)
    key = "highest" if place == 0 else "lowest" if place == count - 1 else f"place_{place + 1}"
    return say(words_of("ratings")["grade"][key], count=words.number_word(count))


def ago_words(when: PartialDate, today: date) -> str:
    """How long before a day something was, as exactly as its date allows; empty where that is unknown."""
    if when.value is None:
        return ""
    if when.precision == "year":
        years = today.year - when.value.year
        if years > 1:
            fewer, more = words.number_word(years - 1), words.number_word(years)
            return say("between {fewer} and {more} years ago", fewer=fewer, more=more)
        return say("less than two years ago" if years == 1 else "less than a year ago")
    months = (today.year - when.value.year) * 12 + today.month - when.value.month
    if when.precision == "day" and today.day < when.value.day:
        months -= 1
    return say("{time} ago", time=_years_and_months(months))


def _years_and_months(months: int) -> str:
    if months < 1:
        return say("less than a month")
    years, rest = divmod(months, 12)
    if years == 1 and rest:
        return say("{years} and {months}", years=words.plural(years, "year"), months=words.plural(rest, "month"))
    return words.plural(years, "year") if years else words.plural(rest, "month")


def programme_span(programme: Programme) -> str:
    """A programme in a sentence: "the programme that began in October 2023, which paused in October 2025"."""
    began = say("the programme that began{when}", when=in_month(programme.started))
    if programme.ended.value is None:
        return began
    key = to_say("{began}, which paused{when}") if programme.is_paused else to_say("{began}, which ended{when}")
    return say(key, began=began, when=in_month(programme.ended))


def freshness(directory: Directory) -> str:
    """How fresh the data is: the newest report held, what paused and what is not known of it, the last search."""
    said: list[str] = []
    last = max((i.published for i in directory.counted if i.published.value), key=lambda p: p.sort_key, default=None)
    if last:
        newest = [i for i in directory.counted if i.published == last]
        key = to_count(
            "The newest report in our data is “{titles}”, of {day}.",
            "The newest reports in our data are from {day}: on {areas}.",
        )
        areas = words.joined([directory.area_of(inspection).name for inspection in newest])
        titles = newest[0].title or areas
        said.append(say_count(key, len(newest), titles=titles, areas=areas, day=written(last)))
    programme = directory.current_programme
    if programme.is_paused:
        paused = to_say("The inspections that rate PDUs paused{when}; when they go on is not known.")
        said.append(say(paused, when=in_month(programme.ended)))
    if searched := [p.searched_on for p in directory.programmes.values() if p.searched_on]:
        said.append(say("We last searched the public pages on {day}.", day=words.day_words(min(searched))))
    return " ".join(said)
