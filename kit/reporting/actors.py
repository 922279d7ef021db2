"""`actors/ID.html`: one actor with the sentences behind the numbers: what is said, how portrayed, where named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kit.measures.phrases import count, signed
from kit.reporting.around import around
from kit.reporting.articles import Cited
from kit.reporting.cells import sentence, some_of_each
from kit.reporting.leads import NAMES, about_anchor, displayed, drawn, tables
from kit.views.outputs import cell
from kit.views.table import Link, table_html

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["choose", "cited", "gather", "page"]

MOST = 300  # pages of actors
QUOTES, PORTRAYALS, NAMED = 40, 6, 60  # of an actor: quotes, sentences of each voice and label, articles
CLAUSE = 5  # words of a quote that says something by itself
ABOUT, SAID_OF, REQUESTS = 12, 2, 8  # of whom an actor speaks, sentences on each; requests for comment
SAFE = re.compile(r"[a-z0-9-]{1,80}")
LABELS = ("negative", "positive")
OUTCOMES = {"asked": "asked; no answer is told", "no reply": "asked, without a reply", "replied": "asked, and answered"}
VOICES = {"own": "In the articles' own words", "quoted": "In the words of those quoted"}
# Sentences on somebody are on the side of their mean, and name them, where there are such.
# Articles that can be opened come first, then each article in turn, so that not one outlet alone is heard.
FIRST = "list_contains($here, article_id) desc"
SAID = "q.kind is distinct from 'thought'"
Rows = list[dict[str, Any]]


def choose(corpus: Corpus, contents: Sequence[Any], said: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The actors whom pages show to a reader, with the addresses of their pages: by id, and by name.

    `said` are sentences of the index, whose names are among them. A name that several bear leads nowhere, where no id
    tells whose it is.
    """
    ids, names = dict[str, None](), dict[str, None]()
    for table in tables(contents):
        columns, rows = table["columns"], table["rows"]
        seen = some_of_each(rows, columns.index(table["by"]), table["shown"]) if table.get("by") in columns else rows
        for column, key in NAMES.items():
            if column in columns:
                place, wanted = (columns.index(key), ids) if key in columns else (columns.index(column), names)
                wanted.update(dict.fromkeys(row[place] for row in seen[: table["shown"]] if row[place]))
    found = corpus.sql(
        """select * from (select actor_id, name, mentions, count(*) over (partition by name) as bearers from actors)
        where list_contains($ids, actor_id) or list_contains($names, name)
            or exists (select 1 from unnest($said) as one(words) where contains(words, name))
        order by mentions desc, actor_id""",
        {
            "ids": list(ids),
            "said": list(said),
            "names": [*names, *(name for data in displayed(contents) for name in drawn(data))],
        },
    )
    # A report of a large corpus names thousands; most of them nobody looks up.
    rows = list(found.head(MOST).itertuples())
    by_id = {str(row.actor_id): f"actors/{_file(str(row.actor_id))}.html" for row in rows}
    return by_id, {str(row.name): by_id[str(row.actor_id)] for row in rows if row.bearers == 1}


def _file(actor_id: str) -> str:
    """A file's name: the id, or what can be written of it with a number of its own."""
    plain = actor_id.replace(":", "-")
    if SAFE.fullmatch(plain):
        return plain
    # Two ids may be alike but for letters that a file's name cannot have.
    number = hashlib.sha256(actor_id.encode()).hexdigest()[:8]
    return f"{re.sub('[^a-z0-9]+', '-', plain.casefold())[:60].strip('-')}-{number}".strip("-")


def gather(corpus: Corpus, ids: Sequence[str], articles: Sequence[str]) -> dict[str, dict[str, Rows]]:
    """What the pages of these actors show, each asked of the corpus once for all; `articles` have a page to link to."""
    asked = {"ids": list(ids), "here": list(articles)}
    parts = {
        "actor": "select * from actors where list_contains($ids, actor_id)",
        "quotes": _QUOTES,
        "portrayed": _PORTRAYED,
        "about": _ABOUT,
        "asked": _ASKED,
        "scores": _SCORES,
        "sources": _where("source", "n.articles desc, n.part nulls last"),
        "months": _where("strftime(published, '%Y-%m')", "n.part nulls last"),
        "named": _NAMED,
    }
    found: dict[str, dict[str, Rows]] = {actor_id: {part: [] for part in parts} for actor_id in ids}
    # A question for all actors, not one for each: over Parquet each would read the whole table again.
    for part, query in parts.items():
        table = corpus.sql(query, {name: value for name, value in asked.items() if f"${name}" in query})
        for row in table.astype(object).where(table.notna(), None).to_dict("records"):
            found[row["actor_id"]][part].append({str(name): value for name, value in row.items()})
    return found


