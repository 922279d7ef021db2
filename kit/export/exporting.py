"""`kit.export.export`: one function a form, written beside its place and moved there when whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kit.corpus import Corpus, asked_of
from kit.errors import KitError
from kit.export.frames import Frames, frames

__all__ = ["FORMATS", "Form", "export"]


@dataclass(frozen=True)
class Form:
    """A form to export to. `write(frames, place)` makes a file, or fills a folder, at `place`."""

    name: str
    description: str
    module: str
    folder: bool
    needs_text: bool = False

    def write(self, found: Frames, place: Path) -> None:
        """Write the tables in this form."""
        # Imported when it is asked for: whoever writes CSV does not need openpyxl.
        function: Callable[[Frames, Path], None] = import_module(self.module).write
        function(found, place)


FORMATS = {
    form.name: form
    for form in (
        Form(
            "csv",
            "a folder with one CSV for each table, and read.R, which labels them; for R, SPSS, spreadsheets",
            "kit.export.comma",
            True,
        ),
        Form(
            "xlsx", "one workbook with a sheet for each table, for Excel and LibreOffice", "kit.export.workbook", False
        ),
        Form("stata", "a folder with one .dta for each table, with labelled columns", "kit.export.stata", True),
        Form(
            "parquet",
            "a folder with one Parquet file for each table, for pandas, polars, DuckDB, Spark",
            "kit.export.parquet",
            True,
        ),
        Form("jsonl", "a folder with one file for each table, one JSON object on each line", "kit.export.jsonl", True),
        Form("brat", "a folder with .txt and .ann for each article, for brat", "kit.export.brat", True),
        Form(
            "conllu", "a folder with one .conllu for each article; names and quotes in MISC", "kit.export.conllu", True
        ),
        Form(
            "inception",
            "a folder with TypeSystem.xml and one .xmi (UIMA CAS) for each article, for INCEpTION",
            "kit.export.inception",
            True,
            needs_text=True,
        ),
        Form("qdpx", "one REFI-QDA project, for NVivo, ATLAS.ti, MAXQDA", "kit.export.refi", False, needs_text=True),
        Form("jsonld", "one file of Web Annotations (W3C)", "kit.export.annotation", False),
    )
}


def export(
    corpus: Corpus, to: str, out: str | Path, *, without_text: bool = False, min_articles: int | None = None
) -> Path:
    """Write a corpus in another form.

    Parameters
    ----------
    to
        One of `FORMATS`.
    out
        A file or folder that is not there yet.
    without_text
        Leave out what copyright holds back: offsets, hashes of the texts, and at most 25 words of any passage stay.
        `verify` puts the texts back for whoever has them.
    min_articles
        Of qdpx: only actors in so many articles have a code of their own. By default as many as leave 200 codes.

    Raises
    ------
    KitError
        If there is no such form, it cannot do without the text, or `out` is there already or cannot be written.
    """
    form = FORMATS.get(to)
    if form is None:
        raise KitError(f"{to}: no such format; choose one of {', '.join(FORMATS)}")
    if without_text and form.needs_text:
        raise KitError(f"{to}: always contains the texts; choose another format to share without them")
    if min_articles is not None and (to != "qdpx" or min_articles < 1):
        raise KitError(f"min_articles={min_articles}: only for qdpx, and 1 or more; change it, or leave it out")
    place = Path(out)
    if place.exists() and not (form.folder and place.is_dir() and not any(place.iterdir())):
        raise KitError(f"{out}: already exists; name a {'folder' if form.folder else 'file'} that does not")
    found = frames(asked_of(corpus, "export"), without_text=without_text, min_articles=min_articles)
    scratch: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder as its place: a rename is one stroke within a file system only.
        scratch = Path(tempfile.mkdtemp(prefix=".kit-new-", dir=place.parent))
        new = scratch / place.name
        if form.folder:
            new.mkdir()
        form.write(found, new)
        # It is empty, as was asked above; not every system renames over a folder.
        if place.is_dir():
            place.rmdir()
        os.replace(new, place)
    except OSError as error:
        failure = KitError(f"{out}: cannot be written ({error.strerror or error}); name another place")
        # The caller's request was sound, and the disk failed it.
        failure.exit_code = 1
        raise failure from error
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
    return place
