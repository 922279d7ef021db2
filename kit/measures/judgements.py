"""What the tables of portrayal say, and whether findings hold, in sentences; as in `kit.measures.findings`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kit.measures.phrases import between, count, listed, percent, rows_of, signed

__all__: list[str] = []

FEW = 8  # articles below which nobody is called the most or the least, where others have more
VOICES = {"own": "In the articles' own words", "quoted": "In the words of those quoted"}


def _scored(row: Any) -> str:
    rests_on = f"{count(row.n, 'mention')} in {count(row.articles, 'article')}"
    return f"{row.actor} ({signed(row.mean)}, {between(row)}, {rests_on})"


def portrayal(table: pd.DataFrame) -> list[str]:
    """The most and the least favourable portrayal in each voice, ranked by the shrunk mean."""
    said = []
    for kind, whose in VOICES.items():
        voiced = table[table["voice_kind"] == kind]
        if voiced.empty:
            continue
        known = next(part for part in (voiced[voiced["articles"] >= FEW], voiced) if len(part) > 1 or part is voiced)
        ranked = list(
            rows_of(known.assign(rank=known["shrunk"].fillna(0)).sort_values(["rank", "mean"], kind="stable"))
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
            f"The gap between the articles' own tone and that of those quoted is clear for none of "
            f"{count(len(table), 'actor')}."
        )
    clear = pd.concat([kinder, harder])
    told = clear if len(clear) else table
    widest = next(rows_of(told.iloc[[int(told["gap"].abs().astype(float).to_numpy().argmax())]]))
    return [
        *said,
        f"The widest{' clear' if len(clear) else ''} gap is that of {widest.actor}: own {signed(widest.own)}, "
        f"quoted {signed(widest.quoted)} (difference {signed(widest.gap)}, {between(widest)}).",
    ]


def ledger(table: pd.DataFrame) -> list[str]:
    """Who speaks most about whom, and the clearest praise and blame."""
    first = next(rows_of(table))
    said = [
        f"{first.voice_name} speaks most about {first.actor}: {count(first.n, 'mention')}, mean {signed(first.mean)}."
    ]
    blame, praise = table[table["high"] < 0], table[table["low"] > 0]
    for rows, how in (
        (blame.sort_values("mean"), "unfavourably"),
        (praise.sort_values("mean", ascending=False), "favourably"),
    ):
        if len(rows):
            pairs = [f"{row.voice_name} about {row.actor} ({signed(row.mean)})" for row in rows_of(rows.head(3))]
            said.append(f"Clearly {how} {'speak' if len(rows) > 1 else 'speaks'} {listed(pairs)}.")
    return said


def tone(table: pd.DataFrame) -> list[str]:
    """Highest and lowest."""
    over = table.attrs["over"]
    place = "part {} of the article" if over == "part_of_article" else "{}"
    low, *_, high = rows_of(table.loc[table["mean"].sort_values().index[[0, -1]]])
    if len(table) == 1:
        return [f"The tone is {signed(high.mean)} in {place.format(getattr(high, over))}, {count(high.n, 'sentence')}."]
    return [
        f"The tone is highest in {place.format(getattr(high, over))} ({signed(high.mean)}) "
        f"and lowest in {place.format(getattr(low, over))} ({signed(low.mean)})."
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
                f"In {where} {what}: "
                f"{listed([f'{row.actor} (by {abs(row.difference):.2f})' for row in rows_of(rows.head(5))])}."
            )
    return said


def sensitivity(table: pd.DataFrame) -> list[str]:
    """In how many of the choices each finding holds."""
    said = []
    for finding in dict.fromkeys(table["finding"]):
        rows = table[table["finding"] == finding]
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
