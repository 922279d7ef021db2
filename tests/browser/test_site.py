"""The site in a real browser, built as `make docs` builds it: all can read it, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

import kit

ROOT = Path(__file__).parents[2]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(1280, "light"), (390, "light"), (1280, "dark"), (390, "dark")]
LINKS = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=["']?([^"'\s>]+)""")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Built beside the repository, so that nothing is left in it."""
    there = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", there / "docs", ignore=shutil.ignore_patterns("sample"))
    for name in ("kit", "seeds", "mkdocs.yml", "CONTRIBUTING.md", "README.md"):
        (there / name).symlink_to(ROOT / name)
    kit.report(ROOT / "seeds", out=there / "docs" / "sample" / "seeds", quiet=True)
    kit.report(there / "docs" / "corpus", by="source", out=there / "docs" / "sample" / "town", quiet=True)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=there, check=True)
    return there / "site"


def pages(site: Path) -> list[Path]:
    """Its own pages; 404.html is for a server, and its links are of the server's root."""
    return [page for page in sorted(site.rglob("*.html")) if "sample" not in page.parts and page.name != "404.html"]


def test_everybody_can_read_the_site(site, browser, modules):
    axe = (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    wrong = []
    for width, scheme in VIEWS:
        tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for page in pages(site):
            tab.goto(page.as_uri())
            tab.evaluate(axe)
            found = tab.evaluate(
                "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
            )
            wrong += [
                (page.name, width, scheme, one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]
            ]
            if tab.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append((page.name, width, scheme, "wider than the window", ""))
        tab.close()
    assert not wrong


def leads_nowhere(page: Path, link: str) -> bool:
    """Whether a link within the site has no file, or no such place in it."""
    where, part = urldefrag(unquote(link))
    target = page.parent / where if where else page
    if re.match(r"[a-z]+:", where):
        return False
    if not target.exists():
        return True
    place = rf"""\b(?:id|name)=["']?{re.escape(part)}["'\s>]"""
    return bool(part) and target.suffix == ".html" and not re.search(place, target.read_text(encoding="utf-8"))


def test_every_link_of_the_site_leads_somewhere(site):
    links = {(page, link) for page in pages(site) for link in LINKS.findall(page.read_text(encoding="utf-8"))}
    assert not [(page.name, link) for page, link in sorted(links) if leads_nowhere(page, link)]


def test_the_site_asks_nothing_of_the_network(site, browser):
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for page in pages(site):
        tab.goto(page.as_uri())
    tab.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
