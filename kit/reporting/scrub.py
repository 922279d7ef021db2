"""Takes the machine's own paths out of whatever is shown: a report reads the same wherever it was made."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["Scrub", "as_given"]


def as_given(path: str | Path) -> str:
    """A path as it may be shown: as given; from the current folder, or its last part, where it was absolute."""
    given = os.fspath(path)
    if not os.path.isabs(given):
        return given
    try:
        return str(Path(given).relative_to(Path.cwd())) or "."
    except ValueError:
        return (os.path.basename(given.rstrip("/\\")) or given) + ("/" if given.endswith(("/", "\\")) else "")


class Scrub:
    """Replaces paths in text: those given by what `as_given` says, those hidden by another name, the machine's own."""

    def __init__(self, *paths: str | Path | None, hidden: Mapping[str, str] | None = None) -> None:
        known = {os.fspath(path): as_given(path) for path in paths if path is not None and os.path.isabs(path)}
        package = str(Path(__file__).parents[2])
        known |= {str(Path.cwd()) + os.sep: "", sys.prefix: "python", package: "kit", str(Path.home()): "~"}
        known |= hidden or {}
        # A home of "/", as containers have it, would be replaced in every address.
        known = {path: shown for path, shown in known.items() if len(path) > 3}
        self.known = sorted(known.items(), key=lambda item: -len(item[0]))

    def text(self, text: str) -> str:
        """Text without them."""
        for path, shown in self.known:
            text = text.replace(path, shown)
        return text

    def value(self, value: Any) -> Any:
        """The same in every text within lists and dicts."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if isinstance(value, dict):
            return {
                # Base64 holds no path, and a replacement by chance would spoil the picture.
                name: item if str(name).startswith("image/") and name != "image/svg+xml" else self.value(item)
                for name, item in value.items()
            }
        return value
