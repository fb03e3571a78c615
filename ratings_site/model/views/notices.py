"""The banners of an area's page: a state that changes how what stands below it is read, each with its sign."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, LifeEvent, Pdu, Region
from ratings_site.model.views.parts import Link
from ratings_site.model.views.rating import CLOSED, PAUSED, RENAMED, Shown
from ratings_site.model.views.sentences import in_month, paused, written
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say, to_say


@dataclass(frozen=True)
class Notice:
    """A banner: the state, a sentence about it, and for a unit that closed the pages of those that came after it."""

    shown: Shown
    text: str
    to: tuple[Link, ...] = ()


def pdu_notices(pdu: Pdu, directory: Directory) -> tuple[Notice, ...]:
    """For the top of the page: that the PDU has another name than before, or that it has closed and what followed."""
    renamed = tuple(renamed_notice(pdu, event) for event in pdu.successors if event.other_id == pdu.pdu_id)
    if pdu.closed is None:
        return renamed
    to = tuple(Link(directory.pdus[e.other_id].name, f"pdus/{e.other_id}/") for e in successors_of(pdu))
    closed = Notice(
        Shown(CLOSED),
        say("{name} has closed. Public records show it by {day}.", name=pdu.name, day=day_words(pdu.closed)),
        to,
    )
    return (*renamed, closed)


def successors_of(pdu: Pdu) -> tuple[LifeEvent, ...]:
    """The steps that led from this PDU to another one."""
    return tuple(event for event in pdu.successors if event.other_id != pdu.pdu_id)


def renamed_notice(pdu: Pdu, event: LifeEvent) -> Notice:
    """That the PDU had another name: the one of its other names that the event's note gives, if any."""
    former = next((other.name for other in pdu.other_names if other.name in event.note), "")
    key = (
        to_say("{name} was called {former} before. Public records show the new name by {day}.")
        if former
        else to_say("{name} has a new name. Public records show it by {day}.")
    )
    return Notice(Shown(RENAMED), say(key, name=pdu.name, former=former, day=written(event.as_at)))


def paused_notices(area: Pdu | Region, directory: Directory) -> tuple[Notice, ...]:
    """For below the headline: that the current programme paused before it came to an area; nothing where it came."""
    programme = directory.current_programme
    if not paused(programme) or area.latest(programme.programme_id):
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
