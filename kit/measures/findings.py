"""What each measure's table says, in sentences. A function has the name of its measure; its table is not empty."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kit.measures.phrases import between, count, listed, percent, signed

__all__: list[str] = []

VOICES = {"own": "In the articles' own words", "quoted": "In the words of those quoted"}
REPORTED = {"say": "plainly (say)", "other": "in another way"}


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
        for row in table.head(5).itertuples()
    ]


def duplicates(table: pd.DataFrame) -> list[str]:
    """How many groups."""
    return [
        f"{count(table['group'].nunique(), 'group')} of articles that are nearly the same, {count(len(table), 'article')} in all."
    ]


def frequency(table: pd.DataFrame) -> list[str]:
    """Who leads."""
    first = table.iloc[0]
    said = [
        f"{first['actor']} is named in most articles: {first['articles']:,} ({percent(first['share'])}), {count(first['n'], 'time')}."
    ]
    if len(table) > 1:
        said.append(f"Then {listed([f'{row.actor} ({row.articles:,})' for row in table.iloc[1:4].itertuples()])}.")
    return said


def timeline(table: pd.DataFrame) -> list[str]:
    """Each actor's height."""
    by = table.attrs["by"]
    if table[by].nunique() == 1:
        return [f"All dated articles are of one {by}, {table[by].iloc[0]}."]
    best = table.loc[table.groupby("actor", sort=False)["share"].idxmax()]
    return [
        f"{row.actor} is named most in {getattr(row, by)}: in {row.articles:,} of {count(row.of, 'article')}."
        for row in best.itertuples()
    ]


