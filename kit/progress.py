"""How far a run is: elapsed, rate and what remains, on a terminal or in a notebook; nothing where nobody looks."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, TypeVar

__all__ = ["SOON", "Bar", "bars_here"]

Item = TypeVar("Item")
SOON = 0.5  # seconds: what is done sooner needs no bar


def bars_here() -> Any:
    """The kind of bar that can be drawn here; None where none can."""
    notebook = "ipykernel" in sys.modules
    if notebook and importlib.util.find_spec("ipywidgets") is not None:
        from tqdm.notebook import tqdm
    elif notebook or (sys.stderr is not None and sys.stderr.isatty()):
        from tqdm import tqdm
    else:
        return None
    return tqdm


class Bar:
    """A bar for the time of a `with` block; of unknown length where `total` is None.

    In a notebook it is a widget, or text where ipywidgets is not installed; on a terminal it is text.
    """

    def __init__(
        self, total: int | None, *, shown: bool, what: str = "annotate", unit: str = "articles", delay: float = 0
    ) -> None:
        self._bar: Any = None
        drawn = bars_here() if shown and total != 1 else None
        if drawn is not None:
            self._bar = drawn(
                total=total, unit=f" {unit}", desc=what, leave=False, delay=delay, file=sys.stderr, dynamic_ncols=True
            )

    def step(self, n: int = 1) -> None:
        """So many more are done."""
        if self._bar is not None:
            self._bar.update(n)

    def say(self, what: str) -> None:
        """What is being done now."""
        if self._bar is not None:
            self._bar.set_description(what)

    def note(self, said: str) -> None:
        """Something beside the bar, drawn with its next step."""
        if self._bar is not None:
            self._bar.set_postfix_str(said, refresh=False)

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, each a step once the next is asked for."""
        for item in items:
            yield item
            self.step()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
