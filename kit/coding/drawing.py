"""Which units are coded: drawn at random within strata, each with its known probability.

Strata are the values of `by` and what the kit itself answers. Each gets a share of the sample in proportion to its size
and to how unsure the kit is in it (Neyman 1934, JRSS 97:558, with the deviation that its confidence implies), and two
units at least, so that its variance can be estimated. The sheet does not say which stratum is which.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.coding.codebook import CODEBOOKS, Codebook, codebook
from kit.coding.sheets import COLUMNS, places, unit_id, write_sheet
from kit.corpus import Corpus, asked_of
from kit.errors import SheetError
from kit.store.database import quoted

__all__ = ["allocated", "sample", "sizes_of", "units_of"]

AROUND = 600  # characters of the passage on either side, at most
SURE = 0.15  # deviation that is taken for granted where the kit is sure of itself
FEWEST = 2  # units of a stratum


def sample(
    corpus: Corpus,
    of: str = "sentiment",
    n: int = 200,
    *,
    by: str | None = "source",
    seed: int = 1,
    field: str | None = None,
    out: str | Path | None = None,
) -> pd.DataFrame:
    """Draw units for people to code.

    Parameters
    ----------
    of
        sentiment, quotes, speakers (women and men), voices (who speaks, by name), mentions, comment_requests (each as
        the kit found them), or paragraphs, in which people count quotes, so that what the kit missed is found as well.
    n
        How many; all, where there are fewer.
    by
        A column of `articles` by which groups are compared later: each of its values is drawn from. None for none.
    seed
        The same seed draws the same units.
    field
        Where units stand: "text" (the default), "title" (headlines; of sentiment, quotes, speakers, voices and
        mentions) or "both", as `Corpus.in_field` has it. Numbers of that field are corrected by them.
    out
        File to write, .xlsx (with lists to choose from and the codebook; needs openpyxl) or .csv.

    Returns
    -------
    DataFrame
        One row a unit, in random order, so that whoever stops halfway has coded a random part: `unit of article_id
        field start end source published before words after question label note coder probability stratum`. `words` are
        the unit, `before` and `after` what stands around it; `label` is empty, for one of the answers of the codebook
        (`kit.coding.CODEBOOKS`). `probability` (above 0, at most 1) is that of being drawn. What the kit answers is not
        in it.

    Raises
    ------
    SheetError
        If there is no such kind of unit or nothing to draw, `by` is no column, or `out` is there already.

    Examples
    --------
    >>> sheet = kit.sample(kit.read_corpus("seeds/"), of="quotes", n=3)
    >>> len(sheet)
    3
    """
    book = codebook(of)
    if n < 1:
        raise SheetError(f"n={n}: nothing to draw; give 1 or more")
    corpus = asked_of(corpus, "sample").in_field(field)
    if corpus.field == "title" and not book.titles:
        raise SheetError(f"sample: titles have no {of}; choose field='text', or {', '.join(_in_titles())}")
    units = units_of(corpus, book, by)
    if units.empty:
        where = {"title": " in titles", "both": " in texts and titles"}.get(str(corpus.field), "")
        raise SheetError(f"sample: the corpus has no {of}{where}; choose another kind of unit or other articles")
    strata = _strata(units, n, book)
    rng = np.random.default_rng(seed)
    # In a random order, for a stratum's number would else tell a coder what the kit answers.
    numbers = pd.Series(strata).map({old: new for new, old in enumerate(rng.permutation(np.unique(strata)))}).to_numpy()
    sizes, chosen = sizes_of(units, numbers), []
    shares = allocated(sizes["units"].to_numpy(), sizes["deviation"].to_numpy(float), n)
    for stratum, many in zip(sizes.index, shares, strict=True):
        here = np.flatnonzero(numbers == stratum)
        chosen.append(rng.choice(here, many, replace=False))
    rows = rng.permutation(np.concatenate(chosen))
    probability = pd.Series(shares / sizes["units"].to_numpy(), index=sizes.index)
    drawn = units.iloc[rows].assign(stratum=numbers[rows])
    drawn["probability"] = drawn["stratum"].map(probability)
    sheet = _with_passages(corpus, drawn.reset_index(drop=True), book)
    if out is not None:
        write_sheet(sheet, out)
    return sheet


def units_of(corpus: Corpus, book: Codebook, by: str | None = None) -> pd.DataFrame:
    """Every unit of a kind.

    Parameters
    ----------
    corpus
        Its units are those of the field that it was narrowed to, of the texts where it was not.
    by
        A column of `articles`, whose value is `part`; NA without one.

    Returns
    -------
    DataFrame
        `article_id field start end answer confidence part`, one row a place, in the order of the corpus; `answer` is
        the kit's own, NA where it has none.

    Raises
    ------
    SheetError
        If `by` is no column.
    """
    if by is not None and by not in corpus.columns("articles"):
        known = ", ".join(name for name in corpus.columns("articles") if name != "text")
        raise SheetError(f"by={by!r}: the articles have no such column; choose {known}")
    part = "null::varchar" if by is None else f"{quoted(by)}::varchar"
    # One unit a place: where the kit found two things at one, a coder could not tell which is asked about.
    return corpus.in_field().sql(
        f"""select u.* replace (coalesce(u.field, 'text') as field), a.part from ({book.sql}) u
        join (select article_id, position, {part} as part from articles) a using (article_id)
        qualify row_number() over (partition by article_id, u.field, u."start", u."end" order by u.answer) = 1
        order by a.position, u.field, u."start", u."end", u.answer"""
    )


def _strata(units: pd.DataFrame, n: int, book: Codebook) -> npt.NDArray[np.int64]:
    """A number for each unit: group and answer, or less where that makes more strata than half the sample."""
    answer = units["answer"].astype("string").fillna("")
    if book.names:
        often = answer.value_counts().index[:4]
        # With a stratum a name there would be more strata than units to draw.
        answer = answer.where(answer.isin(often), "others")
    elif len(set(answer)) > 5:  # counts of quotes
        answer = answer.where(answer.isin(["0", "1"]), "more")
    part, field = units["part"].astype("string").fillna(""), units["field"]
    # Groups are kept the longest, since they are what is compared later; the field always, as texts and headlines are
    # corrected apart.
    for keys in ([part, field, answer], [part, field], [field, answer], [field]):
        numbered = pd.DataFrame(dict(enumerate(keys))).groupby(list(range(len(keys)))).ngroup()
        strata = np.asarray(numbered, dtype=np.int64)
        if 2 * FEWEST * len(np.unique(strata)) <= n:
            return strata
    return np.zeros(len(units), dtype=np.int64)


def sizes_of(units: pd.DataFrame, strata: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Of each stratum: how many units, and the deviation of the kit's error that its confidence implies.

    Parameters
    ----------
    units
        With `confidence`, 0 to 1; missing ones count as 0.9.
    strata
        The number of the stratum of each unit.

    Returns
    -------
    DataFrame
        `units deviation` (0.15 to 0.5), by the number of the stratum.
    """
    # Where the kit gives no answer, or no confidence, it is taken to be right in nine of ten.
    confidence = units["confidence"].astype("Float64").fillna(0.9).clip(0, 1).to_numpy(float)
    rows = pd.DataFrame({"stratum": strata, "deviation": np.sqrt(confidence * (1 - confidence))})
    by_stratum = rows.groupby("stratum")["deviation"]
    # Rounded, so that the last bits of a sum, which depend on the machine, do not decide how many are drawn.
    return pd.DataFrame({"units": by_stratum.size(), "deviation": by_stratum.mean().clip(lower=SURE).round(6)})


