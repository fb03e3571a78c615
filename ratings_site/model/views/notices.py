"""The banners of an area's page: a state that changes how what stands below it is read, each with its sign."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, LifeEvent, Pdu
from ratings_site.model.rows import Area
from ratings_site.model.views.parts import Link
from ratings_site.model.views.rating import CLOSED, PAUSED, RENAMED, Shown, status_of
from ratings_site.model.views.sentences import UNKNOWN_DATE, in_month, written
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say, to_say


@dataclass(frozen=True)
class Notice:
    """A banner: the state, a sentence about it, and for a unit that closed the pages of those that came after it."""

    shown: Shown
    text: str
    to: tuple[Link, ...] = ()


def pdu_notices(pdu: Pdu, directory: Directory) -> tuple[Notice, ...]:
    """For the top of the page: another name than before, reports that do not stand, its closure and what followed."""
    renamed = tuple(renamed_notice(pdu, event) for event in pdu.successors if event.other_id == pdu.pdu_id)
    known = (*renamed, *status_notices(pdu))
    if pdu.closed is None:
        return known
    to = tuple(Link(other.name, other.address) for other in (directory.pdus[e.other_id] for e in successors_of(pdu)))
    closed = Notice(
        Shown(CLOSED),
        say("{name} has closed. Public records show it by {day}.", name=pdu.name, day=day_words(pdu.closed)),
        to,
    )
    return (*known, closed)


def successors_of(pdu: Pdu) -> tuple[LifeEvent, ...]:
    """The steps that led from this PDU to another one."""
    return tuple(event for event in pdu.successors if event.other_id != pdu.pdu_id)


def renamed_notice(pdu: Pdu, event: LifeEvent) -> Notice:
    """That the PDU had another name: the former one, where the table of names has one and not several."""
    names = [other.name for other in pdu.other_names if other.is_former]
    former = names[0] if len(names) == 1 else ""
    key = (
        to_say("{name} was called {former} before. Public records show the new name by {day}.")
        if former
        else to_say("{name} has a new name. Public records show it by {day}.")
    )
    return Notice(Shown(RENAMED), say(key, name=pdu.name, former=former, day=written(event.as_at)))


NOTICE = {
    "paused": to_say(
        "The inspections of this programme paused{when}, before they came to {name}. No source we hold says when "
        "they go on."
    ),
    "closed": to_say("{name} has closed. Public records show it by {day}."),
    "passed": to_say("Its work passed to {units}."),
    "renamed": to_say("{name} was called {former} before. Public records show the new name by {day}."),
    "renamed_only": to_say("{name} has a new name. Public records show it by {day}."),
    "under appeal": to_say("The rating {rating}, published{when}, is under appeal since {day}. {reason}"),
    "withdrawn": to_say(
        "The rating {rating}, published{when}, was withdrawn on {day} and counts nowhere on this site. {reason}"
    ),
    "correction": to_say("Corrected on {day}: {column} was “{was}” and is now “{now}”."),
    "corrections": to_say("All corrections"),
    "one_corrected": to_say("One value here was corrected after it was published, on {day}."),
    "many_corrected": to_say("{count} values here were corrected after they were published, the last on {day}."),
    "corrected": to_say("corrected on {day}"),
    "empty": to_say("empty"),
}


def status_notices(area: Area) -> tuple[Notice, ...]:
    """That a report on the area is under appeal or was withdrawn: since when, and why."""
    return tuple(
        Notice(Shown(inspection.status), say(NOTICE[inspection.status], **status_words(inspection)))
        for inspection in area.inspections
        if status_of(inspection)
    )


def status_words(inspection: Inspection) -> dict[str, str]:
    """The gaps of the sentence about an appeal or a withdrawal."""
    return {
        "rating": inspection.overall,
        "when": in_month(inspection.published),
        "day": day_words(inspection.status_on) if inspection.status_on else UNKNOWN_DATE,
        "reason": inspection.status_reason,
    }


def paused_notices(area: Area, directory: Directory) -> tuple[Notice, ...]:
    """For below the headline: that the current programme paused before it came to an area; nothing where it came."""
    programme = directory.current_programme
    if not programme.is_paused or area.latest(programme.programme_id):
        return ()
    return (
        Notice(
            Shown(PAUSED),
            say(
                "The inspections of this programme paused{when}, before they came to {name}. No source we hold says "
                "when they go on.",
                name=area.name,
                when=in_month(programme.ended),
            ),
        ),
    )
