"""`kit.show`: one article that JupyterLab displays, a terminal prints, and a browser opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.corpus import Corpus, asked_of
from kit.errors import MeasureError
from kit.measures.asking import named_actor
from kit.measures.phrases import count
from kit.text.verbatim import VERBATIM
from kit.views import characters
from kit.views.article import Annotated, annotated, title_of
from kit.views.drawing import draw, legend, places, style

__all__ = ["LAYERS", "Shown", "show"]

LAYERS = ("names", "quotes", "judgements")


class Shown:
    """An article as read. `print` gives text; `page()` a whole HTML page; JupyterLab shows it by itself."""

    def __init__(self, found: Annotated, names: Mapping[str, str]) -> None:
        self.found = found
        self.names = names

    def page(self) -> str:
        """The article as an HTML page that loads nothing."""
        title = characters.attribute(title_of(self.found.article))
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'\">\n"
            f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
            "<style>\n:root { color-scheme: light dark; }\n"
            "body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; "
            "font: 1.1rem/1.65 Charter, 'Bitstream Charter', Cambria, Georgia, serif; }\n"
            f"{style()}</style>\n</head>\n<body>\n<main>\n<h1>{characters.html(title_of(self.found.article))}</h1>\n"
            f"{self._body()}\n</main>\n</body>\n</html>\n"
        )

    def _body(self) -> str:
        colours = places(self.found.mentions)
        return legend(self.found, colours, self.names) + draw(self.found, colours)

    def _repr_html_(self) -> str:
        return self.cell()

    def cell(self, *, anchors: bool = False, at: tuple[int, int] | None = None) -> str:
        """The article as a notebook's cell shows it; a place that is asked for is `#at` and its start."""
        colours = places(self.found.mentions)
        cited = [at] if at is not None else []
        body = legend(self.found, colours, self.names) + draw(self.found, colours, anchors=anchors, cited=cited)
        return (
            f'<style>{style()}</style><div class="{VERBATIM}" style="max-width:42rem;line-height:1.65">'
            f"<h3>{characters.html(title_of(self.found.article))}</h3>{body}</div>"
        )

    def __str__(self) -> str:
        """The text, each quote in brackets with its number and speaker."""
        text = self.found.article["text"]
        edges = []
        for row in self.found.quotes:
            who = self.found.said_by(row) or "?"
            edges.append((row["start"], 1, f"[{row['quote']} {who}: "))
            # 0 and 1: where one quote ends and the next begins, the bracket is closed first.
            edges.append((row["end"], 0, "]"))
        out, at = [], 0
        for place, _, mark in sorted(edges):
            out += [text[at:place], mark]
            at = place
        named = sorted({row["actor"] for row in self.found.mentions if row["actor"]})
        people = f"\n\nNamed: {', '.join(named)}" if named else "\n\nNobody is named."
        # A carriage return would let a terminal write over the line.
        return characters.visible("".join([*out, text[at:]]).replace("\r", "")) + people

    __repr__ = __str__


def show(
    corpus: Corpus, article_id: str | None = None, *, actor: str | None = None, layers: str | Iterable[str] = LAYERS
) -> Shown:
    """An article with its names by actor, its quotes with their speakers, and its judgements by voice.

    Parameters
    ----------
    article_id
        As in `corpus.articles`; its first characters are enough where no other begins with them. It may be left out
        where there is but one article.
    actor
        Mark only this one's names, quotes and judgements: an actor_id, a name, an alias or a surname.
    layers
        Mark only these: names, quotes, judgements.

    Raises
    ------
    MeasureError
        If the corpus has no such article, nobody is called so, or there is no such layer.

    Examples
    --------
    >>> corpus = kit.read_corpus("seeds/")
    >>> "Lavrov" in kit.show(corpus, actor="Lavrov", layers="quotes").page()
    True
    """
    wanted = (layers,) if isinstance(layers, str) else tuple(layers)
    for layer in wanted:
        if layer not in LAYERS:
            raise MeasureError(f"layers={layer!r}: no such layer; choose {', '.join(LAYERS)}")
    asked_of(corpus, "show")
    found = annotated(corpus, _chosen(corpus, article_id))
    names = {row["actor_id"]: row["actor"] for row in found.mentions if row["actor_id"] and row["actor"]}
    return Shown(_with_layers(found, wanted, named_actor(corpus, actor).actor_id if actor else None), names)


def _chosen(corpus: Corpus, article_id: str | None) -> str:
    """The id of the article that is meant."""
    if article_id is not None:
        # What fits several is asked for as it is, and the answer is that there is no such article.
        like = corpus.sql("select article_id from articles where starts_with(article_id, $id)", {"id": str(article_id)})
        return str(like["article_id"].iloc[0]) if len(like) == 1 else str(article_id)
    called = """coalesce(title, left("text", 60) || ' …')"""
    first = corpus.sql(f"select article_id, {called} as called from articles order by position limit 3")
    if len(first) == 1:
        return str(first["article_id"].iloc[0])
    some = ", ".join(f"{row.article_id} ({row.called})" for row in first.itertuples())
    raise MeasureError(
        f"show: which of {count(len(corpus), 'article')}? give its id, kit.show(corpus, {str(first.iloc[0, 0])!r}); "
        f"the first are {some}"
        if len(first)
        else "show: the corpus holds no article; annotate some"
    )


def _with_layers(found: Annotated, layers: Sequence[str], actor_id: str | None) -> Annotated:
    """The same article with only what these layers mark, and only of one actor where one is given."""
    spoken = {row["quote"] for row in found.speakers if row["actor_id"] == actor_id}
    mentions = [row for row in found.mentions if actor_id is None or row["actor_id"] == actor_id]
    kept = {row["mention"] for row in mentions}
    judged = [row for row in found.sentiment if row["mention"] in kept]
    if "names" not in layers:
        # An arrow stands behind the name that it is about.
        kept = {row["mention"] for row in judged} if "judgements" in layers else set()
        mentions = [row for row in mentions if row["mention"] in kept]
    quotes = [row for row in found.quotes if actor_id is None or row["quote"] in spoken]
    return Annotated(
        found.article,
        mentions,
        quotes if "quotes" in layers else [],
        # Who speaks is kept whole, so that a quote of two is still said to be of both.
        found.speakers,
        judged if "judgements" in layers else [],
        found.comment_requests,
    )
