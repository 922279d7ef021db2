"""Draws an article as HTML: spans that overlap are opened and closed so that each can be seen; legend and style.

Nothing is told by colour alone. An actor has a line of its own kind under each of its names; a quote stands on a tint,
between marks, and ends with its speaker; a judgement is an arrow, filled in the article's own voice, else hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kit.views import characters
from kit.views.article import Annotated

__all__ = ["ACTOR_STYLES", "draw", "legend", "places", "style"]

ACTOR_STYLES = 8  # the actors named most have a line of their own; style.css has the eight
MARKS = {
    ("own", "positive"): ("▲", "favourable, in the article's own voice"),
    ("own", "negative"): ("▼", "unfavourable, in the article's own voice"),
    ("quoted", "positive"): ("△", "favourable, in a quoted voice"),
    ("quoted", "negative"): ("▽", "unfavourable, in a quoted voice"),
}


@dataclass(frozen=True)
class _Span:
    """A stretch of text to draw. `rank` decides which of two that begin together is the outer one."""

    start: int
    end: int
    rank: int
    opening: str
    anchor: str = ""
    after: str = ""


def style() -> str:
    """The CSS of the drawing; it works on light and dark ground and in print."""
    return (files("kit.views") / "style.css").read_text(encoding="utf-8")


def places(mentions: Iterable[Mapping[str, Any]], order: Iterable[str] = ()) -> dict[str, int]:
    """Which actor has which line: those of `order` first, then by how often each is named here.

    1 to 8, for the first eight actors; all others have none. Mentions of nobody known are passed over.
    """
    counts: dict[str, int] = {}
    for mention in mentions:
        if mention["actor_id"] is not None:
            counts[mention["actor_id"]] = counts.get(mention["actor_id"], 0) + 1
    ranked = [*order] or sorted(counts, key=lambda actor: (-counts[actor], actor))
    return {actor: place for place, actor in enumerate(ranked[:ACTOR_STYLES], start=1)}


def draw(
    found: Annotated,
    colours: Mapping[str, int],
    *,
    end: int | None = None,
    anchors: bool = True,
    cited: Iterable[tuple[int, int]] = (),
) -> str:
    """The text, up to `end`, in paragraphs with its names, quotes and judgements.

    With `anchors`, a quote is `#q0` by its number in the table, and a stretch that is `cited` is `#at120` by its start.
    """
    text = found.article["text"][:end]
    passages = [_Span(first, last, 0, "", f"at{first}") for first, last in cited if first < last]
    drawable = passages + _spans(found, colours, len(text))
    # The longer one of two that begin together is the outer one, so that fewer have to be opened twice.
    spans = sorted(drawable, key=lambda span: (span.start, -span.end, span.rank))
    out, at, coming, open_, drawn = [], 0, 0, list[_Span](), set[str]()
    # A quote may go on over paragraphs, and no span may: each line opens anew what is still open.
    for line in text.splitlines(keepends=True):
        stop = at + len(line)
        while coming < len(spans) and spans[coming].start < stop:
            open_.append(spans[coming])
            coming += 1
        open_ = [span for span in open_ if span.end > at]
        if line.strip():
            body = _line(text, at, at + len(line.rstrip()), open_, drawn if anchors else None)
            out.append(f'<p dir="auto">{body}</p>')
        at = stop
    return f'<div class="k-text">{"".join(out)}</div>'


def _line(text: str, start: int, end: int, spans: list[_Span], drawn: set[str] | None) -> str:
    """One paragraph. A span that outlives the one around it is closed and opened again, so that elements nest."""
    cuts = sorted({start, end, *(min(max(edge, start), end) for span in spans for edge in (span.start, span.end))})
    out: list[str] = []
    stack: list[_Span] = []
    coming = iter([*spans, None])
    following = next(coming)
    for cut, stop in zip(cuts, [*cuts[1:], end], strict=True):
        # All above the first that ends here have to be closed with it, also those that go on.
        keep = next((place for place, span in enumerate(stack) if span.end <= cut), len(stack))
        again = [span for span in stack[keep:] if span.end > cut]
        for span in reversed(stack[keep:]):
            out.append((span.after if span.end <= cut else "") + "</span>")
        del stack[keep:]
        while following is not None and max(following.start, start) <= cut:
            if following.end > cut:
                again.append(following)
            following = next(coming)
        for span in again:
            stack.append(span)
            anchor = ""
            # An id once in a page: the first piece of a stretch has it.
            if drawn is not None and span.anchor and span.anchor not in drawn:
                drawn.add(span.anchor)
                anchor = f' id="{span.anchor}"'
            out.append(f"<span{anchor}{span.opening}>")
        out.append(characters.html(text[cut:stop]))
    out += ["</span>"] * len(stack)
    return "".join(out)


def _spans(found: Annotated, colours: Mapping[str, int], length: int) -> list[_Span]:
    spans = []
    for row in found.quotes:
        kind = "thought" if row["kind"] == "thought" else row["type"] or "direct"
        who = found.said_by(row) or "nobody named"
        tip = characters.attribute(f"{kind} quote, {'thought' if kind == 'thought' else 'said'} by {who}")
        label = f'<span class="k-who"> {characters.html(who)}</span>'
        parts = row["spans"] or [[row["start"], row["end"]]]
        for number, (start, end) in enumerate(parts):
            last = number == len(parts) - 1
            opening = f' class="k-quote k-{kind}" title="{tip}"'
            spans.append(_Span(start, end, 1, opening, f"q{row['quote']}", label if last else ""))
        if row["cue_start"] is not None and row["cue_end"] > row["cue_start"]:
            spans.append(_Span(row["cue_start"], row["cue_end"], 2, ' class="k-cue"'))
    judged = {row["mention"]: row for row in found.sentiment}
    for row in found.mentions:
        # A pronoun of whom nobody knows tells a reader nothing.
        if row["actor_id"] is None and row["kind"] != "name":
            continue
        place = colours.get(row["actor_id"], 0)
        tip = characters.attribute(f"{row['actor'] or row['text']} ({row['label'] or row['kind']})")
        opening = f' class="k-name k-a{place}" title="{tip}"'
        spans.append(_Span(row["start"], row["end"], 3, opening, after=_mark(judged.get(row["mention"]))))
    # Tables may be anybody's: what is empty or beyond the text is not drawn.
    return [span for span in spans if span.start < span.end and span.start < length]


def _mark(row: Mapping[str, Any] | None) -> str:
    sign, meaning = MARKS.get((row["voice_kind"], row["label"]), ("", "")) if row else ("", "")
    if not sign:
        return ""
    return (
        f'<span class="k-mark"><span aria-hidden="true">{sign}</span>'
        # For screen readers, which skip the sign or read out its shape.
        f'<span class="k-aside"> ({characters.html(meaning)})</span></span>'
    )


def legend(found: Annotated, colours: Mapping[str, int], names: Mapping[str, str]) -> str:
    """What the lines, tints and arrows of this article mean; only those that stand in it."""
    # Lines are given for a whole report; this article has a few of its actors.
    here = {row["actor_id"] for row in found.mentions}
    actors = sorted((place, actor) for actor, place in colours.items() if actor in here)
    items = [
        f'<li><span class="k-name k-a{place}">{characters.html(names.get(actor, actor))}</span></li>'
        for place, actor in actors
    ]
    if any(row["actor_id"] not in colours and (row["actor_id"] or row["kind"] == "name") for row in found.mentions):
        items.append('<li><span class="k-name k-a0">others who are named</span></li>')
    kinds = {"thought" if row["kind"] == "thought" else row["type"] for row in found.quotes}
    for kind, words in (
        ("direct", "in quotation marks"),
        ("mixed", "partly in quotation marks"),
        ("indirect", "reported in other words"),
        ("thought", "thought or hoped"),
    ):
        if kind in kinds:
            items.append(f'<li><span class="k-quote k-{kind}">{words}<span class="k-who"> speaker</span></span></li>')
    if found.quotes:
        items.append('<li><span class="k-cue">words that report</span></li>')
    marks = {(row["voice_kind"], row["label"]) for row in found.sentiment}
    items += [f"<li>{sign} {meaning}</li>" for key, (sign, meaning) in MARKS.items() if key in marks]
    return f'<ul class="k-legend">{"".join(items)}</ul>' if items else ""
