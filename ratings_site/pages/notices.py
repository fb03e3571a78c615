"""The banners of an area's page: a state that changes how what stands below it is read, each with its sign."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, LifeEvent, Pdu
from ratings_site.model.rows import UNDER_APPEAL, WITHDRAWN, Area
from ratings_site.model.wording import say, to_say
from ratings_site.wording.rating import CLOSED, RENAMED, Shown, status_of
from ratings_site.wording.sentences import UNKNOWN_DATE, in_month, written
from ratings_site.wording.words import day_words


@dataclass(frozen=True)
class Notice:
    """A banner: the state, a sentence about it, and for a unit that closed those that came after it."""

    shown: Shown
    text: str
    to: tuple[Pdu, ...] = ()


def area_notices(area: Area, directory: Directory) -> tuple[Notice, ...]:
    """For the top of the page: another name than before, reports that do not stand, its closure and what followed."""
    if not isinstance(area, Pdu):
        return status_notices(area.inspections)
    renamed = tuple(renamed_notice(area, event) for event in area.successors if event.change == RENAMED)
    known = (*renamed, *status_notices(area.inspections))
    if area.closed is None:
        return known
    said = say("{name} has closed. Public records show it by {day}.", name=area.name, day=day_words(area.closed))
    return (*known, Notice(Shown(CLOSED), said, tuple(directory.pdus[e.other_id] for e in successors_of(area))))


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


STATUS = {
    UNDER_APPEAL: to_say("The rating {rating}, published{when}, is under appeal since {day}. {reason}"),
    WITHDRAWN: to_say(
        "The rating {rating}, published{when}, was withdrawn on {day} and counts nowhere on this site. {reason}"
    ),
}
"""What is said of a report that does not stand as it was published."""


def status_notices(inspections: Iterable[Inspection]) -> tuple[Notice, ...]:
    """That a report is under appeal or was withdrawn: since when, and why."""
    return tuple(
        Notice(Shown(inspection.status), say(STATUS[inspection.status], **status_words(inspection)))
        for inspection in inspections
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
