"""A notebook that was run, as a page: nbconvert walks its cells, our template and our own outputs draw them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from kit.reporting import prose
from kit.reporting.cells import Page, shown
from kit.views.outputs import IN_WORDS

__all__ = ["environment", "render"]

TEMPLATES = Path(__file__).parent / "template"


def render(content: Any, page: Page, **facts: Any) -> str:
    """The page as HTML. `facts` are what `layout.html.j2` asks for; `page` gathers what its card will say."""
    from markupsafe import Markup

    exporter = _exporter()
    content = answered(content)
    # Twice through the headings: the list of contents stands above the text that has them.
    first = prose.Headings()
    for cell in content.cells:
        if cell.cell_type == "markdown":
            prose.render(cell.source, first, title=page.title)
    exporter.environment.filters.update(
        prose=lambda cell: Markup(_prose(cell.source, page)),
        shown=lambda output: Markup(shown(output, page)),
    )
    resources = {"page": page, "contents": [found for found in first.found if found[0] == 2], **facts}
    html, _ = exporter.from_notebook_node(content, resources=resources)
    return str(html)


def answered(content: Any) -> Any:
    """The notebook without what was not asked, and without the sections in which nothing was: their words go, too."""
    sections: list[list[Any]] = [[]]
    for cell in content.cells:
        if cell.cell_type == "markdown" and cell.source.lstrip().startswith("#"):
            sections.append([])
        sections[-1].append(cell)
    kept = []
    for section in sections:
        showing = [cell for cell in section if cell.get("outputs")]
        silent = [cell for cell in showing if all(map(_unasked, cell.outputs))]
        # A section of which nothing was asked (no sheet was given, say) would be a heading over an empty place.
        if not silent or len(silent) < len(showing):
            kept += [cell for cell in section if cell not in silent]
    return type(content)({**content, "cells": kept})


def _unasked(output: Any) -> bool:
    return bool(output.get("data", {}).get(IN_WORDS, {}).get("unasked"))


def _prose(source: str, page: Page) -> str:
    html = prose.render(source, page.headings, title=page.title)
    if page.headings.found:
        page.heading = page.headings.found[-1][2]
    return html


@cache
def _exporter() -> Any:
    from markupsafe import Markup
    from nbconvert.exporters import TemplateExporter

    from kit.views import characters, style

    exporter = TemplateExporter(  # type: ignore[no-untyped-call]
        template_name=TEMPLATES.name, template_file="page.html.j2", extra_template_basedirs=[str(TEMPLATES.parent)]
    )
    environment = exporter.environment
    environment.autoescape = True  # nbconvert's own templates rely on its being off; ours leave nothing of theirs
    environment.filters["words"] = lambda text: Markup(characters.html(str(text)))
    script = (TEMPLATES / "tables.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals |= {"script": Markup(script), "script_hash": Markup(f"sha256-{digest}")}
    environment.globals["css"] = Markup((TEMPLATES / "style.css").read_text(encoding="utf-8") + style())
    return exporter


def environment() -> Any:
    """The same Jinja for the pages that come from no notebook; what is not marked as HTML is escaped."""
    return _exporter().environment
