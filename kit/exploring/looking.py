"""What an explorer asks of a corpus: rows that fit, a page of them, how many a month, those that are picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from kit import corrections
from kit.corpus import Corpus, asked_of
from kit.errors import KitError, MeasureError
from kit.measures.asking import named_actor
from kit.measures.narrowing import span
from kit.measures.phrases import count, signed
from kit.views.shown import show

__all__ = ["FILTERS", "Looking"]

A_PAGE = 20
OFFERED = 300  # names and outlets, those with most rows
FILTERS = ("actor", "source", "since", "until", "voice", "type", "words")
ALONG = {
    "month": "strftime(published, '%Y-%m')",
    "outlet": "source",
    "actor": "actor",
    "type": "type",
}  # what a figure counts along
ORDER = {
    "date": "published",
    "outlet": "source",
    "actor": "actor",
    "voice": "voice",
    "type": "type",
}  # what a click on a heading sorts by


@dataclass(frozen=True)
class Kind:
    """What is looked at: its table, its rows as SQL without their words, and those words.

    `rows` has `article_id number start end published source title position actor voice type score spoken_by`; `words`
    is SQL over these and the articles' `text`.
    """

    table: str
    number: str
    rows: str
    of_actor: str
    words: str
    says: tuple[str, ...]  # what a click may say of a row: kinds of corrections


ARTICLES = """(select article_id, position, published, source, title from articles) a"""
KINDS = {
    "quotes": Kind(
        "quotes",
        "quote",
        f"""select q.article_id, q.quote as number, q."start", q."end", a.published, a.source, a.title, a.position,
            coalesce(q.actor, q.speaker) as actor, q.speaker_type as voice, q.type, null::double as score,
            q."start" as first, q."end" as last
        from quotes q join {ARTICLES} using (article_id) where q.kind is distinct from 'thought'""",
        "(article_id, number) in (select article_id, quote from speakers where actor_id = $actor)",
        'substring(t."text", first + 1, last - first)',
        ("no quote", "speaker"),
    ),
    "portrayals": Kind(
        "sentiment",
        "mention",
        f"""select x.article_id, x.mention as number, m."start", m."end", a.published, a.source, a.title, a.position,
            x.actor, x.voice_kind as voice, coalesce(x.label, 'not sure') as type, x.score,
            s."start" as first, s."end" as last
        from sentiment x join mentions m using (article_id, mention) join sentences s using (article_id, sentence)
            join {ARTICLES} using (article_id)""",
        "(article_id, number) in (select article_id, mention from sentiment where actor_id = $actor)",
        'substring(t."text", first + 1, last - first)',
        ("label",),
    ),
}


@dataclass
class Looking:
    """A corpus being looked through: what is asked for, which page, what is picked and which article is open."""

    corpus: Corpus
    file: str | Path = "corrections.csv"
    of: str = "quotes"
    wanted: dict[str, str] = field(default_factory=dict)
    along: str = "month"
    order: str = ""
    falling: bool = False
    page: int = 0
    message: str = ""
    picked: dict[tuple[str, str, int], None] = field(default_factory=dict)
    opened: dict[str, Any] | None = None
    shown: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.corpus = asked_of(self.corpus, "explore").in_field("text")
        self.offers = {of: self._offers(of) for of in KINDS}
        self.look()

    def heed(self, message: Mapping[str, Any]) -> bool:
        """Do what a click asks: filter, kind, along, order, page, open, close, pick, pick page, pick none or correct.

        Returns whether what fits may be other rows now. What goes wrong is told in `message`, and changes nothing.
        """
        self.message = ""
        before = (self.of, dict(self.wanted), self.along, self.order, self.falling, self.page)
        try:
            return self._do(message)
        except KitError as error:
            self.of, self.wanted, self.along, self.order, self.falling, self.page = before
            self.message = str(error)
            return False

    def _do(self, message: Mapping[str, Any]) -> bool:
        wish = message.get("do")
        if wish == "filter":
            given = message.get("filter") or {}
            self.wanted = {name: str(given[name]).strip() for name in FILTERS if str(given.get(name) or "").strip()}
            self.page = 0
        elif wish == "kind" and message.get("of") in KINDS:
            self.of, self.page, self.opened, self.order = str(message["of"]), 0, None, ""
            self.wanted = {name: value for name, value in self.wanted.items() if name not in ("voice", "type")}
        elif wish == "along" and message.get("along") in ALONG:
            self.along = str(message["along"])
        elif wish == "order" and message.get("by") in ORDER:
            self.falling = self.order == message["by"] and not self.falling
            self.order, self.page = str(message["by"]), 0
        elif wish == "page":
            self.page = max(0, int(message.get("to") or 0))
        elif wish == "pick":
            self._pick(message.get("row"), bool(message.get("on")))
        elif wish == "pick page":
            for row in range(len(self.shown)):
                self._pick(row, True)
        elif wish == "pick none":
            self.picked.clear()
        elif wish == "open":
            self._open(message.get("row"))
        elif wish == "close":
            self.opened = None
        elif wish == "correct":
            self._correct(str(message.get("what")), str(message.get("value") or "").strip() or None)
        if wish in ("filter", "kind", "order", "page"):
            self.look()
        return wish in ("filter", "kind", "along")

    def look(self) -> None:
        """Fetch the page that is asked for, and how many rows fit in all."""
        chosen, values = self._chosen()
        self.total = int(self.corpus.sql(f"{chosen} select count(*) as n from chosen", values)["n"].iloc[0])
        self.page = min(self.page, max(0, (self.total - 1) // A_PAGE))
        along = f"{ORDER[self.order]} {'desc' if self.falling else 'asc'} nulls last, " if self.order else ""
        order = f'{along}position, "start", number'
        rows = self.corpus.sql(
            f"""{chosen}, page as (select * from chosen order by {order} limit {A_PAGE} offset {self.page * A_PAGE})
            select page.*, {KINDS[self.of].words} as words
            from page join (select article_id, "text" from articles) t using (article_id) order by {order}""",
            values,
        )
        plain = rows.astype(object).where(rows.notna(), None)
        self.shown = [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]

    def state(self) -> dict[str, Any]:
        """What is shown, as JSON has it, without the figure."""
        return {
            "of": self.of,
            "kinds": list(KINDS),
            "filter": {name: self.wanted.get(name, "") for name in FILTERS},
            "offers": self.offers[self.of],
            "along": self.along,
            "ways": list(ALONG),
            "order": self.order,
            "falling": self.falling,
            "rows": [self._row(row) for row in self.shown],
            "total": self.total,
            "page": self.page,
            "pages": max(1, -(-self.total // A_PAGE)),
            "picked": len(self._picks()),
            "opened": self.opened,
            "message": self.message,
        }

    def counted(self) -> pd.DataFrame:
        """How many rows fit along months, outlets, actors or types: `name n`, and `mean` of the scores."""
        chosen, values = self._chosen()
        by_size = "n desc, name" if self.along != "month" else "name"
        return self.corpus.sql(
            f"""{chosen} select {ALONG[self.along]} as name, count(*) as n, avg(score) as mean from chosen
            where name is not null group by 1 order by {by_size}""",
            values,
        )

    def said(self, row: Any) -> str:
        """A row of `counted` in words."""
        return f"{row.n:,}" if pd.isna(row.mean) else f"{row.n:,}, mean {signed(row.mean)}"

    @property
    def table(self) -> pd.DataFrame:
        """The rows that are picked, else all that fit: those of `quotes` or `sentiment`, with their article's facts."""
        return self.rows()

    def found(self) -> int:
        """How many rows `table` has."""
        return len(self._picks()) or self.total

    def rows(self, first: int | None = None) -> pd.DataFrame:
        """The table, or only the first so many of its rows."""
        kind = KINDS[self.of]
        picks = self._picks()
        chosen, values = self._chosen()
        keys = "select article_id, number from chosen"
        if picks:
            chosen, keys = "", "select unnest($articles) as article_id, unnest($numbers) as number"
            values = {"articles": [one for one, _ in picks], "numbers": [number for _, number in picks]}
        return self.corpus.sql(
            f"""{chosen} select a.published, a.source, a.title, r.* from {kind.table} r
            join {ARTICLES} using (article_id)
            where (r.article_id, r.{kind.number}) in ({keys}) order by a.position, r.{kind.number}
            {f"limit {first}" if first is not None else ""}""",
            values,
        )

    def _chosen(self) -> tuple[str, dict[str, Any]]:
        """SQL of the table `chosen`, which holds the rows that fit, and the values in it."""
        kind, conditions, values = KINDS[self.of], [], dict[str, Any]()
        for name, value in self.wanted.items():
            if name == "actor":
                values[name] = named_actor(self.corpus, value).actor_id
                conditions.append(kind.of_actor)
            elif name in ("since", "until"):
                first, after = span(name, value)
                values[name] = (first if name == "since" else after).to_pydatetime()
                conditions.append(f"published >= ${name}" if name == "since" else f"published < ${name}")
            elif name == "words":
                values[name] = value
                conditions.append(f"contains(lower({kind.words}), lower($words))")
            else:
                values[name] = value
                conditions.append(f"{name} = ${name}")
        texts = 'join (select article_id, "text" from articles) t using (article_id)' if "words" in values else ""
        within = " and ".join(conditions) or "true"
        columns = 'article_id, number, start, "end", published, source, title, position, actor, voice, type, score'
        return (
            f"with every as ({kind.rows}), chosen as (select {columns}, first, last from every {texts} where {within})",
            values,
        )

    def _offers(self, of: str) -> dict[str, list[str]]:
        """What each filter may be, that with most rows first."""
        found = {}
        for name in ("actor", "source", "voice", "type"):
            rows = self.corpus.sql(
                f"""with every as ({KINDS[of].rows}) select {name} as name, count(*) as n from every
                where name is not null group by 1 order by n desc, name limit {OFFERED}"""
            )
            found[name] = [str(value) for value in rows["name"]]
        return found

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        day = row["published"]
        return {
            "date": f"{day:%Y-%m-%d}" if day is not None else "",
            **{name: row[name] or "" for name in ("source", "actor", "voice", "type", "words")},
            "picked": self._key(row) in self.picked,
        }

    def _key(self, row: Mapping[str, Any]) -> tuple[str, str, int]:
        return self.of, str(row["article_id"]), int(row["number"])

    def _picks(self) -> list[tuple[str, int]]:
        return [(article, number) for of, article, number in self.picked if of == self.of]

    def _pick(self, row: Any, on: bool) -> None:
        if isinstance(row, int) and 0 <= row < len(self.shown):
            key = self._key(self.shown[row])
            self.picked.pop(key, None)
            if on:
                self.picked[key] = None

    def _open(self, row: Any) -> None:
        if not (isinstance(row, int) and 0 <= row < len(self.shown)):
            return
        one = self.shown[row]
        at = (int(one["start"]), int(one["end"]))
        text = show(self.corpus, one["article_id"])
        self.opened = {
            "article": one["article_id"],
            "number": int(one["number"]),
            "html": text.cell(anchors=True, at=at),
            "anchor": f"at{at[0]}",
            "start": at[0],
            "end": at[1],
            "words": text.found.article["text"][at[0] : at[1]],
            "says": list(KINDS[self.of].says),
            "labels": list(corrections.KINDS["label"] or ()),
        }

    def _correct(self, what: str, value: str | None) -> None:
        """A line in the file of corrections about the row that is open."""
        one = self.opened
        if one is None or what not in one["says"]:
            raise MeasureError("explore: no row is open to be corrected; click on one first")
        place = (one["article"], one["start"], one["end"])
        new = corrections.add(self.file, *place, what, value, words=one["words"], replace=True)
        said = f"{what}{f': {value}' if value else ''}"
        self.message = (
            f"{self.file}: {said}; annotate with corrections={str(self.file)!r} and it counts"
            if new
            else f"{self.file}: says so already"
        )

    def told(self) -> str:
        """What fits, in a few words."""
        return f"{count(self.total, self.of.removesuffix('s'))} of {count(len(self.corpus), 'article')}"
