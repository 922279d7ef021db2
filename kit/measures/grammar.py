"""Words that carry grammar alone. Association ranks most of them low; a table of ten words has no room for the rest."""

__all__ = ["GRAMMAR"]

GRAMMAR = frozenset(
    """
    a about above after again against all also am an and any are aren't as at be because been before being below
    between both but by can can't could couldn't did didn't do does doesn't doing don't down during each even few
    for from further had has have having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm
    i've if in into is isn't it it's its itself just let's may me might more most much must my myself no nor not now
    of off on once one only or other our ours ourselves out over own same shall she she'd she'll she's should so
    some such than that that's the their theirs them themselves then there there's these they they'd they'll they're
    they've this those through to too under until up upon us very was wasn't we we'd we'll we're we've were weren't
    what what's when where which while who who's whom whose why will with won't would wouldn't you you'd you'll
    you're your yours yourself yourselves mr mrs ms dr
    """.split()
)