_QUOTES = f"""with found as (
        select distinct s.actor_id, q.article_id, q.quote, a.source, a.published, a.title, a.position,
            array_length(string_split(q."text", ' ')) < {CLAUSE} as short
        from speakers s join quotes q using (article_id, quote) join articles a using (article_id)
        where list_contains($ids, s.actor_id) and {SAID}),
    turns as (select *, row_number() over (partition by actor_id, article_id order by short, quote) as turn from found),
    chosen as (select * from turns
        qualify row_number() over (partition by actor_id order by {FIRST}, short, turn, position) <= {QUOTES})
    {around("chosen")} order by actor_id, {FIRST}, short, turn, position"""

_PORTRAYED = f"""with chosen as (
        select x.*, a.position from sentiment x join (select article_id, position from articles) a using (article_id)
        where list_contains($ids, x.actor_id) and x.label in {LABELS}
        qualify row_number() over (partition by x.actor_id, voice_kind, label
            order by {FIRST}, x.confidence desc, position, mention) <= {PORTRAYALS})
    select c.actor_id, article_id, c.voice_kind, c.label, c.quote, c.voice_name as speaker, a.source, a.published,
        a.title, substring(a."text", s."start" + 1, s."end" - s."start") as sentence, s."start" as start,
        s."end" as "end", m."start" as target_start, m."end" as target_end
    from chosen c join mentions m using (article_id, mention) join sentences s using (article_id, sentence)
        join articles a using (article_id)
    order by c.actor_id, c.voice_kind, c.label, c.confidence desc, c.position, m."start\""""

_ABOUT = f"""with said as (
        select x.voice as actor_id, x.actor_id as about, x.actor as name, x.article_id, x.mention, x.sentence, x.quote,
            x.score, a.position, count(*) over (partition by x.voice, x.actor_id) as n,
            avg(x.score) over (partition by x.voice, x.actor_id) as mean, m.kind = 'name' as by_name
        from sentiment x join (select article_id, position from articles) a using (article_id)
            join (select article_id, mention, kind from mentions) m using (article_id, mention)
        where list_contains($ids, x.voice) and x.voice <> x.actor_id),
    ranked as (select *, dense_rank() over (partition by actor_id order by n desc, about) as place,
            row_number() over (partition by actor_id, about
                order by {FIRST}, sign(score) = sign(mean) desc, by_name desc, abs(score) desc, position, mention
            ) as turn from said)
    select r.actor_id, about, r.name, r.n, r.mean, article_id, r.quote, a.source, a.published, a.title,
        substring(a."text", s."start" + 1, s."end" - s."start") as sentence, s."start" as start, s."end" as "end",
        m."start" as target_start, m."end" as target_end
    from ranked r join mentions m using (article_id, mention) join sentences s using (article_id, sentence)
        join articles a using (article_id)
    where place <= {ABOUT} and turn <= {SAID_OF} order by r.actor_id, place, turn"""

_ASKED = f"""with asked as (select * from comment_requests where list_contains($ids, actor_id)
        qualify row_number() over (partition by actor_id order by {FIRST}, article_id, "start") <= {REQUESTS})
    select c.actor_id, c.article_id, c.outcome, null::bigint as quote, a.source, a.published, a.title,
        substring(a."text", s."start" + 1, s."end" - s."start") as sentence, s."start" as start, s."end" as "end",
        c."start" as target_start, c."end" as target_end
    from asked c join sentences s on s.article_id = c.article_id and s."start" <= c."start" and c."start" < s."end"
        join articles a on a.article_id = c.article_id
    order by c.actor_id, a.position, c."start\""""

_SCORES = """select actor_id, voice_kind, count(*) as n, count(distinct article_id) as articles, avg(score) as mean,
        avg((label is not distinct from 'negative')::int) as negative,
        avg((label is not distinct from 'positive')::int) as positive
    from sentiment where list_contains($ids, actor_id) group by all order by actor_id, voice_kind"""

_NAMED = f"""with found as (
        select actor_id, article_id, count(*) as n from mentions where list_contains($ids, actor_id) group by all),
    said as (select s.actor_id, article_id, count(distinct quote) as quotes
        from speakers s join quotes q using (article_id, quote) where {SAID} group by all)
    select f.actor_id, article_id, a.title, a.source, a.published, f.n, coalesce(said.quotes, 0) as quotes,
        substring(a."text", 1, 80) as begins
    from found f join articles a using (article_id) left join said using (actor_id, article_id)
    qualify row_number() over (partition by f.actor_id order by {FIRST}, f.n desc, a.position) <= {NAMED}
    order by f.actor_id, f.n desc, a.position"""


def _where(part: str, order: str) -> str:
    """SQL of how often an actor is named and quoted in the articles of each value."""
    return f"""with size as (select {part} as part, count(*) as of from articles group by 1),
        named as (select m.actor_id, {part} as part, count(distinct article_id) as articles, count(*) as n
            from mentions m join articles using (article_id) where list_contains($ids, m.actor_id) group by all),
        said as (select s.actor_id, {part} as part, count(distinct (article_id, quote)) as quotes
            from speakers s join quotes q using (article_id, quote) join articles using (article_id)
            where {SAID} group by all)
        select n.actor_id, n.part, n.articles, size.of, n.articles / size.of as share, n.n,
            coalesce(said.quotes, 0) as quotes
        from named n join size on size.part is not distinct from n.part
            left join said on said.actor_id = n.actor_id and said.part is not distinct from n.part
        order by n.actor_id, {order}"""


