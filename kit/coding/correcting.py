"""From a coded sheet to a file of corrections: what people answered is mended in the articles that they read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kit.coding.codebook import TOGETHER
from kit.coding.sheets import read_sheet
from kit.corrections import read_corrections
from kit.errors import SheetError

__all__ = ["corrections_from"]

COLUMNS = ["article", "start", "end", "what", "value", "note", "words"]
# Of each kind of unit: what an answer says as a correction, its kind and value; others say nothing that could be wrong.
SAYS: dict[str, dict[str, tuple[str, str | None]]] = {
    "sentiment": {label: ("label", label) for label in ("negative", "neutral", "positive")},
    "quotes": {"neither": ("no quote", None)},
    "voices": {"no quote": ("no quote", None)},
    "mentions": {
        "organization": ("no person", "organization"),
        "location": ("no person", "place"),
        "misc": ("no person", "other"),
        "no name": ("no person", None),
    },
}


def corrections_from(sheet: str | Path | pd.DataFrame, out: str | Path | None = None) -> pd.DataFrame:
    """The answers of a coded sheet as corrections, for `kit.annotate(…, corrections=…)`.

    Answers that say what the kit says change nothing. A corpus that is corrected so cannot be measured by the same
    sheet: on its units the kit would err no more, and on all others as before.

    Parameters
    ----------
    sheet
        A coded sheet of sentiment, quotes, voices or mentions, as file or table. What several say together is left out.
    out
        A CSV to write; not one that is there already.

    Returns
    -------
    DataFrame
        `article start end what value note words`, as `kit.corrections` takes it; `note` begins with the unit's id.

    Raises
    ------
    SheetError
        If it is no sheet or of units that no correction is about, nothing is coded, or `out` is there or cannot be
        written.

    Examples
    --------
    >>> sheet = kit.sample(kit.read_corpus("seeds/"), of="sentiment", n=2)
    >>> coded = sheet.assign(label="neutral")  # what somebody answered
    >>> kit.corrections_from(coded)["value"].tolist()
    ['neutral', 'neutral']
    """
    rows = read_sheet(sheet)
    of = str(rows["of"].iloc[0])
    if of not in SAYS:
        raise SheetError(f"corrections_from: a sheet of {of} cannot correct articles; give one of {', '.join(SAYS)}")
    if rows["label"].isna().all():
        raise SheetError("corrections_from: no unit of the sheet has an answer; fill in the column label")
    says = SAYS[of]
    found = []
    if (rows["field"] == "title").all():
        raise SheetError("corrections_from: a sheet of titles cannot correct texts; give a sheet of texts")
    coded = rows[rows["label"].notna() & (rows["field"] != "title")].astype(object)
    for row in coded.where(coded.notna(), None).to_dict("records"):
        # A correction names one speaker; made of several, it would be somebody whom nobody is.
        alone = of == "voices" and TOGETHER.strip() not in row["label"]
        said = says.get(row["label"], ("speaker", row["label"]) if alone else None)
        if said is not None:
            note = f"unit {row['unit']}" + (f"; {row['note']}" if row["note"] else "")
            found.append((row["article_id"], row["start"], row["end"], *said, note, row["words"]))
    table = pd.DataFrame(found, columns=COLUMNS)
    # What somebody wrote as a name may be no correction; better said now than at the next annotation.
    read_corrections(table)
    if out is not None:
        # A file of corrections grows by hand, too; what stands in it is never written over.
        if Path(out).exists():
            raise SheetError(f"{out}: already exists; name another file, then put the lines of both into one")
        try:
            table.to_csv(out, index=False, encoding="utf-8", lineterminator="\n")
        except OSError as error:
            raise SheetError(f"{out}: cannot be written ({error.strerror or error}); name another place") from error
    return table
