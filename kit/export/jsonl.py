"""JSON lines: one file a table, one object a row."""

from __future__ import annotations

import json
from pathlib import Path

from kit.export.frames import Frames, meanings, plain

__all__ = ["write"]


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    for name, table in [*found.tables.items(), ("columns", meanings())]:
        with (place / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in plain(table))
    (place / "export.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")