def cited(found: Mapping[str, Mapping[str, Rows]]) -> Cited:
    """The passages that pages of actors lead to, by article."""
    passages: Cited = {}
    for rows in found.values():
        for row in (*rows["portrayed"], *rows["asked"]):
            passages.setdefault(row["article_id"], set()).add((row["start"], row["end"]))
    return passages


def page(found: Mapping[str, Rows], articles: frozenset[str], addresses: Mapping[str, str]) -> dict[str, Any]:
    """What `actor.html.j2` asks for; `articles` and the actors of `addresses` have a page to link to."""
    from markupsafe import Markup

    actor = found["actor"][0]
    quoted = sum(row["quotes"] for row in found["sources"])
    known = [actor["type"] if actor["type"] != "other" else None, actor["role"], actor["affiliation"]]
    lead = ", ".join(str(part) for part in known if part)
    times = f"Named {count(actor['mentions'], 'time')} in {count(actor['articles'], 'article')}"
    parts = [_by("source", found["sources"]), _by("month", [row for row in found["months"] if row["part"]])]
    return {
        "title": actor["name"],
        "lead": f"{lead[:1].upper()}{lead[1:]}. {times}, quoted {count(quoted, 'time')}." if lead else f"{times}.",
        "quotes_said": _more(len(found["quotes"]), quoted, "quote"),
        "quotes": [Markup(sentence(_evidence(row), articles, "../")) for row in found["quotes"]],
        "scores": Markup(_scores(found["scores"])),
        "portrayed": [
            (f"{VOICES[voice]}, {'un' if label == 'negative' else ''}favourably", rows)
            for voice in VOICES
            for label in LABELS
            if (
                rows := [
                    Markup(sentence(_evidence(row), articles, "../"))
                    for row in found["portrayed"]
                    if (row["voice_kind"], row["label"]) == (voice, label)
                ]
            )
        ],
        "about": _about(found["about"], articles, addresses),
        "asked": [
            (OUTCOMES.get(row["outcome"], row["outcome"]), Markup(sentence(_evidence(row), articles, "../")))
            for row in found["asked"]
        ],
        "tables": [Markup(table) for table in parts if table],
        "named": Markup(_named(found["named"], actor["articles"], articles)),
    }


def _about(rows: Rows, articles: frozenset[str], addresses: Mapping[str, str]) -> list[tuple[str, str, list[Any]]]:
    """Of whom they speak: the anchor that figures lead to, a heading, and sentences."""
    from markupsafe import Markup

    parts: dict[str, tuple[str, str, list[Any]]] = {}
    for row in rows:
        said = f"{row['name']}: {signed(row['mean'])} in {count(row['n'], 'mention')}"
        anchor = about_anchor(addresses[row["about"]]) if row["about"] in addresses else ""
        parts.setdefault(row["about"], (anchor, said, []))[2].append(Markup(sentence(_evidence(row), articles, "../")))
    return list(parts.values())


def _more(shown: int, whole: int, what: str) -> str:
    return f"{count(whole, what)}, of which {shown:,} stand here." if shown < whole else f"{count(whole, what)}."


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    target = [] if row.get("target_start") is None else [[row["target_start"], row["target_end"]]]
    return {**row, "published": cell(row["published"]), "target": target, "label": None}


def _scores(rows: Rows) -> str:
    if not rows:
        return ""
    names = {"own": "the articles' own words", "quoted": "those quoted"}
    body = [
        [names[row["voice_kind"]], row["n"], row["articles"], signed(row["mean"]), row["negative"], row["positive"]]
        for row in rows
    ]
    columns = ["voice", "mentions", "articles", "mean", "negative", "positive"]
    return table_html(columns, body, caption="Mean score, −1 (unfavourable) to +1 (favourable), by voice.")


def _by(name: str, rows: Rows) -> str:
    """How often by outlet or month; nothing where there is but one."""
    if len(rows) < 2:
        return ""
    body = [
        [row["part"] or "not known", row["articles"], row["of"], row["share"], row["n"], row["quotes"]] for row in rows
    ]
    columns = [name, "articles", "of", "share", "times named", "quotes"]
    return table_html(columns, body, caption=f"Articles that name them, by {name}.", shown=len(body))


def _named(rows: Rows, whole: int, articles: frozenset[str]) -> str:
    body = []
    for row in rows:
        title = row["title"] or f"{row['begins']} …"
        key = row["article_id"]
        linked = Link(title, f"../articles/{key}.html") if key in articles else title
        body.append([linked, row["source"], cell(row["published"]), row["n"], row["quotes"]])
    columns = ["article", "source", "published", "times named", "quotes"]
    return table_html(columns, body, caption="The articles that name them.", total=whole, shown=NAMED, by="source")
