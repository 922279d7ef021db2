"""What every measure can be asked of: `since` and `until` a day, `about` a topic, of one `actor`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import Meant

__all__ = ["of_actor", "on_topic", "only_rows_of", "span", "within"]

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
Day = str | datetime.date

# Of whom a table tells: the columns of ids, else of names.
TOLD_OF = (("actor_id",), ("actor_a", "actor_b"), ("actor",))


def within(corpus: Corpus, since: Day | None, until: Day | None) -> Corpus:
    """The articles from one day to another, both included; those without a date are left out.

    Raises
    ------
    MeasureError
        If one of the two is no day, month or year.
    """
    bounds = []
    if since is not None:
        bounds.append(f"published >= '{span('since', since)[0]:%Y-%m-%d}'")
    if until is not None:
        # Up to the moment after: an article of 23:59 on the last day is of that day.
        bounds.append(f"published < '{span('until', until)[1]:%Y-%m-%d}'")
    return corpus.where(" and ".join(bounds)) if bounds else corpus


def span(name: str, day: Day) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first moment of a day, month or year, and the first after it.

    In the same calendar as `published`, without a zone. `name` is the parameter that the error names.

    Raises
    ------
    MeasureError
        If it is no day, month or year of the calendar.
    """
    # Timestamps, too: the time of the day is left out, as both days are included whole.
    told = f"{day:%Y-%m-%d}" if isinstance(day, datetime.date) else str(day).strip()
    found = DAY.fullmatch(told)
    try:
        if found is None:
            raise ValueError
        year, month, of_month = found.groups()
        first = pd.Timestamp(int(year), int(month or 1), int(of_month or 1))
        longer = pd.DateOffset(days=1) if of_month else pd.DateOffset(months=1) if month else pd.DateOffset(years=1)
        return first, first + longer
    except (ValueError, OverflowError):
        raise MeasureError(f"{name}={day!r}: not a date; write 2024-10-31, or a month as 2024-10, or a year") from None


def on_topic(corpus: Corpus, about: str | Sequence[str]) -> Corpus:
    """The corpus with only what is about a topic: quotes that name it, and in the rest sentences that do.

    A topic is a word or phrase, whole and in upper or lower case, or several, any of them; where an actor is called
    exactly so, whatever means that actor counts as well.

    Raises
    ------
    MeasureError
        If there is no word to look for.
    """
    topics = [about] if isinstance(about, str) else list(about)
    # A phrase may be broken by the end of a line where it was printed in columns.
    words = ["\\s+".join(map(re.escape, str(topic).split())) for topic in topics]
    if not words or not all(words):
        raise MeasureError(f"about={about!r}: no word to look for; give a word, or a list of words")
    pattern = _quoted(f"(?i)(^|[^\\pL\\pN])({'|'.join(words)})([^\\pL\\pN]|$)")
    actors = ", ".join(_quoted(str(topic).strip().casefold()) for topic in topics)
    # Exactly: a surname as a topic means the word, not all who bear it.
    meant = f"""select m.article_id, m.field, m."start", m."end", m.mention from {{whole}}.mentions m
        where m.actor_id in (select actor_id from {{whole}}.actors where lower(actor_id) in ({actors})
            or lower(name) in ({actors}) or list_has_any(list_transform(aliases, lambda a: lower(a)), [{actors}]))"""
    named = f"""select q.article_id, q.quote from {{whole}}.quotes q join ({meant}) m
        on q.article_id = m.article_id and q.field is not distinct from m.field
        and m."start" >= q."start" and m."end" <= q."end" """
    sentences = f"""select s.article_id, s.sentence from {{whole}}.sentences s
            join {{whole}}.articles a on a.article_id = s.article_id
        where regexp_matches(substring(a."text", s."start" + 1, s."end" - s."start"), {pattern})
        union select s.article_id, s.sentence from {{whole}}.sentences s join ({meant}) m
            on s.article_id = m.article_id and m.field is distinct from 'title'
            and m."start" >= s."start" and m."end" <= s."end" """
    titles = f"""select article_id from {{whole}}.articles where regexp_matches(title, {pattern})
        union select article_id from ({meant}) where field = 'title'"""
    held = f"""select m.article_id, m.mention from {{whole}}.mentions m join ({sentences}) t
            on m.article_id = t.article_id join {{whole}}.sentences s
            on s.article_id = t.article_id and s.sentence = t.sentence
            and m."start" >= s."start" and m."start" < s."end"
        where m.field is distinct from 'title'"""
    in_title = f"(field = 'title' and article_id in ({titles}))"
    return corpus.rows_where(
        {
            "quotes": f"""regexp_matches("text", {pattern}) or (article_id, quote) in ({named})""",
            "sentences": f"(article_id, sentence) in ({sentences})",
            "mentions": f"(article_id, mention) in ({held}) or {in_title}",
            "sentiment": f"(article_id, mention) in ({held}) or {in_title}",
        }
    )


def of_actor(corpus: Corpus, actor_id: str) -> Corpus:
    """The corpus with one actor's mentions, what this one says, how this one is portrayed, and where it stands.

    The whole of actors and articles stays. An id that nobody has leaves no rows; nothing is raised.
    """
    own = f"actor_id = {_quoted(actor_id)}"
    sentences = f"""select s.article_id, s.sentence from {{whole}}.sentences s join {{whole}}.mentions m
        on s.article_id = m.article_id and m.{own} and m.field is distinct from 'title'
        and m."start" >= s."start" and m."end" <= s."end" """
    return corpus.rows_where(
        {
            "mentions": own,
            "sentiment": own,
            "comment_requests": own,
            "quotes": f"(article_id, quote) in (select article_id, quote from {{whole}}.speakers where {own})",
            "sentences": f"(article_id, sentence) in ({sentences})",
        }
    )


def only_rows_of(table: pd.DataFrame, meant: Meant) -> pd.DataFrame | None:
    """The rows of a table that are of one actor, with shares as they were; None where the table tells of no actors.

    Rows of pairs stay where either of the two is meant. The index is new, `attrs` are kept, and there may be no
    rows.
    """
    for columns in TOLD_OF:
        if set(columns) <= set(table.columns):
            # By the id where there is one, as two actors may have one name.
            wanted = meant.actor_id if columns == ("actor_id",) else meant.name
            kept = table[(table[list(columns)] == wanted).fillna(False).any(axis=1)].reset_index(drop=True)
            kept.attrs = table.attrs
            return kept
    return None


def _quoted(text: str) -> str:
    """Text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
