"""The user's table of names that are one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from kit.actors.places import fold
from kit.errors import LoadError, SchemaError

__all__ = ["read_aliases"]

COLUMNS = ["name", "alias"]
Row = tuple[str, list[str]]


def read_aliases(given: str | Path | pd.DataFrame | None) -> pd.DataFrame | None:
    """The user's table of names that are one: `name`, `alias`, a pair a line.

    The alias is counted as the name. A name that is its own alias stays apart from all else, also from those that
    the kit would join it to.

    Parameters
    ----------
    given
        A CSV in UTF-8, or the same as a DataFrame; None for none. Lines without any cell are passed over.

    Returns
    -------
    DataFrame or None
        `name` and `alias`, without the spaces around them, in the order of the lines; None where none was given.

    Raises
    ------
    LoadError
        If there is no such file, or it is no CSV in UTF-8.
    SchemaError
        Naming the line: a column that is not known or missing, an empty cell, an alias of two names, a name that is
        itself an alias.
    """
    if given is None:
        return None
    if isinstance(given, pd.DataFrame):
        rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in given.itertuples(index=False)]
        header = ("aliases", [str(column) for column in given.columns])
        return _checked([header, *((f"aliases, row {number}", cells) for number, cells in enumerate(rows, 1))])
    try:
        return _checked(_lines(Path(given)))
    except FileNotFoundError as error:
        raise LoadError(f"{given}: no such file; name a CSV with the columns name, alias") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
        raise LoadError(f"{given}: cannot be read ({reason}); save it as CSV in UTF-8") from error


def _lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        yield f"{path}:1", next(reader, [])
        for cells in reader:
            yield f"{path}:{reader.line_num}", cells


def _checked(rows: Iterable[Row]) -> pd.DataFrame:
    """The pairs, where none contradicts another; the first row is the header, each begins with where it stands."""
    whole = iter(rows)
    where, header = next(whole)
    header = [cell.strip() for cell in header]
    for column in header:
        if column not in COLUMNS:
            raise SchemaError(f"{where}: column {column!r} is not known; the columns are name, alias")
    for column in COLUMNS:
        if column not in header:
            raise SchemaError(f"{where}: column {column!r} is missing; the columns are name, alias")
    order = [header.index(column) for column in COLUMNS]
    named: dict[str, tuple[str, str]] = {}
    pairs = []
    for where, cells in whole:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header) or not all(cell.strip() for cell in cells):
            raise SchemaError(f"{where}: found {','.join(cells)!r}; write a name and an alias")
        name, alias = (cells[at].strip() for at in order)
        other, above = named.setdefault(fold(alias), (name, where))
        if fold(other) != fold(name):
            raise SchemaError(
                f"{where}: {alias!r} is an alias of {name!r} and, in {above}, of {other!r}; keep one of them"
            )
        pairs.append((name, alias, where))
    for name, alias, where in pairs:
        if fold(name) != fold(alias) and (found := named.get(fold(name))) and fold(found[0]) != fold(name):
            head, above = found
            raise SchemaError(f"{where}: {name!r} is itself an alias of {head!r} ({above}); write {head},{alias}")
    return pd.DataFrame([(name, alias) for name, alias, _ in pairs], columns=COLUMNS, dtype="string")
