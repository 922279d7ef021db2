"""What several tests share: a cache of their own, three small articles, the sample articles, both annotated once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

# How long an example takes is the machine's affair.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent

PORT = """Port workers vote to strike

"We will not load another ship," said Ann Lee, president of the Harbor Union. Lee told the Daily Post that the owners
had broken every promise.

Tom Reed, the mayor, accused the union of blackmail. "This is a disgrace," Reed said.
"""
BANK = """Bank of England holds rates

The Bank of England kept its rate at 3.5 percent on Thursday. Governor Jane Hall said that inflation would fall
quickly. "I am proud of this brilliant team," Hall said.

Tom Reed praised the decision.
"""
QUIET = """Rain is expected in the north.

It will be dry by Sunday.
"""


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of these tests goes into the user's cache, nor comes from there."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def three_articles() -> pd.DataFrame:
    """Two outlets, two dates, one article without either and without a quote."""
    return pd.DataFrame(
        {
            "text": [PORT, BANK, QUIET],
            "title": ["Port workers vote to strike", "Bank of England holds rates", None],
            "source": ["Daily Post", "Morning Star", None],
            "published": ["2024-03-01", "2024-04-02", None],
            "desk": ["labour", "money", None],
        }
    )


@pytest.fixture(scope="session")
def three(three_articles):
    """The three articles as a corpus in memory."""
    import kit

    return kit.annotate(three_articles, progress=False)


@pytest.fixture(scope="session")
def seeds():
    """The sample articles as a corpus in memory."""
    import kit

    return kit.annotate(kit.load(ROOT / "seeds"), progress=False)
