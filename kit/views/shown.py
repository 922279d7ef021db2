"""`kit.show`: one article that JupyterLab displays, a terminal prints, and a browser opens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kit.views import characters
from kit.views.article import Annotated, annotated, title_of
from kit.views.drawing import draw, legend, places, style

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["Shown", "show"]


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
        colours = places(self.found.mentions)
        body = legend(self.found, colours, self.names) + draw(self.found, colours, anchors=False)
        return (
            f'<style>{style()}</style><div style="max-width:42rem;line-height:1.65">'
            f"<h3>{characters.html(title_of(self.found.article))}</h3>{body}</div>"
        )

    def __str__(self) -> str:
        """The text, each quote in brackets with its number and speaker."""
        text = self.found.article["text"]
        edges = []
        for row in self.found.quotes:
            who = self.found.said_by(row) or "?"
            edges.append((row["start"], 1, f"[{row['quote']} {who}: "))
            edges.append((row["end"], 0, "]"))
        out, at = [], 0
        for place, _, mark in sorted(edges):
            out += [text[at:place], mark]
            at = place
        named = sorted({row["actor"] for row in self.found.mentions if row["actor"]})
        people = f"\n\nNamed: {', '.join(named)}" if named else "\n\nNobody is named."
        return characters.visible("".join([*out, text[at:]]).replace("\r", "")) + people

    __repr__ = __str__


def show(corpus: Corpus, article_id: str) -> Shown:
    """An article with its names by actor, its quotes with their speakers, and its judgements by voice.

    Parameters
    ----------
    article_id
        As in `corpus.articles`; its first characters are enough where no other begins with them.

    Raises
    ------
    MeasureError
        If the corpus has no such article.
    """
    like = corpus.sql("select article_id from articles where starts_with(article_id, $id)", {"id": article_id})
    found = annotated(corpus, like["article_id"].iloc[0] if len(like) == 1 else article_id)
    names = {row["actor_id"]: row["actor"] for row in found.mentions if row["actor_id"] and row["actor"]}
    return Shown(found, names)
