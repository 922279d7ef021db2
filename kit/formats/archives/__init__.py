"""The newspaper archives, agencies and exchange forms: a module each, with one record `ARCHIVE` in it.

    ARCHIVES              all of them, in the order in which they are asked
    export_in_html        the articles of a page, where it is an archive's export
    export_in_paragraphs  the same for the paragraphs of a document
    export_in_text        the same for plain text
    resembles             what is said of a text that looks like an export, and is not understood

A module that is put into this folder is found by itself. The first archive that knows a file reads it, so the order
matters where an export of one may hold a line that another goes by: then the record says `before`; else it is by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kit.formats.reading.archive import Archive, View, in_order
from kit.formats.reading.registry import HEAD, Found

__all__ = ["ARCHIVES", "export_in_html", "export_in_paragraphs", "export_in_text", "only_with_articles", "resembles"]

ARCHIVES: tuple[Archive, ...] = in_order(
    importlib.import_module(f"{__name__}.{module.name}").ARCHIVE for module in pkgutil.iter_modules(__path__)
)


def export_in_html(text: str) -> Iterator[Found] | None:
    """The articles of a web page that is an archive's export in its own markup.

    Parameters
    ----------
    text
        The page, decoded; each archive looks at its first `HEAD` characters.

    Returns
    -------
    iterator or None
        Articles as dicts, and what was left out as `Skipped`, in the order of the page; None where it is no export. The
        reader may still raise LoadError when it is run through.
    """
    return _first(lambda archive: archive.html, text[:HEAD], text)


def export_in_paragraphs(lines: Sequence[str]) -> Iterator[Found] | None:
    """The articles of a document whose paragraphs are an archive's export.

    Parameters
    ----------
    lines
        All paragraphs of the document in order, without empty ones.

    Returns
    -------
    iterator or None
        As `export_in_html`; None where it is one document.
    """
    return _first(lambda archive: archive.paragraphs, lines, lines)


def export_in_text(text: str) -> Iterator[Found] | None:
    """The articles of plain text that is an archive's export.

    Parameters
    ----------
    text
        The file, decoded, its lines as they are; each archive parts it into paragraphs as it wraps them.

    Returns
    -------
    iterator or None
        As `export_in_html`; None where it is one text.
    """
    return _first(Archive.in_text, text[:HEAD], text)


def resembles(lines: Sequence[str]) -> str | None:
    """What the skip list says of a text that looks like an archive's export and is not read as one.

    Parameters
    ----------
    lines
        Its lines or paragraphs, or the first of them.

    Returns
    -------
    str or None
        A sentence that names the archive and up to four of its labels that stand there; None where none or only one
        does.
    """
    for archive in ARCHIVES:
        # One label may stand in any text; two of one archive's are hardly there by chance.
        if archive.signs is not None and len(found := archive.signs(lines)) > 1:
            return f"looks like {archive.description}, by {', '.join(found[:4])}; read as one plain text"
    return None


def only_with_articles(found: Iterator[Found] | None) -> list[Found]:
    """What was found, if an article is among it; else nothing.

    For pages and mails, which may well quote a line that an archive goes by and are no export.
    """
    every = list(found or ())
    return every if any(isinstance(one, dict) for one in every) else []


def _first(view_of: Callable[[Archive], View | None], shown: Any, whole: Any) -> Iterator[Found] | None:
    for archive in ARCHIVES:
        # An archive without a view of such a file is not asked: not every one exports in every form.
        view = view_of(archive)
        if view is not None and view.known(shown):
            return view.read(whole)
    return None
