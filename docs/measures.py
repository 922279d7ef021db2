"""The measures in `docs/api.md`, by their public names, put there as the site is built."""

from __future__ import annotations

from typing import Any

import kit


def names() -> list[str]:
    """All that is public but `agreement`, which stands among what one does with coded sheets."""
    return [name for name in sorted(kit.measures.__all__) if name[0].islower() and name != "agreement"]


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put a line for each where the page asks for them; mkdocs calls this for every page."""
    return markdown.replace("<!-- measures -->", "\n".join(f"::: kit.measures.{name}" for name in names()))
