"""`articles/ID.html`: an article as it was read, with its quotes and names; where evidence leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kit.measures.phrases import day
from kit.reporting.leads import displayed, drawn, steps_of
from kit.views import Annotated, characters, draw, legend, places
from kit.views.article import title_of
from kit.views.outputs import EVIDENCE, TABLE
from kit.views.table import Link, table_html

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["Cited", "choose", "cited", "listing", "page"]

LONGEST = 80_000  # characters of an article that a page shows: about 40 printed pages
BUSIEST = 5_000  # names and quotes drawn on one page
QUOTES_SHOWN, NAMES_SHOWN, BEYOND_SHOWN = 150, 100, 50
WEB = re.compile(r"https?://[^\s\"'<>]+$", re.I)

Cited = dict[str, set[tuple[int, int]]]


def cited(contents: Iterable[Any]) -> Cited:
    """The passages that pages lead to, by article: first those of figures, then of tables, then of lists of sentences.

    A mark or a row rests on one passage; a list of sentences has others.
    """
    found: Cited = {}
    held = displayed(contents)
    placed = [data for data in held if {"article_id", "start", "end"} <= {*data.get(TABLE, {}).get("columns", [])}]
    for data in placed:
        _cite(found, data[TABLE], drawn(data))
    for data in placed:
        _cite(found, data[TABLE] | {"rows": data[TABLE]["rows"][: data[TABLE]["shown"]]})
    for data in held:
        for row in data.get(EVIDENCE, {}).get("rows", []):
            found.setdefault(row["article_id"], set()).add((row["start"], row["end"]))
    return found


def _cite(found: Cited, table: Mapping[str, Any], marks: set[str] | None = None) -> None:
    """Add the passages of a table's rows; where `marks` says what is drawn, of the rows that are."""
    columns = table["columns"]
    steps = steps_of(columns, table["rows"], table.get("by"))
    for row, step in zip(table["rows"], steps, strict=True):
        article_id, start, end = (row[columns.index(name)] for name in ("article_id", "start", "end"))
        if start is not None and (marks is None or not marks.isdisjoint({step, *map(str, row)})):
            found.setdefault(article_id, set()).add((start, end))


def choose(corpus: Corpus, limit: int, evidence: Iterable[str]) -> list[str]:
    """The articles that get a page: those given as evidence, in its order, then the most quoted; as in the corpus."""
    ranked = corpus.sql(
        "select a.article_id, a.position, (select count(*) from quotes q where q.article_id = a.article_id "
        "and kind is distinct from 'thought') n "
        "from articles a order by n desc, position"
    )
    position = dict(zip(ranked["article_id"], ranked["position"], strict=True))
    # Evidence first: a sentence on a page should lead to its article.
    ids = list(dict.fromkeys([*(i for i in evidence if i in position), *ranked["article_id"]]))
    return sorted(ids[:limit], key=lambda article_id: position[article_id])


def listing(found: Sequence[Annotated]) -> list[dict[str, Any]]:
    """What the index says of each."""
    return [
        {
            "article_id": one.article["article_id"],
            "title": title_of(one.article)[:200],
            "source": one.article["source"],
            "published": None if one.article["published"] is None else f"{one.article['published']:%Y-%m-%d}",
            "quotes": sum(row["kind"] != "thought" for row in one.quotes),
        }
        for one in found
    ]