def allocated(units: npt.NDArray[np.int64], deviation: npt.NDArray[np.float64], n: int) -> npt.NDArray[np.int64]:
    """How many of each stratum are drawn (Neyman 1934).

    Parameters
    ----------
    units, deviation
        Of each stratum: how many units there are, and their deviation.
    n
        How many are drawn in all; of fewer units all are.

    Returns
    -------
    array of int64
        In proportion to units × deviation, two at least, and no more than there are.
    """
    n = min(n, int(units.sum()))
    out = np.minimum(units, FEWEST)
    # Several rounds: what a small stratum cannot take is shared out among the others.
    while (left := n - int(out.sum())) > 0:
        room = units - out
        weight = np.where(room > 0, units * deviation, 0.0)
        wished = np.maximum(n * weight / weight.sum() - out, 0.0)
        wished = wished if wished.sum() > 0 else weight
        more = np.minimum(np.floor(left * wished / wished.sum()).astype(np.int64), room)
        if more.sum() == 0:
            more[int(np.argmax(np.where(room > 0, wished, -1.0)))] = 1
        out = out + more
    return out


def _with_passages(corpus: Corpus, drawn: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    articles = corpus.sql(
        "select article_id, text, title, source, strftime(published, '%Y-%m-%d') as published from articles "
        "where article_id in (select unnest($ids))",
        {"ids": sorted(set(drawn["article_id"]))},
    ).set_index("article_id")
    texts = {(key, name): words for name in ("text", "title") for key, words in articles[name].items()}
    rows = drawn.join(articles[["source", "published"]], on="article_id")
    spans = list(zip(zip(rows["article_id"], rows["field"], strict=True), rows["start"], rows["end"], strict=True))
    rows["before"] = [_around(texts[key][max(0, start - AROUND) : start], True) for key, start, _ in spans]
    rows["words"] = [texts[key][start:end] for key, start, end in spans]
    rows["after"] = [_around(texts[key][end : end + AROUND], False) for key, _, end in spans]
    rows["unit"] = [unit_id(book.of, place) for place in places(rows)]
    rows = rows.assign(of=book.of, question=book.question, label=None, note=None, coder=None)
    return rows[list(COLUMNS)].astype(COLUMNS)


def _in_titles() -> list[str]:
    return [of for of, book in CODEBOOKS.items() if book.titles]


def _around(text: str, before: bool) -> str:
    """Without the piece of a word at the cut."""
    if len(text) < AROUND:
        return text
    return text.partition(" ")[2] if before else text.rpartition(" ")[0]
