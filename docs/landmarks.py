"""Names for what the theme leaves nameless to a screen reader, put into each page of the site as it is built."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

NAVIGATION = re.compile(r'(<nav class="md-nav[^"]*" aria-label=")([^"]*)(")')
SEARCH = 'data-md-component="search" role="dialog"'


def named(page: str) -> str:
    """The page with a name for its search and for each part of its contents, and with plain cells for empty heads."""
    seen: Counter[str] = Counter()

    def once(found: re.Match[str]) -> str:
        label = found[2]
        seen[label.casefold()] += 1
        return f"{found[1]}{label}{f' ({seen[label.casefold()]})' if seen[label.casefold()] > 1 else ''}{found[3]}"

    page = page.replace(SEARCH, f'{SEARCH} aria-label="Search"').replace("<th></th>", "<td></td>")
    return NAVIGATION.sub(once, page)


def on_post_page(output: str, **_: Any) -> str:
    """What mkdocs calls for each page as it will be written."""
    return named(output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """What mkdocs calls for what is no page of the contents: the answer to an address that leads nowhere."""
    return named(output_content) if template_name.endswith(".html") else output_content
