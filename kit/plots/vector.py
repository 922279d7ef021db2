"""A matplotlib figure as SVG of the house: text as text, colours as CSS variables, marks with a title each.

Where the SVG stands in a page, its variables are the page's, so that dark mode and print follow; standing alone, each
has the value it was drawn with. Ids begin with "k-", for whoever puts several into one page. A mark is an `<a>` without
an address: its `data-name` says whom it is about, for whoever has a page on them; `data-group` which group it is of.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from xml.etree import ElementTree

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from kit.plots import style
from kit.views import characters

__all__ = ["mark", "svg"]

SPACE = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
MARK = "mark"
# Attributes of places and lengths, whose digits beyond a hundredth of a point nobody sees.
POINTS = ("d", "x", "y", "width", "height", "transform", "points")
LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
# matplotlib writes either the one or the other.
FONT = re.compile(r"(font: (?:[a-z]+ |\d00 )*[\d.]+px |font-family: )[^;]+")
STILL = re.compile(r"rotate\(-?0 [^)]*\)")
HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def mark(
    artist: Artist, title: str = "", *, name: str | None = None, group: int | None = None, key: bool = False
) -> None:
    """Say what an artist stands for: what is shown beside the pointer and read aloud, whom it is about, its group.

    A `key` can be focused: what it names is then brought out of the others.
    """
    artist.set_gid(MARK + json.dumps([title, name, group, key]))


def svg(axes: Axes, label: str) -> str:
    """The figure of an Axes as SVG; the same text for the same table. The figure is closed.

    Parameters
    ----------
    label
        What the picture shows, in words, for those who do not see it.
    """
    drawing = axes.get_figure(root=True)
    assert drawing is not None  # an Axes of ours always stands in a figure
    out = io.StringIO()
    with style.styled(), warnings.catch_warnings():
        # Whoever opens the page has fonts of their own for letters that matplotlib's lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        for text in drawing.findobj(Text):
            text.set_text(characters.visible(text.get_text()))
        for panel in drawing.axes:
            # The ground is the page's, which may be dark.
            panel.patch.set_visible(False)
        _lines_apart(drawing)
        drawing.savefig(
            out, format="svg", facecolor="none", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    # pyplot holds every figure that was ever made, and warns beyond twenty of them.
    plt.close(drawing)
    return _ours(out.getvalue(), label)


def _lines_apart(figure: Figure) -> None:
    """Make each line of a text that ends at its place a text of its own, as its words may be wider or narrower there.

    matplotlib writes the lines of a text from the left, by the widths of its own font.
    """
    figure.draw_without_rendering()
    # What was laid out stays: the new texts would move everything once more.
    figure.set_layout_engine("none")
    wide, high = figure.bbox.width, figure.bbox.height
    for text in figure.findobj(Text):
        lines = text.get_text().split("\n")
        if len(lines) < 2 or text.get_horizontalalignment() != "right" or text.get_rotation() or not text.get_visible():
            continue
        box = text.get_window_extent()
        step = box.height / len(lines)
        for number, line in enumerate(lines):
            y = (box.y1 - (number + 0.5) * step) / high
            part = figure.text(box.x1 / wide, y, line, ha="right", va="center", color=text.get_color())
            part.set_fontsize(text.get_fontsize())
            part.set_gid(text.get_gid())
        text.set_visible(False)


def _ours(source: str, label: str) -> str:
    root = ElementTree.fromstring(source)
    # What is left of the metadata says nothing of the picture.
    for element in list(root):
        if element.tag == f"{SPACE}metadata":
            root.remove(element)
    for defs in root.findall(f"{SPACE}defs"):
        for sheet in defs.findall(f"{SPACE}style"):
            defs.remove(sheet)
        if not len(defs):
            root.remove(defs)
    _of_the_house(root)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SPACE)
    box = root.get("viewBox", "")
    width, height = (round(float(part)) for part in box.split()[2:])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" class="k-figure" '
    head += f'aria-label="{characters.attribute(label)}" stroke-linejoin="round" stroke-linecap="butt">'
    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    return f"{head}{inner}</svg>"


def _of_the_house(root: ElementTree.Element) -> None:
    """Short numbers, CSS variables for colours, ids only where something refers to them, marks."""
    # Ids without a reference only clash where several figures stand in one page.
    used = set(re.findall(r"#([\w-]+)", " ".join(v for e in root.iter() for v in e.attrib.values())))
    for element in root.iter():
        element.tail = None
        if element.tag != f"{SPACE}text" and element.tag != f"{SPACE}title":
            element.text = None
        for name in POINTS:
            if name in element.attrib:
                element.set(name, _short(element.attrib[name]))
        if STILL.fullmatch(element.get("transform", "")):
            del element.attrib["transform"]
        for name in ("style", "fill", "stroke"):
            if name in element.attrib:
                element.set(name, _coloured(element.attrib[name]))
        if (address := element.attrib.pop(HREF, None)) is not None:
            element.set("href", address.replace("#", "#k-"))
        if "clip-path" in element.attrib:
            element.set("clip-path", element.attrib["clip-path"].replace("#", "#k-"))
        key = element.attrib.pop("id", "")
        if key.startswith(f"{MARK}["):
            _marked(element, *json.loads(key.removeprefix(MARK)))
        elif key in used:
            element.set("id", f"k-{key}")


def _short(value: str) -> str:
    return " ".join(LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value).split())


def _coloured(value: str) -> str:
    value = re.sub(r"url\(#", "url(#k-", value)
    value = FONT.sub(r"\1var(--k-font, 'DejaVu Sans', sans-serif)", value)
    return HEX.sub(lambda found: style.variable(found[0]), value)


def _marked(element: ElementTree.Element, title: str, name: str | None, group: int | None, key: bool) -> None:
    """Make a group of what was drawn a mark, with its title as its first child."""
    element.tag = f"{SPACE}a" if name is not None and not key else f"{SPACE}g"
    told: dict[str, str] = {}
    if key:
        told |= {"class": "k-key", "tabindex": "0", "role": "img", "aria-label": title}
    if group is not None:
        told["data-group"] = str(group)
    if name is not None:
        told["data-name"] = characters.visible(name)
    if name is not None and not key and element.find(f"{SPACE}text") is None:
        told["tabindex"] = "-1"  # the name that is written is link enough for a keyboard
    element.attrib.update(told)
    if title and not key:
        words = ElementTree.Element(f"{SPACE}title")
        words.text = characters.visible(title)
        element.insert(0, words)
