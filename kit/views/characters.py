"""Text of articles as HTML: escaped, and with characters that hide or reorder others shown as what they are."""

from __future__ import annotations

import re
import unicodedata
from html import escape

__all__ = ["attribute", "html", "visible"]

# Zero-width spaces and marks of direction; joiners are left alone between letters and emoji that need them.
HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u180e\u061c\U000e0001-\U000e007f"
# HTML forbids these; a browser would guess.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
FOUND = re.compile(f"([{HIDDEN}{FORBIDDEN}])\\1*|[\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0010fffe-\U0010ffff]")


def html(text: str) -> str:
    """Escaped, with a small label in the place of each character that cannot be seen.

    Never raises: any string is shown, also one with lone surrogates.
    """
    out, at = [], 0
    for found in FOUND.finditer(text):
        # Control characters have no name in Unicode.
        name = unicodedata.name(found[0][0], "control character").lower()
        out.append(escape(text[at : found.start()]))
        # A run of one character is one label: thousands of them are a known way to break a page.
        out.append(f'<span class="k-hidden" title="{name}">{_label(found[0])}</span>')
        at = found.end()
    return "".join([*out, escape(text[at:])])


def visible(text: str) -> str:
    """The same as plain text, for where no element can stand."""
    return FOUND.sub(lambda found: f"[{_label(found[0])}]", text)


def attribute(text: str) -> str:
    """The same within a quoted attribute: one line."""
    return escape(" ".join(visible(text).split()))


def _label(run: str) -> str:
    return f"U+{ord(run[0]):04X}" + (f" ×{len(run)}" if len(run) > 1 else "")
