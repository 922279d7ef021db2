"""The user's table of names that are one, and of names that are not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from kit.actors.places import fold
from kit.by_hand import Line, read_lines
from kit.errors import SchemaError

__all__ = ["read_aliases"]

COLUMNS = ["name", "alias"]
APART = "apart"


def read_aliases(given: str | Path | pd.DataFrame | None) -> pd.DataFrame | None:
    """The user's table of names: `name`, `alias`, a pair a line, and in the third cell `apart` or nothing.

    The alias is counted as the name: a line adds to what the kit has joined, and takes nothing apart. Two names with
    `apart` after them are not joined, whatever the kit finds; what one article uses both for stays one. A name that is
    its own alias joins all who are called so. In place of a name an `actor_id` may stand, but not in a line that says
    apart.

    Parameters
    ----------
    given
        A CSV in UTF-8 with the columns name, alias and, where one is wanted, apart; or the same as a DataFrame; None
        for none. Lines without any cell are passed over.

    Returns
    -------
    DataFrame or None
        `name`, `alias` and `apart` ("apart" or NA), without the spaces around them, in the order of the lines; None
        where none was given.

    Raises
    ------
    LoadError
        If there is no such file, or it is no CSV in UTF-8.
    SchemaError
        Naming the line: a column that is not known or missing, an empty cell, an alias of two names, a name that is
        itself an alias, two that are joined and kept apart.
    """
    if given is None:
        return None
    return _checked(read_lines(given, "aliases", COLUMNS))


def _checked(rows: Iterable[Line]) -> pd.DataFrame:
    """The pairs, where none contradicts another; the first row is the header, each begins with where it stands."""
    whole = iter(rows)
    where, _, header = next(whole)
    header = [cell.strip() for cell in header]
    for column in header:
        if column not in (*COLUMNS, APART):
            raise SchemaError(f"{where}: column {column!r} is not known; the columns are name, alias, apart")
    for column in COLUMNS:
        if column not in header:
            raise SchemaError(f"{where}: column {column!r} is missing; the columns are name, alias")
    order = [header.index(column) for column in COLUMNS]
    pairs = []
    for where, _, cells in whole:
        if any(cell.strip() for cell in cells):
            name, alias, apart = _line(where, [cell.strip() for cell in cells], header, order)
            pairs.append((name, alias, apart, where))
    _agree([(name, alias, where) for name, alias, apart, where in pairs if not apart])
    _not_both(pairs)
    rows_ = [(name, alias, APART if apart else None) for name, alias, apart, _ in pairs]
    return pd.DataFrame(rows_, columns=[*COLUMNS, APART], dtype="string")


def _line(where: str, cells: list[str], header: list[str], order: list[int]) -> tuple[str, str, bool]:
    """Name, alias and whether they are apart. The third cell may be left out, and stand where the header has none."""
    at = header.index(APART) if APART in header else len(header)
    told = cells[at] if at < len(cells) else ""
    least, most = len(COLUMNS), max(len(header), 3)
    if not least <= len(cells) <= most or not all(place < len(cells) and cells[place] for place in order):
        raise SchemaError(f"{where}: found {','.join(cells)!r}; write a name and an alias")
    if told not in ("", APART):
        raise SchemaError(f"{where}: found {','.join(cells)!r}; write a name and an alias, then apart or nothing")
    name, alias = (cells[place] for place in order)
    if told and fold(name) == fold(alias):
        raise SchemaError(f"{where}: {name!r} cannot be kept apart from itself; write two names")
    return name, alias, bool(told)


def _agree(pairs: list[tuple[str, str, str]]) -> None:
    """No alias has two names, and no name is an alias."""
    named: dict[str, tuple[str, str]] = {}
    for name, alias, where in pairs:
        other, above = named.setdefault(fold(alias), (name, where))
        if fold(other) != fold(name):
            raise SchemaError(
                f"{where}: {alias!r} is an alias of {name!r} and, in {above}, of {other!r}; keep one of them"
            )
    for name, alias, where in pairs:
        if fold(name) != fold(alias) and (found := named.get(fold(name))) and fold(found[0]) != fold(name):
            head, above = found
            raise SchemaError(f"{where}: {name!r} is itself an alias of {head!r} ({above}); write {head},{alias}")


def _not_both(pairs: list[tuple[str, str, bool, str]]) -> None:
    """No two are joined and kept apart."""
    home: dict[str, tuple[str, str]] = {}
    for name, alias, apart, where in pairs:
        if not apart:
            home.setdefault(fold(name), (fold(name), where))
            home[fold(alias)] = (fold(name), where)
    for name, alias, apart, where in pairs:
        one, other = home.get(fold(name)), home.get(fold(alias))
        if apart and one and other and one[0] == other[0]:
            raise SchemaError(f"{where}: {name!r} and {alias!r} are kept apart and, in {other[1]}, joined; keep one")
