"""The site in a real browser, built as `make docs` builds it: all can read it, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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
    """Its own pages; 404.html is for a server, and its links are of the server's root: see `served`."""
    return [page for page in sorted(site.rglob("*.html")) if "sample" not in page.parts and page.name != "404.html"]


@pytest.fixture(scope="module")
def served(site) -> Iterator[str]:
    """The address of the site on a server of its own, which answers as servers do what it does not have."""

    class Site(SimpleHTTPRequestHandler):
        def __init__(self, *given, **options) -> None:
            super().__init__(*given, directory=str(site), **options)

        def send_error(self, code, *_) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((site / "404.html").read_bytes())

        def log_message(self, *_) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_everybody_can_read_the_site(site, served, browser, modules):
    axe = (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    wrong = []
    for width, scheme in VIEWS:
        tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for page in [*pages(site), Path("404.html")]:
            answer = tab.goto(page.as_uri() if page.is_absolute() else f"{served}/nowhere/at-all.html")
            assert page.is_absolute() or answer.status == 404
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


def test_an_address_that_leads_nowhere_leads_to_the_start(served, browser):
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{served}/nowhere/at-all.html")
    tab.locator("article").get_by_role("link", name="Start").click()
    assert tab.title() == "kit"
    assert not [url for url in asked if not url.startswith((served, "data:", "blob:"))]
    tab.close()


def test_the_site_asks_nothing_of_the_network(site, browser):
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for page in pages(site):
        tab.goto(page.as_uri())
    tab.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
