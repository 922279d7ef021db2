"""All pages of a report: one a notebook, one an article, and the index before them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.measures.alerts import alerts
from kit.measures.records import METHODS
from kit.reporting import actors, articles, grouping, index, kinds, single
from kit.reporting.cells import Page
from kit.reporting.kernels import Run
from kit.reporting.leads import Leads
from kit.reporting.page import environment, render
from kit.reporting.provenance import Input, describe, methods_of, provenance
from kit.reporting.publication import Publication
from kit.reporting.scrub import Scrub, as_given
from kit.views import Annotated, annotated_many

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["write"]

MAIN_ACTORS = 8  # that look the same on every article's page
CARD = ("name", "title", "finding", "picture", "tall", "questions")  # what the index says of a page


def write(
    publication: Publication, corpus: Corpus, runs: list[Run], given: Mapping[str, Any], limit: int, scrub: Scrub
) -> list[Run]:
    """Draw every page beside its place, then let all appear. The runs that failed are given back.

    Parameters
    ----------
    given
        What the user asked for, by the names of `kit.report`; None is what was not.
    limit
        How many articles get a page.
    """
    # Headlines are a field of their own: without this they would be counted along.
    corpus = corpus.in_field("text")
    whole = [run for run in runs if run.content is not None]
    failed = [run for run in runs if run.content is None]
    # Before anything is drawn: paths of the machine may stand in any output.
    _scrub_outputs(whole, scrub)
    old = _old_cards(publication, {run.notebook.name for run in whole})
    listed = sorted([*old, *({"name": r.notebook.name, "title": r.notebook.title} for r in whole)], key=_order(runs))
    common = {"pages": listed, "version": __version__}
    input_, command = describe(corpus), _command(given)

    contents = [run.content for run in whole]
    evidence = articles.cited(contents)
    chosen = articles.choose(corpus, limit, evidence)
    warnings = alerts(corpus)
    by_id, by_name = actors.choose(corpus, contents, warnings)
    about = actors.gather(corpus, list(by_id), chosen)
    for article_id, passages in actors.cited(about).items():
        evidence.setdefault(article_id, set()).update(passages)
    by_kind = kinds.choose(contents)
    by_group = grouping.first_articles(corpus, contents, chosen)
    leads = Leads(frozenset(chosen), by_id, by_name, by_kind, by_group)
    read = annotated_many(corpus, chosen)
    rows = articles.listing(read)

    cards, files = [], dict[str, str]()
    for run in whole:
        page = Page(run.notebook.name, run.notebook.title, leads, files)
        html = render(run.content, page, **common, **_facts(run, input_, command, scrub))
        publication.write(f"{page.name}.html", html)
        cards.append({name: getattr(page, name) for name in CARD} | {"old": False})
    cards = sorted([*cards, *old], key=_order(runs))
    around = common | {"provenance": provenance(input_, {}, METHODS, command)}
    _article_pages(publication, read, rows, articles.main_actors(corpus, MAIN_ACTORS), evidence, by_id, around, scrub)
    _actor_pages(publication, about, by_id, frozenset(chosen), around)
    quoted = kinds.gather(corpus, list(by_kind), chosen)
    template = environment().get_template("kind.html.j2")
    for kind, address in by_kind.items():
        publication.write(address, template.render(**around, **kinds.page(kind, quoted[kind], frozenset(chosen))))
    front = environment().get_template("index.html.j2")
    around = common | {"provenance": provenance(input_, _said(given), METHODS, command)}
    around |= {
        "cards": [{**card, "finding": index.sentence(card["finding"], leads)} for card in cards],
        "alerts": [index.sentence(words, leads) for words in warnings],
        "failed": _failures(failed, old, scrub),
        "articles": rows,
    }
    around |= single.facts(corpus, Page("index", "", leads, files))
    facts = index.facts(corpus, input_, rows, {card["name"] for card in cards}, scrub, files)
    # Last drawn, since it tells of all others, and listed first.
    publication.write("index.html", front.render(**around, **facts), first=True)
    for name, content in files.items():
        publication.write(name, content)

    parts = [name for name in publication.staged if "/" in name]
    if old:  # their links may lead to parts of the last report
        parts = sorted({*parts, *publication.parts})
    publication.publish({"cards": cards, "parts": parts}, scrub.text(_log(failed)) or None)
    return failed


def _article_pages(
    publication: Publication,
    read: Sequence[Annotated],
    rows: Sequence[dict[str, Any]],
    order: Sequence[str],
    evidence: articles.Cited,
    addresses: Mapping[str, str],
    common: Mapping[str, Any],
    scrub: Scrub,
) -> None:
    """Write a page for each article, with links to the one before and the one after."""
    template = environment().get_template("article.html.j2")
    for place, one in enumerate(read):
        before = rows[place - 1] if place else None
        after = rows[place + 1] if place + 1 < len(rows) else None
        key = one.article["article_id"]
        facts = articles.page(one, order, evidence.get(key, ()), scrub, addresses)
        publication.write(f"articles/{key}.html", template.render(**common, **facts, before=before, after=after))


def _actor_pages(
    publication: Publication,
    about: Mapping[str, Mapping[str, actors.Rows]],
    addresses: Mapping[str, str],
    chosen: frozenset[str],
    common: Mapping[str, Any],
) -> None:
    """Write a page for each actor whom other pages show."""
    template = environment().get_template("actor.html.j2")
    for actor_id, found in about.items():
        publication.write(addresses[actor_id], template.render(**common, **actors.page(found, chosen, addresses)))


def _failures(failed: Iterable[Run], old: Iterable[Mapping[str, Any]], scrub: Scrub) -> list[dict[str, Any]]:
    """What the index says of the notebooks that were not finished."""
    standing = {card["name"] for card in old}
    return [
        {
            "title": run.notebook.title,
            "heading": run.heading,
            "error": scrub.text(run.error or ""),
            "old": run.notebook.name in standing,
        }
        for run in failed
    ]


def _log(failed: Iterable[Run]) -> str:
    return "".join(f"\n{run.notebook.name}, {run.heading}: {run.error}\n{run.traceback}\n" for run in failed)


def _scrub_outputs(whole: Iterable[Run], scrub: Scrub) -> None:
    """Take the machine's own paths out of what the cells showed."""
    for run in whole:
        for cell in run.content.cells:
            if "outputs" in cell:
                cell.outputs = [_scrubbed(output, scrub) for output in cell.outputs]


