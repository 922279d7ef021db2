"""Tables as a notebook shows them to readers: what was said, by whom, where and when; the frame itself stays whole.

A table of a Corpus, or some of its rows, is known by its columns. `corpus.quotes` in a cell shows date, source,
speaker, cue and words, with long texts unfolded; the date and source come from the corpus that holds the article.
Measures' tables and answers of `corpus.sql` are drawn as reports draw them, all other tables by pandas.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit import schema
from kit.corpus import OPEN, Corpus
from kit.errors import KitError
from kit.measures.phrases import count
from kit.views.outputs import cell
from kit.views.table import in_notebook, table_html

__all__ = ["ROWS", "drawn", "reader_view"]

ROWS = 20


@dataclass(frozen=True)
class View:
    """What readers see of a table: the columns by which it is known, and for each heading what is put below it."""

    known_by: frozenset[str]
    columns: Mapping[str, Callable[[pd.DataFrame], pd.Series]]


def _column(name: str, *others: str) -> Callable[[pd.DataFrame], pd.Series]:
    """A column, with the next of the others where it has no value."""

    def told(rows: pd.DataFrame) -> pd.Series:
        values = pd.Series([None] * len(rows), index=rows.index, dtype=object)
        for one in (name, *others):
            if one in rows:
                values = values.where(values.notna(), rows[one].astype(object))
        return values

    return told


def _voice(rows: pd.DataFrame) -> pd.Series:
    """Whose words portray: the article's own, or those of who speaks."""
    own = rows["voice_kind"].astype(object).map({"own": "the article's own"})
    return own.where(own.notna(), _column("voice_name")(rows)).fillna("somebody quoted")


DATED = {"date": _column("date"), "source": _column("source")}
VIEWS = {
    "quotes": View(
        frozenset({"article_id", "quote", "text", "speaker", "cue"}),
        {**DATED, "speaker": _column("actor", "speaker"), "cue": _column("cue"), "words": _column("said", "text")},
    ),
    "sentiment": View(
        frozenset({"article_id", "mention", "voice_kind", "label", "score"}),
        {**DATED, "about": _column("actor"), "in whose words": _voice}
        | {"portrayed": _column("label"), "score": _column("score"), "sentence": _column("words")},
    ),
    "mentions": View(
        frozenset({"article_id", "mention", "text", "kind", "label"}),
        {**DATED, "words": _column("text"), "who is meant": _column("actor")}
        | {"kind": _column("kind"), "label": _column("label")},
    ),
    "sentences": View(
        frozenset({"article_id", "sentence", "target_start", "speaker", "published", "source", "label"}),
        {"date": _column("published"), "source": _column("source"), "speaker": _column("speaker")}
        | {"sentence": _column("sentence"), "portrayed": _column("label"), "score": _column("score")},
    ),
    "articles": View(
        frozenset({"article_id", "text", "title", "published"}),
        {**DATED, "title": _column("title"), "author": _column("author"), "text": _column("beginning")},
    ),
}


def reader_view(frame: pd.DataFrame, *, total: int | None = None) -> str | None:
    """The HTML that a notebook shows of a table of the kit's; None of any other table.

    Parameters
    ----------
    total
        How many rows there are, where the frame holds only the first of them.
    """
    total = len(frame) if total is None else total
    # pandas' own tables of tables, joins with doubled names: whatever it is, it is none of the kit's.
    if isinstance(frame.columns, pd.MultiIndex) or not frame.columns.is_unique or frame.columns.empty:
        return None
    names = set(map(str, frame.columns))
    # Some of its columns are enough: who adds one still reads a table of quotes.
    found = next((name for name, view in VIEWS.items() if view.known_by <= names), None)
    if found is not None:
        # A count of the rows that a reader sees, and how many columns more there are to compute with.
        rows = _with_articles(frame.head(ROWS), found)
        shown = {heading: list(told(rows)) for heading, told in VIEWS[found].columns.items()}
        caption = f"{found}: {count(total, 'row')} of {count(len(frame.columns), 'column')}."
        if found == "sentences":
            # Quotes portray nobody: two columns of nothing only squeeze the words.
            shown = {
                heading: values
                for heading, values in shown.items()
                if heading not in ("portrayed", "score") or not _objects(values).isna().all()
            }
            caption = " ".join(filter(None, (frame.attrs.get("caption"), caption)))
        return in_notebook(_html(shown, caption, total))
    if frame.attrs.get("measure") or frame.attrs.get("kit") or _is_own(names):
        shown = {str(name): list(frame.head(ROWS).iloc[:, place]) for place, name in enumerate(frame.columns)}
        caption = str(frame.attrs.get("caption") or f"{count(total, 'row')}.")
        return in_notebook(_html(shown, caption, total))
    return None


