"""How a pass over articles is run: the one record of what `annotate` takes besides them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """The options of `annotate`, which tells what each means."""

    out: str | Path | None = None
    workers: int = 1
    client: Client | None = None
    cache: bool | str | Path = True
    progress: bool = True
    aliases: str | Path | pd.DataFrame | None = None
    corrections: str | Path | pd.DataFrame | None = None
    any_language: bool = False
    prune: bool = False
