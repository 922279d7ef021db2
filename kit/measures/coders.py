"""People with each other, and the kit with people: how far their answers on a coding sheet agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.coding import read_sheet
from kit.coding.codebook import TOGETHER, codebook
from kit.coding.drawing import units_of
from kit.coding.sheets import field_of, places
from kit.corpus import Corpus
from kit.errors import SheetError
from kit.measures.agreements import agreement as of_tables
from kit.measures.asking import finish
from kit.measures.phrases import count, percent, rows_of, wilson
from kit.measures.records import measure
from kit.measures.resampling import student
from kit.measures.wording import in_words

__all__ = ["accuracy", "disagreements"]

Coded = str | Path | pd.DataFrame
SHARES = ("precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high")
RIGHT = ["of", "label", "people", "kit", "both", *SHARES]
SOMEBODY = "somebody by name"  # whoever it is, where names are asked for
FEWEST = 5  # units, below which a name has no row of its own
HEADS = {"people": "by people", "kit": "by the kit", "both": "by both", "of": "unit"}
WITHOUT = "No sample that people coded was given: kit.sample draws one, and coded takes it."


@dataclass(frozen=True)
class Agreement:
    """How far two codings agree, as three tables; printed, it says so in words.

    coefficients: `coefficient value low high n`, as `kit.measures.agreement` gives them: share coded alike, Cohen's
    kappa, Scott's pi, Krippendorff's alpha (nominal) with 95 % intervals over articles.
    categories: `label n_a n_b both` of each answer: how often either chose it, and both; where names are asked for, a
    row "somebody by name" for all of them, `both` where it is the same. Where the second is the kit,
    `precision` (of those that it labels so, the share that people do) and `recall` (of those that people label so, the
    share that it finds), each unit weighted by 1 / probability, so that they are those of all units and not of the
    sample; NA where there is nothing to divide by. Their 95 % intervals are Wilson's (1927), with the effective sample
    size that follows from the spread over articles; NA for one article.
    disagreements: `unit article_id start end words a b note`, to be talked about.
    note: what was left out.
    """

    coefficients: pd.DataFrame
    categories: pd.DataFrame
    disagreements: pd.DataFrame
    note: str

    def __str__(self) -> str:
        return "\n".join([*in_words(self.coefficients), self.note])

    def _repr_html_(self) -> str:
        from html import escape

        said = "".join(f"<p>{escape(line)}</p>" for line in str(self).split("\n"))
        return said + "".join(
            table.to_html(index=False, border=0, na_rep="–", float_format="{:.2f}".format)
            for table in (self.coefficients, self.categories, self.disagreements.head(20))
        )


def agreement(sheet: str | Path | pd.DataFrame, other: str | Path | pd.DataFrame | Corpus) -> Agreement:
    """How far a coded sheet agrees with another, or the kit with the people who coded it.

    Parameters
    ----------
    sheet
        A coded sheet, as file or table.
    other
        The same sheet coded by somebody else; or the corpus that it was drawn from, for the kit's own answers.

    Raises
    ------
    SheetError
        If either is no sheet, they ask different things, or nothing is coded by both. What only one has coded is left
        out and counted in `note`.

    Notes
    -----
    Krippendorff, K. (2004), Content Analysis, ch. 11; NLTK's `AnnotationTask` computes it, so that the library of that
    name is not needed.

    Examples
    --------
    >>> corpus = kit.read_corpus("seeds/")
    >>> sheet = kit.sample(corpus, of="mentions", n=3)
    >>> coded = sheet.assign(label="person")  # what somebody answered
    >>> kit.agreement(coded, coded).coefficients["coefficient"].tolist()[0]
    'agreement'
    """
    a = read_sheet(sheet)
    of = str(a["of"].iloc[0])
    if isinstance(other, Corpus):
        a = a.assign(label=actors_named(a, other)) if codebook(of).names else a
        b = answered(a, other)
    else:
        b = read_sheet(other)
        if (asks := str(b["of"].iloc[0])) != of:
            raise SheetError(f"agreement: one sheet is of {of}, the other of {asks}; give two of the same units")
    both = a.merge(b[["unit", "label"]], on="unit", how="outer", suffixes=("_a", "_b"))
    matched = both.dropna(subset=["label_a", "label_b"]).reset_index(drop=True)
    if matched.empty:
        raise SheetError("agreement: no unit has an answer from both; check that the sheets are of the same draw")
    # Of two people's codings only what they coded is judged; the kit's errors are to be those of all units.
    matched["weight"] = 1 / matched["probability"] if isinstance(other, Corpus) else 1.0
    columns = ["article_id", "unit", "label"]
    codings = [matched.rename(columns={f"label_{one}": "label"})[columns] for one in "ab"]
    # The same confusions stand together, as that is how coders talk them through.
    apart = matched[matched["label_a"] != matched["label_b"]].sort_values(["label_a", "label_b", "unit"])
    left = len(both) - len(matched)
    return Agreement(
        of_tables(codings[0], codings[1], key=("article_id", "unit")),
        _categories(matched, of, kit=isinstance(other, Corpus)),
        apart.rename(columns={"label_a": "a", "label_b": "b"})[
            ["unit", "article_id", "start", "end", "words", "a", "b", "note"]
        ].reset_index(drop=True),
        f"{left:,} {'unit has' if left == 1 else 'units have'} no answer from one of the two and "
        f"{'is' if left == 1 else 'are'} left out.",
    )


def answered(sheet: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The units of a sheet with the kit's own answers as `label`; those that it does not have are left out.

    Raises
    ------
    SheetError
        If the corpus has none of them, or was corrected by these very answers.
    """
    not_of_corrections(sheet, corpus)
    units = units_of(corpus.in_field(field_of(sheet)), codebook(str(sheet["of"].iloc[0])))
    kits = pd.Series(units["answer"].to_numpy(), index=places(units))
    found = sheet[places(sheet).isin(kits.index)]
    if found.empty:
        raise SheetError("sheet: none of its units is in this corpus; give the corpus that it was drawn from")
    return found.assign(label=pd.array(kits.loc[places(found)].to_numpy(), dtype="string"))


