"""What the caller wants of the notebooks, checked before anything starts."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Mapping
from types import NoneType
from typing import TYPE_CHECKING, Any

from kit.errors import ReportError
from kit.reporting.notebooks import Notebook, Parameter

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["ParameterError", "check", "check_column", "choose"]

PERIODS = ("day", "week", "month", "year")

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
WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class ParameterError(ReportError):
    """A parameter that no notebook has, or a value of another type than the notebook states."""

    exit_code = 2


def check(notebooks: Iterable[Notebook], given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the notebooks state them; a string is read as the type that is stated.

    Raises
    ------
    ParameterError
        Naming a parameter that no notebook takes, with those that they do take, or a value of the wrong type.
    """
    known: dict[str, list[Parameter]] = {}
    for notebook in notebooks:
        for parameter in notebook.parameters.values():
            known.setdefault(parameter.name, []).append(parameter)
    values = {}
    for name, value in given.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ParameterError(
                f"{name}: no notebook takes this parameter{hint}; there are {', '.join(sorted(known))}"
            )
        for parameter in known[name]:
            value = _read(parameter, value)
        values[name] = value
    return values


def check_column(by: Any, corpus: Corpus) -> None:
    """Make sure that articles can be compared along `by`, before every notebook fails at it.

    Raises
    ------
    ParameterError
        Naming the columns that there are.
    """
    columns = [*corpus.columns("articles"), *PERIODS]
    if isinstance(by, str) and by not in columns:
        near = difflib.get_close_matches(by, columns, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        known = ", ".join(name for name in columns if name not in ("article_id", "position", "text"))
        raise ParameterError(f"by={by}: the articles have no such column{hint}; there are {known}")


def choose(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that this notebook takes."""
    return {name: value for name, value in values.items() if name in notebook.parameters}


def _read(parameter: Parameter, value: Any) -> Any:
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
    if isinstance(value, str) and str not in types:
        value = _from_words(value, types)
    if isinstance(value, int) and not isinstance(value, bool) and float in types:
        return float(value)
    # In Python True is an int: top=true would else draw one bar.
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        wanted = " or ".join("nothing" if kind is NoneType else kind.__name__ for kind in types)
        help_ = f" ({parameter.help})" if parameter.help else ""
        raise ParameterError(
            f"{parameter.name}: found {value!r}; give {wanted}{help_}, as in {parameter.name}={parameter.default!r}"
        )
    return value


def _from_words(value: str, types: tuple[type, ...]) -> Any:
    """What was typed on a command line, as the first of these types that it can be."""
    word = value.strip().casefold()
    if NoneType in types and word in ("", "none"):
        return None
    if bool in types and word in WORDS:
        return WORDS[word]
    try:
        return ast.literal_eval(value.strip())
    except (ValueError, SyntaxError):
        return value