def drawn(frame: pd.DataFrame) -> str | None:
    """What a notebook shows of any table: the kit's own as readers read them, others as pandas draws them."""
    own = reader_view(frame)
    return own if own is not None else frame._repr_html_()  # type: ignore[operator]


def _is_own(names: set[str]) -> bool:
    """Whether these are the columns of one of the tables, and no others."""
    return any(names == set(table.columns) for table in schema.TABLES.values())


def _html(shown: Mapping[str, list[Any]], caption: str, total: int) -> str:
    rows = [[cell(value) for value in row] for row in zip(*shown.values(), strict=True)]
    return table_html(list(shown), rows, caption=caption, total=total, shown=ROWS, whole=True)


def _with_articles(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows with `date` and `source` of their articles, and with the words that a reader needs."""
    rows = rows.reset_index(drop=True)
    if table == "sentences":
        return rows
    if table == "articles":
        beginnings = [None if pd.isna(text) else _beginning(str(text)) for text in rows["text"]]
        return rows.assign(date=rows["published"], beginning=_objects(beginnings))
    known: dict[Any, Any] = {}
    words: dict[Any, Any] = {}
    wanted = list(dict.fromkeys(map(str, rows["article_id"])))
    for corpus in [one for one in OPEN if one.whole]:
        # A corpus whose folder is gone since tells nothing; what is shown is shown without it.
        with contextlib.suppress(KitError):
            _put(known, _articles(corpus, wanted))
            _put(words, _sentences(corpus, rows) if table == "sentiment" else {})
    dates = [known.get(str(one)) or (None, None) for one in rows["article_id"]]
    out = rows.assign(date=_objects([date for date, _ in dates]), source=_objects([source for _, source in dates]))
    if table == "sentiment":
        keys = zip(rows["article_id"].astype(str), rows["mention"].astype(int), strict=True)
        out["words"] = _objects([words.get(key) for key in keys])
    return out


def _put(known: dict[Any, Any], found: Mapping[Any, Any]) -> None:
    """What one more corpus tells; where two tell different things of one id, as ids of one's own may, neither holds."""
    for key, told in found.items():
        known[key] = told if known.setdefault(key, told) == told else None


def _objects(values: list[Any]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _articles(corpus: Corpus, ids: list[str]) -> dict[str, tuple[Any, Any]]:
    found = corpus.sql(
        "select article_id, published, source from articles where article_id in (select unnest($ids))", {"ids": ids}
    )
    columns = (found["article_id"].astype(str), found["published"], found["source"])
    return {key: (cell(day), cell(source)) for key, day, source in zip(*columns, strict=True)}


def _sentences(corpus: Corpus, rows: pd.DataFrame) -> dict[tuple[str, int], str]:
    """The sentence of each of these judgements: by article and mention."""
    keys = [f"{one}:{number}" for one, number in zip(rows["article_id"], rows["mention"], strict=True)]
    # Both conditions: the first is exact, the second one lets the database skip the other articles.
    found = corpus.sql(
        """select x.article_id, x.mention, substring(a."text", s."start" + 1, s."end" - s."start") as words
        from sentiment x join sentences s using (article_id, sentence) join articles a using (article_id)
        where x.article_id || ':' || x.mention in (select unnest($keys))
            and x.article_id in (select unnest($ids))""",
        {"keys": keys, "ids": list(map(str, rows["article_id"]))},
    )
    columns = (found["article_id"].astype(str), found["mention"].astype(int), found["words"].astype(str))
    return {(key, number): words for key, number, words in zip(*columns, strict=True)}


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")