def not_of_corrections(sheet: pd.DataFrame, corpus: Corpus) -> None:
    """Make sure that the corpus was not corrected by the answers of this sheet.

    Raises
    ------
    SheetError
        On its units the kit would then err no more, and on all others as before: they would stand for none.
    """
    notes = corpus.sql("select note from corrections where applied and note like 'unit %'")["note"]
    # A correction made from a sheet is noted as "unit" and the twelve characters of the id.
    known = set(notes.str.slice(5, 17))
    if n := int(sheet["unit"].isin(known).sum()):
        raise SheetError(
            f"sheet: {count(n, 'of its units was', 'of its units were')} corrected in this corpus by these very "
            "answers; read the articles without those corrections to measure by them"
        )


def sheets_given(coded: Coded | Sequence[Coded] | None) -> list[pd.DataFrame]:
    """The sheets, read: one, a list of them, or names of files with commas between them.

    Nothing given is an empty list. Each is a table as `kit.coding.read_sheet` has it.

    Raises
    ------
    SheetError
        If a name is empty, or one of them is no sheet.
    """
    if coded is None:
        return []
    files = coded.split(",") if isinstance(coded, str) else [coded] if isinstance(coded, Path | pd.DataFrame) else coded
    if any(isinstance(one, str) and not one.strip() for one in files):
        raise SheetError(f"coded: found {coded!r}, with an empty name in it; separate files by commas")
    return [read_sheet(one.strip() if isinstance(one, str) else one) for one in files]


