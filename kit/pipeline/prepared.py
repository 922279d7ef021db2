"""A corpus that was read beforehand, and handed on by the environment variable KIT_CORPUS.

The variable holds JSON:

    {"folder": "/tmp/corpus", "sources": ["seeds/"], "metadata": null, "aliases": null}

`kit.read_corpus`, when it is asked for just these sources with this metadata and these aliases, opens the corpus in
`folder`; any other question is answered as ever. `kit report` sets it for its notebooks, which so share one reading.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.errors import LoadError
from kit.store.folder import is_corpus

__all__ = ["VARIABLE", "described", "prepared"]

VARIABLE = "KIT_CORPUS"


def described(
    folder: str | Path, sources: Sequence[str | Path], metadata: str | Path | None, aliases: str | Path | None
) -> str:
    """What the variable holds where the corpus in `folder` is what these sources give."""
    return json.dumps({"folder": os.fspath(folder)} | _question(sources, metadata, aliases))


def prepared(sources: Sequence[str | Path], metadata: Any, aliases: Any) -> str | None:
    """The folder of the corpus that was read beforehand from just these; None where none was.

    Raises
    ------
    LoadError
        If the variable holds something else, or its folder no corpus.
    """
    value = os.environ.get(VARIABLE)
    if not value:
        return None
    try:
        given = json.loads(value)
        folder, question = given["folder"], {name: given[name] for name in ("sources", "metadata", "aliases")}
    except (ValueError, TypeError, KeyError):
        raise LoadError(
            f"{VARIABLE}: found {value[:80]!r}; give it JSON with folder, sources, metadata and aliases, or unset it"
        ) from None
    if not all(part is None or isinstance(part, (str, Path)) for part in (*sources, metadata, aliases)):
        return None
    if question != _question(sources, metadata, aliases):
        return None
    if not is_corpus(folder):
        raise LoadError(f"{VARIABLE}: {folder} holds no corpus; annotate into it, or unset the variable")
    return str(folder)


def _question(sources: Sequence[str | Path], metadata: str | Path | None, aliases: str | Path | None) -> dict[str, Any]:
    return {
        "sources": [os.fspath(source) for source in sources],
        "metadata": None if metadata is None else os.fspath(metadata),
        "aliases": None if aliases is None else os.fspath(aliases),
    }
