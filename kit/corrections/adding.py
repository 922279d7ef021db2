"""One more line in the file of corrections, by a click or from a script."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kit.by_hand import as_csv, decoded, delimiter_of, inert, read_lines
from kit.corrections.reading import FURTHER, NEEDED, about, checked, said
from kit.errors import LoadError, SchemaError
from kit.writing import Busy, held, put

__all__ = ["add"]


def add(
    file: str | Path,
    article: str,
    start: int,
    end: int,
    what: str,
    value: str | None = None,
    *,
    note: str | None = None,
    words: str | None = None,
    replace: bool = False,
) -> bool:
    """Add a correction to a file of corrections, which is made where there is none.

    The file is there whole at every moment, with the old lines or with the new one as well, and two processes that add
    to it at a time lose nothing. Its other lines, further cells, order of columns and delimiter stay.

    Parameters
    ----------
    file
        A .csv, as `read_corrections` takes it.
    article, start, end
        An `article_id`, and the place of the mention or quote in its text.
    what, value
        One of `kit.corrections.KINDS`, and what it says; none for "no quote", and for a "no person" that is nothing.
    words
        What stands there, so that the correction is not applied where something else does; best given.
    replace
        Whether the line takes the place of one that it contradicts: somebody has thought again.

    Returns
    -------
    bool
        False where the file says just this already, and is left as it is.

    Raises
    ------
    SchemaError
        If it is no correction, or contradicts a line of the file, which is named; the file is left as it is.
    LoadError
        If the file cannot be read or written, or another process holds it for half a minute.
    """
    place = Path(file)
    if place.suffix.casefold() == ".xlsx":
        raise LoadError(f"{file}: lines can only be added to a .csv; save it as CSV in UTF-8")
    cells = dict(zip((*NEEDED, *FURTHER), (article, start, end, what, value, note, words), strict=True))
    wanted = {name: "" if value is None else str(value).strip() for name, value in cells.items()}
    # Checked as a file would be, before the file is touched.
    new = checked(pd.DataFrame([wanted]))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with held(place):
            return _into(place, wanted, new, replace)
    except Busy:
        raise LoadError(f"{file}: another process is using it; try again when it has finished") from None
    except OSError as error:
        raise LoadError(f"{file}: cannot be written ({error.strerror or error}); close it in other programs") from error


def _into(place: Path, wanted: dict[str, str], new: pd.DataFrame, replace: bool) -> bool:
    """The line put into the file as it stands now."""
    # Read under the lock: what another process has just added must not be lost.
    lines = read_lines(place, "corrections", NEEDED) if place.exists() and place.stat().st_size else []
    header, rows, delimiter = [*NEEDED, *FURTHER], [], ","
    if lines:
        header = [cell.strip() for cell in lines[0].cells]
        delimiter = delimiter_of(decoded(place.read_bytes()))
        there = checked(place)
        if said(new)[0] in said(there):
            return False
        ours = about(new)[0]
        against = {line for line, one in zip(there["line"], about(there), strict=True) if ours and one == ours}
        if against and not replace:
            raise SchemaError(
                f"{place}:{min(against)}: says something else about the same place; remove it, or add with replace=True"
            )
        rows = [line.cells for line in lines[1:] if line.number not in against]
    # A file without notes gets the column with its first note, and not before.
    header += [name for name in FURTHER if wanted[name] and name not in header]
    put(place, as_csv([header, *rows, [inert(wanted[name]) for name in header]], delimiter))
    return True