def _how_right(table: pd.DataFrame) -> list[str]:
    """How often the kit is right, and how much it finds: of each kind of unit the two answers that people give most."""
    said = []
    # The commonest answers: rarer ones have intervals too wide for a sentence.
    most = table.sort_values("people", ascending=False, kind="stable").groupby("of", sort=False).head(2).index
    for row in rows_of(table.loc[table.index.isin(most)]):
        right = f"{percent(row.precision)} of what the kit calls so is so" if pd.notna(row.precision) else ""
        finds = f"of what people call so it finds {percent(row.recall)}" if pd.notna(row.recall) else ""
        said.append(f"{row.of}, {row.label}: {'; '.join(filter(None, (right, finds)))}.")
    return said


@measure(empty=WITHOUT, finding=_how_right)
def accuracy(corpus: Corpus, coded: Coded | Sequence[Coded] | None = None) -> pd.DataFrame:
    """How far the kit's answers are those of the people who coded a sample, answer by answer.

    Parameters
    ----------
    coded
        The coded sheet, as file or table; or several (a list, or names of files with commas between them).

    Returns
    -------
    DataFrame
        `of label people kit both precision precision_low precision_high recall recall_low recall_high`: of each answer
        how often people gave it, the kit, and both; the rest as `Agreement` has it. Where names are asked for,
        "somebody by name" is all of them, right where it is the same name; a name on fewer than five units has no row,
        and `attrs["note"]` says how many. Empty without a sheet.
    """
    found = [agreement(sheet, corpus).categories.assign(of=str(sheet["of"].iloc[0])) for sheet in sheets_given(coded)]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    table = table.rename(columns={"n_a": "people", "n_b": "kit"}).reindex(columns=RIGHT)
    fixed = [label in (SOMEBODY, *codebook(of).answers) for of, label in zip(table["of"], table["label"], strict=True)]
    rare = ~np.array(fixed, dtype=bool) & (table[["people", "kit"]].max(axis=1) < FEWEST).to_numpy(bool)
    left = (
        f"{count(int(rare.sum()), 'name')} on fewer than {FEWEST} units {'is' if rare.sum() == 1 else 'are'} left out."
    )
    return finish(
        table[~rare],
        corpus,
        by=None,
        caption="The kit's answers and people's",
        note=left if rare.any() else None,
        unasked=not found,
        heads=HEADS,
    )


def _how_many_apart(table: pd.DataFrame) -> list[str]:
    """What they differ on most."""
    pairs = table.groupby(["of", "people", "kit"]).size().sort_values(ascending=False, kind="stable")
    (of, people, kit), n = pairs.index[0], int(pairs.iloc[0])
    told = f"most often ({n:,}) people say {people} and the kit {kit} ({of})"
    return [f"People and the kit differ on {count(len(table), 'unit')}; {told}."]


@measure(empty="There is no unit on which people and the kit differ, or no coded sample.", finding=_how_many_apart)
def disagreements(corpus: Corpus, coded: Coded | Sequence[Coded] | None = None) -> pd.DataFrame:
    """The units on which people and the kit differ, to be talked about.

    Parameters
    ----------
    coded
        As in `accuracy`.

    Returns
    -------
    DataFrame
        `of words people kit note unit article_id start end`: what people say, and the kit; in the order of these.
    """
    columns = ["of", "words", "people", "kit", "note", "unit", "article_id", "start", "end"]
    found = [
        agreement(sheet, corpus).disagreements.assign(of=str(sheet["of"].iloc[0])) for sheet in sheets_given(coded)
    ]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    table = table.rename(columns={"a": "people", "b": "kit"}).reindex(columns=columns)
    return finish(
        table, corpus, by=None, caption="Where people and the kit differ", unasked=not found, heads={"kit": "the kit"}
    )


