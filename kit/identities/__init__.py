"""Who is one across the articles of a corpus, by what each article says of its own actors.

across     the articles' own actors in, the corpus's actors and which is which out
persons    persons: names that are alike, weighed by evidence
evidence   what counts for and against two being one
bearers    whom a surname alone or an acronym means
standing   the own actors that are alike, counted once
ids        readable ids that stay whose they are
aliases    the user's table of names that are one, and that are not
doubts     pairs that may be one and were not joined
"""
