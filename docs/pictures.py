"""The README's pictures, of a report of the sample article as it is: `make pictures`.

The article's is of its key and of paragraphs in which the model reads nothing wrongly: look at them after it was
trained anew. A headless Chromium takes them, by whose fonts they differ from machine to machine; nothing but the README
shows them. `python docs/pictures.py FOLDER` takes them of a report that is there already.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

import kit

HERE = Path(__file__).parent
WIDTH = 1000
EDGE = 20
COLOURS = 128  # enough for print and marks; a third of the bytes
FROM, TO = "Since the start of", "This agreement is being"


def pictures(report: Path) -> None:
    """Write `report.png`, the head of the first page, and `article.png`, some of the article as it was read."""
    article = next((report / "articles").glob("*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        tab.goto((report / "index.html").as_uri())
        save("report.png", clip(tab, "header", "section.single .scroll:last-of-type"))
        tab.goto(article.as_uri())
        text = f".k-text p:has-text('{FROM}')", f".k-text p:has-text('{TO}')"
        save("article.png", clip(tab, ".k-legend", ".k-legend"), clip(tab, *text))
        browser.close()


def clip(tab: Any, first: str, last: str) -> Image.Image:
    """The page from one of its elements to another."""
    boxes = [tab.locator(where).last.bounding_box() for where in (first, last)]
    x = max(0, boxes[0]["x"] - EDGE)
    top, end = max(0, boxes[0]["y"] - EDGE / 2), boxes[1]["y"] + boxes[1]["height"] + EDGE / 2
    area = {"x": x, "y": top, "width": WIDTH - 2 * x, "height": end - top}
    return Image.open(io.BytesIO(tab.screenshot(full_page=True, clip=area))).convert("RGB")


def save(name: str, *parts: Image.Image) -> None:
    """Parts of a page, one below the other."""
    whole = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)))
    at = 0
    for part in parts:
        whole.paste(part, (0, at))
        at += part.height
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        pictures(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as there:
            kit.report("seeds/", out=there, quiet=True)
            pictures(Path(there))
