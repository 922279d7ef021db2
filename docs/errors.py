"""The measured errors in `docs/methods.md`, from the model's card, put there as the site is built."""

from __future__ import annotations

from typing import Any

import kit
from kit.measures.records import MEASURES
from kit.reporting.provenance import errors_of, methods_of

NAMES = {"quotes": "Quotes and their speakers", "actors": "Names, and who is meant", "sentiment": "Portrayal"}


def rests_on() -> str:
    """A row for each measure: the methods whose errors are in its numbers."""
    rows = ["| measure | errors that enter its numbers |", "| --- | --- |"]
    for name in sorted(set(MEASURES) & set(kit.measures.__all__)):
        methods = [NAMES[method] for method in methods_of({name: MEASURES[name].methods}) if method in NAMES]
        rows.append(f"| `{name}` | {'; '.join(methods) or 'none of the model: it counts texts, words or codes'} |")
    return "\n".join(rows)


def errors() -> str:
    """The errors of each method, a line each."""
    return "\n\n".join(
        "\n".join([f"**{name}**", "", *(f"- {said}" for said in errors_of([method]))]) for method, name in NAMES.items()
    )


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put both where the page asks for them; mkdocs calls this for every page."""
    return markdown.replace("<!-- rests on -->", rests_on()).replace("<!-- errors -->", errors())