def _facts(run: Run, input_: Input, command: str, scrub: Scrub) -> dict[str, Any]:
    taken = run.notebook.parameters
    used = {name: (run.parameters.get(name, p.default), p.help) for name, p in taken.items()}
    code = [cell.source for cell in run.notebook.content.cells if cell.cell_type == "code" and cell.source.strip()]
    return {
        "lead": input_.said + ".",
        "description": f"{run.notebook.title} {input_.said}.",
        "provenance": provenance(
            input_, {n: (_shown(v), h) for n, (v, h) in used.items()}, methods_of(run.measures), command
        ),
        "code": [scrub.text(source) for source in code],
    }


def _old_cards(publication: Publication, new: set[str]) -> list[dict[str, Any]]:
    """The cards of pages that stand there from before and are not replaced now."""
    cards = [card for card in publication.note.get("cards", []) if card["name"] not in new]
    return [card | {"old": True} for card in cards if (publication.path / f"{card['name']}.html").is_file()]


def _order(runs: list[Run]) -> Any:
    places = {run.notebook.name: place for place, run in enumerate(runs)}
    return lambda card: (places.get(card["name"], len(places)), card["name"])


def _scrubbed(output: Any, scrub: Scrub) -> Any:
    for part in ("text", "data", "metadata"):
        if part in output:
            output[part] = scrub.value(output[part])
    return output


def _command(given: Mapping[str, Any]) -> str:
    words = ["kit", "report", as_given(given["source"])]
    for name, value in given.items():
        if name in ("metadata", "aliases", "corrections", "by", "top") and value is not None:
            words += [f"--{name}", str(_shown(value))]
        elif name != "source" and value is not None:
            words += ["-p", name, _paths(name, str(value))]
    return shlex.join(words)


def _paths(name: str, value: str) -> str:
    """A parameter as it may be shown; one of files may hold several, with commas between them."""
    return ",".join(as_given(one.strip()) for one in value.split(",")) if name == "coded" else value


def _said(given: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    return {name: (_shown(value), "") for name, value in given.items() if value is not None}


def _shown(value: Any) -> Any:
    return as_given(value) if isinstance(value, (str, Path)) and os.path.isabs(value) else value
