"""`kit.report`: articles in, pages out; a page appears only if its notebook ran to the end."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kit.corpus import Corpus, asked_of
from kit.errors import ReportError
from kit.pipeline.prepared import VARIABLE, described
from kit.reporting import parameters
from kit.reporting.kernels import Run, Runs
from kit.reporting.notebooks import sort_out
from kit.reporting.pages import write
from kit.reporting.progress import Progress
from kit.reporting.publication import Publication
from kit.reporting.scrub import Scrub, as_given

__all__ = ["report"]


def report(
    source: str | Path | Corpus = "seeds/",
    *,
    out: str | Path = "reports/",
    metadata: str | Path | None = None,
    aliases: str | Path | None = None,
    corrections: str | Path | None = None,
    notebooks: str | Path | None = None,
    articles: int = 200,
    archive: str | Path | None = None,
    quiet: bool = False,
    **given: Any,
) -> list[Path]:
    """Write the pages of a report and list them, `index.html` first.

    Parameters
    ----------
    source
        Files, a folder or a saved corpus, as `kit.read_corpus` takes them; or a Corpus that is there already.
    metadata, aliases, corrections
        The user's tables, as `kit.read_corpus` takes them.
    out
        A folder. Pages of an earlier report are replaced; what the kit did not write there is never touched.
    notebooks
        A folder with notebooks (default: the kit's own). Each with a cell tagged parameters becomes a page; one that
        states in its metadata which parameter it needs (`kit.needs`), as `validate` does, only where that is given.
    articles
        How many articles get a page of their own.
    archive
        A .zip to pack all pages into, too: it can be mailed, and opens where it is unpacked.
    quiet
        Say nothing on the way.
    given
        Parameters of the notebooks, such as `by="source"` or `top=10`, as their parameters cells state them.

    Raises
    ------
    ReportError
        If a notebook failed, after the other pages were written; or before anything is written, if a parameter is
        unknown or of a wrong type, or the folder cannot be written or holds somebody else's pages.
    LoadError, CorpusError
        If the articles cannot be read.

    Examples
    --------
    >>> pages = kit.report("seeds/", out="reports/", quiet=True)
    >>> pages[0].name
    'index.html'
    """
    if not isinstance(source, str | Path):
        asked_of(source, "report")
    found, broken, others = sort_out(notebooks)
    shown = os.fspath(source) if isinstance(source, (str, Path)) else "corpus"
    tables = {"metadata": _text(metadata), "aliases": _text(aliases), "corrections": _text(corrections)}
    wanted = {"source": shown, **tables}
    values = parameters.check(found, {n: v for n, v in (wanted | given).items() if v is not None})
    # A page on coded samples says nothing where none was given.
    found = [notebook for notebook in found if notebook.needs is None or notebook.needs in values] or found
    with Publication(out) as publication, Progress(quiet=quiet) as progress:
        for path in others if notebooks is not None else ():
            progress.say(f"{path.name}: has no cell tagged parameters, so it is no page of the report")
        # Before anything is read: hours of annotating must not end at a folder that is not ours.
        publication.claim(["index.html", *(f"{notebook.name}.html" for notebook in found)])
        with TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as scratch:
            place = _place(source, wanted, scratch)
            handed_on = {VARIABLE: described(place, [shown], **tables)}
            # Kernels start now, and import what they need while the articles are read.
            with Runs(found, scratch, environment=handed_on, tell=progress.cell) as runs:
                corpus = _read(source, wanted, place, progress=not quiet)
                # Once here, instead of an error in every notebook.
                parameters.check_column(values.get("by"), corpus)
                done = runs.finish({n.name: parameters.choose(n, values) for n in found})
                done += [Run(notebook, error=notebook.broken) for notebook in broken]
            progress.say("writing the pages")
            scrub = Scrub(shown, metadata, aliases, corrections, notebooks, hidden={place: as_given(shown)})
            failed = write(publication, corpus, done, wanted | given, articles, scrub)
        if archive is not None:
            publication.pack(archive)
    if failed:
        one = failed[0]
        where = f", under “{one.heading}”" if one.heading else ""
        raise ReportError(
            f"{one.notebook.name}{where}: {one.error}; the other pages are in {publication.shown}, the full message in "
            "errors.log"
        )
    return [publication.path / name for name in publication.staged if name.endswith(".html")]


def _place(source: str | Path | Corpus, wanted: Mapping[str, str | None], scratch: str) -> str:
    """Where the kernels find the corpus: where it lies, if it is saved already and nothing is changed in it."""
    from kit.store.folder import is_corpus

    if isinstance(source, (str, Path)) and is_corpus(source) and not _changed(wanted):
        return os.path.abspath(source)
    return os.path.join(scratch, "corpus")


def _read(source: str | Path | Corpus, wanted: Mapping[str, Any], place: str, *, progress: bool) -> Corpus:
    """The corpus, which from then on stands in `place`."""
    from kit.pipeline import read_corpus
    from kit.store.folder import is_corpus

    if not isinstance(source, (str, Path)):
        source.save(place)
        return source
    known = {name: wanted[name] for name in ("metadata", "aliases", "corrections")}
    if not is_corpus(source):
        return read_corpus(source, **known, out=place, progress=progress)
    corpus = read_corpus(source, **known)
    if _changed(wanted):
        corpus.save(place)
    return corpus


def _changed(wanted: Mapping[str, str | None]) -> bool:
    """Whether a saved corpus is asked for with other names or corrections than its own."""
    return wanted["aliases"] is not None or wanted["corrections"] is not None


def _text(path: str | Path | None) -> str | None:
    return None if path is None else os.fspath(path)
