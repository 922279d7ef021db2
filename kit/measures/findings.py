"""What each measure's table says, in sentences. A function has the name of its measure; its table is not empty."""

from __future__ import annotations

import pandas as pd

from kit.measures.phrases import count, listed, percent, rows_of

__all__: list[str] = []


def overview(table: pd.DataFrame) -> list[str]:
    """Size and span."""
    row = table.iloc[0]
    said = f"{count(row['articles'], 'article')} with {count(row['words'], 'word')}"
    if pd.notna(row["first"]):
        said += (
            f", published {row['first']}"
            if row["first"] == row["last"]
            else f", published {row['first']} to {row['last']}"
        )
    found = listed([count(row[name], name[:-1]) for name in ("sentences", "mentions", "quotes")])
    return [said + ".", f"Found in them: {found}."]


def contents(table: pd.DataFrame) -> list[str]:
    """How many are shown."""
    return [f"{count(len(table), 'article')} from {table['title'].iloc[0]} to {table['title'].iloc[-1]}."]


def left_out(table: pd.DataFrame) -> list[str]:
    """The commonest reasons."""
    return [
        f"{count(row.n, 'file or part of one', 'files or parts of files')}: {row.reason}."
        for row in rows_of(table.head(5))
    ]


def duplicates(table: pd.DataFrame) -> list[str]:
    """How many groups."""
    return [
        f"{count(int(table['n'].sum()), 'article')} are nearly the same as another, in {count(len(table), 'group')}."
    ]


def frequency(table: pd.DataFrame) -> list[str]:
    """Who leads."""
    first = table.iloc[0]
    said = [
        f"{first['actor']} is named in most articles: {first['articles']:,} ({percent(first['share'])}), "
        f"{count(first['n'], 'time')}."
    ]
    if len(table) > 1:
        said.append(f"Then {listed([f'{row.actor} ({row.articles:,})' for row in rows_of(table.iloc[1:4])])}.")
    return said


def timeline(table: pd.DataFrame) -> list[str]:
    """Each actor's height."""
    by = table.attrs["by"]
    if table[by].nunique() == 1:
        return [f"All dated articles are of one {by}, {table[by].iloc[0]}."]
    best = table.loc[table.groupby("actor", sort=False)["share"].idxmax()]
    return [
        f"{row.actor} is named most in {getattr(row, by)}: in {row.articles:,} of {count(row.of, 'article')}."
        for row in rows_of(best)
    ]


def co_occurrence(table: pd.DataFrame) -> list[str]:
    """The closest pairs."""
    within = table.attrs["within"]
    return [
        f"{row.actor_a} and {row.actor_b} stand together in {count(row.n, within)}; "
        f"chance alone would give {row.expected:.1f}."
        for row in rows_of(table.head(3))
    ]


def keywords(table: pd.DataFrame) -> list[str]:
    """The strongest words."""
    return [f"With {table.attrs['actor']} go the words {listed(list(table['word'].head(8)))}."]


def collocations(table: pd.DataFrame) -> list[str]:
    """The strongest words."""
    return [f"Beside {table.attrs['actor']} stand {listed(list(table['word'].head(8)))}."]


def concordance(table: pd.DataFrame) -> list[str]:
    """How many places."""
    return [f"{count(table.attrs['found'], 'place')} in {count(table['article_id'].nunique(), 'article')}."]


def share_of_voice(table: pd.DataFrame) -> list[str]:
    """Who speaks most, and how much the first have together."""
    first = table.iloc[0]
    quotes = round(first["n"] / first["share"])
    said = [f"{first['actor']} speaks most: {first['n']:,} of {count(quotes, 'quote')} ({percent(first['share'])})."]
    if len(table) > 1:
        said.append(f"Then {listed([f'{row.actor} ({row.n:,})' for row in rows_of(table.iloc[1:4])])}.")
    if len(table) > 5:
        said.append(
            f"The first five have {percent(table['share'].head(5).sum())} of the quotes; "
            f"{count(len(table), 'speaker')} are named."
        )
    return said


def _leading(table: pd.DataFrame, column: str, unknown: str) -> str:
    parts = [
        f"{row[column] if pd.notna(row[column]) else unknown} {percent(row['share'])}"
        for _, row in table.head(5).iterrows()
    ]
    return listed(parts)


def quote_types(table: pd.DataFrame) -> list[str]:
    """Shares of the types."""
    return [f"Of {count(int(table['n'].sum()), 'quote')}: {_leading(table, 'type', 'unknown')}."]


def cue_types(table: pd.DataFrame) -> list[str]:
    """Shares of the ways."""
    return [
        f"How {count(int(table['n'].sum()), 'quote')} are reported: {_leading(table, 'cue_type', 'without a cue')}."
    ]


def speaker_types(table: pd.DataFrame) -> list[str]:
    """Shares of the kinds of speakers."""
    leading = _leading(table, "speaker_type", "unknown")
    return [f"As what the speakers of {count(int(table['n'].sum()), 'quote')} speak: {leading}."]


def pronouns(table: pd.DataFrame) -> list[str]:
    """Women and men among those quoted, with the share that is not known."""
    people, by_pronoun = (
        int(table["speakers"].sum()),
        {row.pronouns: row for row in rows_of(table) if pd.notna(row.pronouns)},
    )
    said = [
        f"{row.speakers:,} of {count(people, 'speaker')} ({percent(row.share_of_speakers)}) "
        f"{'is' if row.speakers == 1 else 'are'} called {name}, with {percent(row.share)} of the quotes."
        for name, row in by_pronoun.items()
    ]
    unknown = table[table["pronouns"].isna()]
    if len(unknown):
        said.append(
            f"For {count(int(unknown['speakers'].iloc[0]), 'speaker')} "
            f"({percent(unknown['share_of_speakers'].iloc[0])}) the texts use no pronoun."
        )
    return said


def comment_requests(table: pd.DataFrame) -> list[str]:
    """How many answered, and who did not."""
    n, replied = int(table["n"].sum()), int(table["replied"].sum())
    said = [
        f"Comment was asked for {count(n, 'time')}: {replied:,} replied, {int(table['declined'].sum()):,} declined, "
        f"{int(table['no_reply'].sum()):,} did not reply; of {int(table['asked'].sum()):,} nothing more is said."
    ]
    silent = table[table["replied"] == 0].head(3)
    if len(silent):
        said.append(f"Without a reply: {listed([f'{row.actor} ({row.n:,})' for row in rows_of(silent)])}.")
    return said


def examples(table: pd.DataFrame) -> list[str]:
    """How many sentences."""
    return [f"{count(len(table), 'sentence')} from {count(table['article_id'].nunique(), 'article')}."]
