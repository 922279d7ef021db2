"""A corpus that was read beforehand, and handed on by the environment variable KIT_CORPUS.

The variable holds JSON:

    {"folder": "/tmp/corpus", "sources": ["seeds/"], "metadata": null, "aliases": null, "corrections": null}

`kit.read_corpus`, when it is asked for just these sources with these tables, opens the corpus in `folder`; any other
question is answered as ever. `kit report` sets it for its notebooks, which so share one reading.
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
TABLES = ("metadata", "aliases", "corrections")


def described(
    folder: str | Path,
    sources: Sequence[str | Path],
    metadata: str | Path | None,
    aliases: str | Path | None,
    corrections: str | Path | None = None,
) -> str:
    """What the variable holds where the corpus in `folder` is what these sources give."""
    return json.dumps({"folder": os.fspath(folder)} | _question(sources, metadata, aliases, corrections))


def prepared(sources: Sequence[str | Path], metadata: Any, aliases: Any, corrections: Any = None) -> str | None:
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
        folder, question = given["folder"], {name: given[name] for name in ("sources", *TABLES)}
    except (ValueError, TypeError, KeyError):
        raise LoadError(
            f"{VARIABLE}: found {value[:80]!r}; give it JSON with folder, sources, metadata, aliases and "
            "corrections, or unset it"
        ) from None
    if not all(part is None or isinstance(part, (str, Path)) for part in (*sources, metadata, aliases, corrections)):
        return None
    # Another folder, another table of aliases: then what was read beforehand is no answer.
    if question != _question(sources, metadata, aliases, corrections):
        return None
    if not is_corpus(folder):
        raise LoadError(f"{VARIABLE}: {folder} holds no corpus; annotate into it, or unset the variable")
    return str(folder)


def _question(sources: Sequence[str | Path], *tables: str | Path | None) -> dict[str, Any]:
    named = zip(TABLES, tables, strict=True)
    return {"sources": [os.fspath(source) for source in sources]} | {
        name: None if table is None else os.fspath(table) for name, table in named
    }
