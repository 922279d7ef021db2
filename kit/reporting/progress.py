"""Says how far a report is: bars on a terminal and in JupyterLab, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
from typing import Any

from kit.progress import bars_here

__all__ = ["Progress"]


class Progress:
    """One line or bar a notebook; closed whatever happens, so that no bar is left standing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.bars: dict[str, Any] = {}
        self.drawn = None if quiet else bars_here()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self.bars.values():
            bar.close()

    def say(self, line: str) -> None:
        """A line of its own."""
        if not self.quiet:
            from tqdm import tqdm

            # Through tqdm, which moves its bars out of the way; and not to stdout, which is the command's answer.
            tqdm.write(line, file=sys.stderr)

    def cell(self, name: str, done: int, total: int, heading: str) -> None:
        """A notebook has come to a cell."""
        if self.quiet:
            return
        if self.drawn is None:
            place = "done" if done == total else f"cell {done + 1} of {total}, {heading}"
            print(f"{name}: {place.removesuffix(', ')}", file=sys.stderr, flush=True)
            return
        bar = self.bars.get(name)
        if bar is None:
            form = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}<{remaining}] {postfix}"
            bar = self.bars[name] = self.drawn(total=total, desc=f"{name:<10}", bar_format=form, file=sys.stderr)
        bar.set_postfix_str(heading[:48], refresh=False)
        bar.update(done - bar.n)
