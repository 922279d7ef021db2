"""`quotes/KIND.html`: what is behind the numbers of a kind of quote, such as those of unnamed speakers, by outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kit.measures.phrases import count, listed
from kit.reporting.around import around
from kit.reporting.cells import sentence
from kit.reporting.leads import KINDS, displayed, drawn, kind_of
from kit.views.outputs import TABLE, TOGETHER, cell

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["choose", "gather", "page"]

OUTLETS, EACH, MOST = 12, 6, 48  # outlets that have a part of their own, quotes of each; quotes where there is but one
LONGEST = 150  # letters of a file's name
TITLES = {
    "type": "Quotes that are {}",
    "cue_type": "Quotes reported by words of the kind {}",
    "speaker_type": "Quotes whose speaker is {}",
    "pronouns": "Quotes of people called {}",
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
    """The kinds of quotes that figures and tables count, with the addresses of their pages.

    Kinds that a figure draws as one have a page together.
    """
    found = dict[Kind, str]()
    for data in displayed(contents):
        table = data.get(TABLE, {"columns": []})
        column = kind_of(table["columns"])
        if column is not None:
            place = table["columns"].index(column)
            names = [KINDS[column] if row[place] is None else str(row[place]) for row in table["rows"]]
            together = sorted(name for name in drawn(data) if TOGETHER in name)
            for name in dict.fromkeys([*names, *together]):
                plain = name.replace(TOGETHER, "-").replace(" ", "-")
                # A value becomes a file's name.
                if plain.replace("-", "").isalnum() and plain.isascii() and len(plain) <= LONGEST:
                    found[column, name] = f"quotes/{column.replace('_', '-')}-{plain}.html"
    return found


def gather(corpus: Corpus, kinds: Sequence[Kind], articles: Sequence[str]) -> dict[Kind, Rows]:
    """The quotes of each kind, as many of each outlet, those of articles with a page first; `of` is how many it has.

    `sentence` is what stands around a quote, with the words that report it.
    """
    found: dict[Kind, Rows] = {kind: [] for kind in kinds}
    for column in dict.fromkeys(column for column, _ in kinds):
        people = "join actors a on a.actor_id = s.actor_id and a.type = 'person'" if column == "pronouns" else ""
        table = corpus.sql(
            f"""with names as (select unnest($names) as name, unnest($values) as value),
            quoted as (select distinct n.name as value, q.article_id, q.quote
                from quotes q join speakers s using (article_id, quote) {people}
                    join names n on n.value = coalesce({VALUES[column]}, $unknown)
                where q.kind is distinct from 'thought'),
            sized as (select v.*, r.source, r.published, r.title, r.position, count(*) over (partition by value) as of,
                    list_contains($here, article_id) as here
                from quoted v join (select article_id, source, published, title, position from articles) r
                    using (article_id)),
            turns as (select *, row_number() over (partition by value, article_id order by quote) as turn from sized),
            ranked as (select *, row_number() over (partition by value, source order by here desc, turn, position)
                as place from turns),
            chosen as (select r.*, coalesce(q.actor, q.speaker) as speaker
                from ranked r join quotes q using (article_id, quote) where place <= $most)
            {around("chosen")} order by value, source nulls last, place""",
            {
                "here": list(articles),
                "unknown": KINDS[column],
                "most": MOST,
                "names": [name for of, name in kinds if of == column for _ in name.split(TOGETHER)],
                "values": [value for of, name in kinds if of == column for value in name.split(TOGETHER)],
            },
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
    # Words of the texts stand in quotation marks, those of our own do not.
    words = "“{}”" if column in ("cue_type", "pronouns") else "{}"
    values = listed([words.format(SAYS.get(one, one)) for one in value.split(TOGETHER)])
    return {
        "title": title.format(values),
        "lead": f"{count(whole, 'quote')}"
        + (
            f", of which {shown:,} stand here" + (", some of each source." if len(parts) > 1 else ".")
            if shown < whole
            else "."
        ),
        "parts": parts,
    }


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    target = [[row["target_start"], row["target_end"]]]
    return {**row, "published": cell(row["published"]), "target": target, "label": None}
