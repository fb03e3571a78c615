"""Asking the finder of the site, and typing into its box."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect


def type_in(page: Page, text: str) -> None:
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.locator(".find-note")).not_to_be_empty()


def found(page: Page, text: str) -> list[str]:
    """The addresses offered for a text, in their order, and what is said of them, straight from the finder."""
    return ask(page, text)["addresses"]


def said(page: Page, text: str) -> str:
    return ask(page, text)["said"]


def ask(page: Page, *texts: str) -> dict:
    return page.evaluate(
        """async (texts) => {
            const base = new URL("assets/", document.querySelector("script").src.replace("assets/find.js", ""));
            const finder = await import(new URL("find-answers.js", base));
            const root = new URL("../", base);
            const fetched = async (path) => (await fetch(new URL(path, root))).json();
            const index = finder.read(await fetched("find/index.json"));
            const answers = [];
            for (const text of texts) {
                const answer = await finder.answer(index, text, fetched);
                answers.push({
                    addresses: answer.results.map(({ target }) => target.address),
                    about: answer.results.map((result) => finder.about(index, result)),
                    said: finder.summary(index, text, answer),
                });
            }
            return texts.length === 1 ? answers[0] : answers;
        }""",
        list(texts),
    )


def queries() -> list[dict[str, str]]:
    """What people typed, with the units that must come first, be there or not be there."""
    return list(csv.DictReader((Path(__file__).parent / "queries.csv").read_text(encoding="utf-8").splitlines()))
