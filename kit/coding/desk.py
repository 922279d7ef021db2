"""Coding in JupyterLab: passage, question, buttons and keys.

anywidget (MIT; 3 MB with ipywidgets, which it builds on) brings a front end of our own to
the notebook; ipywidgets alone knows no keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.coding.asking import Coding
from kit.errors import SheetError

__all__ = ["code"]

HERE = Path(__file__).parent


def code(sheet: str | Path, coder: str | None = None) -> Any:
    """Code a sheet in JupyterLab: a unit at a time, by button or key, saved with each answer.

    Parameters
    ----------
    sheet
        The file that `kit.sample(…, out=…)` wrote, .xlsx or .csv; looked for from the current folder, then from the one
        above. It goes on with the first unit without an answer, and does not show what the kit answers. Two who code
        it at a time lose nothing: of two answers to one unit the second is asked for again.
    coder
        Who codes, for the column of that name.

    Returns
    -------
    AnyWidget
        The desk, which a notebook shows where it is the last line of a cell. Keys: the number beside an answer, ← for
        the unit before, → for the next. `.coding.rows` are the units with their answers.

    Raises
    ------
    SheetError
        If it is no file of a sheet, or was changed; or without anywidget.

    Examples
    --------
    >>> sheet = kit.sample(kit.read_corpus("seeds/"), of="quotes", n=3, out="to_code.csv")
    >>> len(kit.code("to_code.csv").coding.rows)
    3
    """
    coding = Coding(sheet, coder)
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise SheetError("code: needs anywidget; pip install article-kit[lab], or code the file itself") from error

    front = {"_esm": HERE / "desk.js", "_css": HERE / "desk.css", "state": traitlets.Dict().tag(sync=True)}
    # Made here and not at the top: whoever codes in a spreadsheet needs no anywidget.
    desk: Any = type("Desk", (anywidget.AnyWidget,), front)(state=coding.state())
    desk.coding = coding

    def heed(_: Any, message: Any, __: Any) -> None:
        coding.heed(message if isinstance(message, dict) else {})
        desk.state = coding.state()

    desk.on_msg(heed)
    return desk
