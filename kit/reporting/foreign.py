"""Outputs that other libraries made: their HTML written anew from what is known to be harmless; their pictures."""

from __future__ import annotations

import base64
import re
import struct
from typing import Any

from kit.views import characters
from kit.views.table import table_html

__all__ = ["base64_of", "clean", "is_tall", "size_of", "text_of"]

KEPT = frozenset(
    [
        "p",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "br",
        "hr",
        "sub",
        "sup",
        "small",
        "mark",
        "span",
        "div",
        "q",
        "cite",
        "abbr",
    ]
)
LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "template",
        "head",
        "title",
        "link",
        "meta",
    ]
)
EMPTY = frozenset(("br", "hr"))
INLINE = frozenset(
    ["b", "strong", "i", "em", "u", "s", "code", "sub", "sup", "small", "mark", "span", "q", "cite", "abbr"]
)
LARGEST = 400_000


def clean(source: str, label: str) -> str:
    """HTML with text, emphasis, lists and tables, and nothing else. A heading in it becomes a strong line."""
    import lxml.html

    if not source.strip():
        return ""
    cut = len(source) > LARGEST
    try:
        # Only to be read: nothing of the source is passed on as it stands.
        root = lxml.html.fragment_fromstring(source[:LARGEST], create_parent="div")
    except Exception:
        return f'<pre tabindex="0">{characters.html(source[:4000])}</pre>'
    note = '<p class="note">Cut here; the notebook shows all of it.</p>' if cut else ""
    return f'<div class="foreign">{_inner(root, label, block=True)}</div>{note}'


def _inner(node: Any, label: str, *, block: bool) -> str:
    out = [characters.html(node.text or "")]
    for child in node:
        out.append(_element(child, label, block=block))
        out.append(characters.html(child.tail or ""))
    return "".join(out)


def _element(node: Any, label: str, *, block: bool) -> str:
    tag = node.tag if isinstance(node.tag, str) else ""
    if not tag or tag in LEFT_OUT:
        return ""
    if tag == "table":
        return _table(node, label) if block else characters.html(node.text_content())
    # A picture from elsewhere would tell that server who reads the report.
    if tag == "img":
        return f"<em>[picture: {characters.html(node.get('alt') or 'without text')}]</em>"
    if tag in EMPTY:
        return f"<{tag}>" if block or tag == "br" else ""
    if re.fullmatch("h[1-6]", tag):
        return (
            f"<p><strong>{_inner(node, label, block=False)}</strong></p>" if block else _inner(node, label, block=False)
        )
    if tag in ("ul", "ol", "dl") and block:
        items = "".join(f"<li>{_inner(item, label, block=True)}</li>" for item in node if isinstance(item.tag, str))
        return f"<ul>{items}</ul>" if items else ""
    if tag in KEPT and (tag in INLINE or (block and tag not in ("li", "dt", "dd"))):
        inside = block and tag in ("div", "blockquote")
        return f"<{tag}>{_inner(node, label, block=inside)}</{tag}>"
    return _inner(node, label, block=block)


def _table(node: Any, label: str) -> str:
    """A table as pandas and others write it, made anew; several header rows become one."""
    rows = [
        [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")
    ]
    rows = [row for row in rows if row]
    if not rows:
        return ""
    width = max(map(len, rows))
    heads = [len(list(row)) for row in node.iter("thead") for row in row.iter("tr")]
    columns, body = rows[0], rows[max(1, len(heads)) :]
    columns = [name or "row" for name in columns + [""] * (width - len(columns))]
    filled = [[_number(value) for value in row + [""] * (width - len(row))] for row in body]
    return table_html(columns, filled, caption=label)


def _number(value: str) -> Any:
    if value in ("", "NaN", "nan", "None", "NaT", "<NA>"):
        return None
    if re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?\d+\.\d+", value) else value


def base64_of(kind: str, data: str) -> str:
    """A picture's bytes in base64, on one line."""
    if kind == "image/svg+xml":
        return base64.b64encode(data.encode()).decode("ascii")
    return "".join(data.split())


def text_of(kind: str, data: str) -> str:
    """What an SVG says of itself."""
    if kind != "image/svg+xml":
        return ""
    found = re.findall(r"<(?:title|desc)[^>]*>([^<]+)<", data)
    return ". ".join(" ".join(part.split()) for part in found)


def size_of(kind: str, data: str) -> str:
    """Width and height of a PNG, so that nothing moves while a page is drawn."""
    size = _size(kind, data)
    return f' width="{size[0]}" height="{size[1]}"' if size else ""


def is_tall(kind: str, data: str) -> bool:
    """Whether a PNG is clearly higher than wide."""
    size = _size(kind, data)
    return size is not None and size[1] > 1.2 * size[0]


def _size(kind: str, data: str) -> tuple[int, int] | None:
    # The size stands in the first 24 bytes of a PNG.
    head = base64.b64decode(data[:64]) if kind == "image/png" else b""
    return struct.unpack(">II", head[16:24]) if len(head) >= 24 and head[12:16] == b"IHDR" else None
