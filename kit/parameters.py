"""What the notebooks take: each parameter once, with its type, its range and what it is for.

The notebooks check what they were given by `check_parameters`, `kit report` by `read`, before anything starts. So plain
papermill, which hands over `-p unique false` as text and `-p words 2024` as a number, gets what the command gets.
"""

from __future__ import annotations

import ast
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from types import NoneType
from typing import Any

from kit.errors import ReportError

__all__ = ["PARAMETERS", "TYPES", "Parameter", "ParameterError", "check_parameters", "read"]

TYPES: dict[str, type] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "list": list,
    "dict": dict,
    "tuple": tuple,
    "None": NoneType,
}
MOST = 1_000_000_000  # of whatever is counted; DuckDB and the figures take no number without an end
SAID = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "NoneType": "nothing"}
WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class ParameterError(ReportError):
    """A parameter that no notebook has, or a value of another type or range than is stated."""

    exit_code = 2


@dataclass(frozen=True)
class Parameter:
    """A line of the cell tagged `parameters`: `top: int = 15  # speakers to show`; `least` is the smallest number."""

    name: str
    annotation: str
    default: Any
    help: str
    least: int | None = None


# What the words mean that each of the kit's notebooks takes; `top` and `min_n` count something else in each.
PARAMETERS = {
    one.name: one
    for one in (
        Parameter("source", "str", "seeds/", "files, folders or a saved corpus"),
        Parameter(
            "metadata", "str | None", None, "CSV with a path column and whatever else is known about the articles"
        ),
        Parameter("aliases", "str | None", None, "CSV of names that mean the same actor"),
        Parameter("corrections", "str | None", None, "CSV of corrections made by hand"),
        Parameter("by", "str | None", None, "compare along this column: source, month, language ..."),
        Parameter("top", "int", 15, "how many to show", least=1),
        Parameter("min_n", "int", 5, "leave out what occurs less often", least=1),
        Parameter("unique", "bool", False, "count near copies (wire copy) once"),
        Parameter("actor", "str | None", None, "whom to look at more closely"),
        Parameter("words", "str | None", None, "a word or phrase to show wherever it occurs"),
        Parameter("group", "str | None", None, "the value of by to compare with the rest"),
        Parameter("coded", "str | None", None, "coded sheets of kit.sample; separate several by commas"),
    )
}


def check_parameters(values: MutableMapping[str, Any]) -> None:
    """Put the parameters of a notebook into the types that they have, whoever gave them: `check_parameters(globals())`.

    Parameters
    ----------
    values
        Names with their values; those of `PARAMETERS` are read, and all others left alone.

    Raises
    ------
    ParameterError
        In one sentence: the parameter, what was found, and what it takes.

    Examples
    --------
    >>> given = {"unique": "false", "top": "5", "words": 2024}
    >>> kit.check_parameters(given)
    >>> given
    {'unique': False, 'top': 5, 'words': '2024'}
    """
    for name, parameter in PARAMETERS.items():
        if name not in values:
            continue
        value = values[name]
        # papermill takes a text of digits for a number.
        if type(value) is int and "str" in parameter.annotation:
            value = str(value)
        values[name] = read(parameter, value)


def read(parameter: Parameter, value: Any) -> Any:
    """A value as the type that is stated; text, as it comes from a command line, is read as that type.

    Raises
    ------
    ParameterError
        If it is of another type or out of range.
    """
    stated = (
        parameter.annotation.replace("Optional[", "None | ").rstrip("]")
        if "Optional[" in parameter.annotation
        else parameter.annotation
    )
    parts = [part.strip().partition("[")[0] for part in stated.split("|")] if stated else []
    if not parts and parameter.default is not None:
        parts = [type(parameter.default).__name__]
    types = tuple(TYPES[part] for part in parts if part in TYPES)
    # A type that is not known here may allow anything: the notebook's own code is left to judge the value.
    if not types or len(types) < len(parts):
        return value
    found = value
    blank = isinstance(value, str) and not value.strip() and value != parameter.default
    if blank and NoneType in types:
        return None
    if isinstance(value, str) and str not in types:
        value = _from_words(value, types)
    if isinstance(value, int) and not isinstance(value, bool) and float in types:
        value = float(value)
    # In Python True is an int: top=true would else draw one bar.
    wrong = blank or not isinstance(value, types) or (isinstance(value, bool) and bool not in types)
    if wrong or (parameter.least is not None and value is not None and not parameter.least <= value <= MOST):
        wanted = " or ".join(SAID.get(kind.__name__, f"a {kind.__name__}") for kind in types)
        if parameter.least is not None:
            wanted += (
                f" from {parameter.least} to {MOST:,}" if not wrong and value > MOST else f", {parameter.least} or more"
            )
        help_ = f" ({parameter.help})" if parameter.help else ""
        raise ParameterError(
            f"{parameter.name}: found {found!r}; give {wanted}{help_}, as in {parameter.name}={parameter.default!r}"
        )
    return value


def _from_words(value: str, types: tuple[type, ...]) -> Any:
    """What was typed on a command line, as the first of these types that it can be."""
    word = value.strip().casefold()
    if NoneType in types and word == "none":
        return None
    if bool in types and word in WORDS:
        return WORDS[word]
    try:
        found = ast.literal_eval(value.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    # Python reads 1_0 as ten and 0x10 as sixteen, which nobody means who types them here.
    return value if isinstance(found, (int, float)) and re.search("[_xob]", word) else found
