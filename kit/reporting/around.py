"""A quote in its sentence: who reads evidence needs the words that report it, too."""

from __future__ import annotations

__all__ = ["around"]


def around(rows: str) -> str:
    """SQL that gives the quotes of a table `rows` the sentences that they and the words that report them stand in.

    `sentence` is `start` to `end` of the article, of which the quote is `target_start` to `target_end`.
    """
    return f"""select w.*, substring(t."text", w.start + 1, w."end" - w.start) as sentence
        from (select c.*, coalesce(f."start", c.first) as start, coalesce(l."end", c.last) as "end"
            from (select r.*, q."start" as target_start, q."end" as target_end,
                    least(q."start", q.cue_start) as first, greatest(q."end", q.cue_end) as last
                from {rows} r join quotes q using (article_id, quote)) c
            left join sentences f on f.article_id = c.article_id and f."start" <= c.first and c.first < f."end"
            left join sentences l on l.article_id = c.article_id and l."start" < c.last and c.last <= l."end") w
        join (select article_id, "text" from articles) t using (article_id)"""
