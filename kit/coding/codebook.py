"""What is asked of each kind of unit, which answers there are, and what the kit would answer."""

from __future__ import annotations

from dataclasses import dataclass

from kit.errors import SheetError

__all__ = ["CODEBOOKS", "TOGETHER", "Codebook", "codebook"]


@dataclass(frozen=True)
class Codebook:
    """One kind of unit.

    question: what is asked of the words in bold.
    answers: each label with what it means; the only ones that a sheet takes, unless it takes names as well.
    sql: the units of a corpus as `article_id field start end answer confidence`: the kit's own answer, NA where it has
    none.
    titles: whether headlines have such units.
    """

    of: str
    question: str
    answers: dict[str, str]
    sql: str
    names: bool = False
    titles: bool = True


# Paragraphs are made of sentences: there is no table of them.
PARAGRAPHS = """paragraph as (select article_id, paragraph, min("start") as "start", max("end") as "end"
        from sentences group by 1, 2)"""
COUNTS = [str(n) for n in range(16)]
TOGETHER = "; "  # between names of those who speak together

CODEBOOKS = {
    book.of: book
    for book in (
        Codebook(
            "sentiment",
            "How does the passage speak of the person, body or place in bold?",
            {
                "negative": "unfavourably: blamed, mocked, doubted, shown as wrong or weak",
                "neutral": "neither, or both to the same extent; bad news about somebody is not a judgement of them",
                "positive": "favourably: praised, backed, shown as right or able",
            },
            """select s.article_id, m.field, m."start", m."end", s.label as answer, s.confidence
            from sentiment s join mentions m using (article_id, mention)""",
        ),
        Codebook(
            "quotes",
            "Are the words in bold reported as something that somebody said or thought?",
            {
                "speech": "said, written or told, word for word or in other words",
                "thought": "believed, hoped, feared or planned, but not said",
                "neither": "the reporter's own words, or only a part of a quote",
            },
            """select article_id, field, "start", "end", coalesce(kind, 'speech') as answer, confidence from quotes""",
        ),
        Codebook(
            "speakers",
            "Who says the words in bold (if several do, the first of them), and which pronoun does the article use?",
            {
                "woman": "a named person whom the article calls she",
                "man": "a named person whom the article calls he",
                "other": "a named person whom the article calls they",
                "not told": "a named person for whom the article uses no pronoun",
                "nobody named": "an organisation, a document, people without a name, or nobody",
            },
            """select q.article_id, q.field, q."start", q."end", case
                when a.type = 'person' then case a.pronouns when 'she' then 'woman' when 'he' then 'man'
                    when 'they' then 'other' else 'not told' end
                else 'nobody named' end as answer, q.confidence
            from quotes q left join actors a using (actor_id) where q.kind is distinct from 'thought'""",
        ),
        Codebook(
            "voices",
            "Who says the words in bold? Write the fullest name that the article gives them. If several people do, "
            "write all names, with ; between them.",
            {
                "nobody named": "people, an organisation or a document without a name, or nobody",
                "no quote": "the reporter's own words, a thought, or only a part of a quote",
            },
            f"""select q.article_id, q.field, q."start", q."end",
                case when count(s.actor) = 0 then 'nobody named'
                    else string_agg(coalesce(s.actor, 'nobody named'), '{TOGETHER}' order by s.actor nulls last) end
                    as answer,
                any_value(q.confidence) as confidence
            from quotes q left join speakers s using (article_id, quote) where q.kind is distinct from 'thought'
            group by q.article_id, q.field, q."start", q."end", q.quote""",
            names=True,
        ),
        Codebook(
            "mentions",
            "What do the words in bold name?",
            {
                "person": "a human being",
                "organization": "an organisation: a company, party, office or outlet",
                "location": "a place on the map",
                "misc": "something else: a people, an event, a work, a law",
                "no name": "nothing: it is not a name, or only a part of one",
            },
            """select article_id, field, "start", "end", label as answer, confidence from mentions
            where kind = 'name'""",
        ),
        Codebook(
            "paragraphs",
            "How many quotes (things that somebody says) begin in the paragraph in bold?",
            {n: "none" if n == "0" else "15 or more" if n == "15" else n for n in COUNTS},
            f"""with {PARAGRAPHS}
            select p.article_id, 'text' as field, any_value(p."start") as "start", any_value(p."end") as "end",
                least(count(q.quote), 15)::varchar as answer, avg(q.confidence) as confidence
            from paragraph p left join (select * from quotes where kind is distinct from 'thought') q
                on q.article_id = p.article_id and q."start" >= p."start" and q."start" < p."end"
            group by p.article_id, p.paragraph""",
            titles=False,
        ),
        Codebook(
            "comment_requests",
            "Does the sentence in bold say that somebody was asked for comment, and what came of it?",
            {
                "asked": "asked, and the article mentions no answer",
                "declined": "asked, and declined",
                "no reply": "asked, and did not answer",
                "replied": "asked, and answered",
                "not asked": "nobody was asked",
            },
            """select article_id, 'text' as field, "start", "end", outcome as answer, 1.0::double as confidence
            from comment_requests""",
            titles=False,
        ),
    )
}


def codebook(of: str) -> Codebook:
    """The one of that name.

    Raises
    ------
    SheetError
        If there is none.
    """
    if of not in CODEBOOKS:
        raise SheetError(f"of={of!r}: not a kind of unit; choose {', '.join(CODEBOOKS)}")
    return CODEBOOKS[of]
