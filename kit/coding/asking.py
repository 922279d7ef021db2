"""Coding one unit after the other: what is shown, what an answer does, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from kit.coding.codebook import codebook
from kit.coding.saving import save_answer
from kit.coding.sheets import read_sheet
from kit.errors import SheetError
from kit.pipeline.entrances import here_or_above

__all__ = ["Coding"]

SHOWN = ("before", "words", "after", "source", "published", "label", "note")
KEYS = "123456789"


class Coding:
    """A sheet being coded: the unit that is asked about, and what is known of the others.

    It begins with the first unit that has no answer. Each answer is in the file before the next unit is shown.
    """

    def __init__(self, sheet: str | Path, coder: str | None = None) -> None:
        """Open a sheet that `kit.sample` wrote.

        Raises
        ------
        SheetError
            If it is no file of a sheet, or was changed.
        """
        if not isinstance(sheet, str | Path):
            raise SheetError("code: answers are saved in a file; give the sheet that kit.sample(…, out=…) wrote")
        self.place = Path(here_or_above(sheet))
        self.coder = coder
        rows = read_sheet(self.place)
        self.book = codebook(str(rows["of"].iloc[0]))
        # JSON, in which the front end is told of a row, has no NA.
        filled = rows.astype(object)
        self.rows: list[dict[Any, Any]] = filled.where(pd.notna(filled), None).to_dict("records")
        self.message = ""
        self.at = self._open(0)

    def heed(self, message: Mapping[str, Any]) -> None:
        """Do what a click or key asks: `do` is answer (with `unit label note`), back, next or open.

        An answer to another unit than the one that is shown is none: a key that was pressed twice says nothing of the
        next unit.
        """
        self.message = ""
        wish = message.get("do")
        if wish == "back":
            self.at = max(0, self.at - 1)
        elif wish == "next":
            self.at = min(len(self.rows) - 1, self.at + 1)
        elif wish == "open":
            self.at = self._open(self.at + 1)
        elif wish == "answer" and message.get("unit") == self.rows[self.at]["unit"]:
            self._answer(str(message.get("label") or "").strip(), message.get("note"))

    def state(self) -> dict[str, Any]:
        """What is shown, as JSON has it; nothing of what the kit answers."""
        row = self.rows[self.at]
        return {
            "unit": row["unit"],
            "question": self.book.question,
            "answers": [
                {"label": label, "meaning": meaning, "key": key}
                for (label, meaning), key in zip(self.book.answers.items(), self._keys(), strict=True)
            ],
            "names": self.book.names,
            "at": self.at + 1,
            "total": len(self.rows),
            "coded": sum(one["label"] is not None for one in self.rows),
            "message": self.message,
            **{name: row[name] for name in SHOWN},
        }

    def _answer(self, label: str, note: Any) -> None:
        row = self.rows[self.at]
        if not label or (label not in self.book.answers and not self.book.names):
            self.message = f"Not an answer: choose one of {', '.join(self.book.answers)}."
            return
        answer = {"label": label, "note": str(note) if note is not None else None, "coder": self.coder}
        try:
            other = save_answer(self.place, row["unit"], answer, row["label"])
        except SheetError as error:
            self.message = f"Not saved. {error}"
            return
        if other is not None:
            row["label"] = other or None
            said = f"was answered “{other}” elsewhere" if other else "was emptied elsewhere"
            self.message = f"Not saved: this unit {said} meanwhile. Answer again to change that."
            return
        # Only after the file has it: a coder must not see as done what is lost.
        row |= {name: value for name, value in answer.items() if value is not None}
        self.at = self._open(self.at)

    def _open(self, start: int) -> int:
        """The next unit without an answer, from here and then from the beginning; the last where all have one."""
        # Round to the beginning, where units may stand that were passed over.
        order = [*range(start, len(self.rows)), *range(min(start, len(self.rows)))]
        found = next((at for at in order if self.rows[at]["label"] is None), None)
        if found is None:
            self.message = "All units have an answer."
        return len(self.rows) - 1 if found is None else found

    def _keys(self) -> list[str]:
        """A key for each answer: its own digit where it is a number, else its place; empty for the tenth on."""
        labels = list(self.book.answers)
        # Counts of quotes: to press 3 for the fourth answer, "3", would invite mistakes.
        if all(label.isdigit() for label in labels):
            return [label if len(label) == 1 else "" for label in labels]
        return [KEYS[at] if at < len(KEYS) else "" for at in range(len(labels))]
