"""Quote-part spans → quotes, each with the words of its speaker."""

from __future__ import annotations

from kit.quotes.assembling import assemble

__all__ = ["assemble"]
