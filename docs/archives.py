"""The tables of archives in `docs/formats.md`, made from their records as the site is built."""

from __future__ import annotations

from typing import Any

from kit.formats.archives import ARCHIVES

KINDS = ("text", "RTF", "Word", "OpenDocument", "PDF", "web page", "mail")


def table() -> str:
    """A row an archive: the kinds of file it is known in, and the markup of its own that its articles come in."""
    rows = [f"| archive | {' | '.join(KINDS)} | markup of its own |", f"| --- |{' --- |' * (len(KINDS) + 1)}"]
    for archive in ARCHIVES:
        known = ["yes" if archive.paragraphs else "" for _ in KINDS]
        own = [kind for kind, view in (("XML or SGML", archive.data), ("HTML", archive.html)) if view]
        if archive.text and not archive.paragraphs:
            own.append("text")
        rows.append(f"| {archive.description} | {' | '.join(known)} | {', '.join(own)} |")
    return "\n".join(rows)


def exports() -> str:
    """A row an archive: how to export from it, and what its articles have besides text, title, source and day."""
    rows = ["| archive | export | also gives |", "| --- | --- | --- |"]
    for archive in ARCHIVES:
        columns = ", ".join(f"`{name}`" for name in archive.columns)
        rows.append(f"| {archive.description} | {archive.advice} | {columns} |")
    return "\n".join(rows)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put both where the page asks for them; mkdocs calls this for every page."""
    return markdown.replace("<!-- archives -->", table()).replace("<!-- exports -->", exports())
