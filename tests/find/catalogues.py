"""Catalogues of Welsh made by code, each in the file where the site looks for one."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from ratings_site.model.directory import Directory
from tools.messages import messages

SIX_FORMS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"

Texts = Mapping[str | tuple[str, str], str | tuple[str, ...]]


def write_catalogue(folder: Path, said: Texts, named: Mapping[str, str] = {}, *, fuzzy: Iterable[str] = ()) -> Path:
    """A file of translations below a folder: of messages, and of names from the tables."""
    catalogue = Catalog(locale="cy", fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", SIX_FORMS)]
    for message, text in said.items():
        catalogue.add(message, text, flags={"fuzzy"} if message in fuzzy else ())
    for name, text in named.items():
        catalogue.add(name, text, context="name")
    file = folder / "cy" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return file


def write_marked_catalogue(folder: Path, directory: Directory) -> Path:
    """Everything that the site can say, and every name, in guillemets: «Its score»."""
    said = {
        message: f"«{message}»" if isinstance(message, str) else tuple(f"«{message[1]}»" for _ in range(6))
        for message in messages()
    }
    names = {
        *directory.grades,
        *(area.name for area in (*directory.regions.values(), *directory.pdus.values())),
        *(standard.name for standard in directory.standards.values()),
        *(place.place for pdu in directory.pdus.values() for place in pdu.places),
    }
    return write_catalogue(folder, said, {name: f"«{name}»" for name in names})