def actors_named(sheet: pd.DataFrame, corpus: Corpus) -> pd.Series:
    """The labels, with an actor's name in place of an alias of it, whatever its case; what names nobody stays.

    Of several who are called so, the one whom the kit has there, else the one in most articles. Of those who speak
    together the names are in order, nobody last, as the kit's own are.
    """
    known = corpus.sql("select name, aliases from actors order by articles desc, mentions desc, actor_id")
    called: dict[str, list[str]] = {}
    for name, aliases in zip(known["name"], known["aliases"], strict=True):
        for one in [name, *(aliases if hasattr(aliases, "__len__") and not isinstance(aliases, str) else [])]:
            # In the order of the query, so that the first is the one in most articles.
            called.setdefault(str(one).casefold(), []).append(str(name))
    own = answered(sheet, corpus)
    kits = dict(zip(own["unit"], own["label"].str.split(TOGETHER), strict=True))
    fixed = [*codebook(str(sheet["of"].iloc[0])).answers]
    found = []
    for unit, label in zip(sheet["unit"], sheet["label"], strict=True):
        said = [] if pd.isna(label) else _together(label)
        # Where the coder's word fits several, the one whom the kit has is taken: a shared surname is no disagreement.
        names = [_one_of(called.get(one.casefold(), [one]), kits.get(unit, [])) for one in said]
        found.append(TOGETHER.join(sorted(names, key=lambda name: (name in fixed, name))) if names else label)
    return pd.Series(found, index=sheet.index, dtype="string")


def _together(label: str) -> list[str]:
    """The names of an answer."""
    return [one.strip() for one in label.split(TOGETHER.strip()) if one.strip()] or [label]


def _one_of(names: list[str], kits: list[str]) -> str:
    return next((name for name in names if name in kits), names[0])


def _answers(matched: pd.DataFrame, of: str) -> list[str]:
    """Those of the codebook, and the names, those chosen most often first."""
    fixed = list(codebook(of).answers)
    chosen = pd.concat([matched["label_a"], matched["label_b"]]).value_counts(sort=True)
    return [*(str(name) for name in chosen.index if name not in fixed), *fixed] if codebook(of).names else fixed


def _categories(matched: pd.DataFrame, of: str, *, kit: bool) -> pd.DataFrame:
    """Counts of each answer, and precision and recall of the second coder where that is the kit."""
    one, other = matched["label_a"].to_numpy(object), matched["label_b"].to_numpy(object)
    asked = [(label, one == label, other == label) for label in _answers(matched, of) if label in {*one, *other}]
    if codebook(of).names:
        a, b = (~np.isin(said, list(codebook(of).answers)) for said in (one, other))
        asked.insert(0, (SOMEBODY, a, b))
    rows = []
    numbers, weight = matched.groupby("article_id").ngroup(), matched["weight"].to_numpy(float)
    for label, a, b in asked:
        # Of names, that both are somebody is not enough: it has to be the same.
        both = a & b & (one == other)
        row: dict[str, Any] = {"label": label, "n_a": int(a.sum()), "n_b": int(b.sum()), "both": int(both.sum())}
        if kit:
            for name, whole in (("precision", b), ("recall", a)):
                row |= dict(
                    zip((name, f"{name}_low", f"{name}_high"), _share(both, whole, weight, numbers), strict=True)
                )
        rows.append(row)
    return pd.DataFrame(rows).convert_dtypes()


def _share(
    hits: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64], article: pd.Series
) -> tuple[float | None, float | None, float | None]:
    """A weighted share with its interval over articles; NA where there is nothing to divide by, or one article."""
    rows = pd.DataFrame({"article": article, "hit": weight * hits, "of": weight})[of]
    whole = rows["of"].sum()
    if whole == 0:
        return None, None, None
    value = float(rows["hit"].sum() / whole)
    articles = rows.groupby("article").sum()
    if len(articles) < 2:
        return value, None, None
    # Never fewer doubts than independent draws of these weights leave: where all are hits, articles do not differ.
    per_unit = float((articles["of"] ** 2 if value in (0, 1) else rows["of"] ** 2).sum() / whole**2)
    if 0 < value < 1:
        apart = float(((articles["hit"] - value * articles["of"]) ** 2).sum()) / whole**2
        per_unit = max(per_unit, apart * len(articles) / (len(articles) - 1) / (value * (1 - value)))
    low, high = wilson(value / per_unit, 1 / per_unit, student(len(articles) - 1))
    return value, low, high
