"""What would ask the network is taken out of each page of the site as it is built."""

from __future__ import annotations

import re
from typing import Any

# Where a notebook showed a widget (a progress bar), nbconvert adds a script that fetches a renderer from outside.
RENDERER = re.compile(r"<script>\s*\(function\(\) \{\s*function addWidgetsRenderer\(\).*?</script>", re.DOTALL)


def on_post_page(output: str, **_: Any) -> str:
    """What mkdocs calls for each page as it will be written."""
    return RENDERER.sub("", output)
