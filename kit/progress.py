"""How far a run is: one bar on a terminal or in a notebook, nothing where nobody looks."""

from __future__ import annotations

import importlib.util
import sys
from types import TracebackType
from typing import Any

__all__ = ["Bar"]


class Bar:
    """A bar that counts articles, for the time of a `with` block."""

    def __init__(self, total: int | None, *, shown: bool) -> None:
        self._bar: Any = None
        if not shown or total == 1:
            return
        if _widgets():
            from tqdm.notebook import tqdm
        elif sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm
        else:
            return
        self._bar = tqdm(total=total, unit=" articles", desc="annotate", leave=False)

    def step(self, n: int = 1) -> None:
        """So many articles more are done."""
        if self._bar is not None:
            self._bar.update(n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()


def _widgets() -> bool:
    """In a notebook's kernel that can draw widgets."""
    return "ipykernel" in sys.modules and importlib.util.find_spec("ipywidgets") is not None