def co_occurrence(table: pd.DataFrame) -> list[str]:
    """The closest pairs."""
    within = table.attrs["within"]
    return [
        f"{row.actor_a} and {row.actor_b} stand together in {count(row.n, within)}; chance alone would give {row.expected:.1f}."
        for row in table.head(3).itertuples()
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
        said.append(f"Then {listed([f'{row.actor} ({row.n:,})' for row in table.iloc[1:4].itertuples()])}.")
    if len(table) > 5:
        said.append(
            f"The first five have {percent(table['share'].head(5).sum())} of the quotes; {count(len(table), 'speaker')} are named."
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
    return [
        f"As what the speakers of {count(int(table['n'].sum()), 'quote')} speak: {_leading(table, 'speaker_type', 'unknown')}."
    ]


def pronouns(table: pd.DataFrame) -> list[str]:
    """Women and men among those quoted, with the share that is not known."""
    people, by_pronoun = (
        int(table["speakers"].sum()),
        {row.pronouns: row for row in table.itertuples() if pd.notna(row.pronouns)},
    )
    said = [
        f"{count(row.speakers, 'speaker')} of {people:,} ({percent(row.share_of_speakers)}) are called {name}, with {percent(row.share)} of the quotes."
        for name, row in by_pronoun.items()
    ]
    unknown = table[table["pronouns"].isna()]
    if len(unknown):
        said.append(
            f"For {count(int(unknown['speakers'].iloc[0]), 'speaker')} ({percent(unknown['share_of_speakers'].iloc[0])}) the texts use no pronoun."
        )
    return said


def comment_requests(table: pd.DataFrame) -> list[str]:
    """How many answered, and who did not."""
    n, replied = int(table["n"].sum()), int(table["replied"].sum())
    said = [
        f"Comment was asked for {count(n, 'time')}; {replied:,} replied, {int(table['declined'].sum()):,} declined, {int(table['no_reply'].sum()):,} gave no reply, and of {int(table['asked'].sum()):,} nothing more is said."
    ]
    silent = table[table["replied"] == 0].head(3)
    if len(silent):
        said.append(f"Without a reply: {listed([f'{row.actor} ({row.n:,})' for row in silent.itertuples()])}.")
    return said


def _scored(row: Any) -> str:
    return f"{row.actor} ({signed(row.mean)}, {between(row)}, {count(row.n, 'mention')} in {count(row.articles, 'article')})"


def portrayal(table: pd.DataFrame) -> list[str]:
    """The most and the least favourable portrayal in each voice, ranked by the shrunk mean."""
    said = []
    for kind, whose in VOICES.items():
        voiced = table[table["voice_kind"] == kind]
        if voiced.empty:
            continue
        known = voiced[voiced["low"].notna()] if voiced["low"].notna().sum() > 1 else voiced
        ranked = list(
            known.assign(rank=known["shrunk"].fillna(0)).sort_values(["rank", "mean"], kind="stable").itertuples()
        )
        if len(ranked) == 1:
            said.append(f"{whose}, {_scored(ranked[0])} is the only one mentioned often enough.")
        else:
            said.append(f"{whose}, {_scored(ranked[-1])} is portrayed most favourably and {_scored(ranked[0])} least.")
        if known["shrunk"].notna().sum() > 2 and known["shrunk"].max() - known["shrunk"].min() < 0.01:
            said.append(f"{whose}, actors differ no more than chance would have it: do not read a ranking into them.")
    known = table[table["low"].notna()]
    if len(known):
        clear = known[(known["low"] > 0) | (known["high"] < 0)]
        said.append(f"Of {count(len(known), 'mean')}, {len(clear):,} are clearly above or below zero.")
    return said


def own_voice(table: pd.DataFrame) -> list[str]:
    """The clear gaps, and the widest."""
    kinder, harder = table[table["low"] > 0], table[table["high"] < 0]
    said = []
    for rows, how in ((kinder, "more"), (harder, "less")):
        if len(rows):
            said.append(
                f"The articles speak {how} favourably than those they quote of {listed(list(rows['actor'].head(5)))}."
            )
    if not said:
        said.append(
            f"For none of {count(len(table), 'actor')} is the gap between the articles' own tone and that of those quoted clear."
        )
    clearness = (table["gap"].abs() / (table["high"] - table["low"])).fillna(0)
    widest = next(table.loc[[clearness.idxmax()]].itertuples())
    return [
        *said,
        f"The clearest gap is that of {widest.actor}: own {signed(widest.own)}, quoted {signed(widest.quoted)} ({between(widest)}).",
    ]


def ledger(table: pd.DataFrame) -> list[str]:
    """Who speaks most about whom, and the clearest praise and blame."""
    first = next(table.itertuples())
    said = [
        f"{first.voice_name} speaks most about {first.actor}: {count(first.n, 'mention')}, mean {signed(first.mean)}."
    ]
    blame, praise = table[table["high"] < 0], table[table["low"] > 0]
    for rows, how in (
        (blame.sort_values("mean"), "unfavourably"),
        (praise.sort_values("mean", ascending=False), "favourably"),
    ):
        if len(rows):
            pairs = [f"{row.voice_name} about {row.actor} ({signed(row.mean)})" for row in rows.head(3).itertuples()]
            said.append(f"Clearly {how} {'speak' if len(rows) > 1 else 'speaks'} {listed(pairs)}.")
    return said


def tone(table: pd.DataFrame) -> list[str]:
    """Highest and lowest."""
    over = table.attrs["over"]
    place = "part {} of the article" if over == "part_of_article" else "{}"
    high, low = table.loc[table["mean"].idxmax()], table.loc[table["mean"].idxmin()]
    if len(table) == 1:
        return [f"The tone is {signed(high['mean'])} in {place.format(high[over])}, {count(high['n'], 'sentence')}."]
    return [
        f"The tone is highest in {place.format(high[over])} ({signed(high['mean'])}) and lowest in {place.format(low[over])} ({signed(low['mean'])})."
    ]


def compare(table: pd.DataFrame) -> list[str]:
    """The clear differences."""
    a, b = table.attrs["a"], table.attrs["b"]
    clear = table[table["clear"].fillna(False)]
    what = "portrayed more favourably" if table.attrs["of"] == "portrayal" else "quoted more"
    said = [f"{len(clear):,} of {count(len(table), 'actor')} differ clearly between {a} and {b}."]
    for rows, where in ((clear[clear["difference"] > 0], a), (clear[clear["difference"] < 0], b)):
        if len(rows):
            said.append(
                f"In {where} {what}: {listed([f'{row.actor} (by {abs(row.difference):.2f})' for row in rows.head(5).itertuples()])}."
            )
    return said


def sensitivity(table: pd.DataFrame) -> list[str]:
    """In how many of the choices each finding holds."""
    said = []
    for finding, rows in table.groupby("finding", sort=False):
        tried = rows[rows["holds"].notna()]
        fails = list(tried.loc[~tried["holds"].astype(bool), "choice"])
        but = f", not {listed(fails[:3])}" if fails else ""
        said.append(f"{finding}: holds under {len(tried) - len(fails):,} of {count(len(tried), 'other choice')}{but}.")
    return said


def agreement(table: pd.DataFrame) -> list[str]:
    """Raw and corrected for chance."""
    value = dict(zip(table["coefficient"], table["value"], strict=True))
    said = [f"The two agree in {percent(value['agreement'])} of {count(int(table['n'].iloc[0]), 'row')}."]
    if pd.notna(value["krippendorff_alpha"]):
        row = table[table["coefficient"] == "krippendorff_alpha"].iloc[0]
        said.append(f"Krippendorff's alpha is {row['value']:.2f} ({between(row)}).")
    return said


def examples(table: pd.DataFrame) -> list[str]:
    """How many sentences."""
    return [f"{count(len(table), 'sentence')} from {count(table['article_id'].nunique(), 'article')}."]
