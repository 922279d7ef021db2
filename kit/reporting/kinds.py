"""`quotes/KIND.html`: what is behind the numbers of a kind of quote, such as those of unnamed speakers, by outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kit.measures.phrases import count
from kit.reporting.cells import sentence
from kit.reporting.leads import KINDS, kind_of, tables
from kit.views.outputs import cell

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["choose", "gather", "page"]

OUTLETS, EACH, MOST = 12, 6, 48  # outlets that have a part of their own, quotes of each; quotes where there is but one
TITLES = {
    "type": "Quotes that are {}",
    "cue_type": "Quotes reported by words of the kind “{}”",
    "speaker_type": "Quotes whose speaker is {}",
    "pronouns": "Quotes of people called “{}”",
}
UNKNOWN = {"pronouns": "Quotes of people for whom the texts use no pronoun"}
SAYS = {"document": "a document", "outlet": "an outlet"}
# What a quote is, by the column of the figures' tables; of its speakers, where they are who is told.
VALUES = {
    "type": 'q."type"',
    "cue_type": "q.cue_type",
    "speaker_type": "case when q.anonymous then 'anonymous' else s.speaker_type end",
    "pronouns": "a.pronouns",
}
Rows = list[dict[str, Any]]
Kind = tuple[str, str]


def choose(contents: Sequence[Any]) -> dict[Kind, str]:
    """The kinds of quotes that figures and tables count, with the addresses of their pages."""
    found = dict[Kind, str]()
    for table in tables(contents):
        column = kind_of(table["columns"])
        if column is not None:
            place = table["columns"].index(column)
            for value in dict.fromkeys(row[place] for row in table["rows"]):
                name = KINDS[column] if value is None else str(value)
                plain = name.replace(" ", "-")
                # A value becomes a file's name.
                if plain.replace("-", "").isalnum() and plain.isascii():
                    found[column, name] = f"quotes/{column.replace('_', '-')}-{plain}.html"
    return found


def gather(corpus: Corpus, kinds: Sequence[Kind], articles: Sequence[str]) -> dict[Kind, Rows]:
    """The quotes of each kind, as many of each outlet, those of articles with a page first; `of` is how many it has."""
    found: dict[Kind, Rows] = {kind: [] for kind in kinds}
    for column in dict.fromkeys(column for column, _ in kinds):
        people = "join actors a on a.actor_id = s.actor_id and a.type = 'person'" if column == "pronouns" else ""
        table = corpus.sql(
            f"""with quoted as (select distinct {VALUES[column]} as value, q.article_id, q.quote
                from quotes q join speakers s using (article_id, quote) {people}
                where q.kind is distinct from 'thought'),
            sized as (select v.*, r.source, r.published, r.title, r.position, count(*) over (partition by value) as of,
                    list_contains($here, article_id) as here
                from quoted v join (select article_id, source, published, title, position from articles) r
                    using (article_id)),
            turns as (select *, row_number() over (partition by value, article_id order by quote) as turn from sized),
            ranked as (select *, row_number() over (partition by value, source order by here desc, turn, position)
                as place from turns)
            select coalesce(value, $unknown) as value, article_id, quote, source, published, title, of,
                q."text" as sentence, q."start" as start, q."end" as "end", coalesce(q.actor, q.speaker) as speaker
            from ranked join quotes q using (article_id, quote) where place <= $most
            order by value, source nulls last, place""",
            {"here": list(articles), "unknown": KINDS[column], "most": MOST},
        )
        for row in table.astype(object).where(table.notna(), None).to_dict("records"):
            if (column, row["value"]) in found:
                found[column, row["value"]].append({str(name): value for name, value in row.items()})
    return found


def page(kind: Kind, rows: Rows, articles: frozenset[str]) -> dict[str, Any]:
    """What `kind.html.j2` asks for; `articles` have a page to link to."""
    from markupsafe import Markup

    column, value = kind
    outlets: dict[str | None, Rows] = {}
    for row in rows:
        outlets.setdefault(row["source"], []).append(row)
    largest = sorted(outlets, key=lambda source: -len(outlets[source]))[:OUTLETS]
    each = MOST if len(outlets) == 1 else EACH
    parts = [
        (source or "Source not known", [Markup(sentence(_evidence(row), articles, "../")) for row in own[:each]])
        for source, own in outlets.items()
        if source in largest
    ]
    shown, whole = sum(len(own) for _, own in parts), rows[0]["of"] if rows else 0
    title = UNKNOWN[column] if value == KINDS[column] and column in UNKNOWN else TITLES[column]
    return {
        "title": title.format(SAYS.get(value, value)),
        "lead": f"{count(whole, 'quote')}"
        + (
            f", of which {shown:,} stand here" + (", some of each source." if len(parts) > 1 else ".")
            if shown < whole
            else "."
        ),
        "parts": parts,
    }


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "published": cell(row["published"]), "target": [], "label": None}
