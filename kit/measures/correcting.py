"""The kit's numbers beside those that a coded sample says they should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.coding.codebook import TOGETHER, codebook
from kit.coding.sheets import field_of, places
from kit.corpus import Corpus
from kit.errors import MeasureError, SheetError
from kit.measures.asking import finish, grouped
from kit.measures.coders import SOMEBODY, Coded, actors_named, not_of_corrections, sheets_given
from kit.measures.estimating import Design, estimate
from kit.measures.phrases import count, percent, rows_of, signed
from kit.measures.records import measure
from kit.measures.resampling import means

__all__ = ["corrected"]

Floats = npt.NDArray[np.float64]
POLARITY = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
PRONOUNS = {"woman": "she", "man": "he", "other": "they", "not told": "no pronoun"}
# What of each measure is corrected, and by units of which kind.
BY = {"overview": "paragraphs", "portrayal": "sentiment", "pronouns": "speakers", "share_of_voice": "voices"}
FEWEST = 5  # mentions or quotes, below which nobody has a row
TOLD = 5  # numbers, in sentences
EVERYBODY = "everybody"  # whose mentions are taken together
NUMBERS = ["raw", "raw_low", "raw_high", "corrected", "low", "high", "power"]
MISSED = "What the kit did not find at all is not corrected here: paragraphs do that."
COLUMNS = ["part", "what", "n", "raw", "raw_low", "raw_high", "corrected", "low", "high", "coded", "power", "note"]


def _what_changed(table: pd.DataFrame) -> list[str]:
    """What the coded sample changes."""
    of = table.attrs["of"]
    said = {"overview": lambda value: f"{value:,.0f}", "portrayal": signed}.get(of, percent)
    known = table[table["corrected"].notna()]
    if known.empty:
        return (
            []
            if table.attrs["by"]
            else [f"{count(table.attrs['coded'], 'unit')} are coded: too few to correct any of these numbers."]
        )
    moved = (known["raw"] < known["low"]) | (known["raw"] > known["high"])
    told = [
        f"{row.what}: {said(row.raw)} by the kit alone, {said(row.corrected)} corrected (95% interval {said(row.low)} "
        f"to {said(row.high)}{', without the value of the kit' if off else ''})."
        # Only the first of them are told, so that the flags are more than the rows.
        for row, off in zip(rows_of(known.head(TOLD)), moved, strict=False)
    ]
    # Of a group with a single number, the sentence on it says all.
    if table.attrs["by"] and len(table) == 1:
        return told
    # How many of the coded units lie in one group is told for each number in the table.
    first = (
        f"{count(len(known), 'number')} of {len(table):,} {'is' if len(known) == 1 else 'are'} corrected; "
        if table.attrs["by"]
        else f"{count(table.attrs['coded'], 'coded unit')} correct {count(len(known), 'number')} of {len(table):,}; "
    )
    lies = "outside" if moved.any() else "within"
    whose = "its interval" if len(known) == 1 else "the interval of each"
    if 0 < moved.sum() < len(known):
        whose = f"the interval of {int(moved.sum()):,} of them"
    return [f"{first}the kit's own value lies {lies} {whose}.", *told]


@measure(
    empty="No sample that people coded was given to correct this by: kit.sample draws one, and coded takes it.",
    finding=_what_changed,
    methods=("quotes", "sentiment", "actors"),
)
def corrected(
    measure: str | Callable[..., pd.DataFrame],
    corpus: Corpus,
    coded: Coded | Sequence[Coded] | None,
    by: str | None = None,
) -> pd.DataFrame:
    """A measure as the kit has it, and as a sample coded by people corrects it.

    Parameters
    ----------
    measure
        overview (how many quotes there are, by a sheet of paragraphs: what the kit missed is counted as well),
        portrayal (by one of sentiment; people's negative, neutral and positive are -1, 0 and 1; of everybody together,
        and of each), pronouns (women and men among the people quoted, by one of speakers) or share_of_voice (by one of
        voices; of somebody by name, whoever it is, and of each; who speak together have a part of the quote each): the
        name, or the function itself. Of several people who speak together, pronouns takes the first.
    coded
        The coded sheet that `kit.sample` drew from this corpus, as file or table; of several (a list, or names of files
        with commas between them) the one of the units that the measure needs. Without one the table is empty. Rows
        without an answer count as not drawn: rows are in random order, so that a beginning is as good as the whole, but
        for its size.
    by
        A column of `articles`, or day, week, month, year: rows for each of its values.

    Returns
    -------
    DataFrame
        `by`, `what n raw raw_low raw_high corrected low high coded power note`. `raw` is the kit's own value for all
        `n` mentions or quotes, with its interval over articles: how much other articles might differ. `corrected` is
        the difference estimate, with its 95 % interval (`kit.measures.estimating`, which names the sources): how much
        it could differ from what people would find in these articles, had they coded all. `coded` units bear on it,
        `power` (0 to 1) is the weight of the kit's answers: 0 where people and the kit differ on fewer than three
        units, so that the coded sample stands alone. NA with the reason in `note` where fewer than ten units bear on
        it (of a share: where fewer than ten are to be expected that have what it counts, or lack it). Most first.

    Raises
    ------
    MeasureError
        If the measure cannot be corrected.
    SheetError
        If the sheet was changed, is of another corpus, or has no answer.
    """
    name = measure if isinstance(measure, str) else measure.__name__
    if name not in BY:
        raise MeasureError(f"corrected: {name} cannot be corrected; choose {', '.join(BY)}")
    sheet = _chosen(coded, BY[name], corpus)
    if sheet is None:
        none = pd.DataFrame(columns=COLUMNS)
        return finish(none, corpus, by=by, caption="Corrected numbers", of=name, coded=0, unasked=True)
    # Unless the user narrowed the corpus, the sheet says which field its units were drawn from.
    if corpus.field == "text":
        corpus = corpus.in_field(field_of(sheet))
    if sheet["label"].isna().all():
        raise SheetError("corrected: no unit of the sheet has an answer; fill in the column label")
    units = _units(corpus, name, by)
    design, places_coded, labels = _matched(sheet, units, corpus)
    asked = list(_asked(name, units, labels, places_coded))
    rows = [_row(one, design, places_coded, name) for one in asked]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table[["raw_low", "raw_high"]] = _raw_intervals(asked, units["position"].to_numpy())
    table = table.astype(dict.fromkeys(NUMBERS, "Float64") | {"n": "Int64", "coded": "Int64", "note": "string"})
    table = table.sort_values(["part", "n", "what"], ascending=[True, False, True], na_position="last")
    what = {"overview": "Quotes", "portrayal": "Portrayal", "pronouns": "Women and men", "share_of_voice": "Voices"}
    where = {"title": " in titles", "both": " in texts and titles"}.get(str(corpus.field), "")
    return finish(
        table,
        corpus,
        by=by,
        caption=f"{what[name]}{where} as found, and corrected by {count(len(labels), 'coded unit')}",
        note=" ".join(filter(None, (_too_few(table), _without_answer(sheet), None if name == "overview" else MISSED)))
        or None,
        of=name,
        coded=len(labels),
        value="corrected",
        # Of articles that are all of one group there is nothing to tell apart.
        unasked=by is not None and table["part"].nunique(dropna=False) < 2,
    )


def _too_few(table: pd.DataFrame) -> str | None:
    """Of how many numbers the coded units are too few."""
    n = int(table["corrected"].isna().sum())
    return f"{n:,} of {count(len(table), 'number')} {'has' if n == 1 else 'have'} too few coded units." if n else None


def _without_answer(sheet: pd.DataFrame) -> str | None:
    """What is to be known where a sheet is coded in part."""
    n = int(sheet["label"].isna().sum())
    if not n:
        return None
    many = count(n, "unit of the sheet has", "units of the sheet have")
    return f"{many} no answer: that is as if fewer had been drawn, unless those were left out that are hard to answer."


def _chosen(coded: Coded | Sequence[Coded] | None, of: str, corpus: Corpus) -> pd.DataFrame | None:
    """The sheet of these units among those given; of several the one of the field that is asked about."""
    sheets = [sheet for sheet in sheets_given(coded) if sheet["of"].iloc[0] == of]
    return min(sheets, key=lambda sheet: field_of(sheet) != corpus.field, default=None)


@dataclass(frozen=True)
class _Asked:
    """A number to correct: the kit's numerator and denominator for all units, people's for those coded.

    inside: of a count, which of those coded lie in the part.
    """

    part: Any
    what: str
    kit: tuple[Floats, Floats | None]
    said: tuple[Floats, Floats | None]
    inside: npt.NDArray[np.bool_] | None = None


def _units(corpus: Corpus, name: str, by: str | None) -> pd.DataFrame:
    """All units of the kind in order: `position part answer` (the kit's), and of sentiment `what` and `score`."""
    book = codebook(BY[name])
    sql = book.sql
    more = ""
    if name == "portrayal":
        sql = """select s.article_id, m.field, m."start", m."end", s.label as answer, s.confidence, s.score,
            s.actor || ', ' || s.voice_kind as what from sentiment s join mentions m using (article_id, mention)"""
        more = ", u.score, u.what"
    return corpus.sql(
        f"""with {grouped(corpus, by)}
        select u.article_id, coalesce(u.field, 'text') as field, u."start", u."end", u.answer, g.position, g.part {more}
        from ({sql}) u
        join grouped g using (article_id)
        qualify row_number() over (partition by article_id, u.field, u."start", u."end" order by u.answer) = 1
        order by g.position, u.field, u."start", u."end", u.answer"""
    )


def _matched(sheet: pd.DataFrame, units: pd.DataFrame, corpus: Corpus) -> tuple[Design, npt.NDArray[np.int64], Any]:
    """The design of the coded units, where they stand among all, and their labels."""
    not_of_corrections(sheet, corpus)
    place = pd.Series(range(len(units)), index=places(units))
    here = places(sheet)
    # Each unit stands for 1 / probability of them, which sums to all: so a sheet tells what it was drawn from.
    drawn_from = round(float((1 / sheet["probability"]).sum()))
    absent = ~here.isin(place.index)
    if absent.any() or drawn_from != len(units):
        missing = int(absent.sum())
        raise SheetError(
            f"corrected: the sheet was drawn from {drawn_from:,} units and this corpus has {len(units):,}, "
            f"{missing:,} of the sheet's are not among them; give the corpus, and the field, that it was drawn from"
        )
    coded = sheet["label"].notna().to_numpy(bool)
    design = Design.of(sheet["stratum"].to_numpy(int), sheet["probability"].to_numpy(float), coded)
    labels = actors_named(sheet, corpus) if codebook(str(sheet["of"].iloc[0])).names else sheet["label"]
    rows: npt.NDArray[np.int64] = np.asarray(place.loc[here[coded]], dtype=np.int64)
    return design, rows, labels[coded].to_numpy(object)


def _asked(name: str, units: pd.DataFrame, labels: Any, coded: npt.NDArray[np.int64]) -> Iterator[_Asked]:
    """Each number of the measure, in each value of `by`."""
    part = units["part"].astype(object).where(units["part"].notna(), None).to_numpy()
    answer = units["answer"].fillna("").to_numpy(object)
    # In the order of the units, which is that of the articles: no set, whose order would differ between runs.
    for value in dict.fromkeys(part):
        here = (part == value) if value is not None else np.array([one is None for one in part])
        inside = here.astype(float)
        if name == "overview":
            kit = inside * pd.to_numeric(units["answer"]).to_numpy(float)
            yield _Asked(value, "quotes", (kit, None), (inside[coded] * labels.astype(float), None), here[coded])
        elif name == "portrayal":
            what, score = units["what"].to_numpy(object), units["score"].fillna(0).to_numpy(float)
            voice = np.array([f"{EVERYBODY}, {one.rpartition(', ')[2]}" for one in what], dtype=object)
            # People give a label and the kit a score; the scale of the one is put on the other by its three fixed
            # points.
            judged = np.array([POLARITY[label] for label in labels])
            for kind, one in [(of, one) for of in (voice, what) for one in _often(of[here])]:
                # Who is meant is the kit's answer on both sides: what the sheet asks people is the judgement alone.
                own = inside * (kind == one)
                yield _Asked(value, one, (own * score, own), (own[coded] * judged, own[coded]))
        elif name == "pronouns":
            people = inside * np.isin(answer, list(PRONOUNS))
            said = inside[coded] * np.isin(labels, list(PRONOUNS))
            for label, pronoun in PRONOUNS.items():
                if ((answer == label) & here).any() or (labels == label).any():
                    counted = (people * (answer == label), people)
                    yield _Asked(value, pronoun, counted, (said * (labels == label), said))
        else:
            # A passage that people find to be no quote leaves the whole as well, else shares would not sum to 1.
            said = inside[coded] * (labels != "no quote")
            names = [one for given in answer[here] for one in given.split(TOGETHER) if one != "nobody named"]
            for one in [SOMEBODY, *_often(names)]:
                yield _Asked(value, one, (inside * _voiced(answer, one), inside), (said * _voiced(labels, one), said))


def _voiced(answers: Any, who: str) -> Floats:
    """Which part of each quote is whose: of several who speak together, each has as much."""
    # Of each answer once: most of a large corpus's quotes have one of few.
    parts = {given: given.split(TOGETHER) for given in set(answers)}
    fixed = [*codebook("voices").answers]
    wanted = {
        given: sum(one not in fixed if who == SOMEBODY else one == who for one in ones) / len(ones)
        for given, ones in parts.items()
    }
    return np.array([wanted[given] for given in answers], dtype=float)


def _often(names: Any) -> list[str]:
    found = pd.Series(names, dtype=object).value_counts(sort=True)
    return [str(name) for name in found.index[found.to_numpy() >= FEWEST]]


def _raw_intervals(asked: Sequence[_Asked], article: npt.NDArray[Any]) -> Floats:
    """Of each number of the kit's own, low and high over articles; NaN for a count, or one article."""
    out = np.full((len(asked), 2), np.nan)
    parts = []
    for key, one in enumerate(asked):
        top, bottom = one.kit
        if bottom is not None:
            sums = pd.DataFrame({"article": article, "n": bottom, "total": top}).groupby("article").sum().reset_index()
            # An article with nothing of what is counted has no mean of its own to vary.
            parts.append(sums[sums["n"] > 0].assign(key=key))
    if parts:
        found = means(pd.concat(parts, ignore_index=True), ["key"])
        out[found["key"].to_numpy(int)] = found[["low", "high"]].to_numpy(float)
    return out


def _row(one: _Asked, design: Design, coded: npt.NDArray[np.int64], name: str) -> dict[str, Any]:
    top, bottom = one.kit
    whole = (float(top.sum()), float(bottom.sum()) if bottom is not None else 0.0)
    n = int(top.sum() if bottom is None else whole[1] if name == "portrayal" else np.count_nonzero(top))
    raw = whole[0] if bottom is None else whole[0] / whole[1] if whole[1] else None
    row: dict[str, Any] = dict.fromkeys(COLUMNS) | {"part": one.part, "what": one.what, "n": n, "raw": raw}
    found = estimate(
        design,
        one.said,
        (top[coded], bottom[coded] if bottom is not None else None),
        whole,
        share=name in ("pronouns", "share_of_voice"),
        inside=one.inside,
    )
    if found is None:
        return row | {"note": "too few coded"}
    # There are no parts of quotes, and no score beyond -1 and 1.
    digits, most = (0, np.inf) if bottom is None else (6, 1.0)
    value, low, high = (round(min(max(one, -most), most), digits) for one in (found.value, found.low, found.high))
    return row | {
        "corrected": value,
        "low": low,
        "high": high,
        "coded": found.n,
        "power": found.power,
    }