def page(
    found: Annotated,
    order: Sequence[str],
    passages: Iterable[tuple[int, int]],
    scrub: Any,
    actors: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """What `article.html.j2` asks for.

    Parameters
    ----------
    order
        The corpus's main actors, so that each looks the same on every page.
    passages
        That pages lead to.
    actors
        The addresses of their pages, by id.
    """
    from markupsafe import Markup

    article = found.article
    text = article["text"]
    end = _end(found)
    here = {row["actor_id"] for row in found.mentions}
    colours = {actor: place for actor, place in places([], order).items() if actor in here}
    names = {row["actor_id"]: row["actor"] for row in found.mentions if row["actor"]}
    facts = [
        (name, str(value), value if name == "Address" and WEB.match(str(value)) else None)
        for name, value in (
            ("Source", article["source"]),
            ("Published", None if article["published"] is None else day(article["published"])),
            ("By", article["author"]),
            ("Address", article["url"]),
            ("File", scrub.text(article["path"] or "") or None),
            ("Id", article["article_id"]),
        )
        if value
    ]
    cut = (
        f"The article goes on for {len(text) - end:,} more of its {len(text):,} characters; the file has all of it."
        if end < len(text)
        else ""
    )
    return {
        "title": title_of(article)[:300],
        "facts": facts,
        "legend": Markup(legend(found, colours, names)),
        "drawing": Markup(draw(found, colours, end=end, cited=passages)),
        "cut": cut,
        "beyond": Markup(_beyond(found, passages, end)),
        "quotes_table": Markup(_quotes(found, end)),
        "names_table": Markup(_names(found, actors)),
    }


def _end(found: Annotated) -> int:
    """Where to cut: at the longest, or before there is more to draw than a browser takes well."""
    starts = sorted(row["start"] for row in (*found.mentions, *found.quotes))
    text = found.article["text"]
    end = min(len(text), LONGEST, starts[BUSIEST] if len(starts) > BUSIEST else len(text))
    # Each line is a paragraph, which a browser lays out by itself: lines count as well as letters.
    lines = [at.end() for at in re.finditer(r"\n", text[:end])]
    return min(end, lines[BUSIEST]) if len(lines) > BUSIEST else end


def _beyond(found: Annotated, passages: Iterable[tuple[int, int]], cut: int) -> str:
    """Passages after the cut that other pages lead to."""
    items: list[str] = []
    for start, end in sorted(passages):
        if start >= cut and len(items) < BEYOND_SHOWN:
            quotes = [row for row in found.quotes if row["start"] >= cut and start <= row["start"] < end]
            places = "".join(f'<span id="q{row["quote"]}"></span>' for row in quotes)
            items.append(
                f'<li id="at{start}" dir="auto">{places}{characters.html(found.article["text"][start:end][:600])}</li>'
            )
    return f"<p>Further on stand:</p><ul>{''.join(items)}</ul>" if items else ""


def _quotes(found: Annotated, end: int) -> str:
    if not found.quotes:
        return "<p>Nobody is quoted in this article.</p>"
    rows = [
        [
            Link(row["quote"], f"#q{row['quote']}") if row["start"] < end else row["quote"],
            found.said_by(row),
            row["kind"] if row["kind"] == "thought" else row["type"],
            row["cue"],
            row["said"] or row["text"],
        ]
        for row in found.quotes
    ]
    return '<h2 id="quotes">Who is quoted</h2>' + table_html(
        ["no.", "speaker", "kind", "cue", "words"],
        rows,
        caption="The quotes and thoughts, as they come.",
        shown=QUOTES_SHOWN,
    )


def _names(found: Annotated, actors: Mapping[str, str]) -> str:
    counts: dict[str, list[Any]] = {}
    for row in found.mentions:
        if row["actor_id"] is not None:
            name = row["actor"]
            if row["actor_id"] in actors:
                name = Link(name, f"../{actors[row['actor_id']]}")
            counts.setdefault(row["actor_id"], [name, row["actor_id"].partition(":")[0], 0])[2] += 1
    if not counts:
        return "<p>Nobody is named in this article.</p>"
    rows = sorted(counts.values(), key=lambda row: (-row[2], str(row[0])))
    return '<h2 id="names">Who is named</h2>' + table_html(
        ["name", "type", "mentions"], rows, caption="By how often each is named.", shown=NAMES_SHOWN
    )


def main_actors(corpus: Corpus, limit: int) -> list[str]:
    """The actors named most in the corpus."""
    return list(corpus.sql(f"select actor_id from actors order by mentions desc, actor_id limit {limit}")["actor_id"])
