"""What the caller wants of the notebooks, checked before anything starts."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kit.measures.asking import unknown_column
from kit.parameters import PARAMETERS, Parameter, ParameterError, read
from kit.reporting.notebooks import Notebook

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["ParameterError", "check", "check_column", "choose"]


def check(notebooks: Iterable[Notebook], given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the notebooks state them; a string is read as the type that is stated.

    Raises
    ------
    ParameterError
        Naming a parameter that no notebook takes, with those that they do take, or a value of the wrong type or range.
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
            # Through each notebook's own line: two may state the same parameter differently.
            value = read(_with_range(parameter), value)
        values[name] = value
    return values


def _with_range(parameter: Parameter) -> Parameter:
    """A notebook's own line has no range; where the kit states the same parameter, its range holds."""
    same = PARAMETERS.get(parameter.name)
    return (
        dataclasses.replace(parameter, least=same.least)
        if same is not None and same.annotation == parameter.annotation
        else parameter
    )


def check_column(by: Any, corpus: Corpus) -> None:
    """Make sure that articles can be compared along `by`, before every notebook fails at it.

    Raises
    ------
    ParameterError
        Naming the columns that there are.
    """
    if isinstance(by, str) and (wrong := unknown_column(corpus, by)):
        raise ParameterError(f"by={by}: {wrong}")


def choose(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that this notebook takes."""
    return {name: value for name, value in values.items() if name in notebook.parameters}
