"""Quotation marks and what they enclose; where a line and a paragraph end."""

from __future__ import annotations

import re

__all__ = ["BLANK", "BREAK", "LINE", "quotation"]

MARK = re.compile(r"``|''|[\"“”„«»‘’'‚‹›]")
# A mark that may close: no letter follows, as one does in "don't".
CLOSES = re.compile(r"['’](?!\w)")
# Word processors part lines and paragraphs by U+2028 and U+2029.
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
BREAK = re.compile(r"[\n\r\u2028\u2029]")
BLANK = re.compile(r"(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r]*(?:\r\n|[\n\r\u2028\u2029])")


def quotation(text: str) -> list[tuple[int, int, int]]:
    """Quotation marks and what they enclose.

    A quotation left open ends with its paragraph. An apostrophe is no mark: a single mark opens only before a
    letter and after a space or another mark, and only where one that may close it follows in the paragraph.

    Returns
    -------
    list
        (start, end, state): what is enclosed, sorted, then the marks, sorted. States: 1 between double marks,
        2 between single ones (an offset in both is in state 3), 4 an opening, 5 a closing double mark, 6 a single one.
    """
    double: list[tuple[int, int, int]] = []
    single: list[tuple[int, int, int]] = []
    marks: list[tuple[int, int, int]] = []
    begin = 0
    # Each line by itself: a mark that a desk forgot to close spoils one paragraph, and not the article.
    for stop in [*(m.start() for m in BREAK.finditer(text)), len(text)]:
        opened: int | None = None
        inner: int | None = None
        for match in MARK.finditer(text, begin, stop):
            a, b = match.span()
            mark = match.group()
            before = text[a - 1] if a > begin else " "
            after = text[b] if b < stop else " "
            loose = before.isspace() or before in '([—–-/"“‘„«'
            if mark in ("'", "‘", "’", "‚", "‹", "›"):
                if inner is None and loose and mark != "’" and (after.isalnum() or after in '"“['):
                    inner = b
                    marks.append((a, b, 6))
                elif inner is not None and mark in "'’›" and not after.isalnum() and not before.isspace():
                    if after.isspace() and before == "s" and CLOSES.search(text, b, stop):
                        continue  # more likely a plural's apostrophe: another mark that may close follows
                    single.append((inner, a, 2))
                    marks.append((a, b, 6))
                    inner = None
                continue
            if mark in "“”„«»":
                # Where it stands counts for more than its shape: ”Swedish”, »German«, „German“, and misprints.
                shaped = mark in "“„«"
                opens = (shaped and (opened is None or loose)) or (opened is None and loose and not after.isspace())
            elif mark == "``" or (mark == "''" and opened is None):
                opens = True
            elif mark == "''":
                opens = False
            # The straight mark looks the same on both sides: only its neighbours tell.
            elif before.isspace() or before in "([—–-/":
                opens = not after.isspace() or opened is None
            else:
                opens = opened is None and after.isalnum()
            marks.append((a, b, 4 if opens else 5))
            if opens and opened is None:
                opened = b
            elif not opens and opened is not None:
                double.append((opened, a, 1))
                opened = None
        if opened is not None:
            # A quotation over several paragraphs is closed in the last only; each of those before opens again.
            double.append((opened, stop, 1))
        begin = stop
    return sorted(double + single) + sorted(marks)
