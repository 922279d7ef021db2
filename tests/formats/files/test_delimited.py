from __future__ import annotations

import pytest

from tests.formats.made import told

GOOD = ("One", "The mayor said: “yes, of course”, then left.")


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        ('1,One,"He said \\"yes, now\\", then left."\n2,Two,"No."', ['He said "yes, now", then left.', "No."]),
        ("1,One,He said yes, then no.\n2,Two,No.", ["He said yes, then no.", "No."]),
        ("1,'One, two','He said ''yes'', then left.'\n2,'Two','No.'", ["He said 'yes', then left.", "No."]),
        ('1,One,A 5" pipe broke.\n2,Two,No.', ['A 5" pipe broke.', "No."]),
        ('1,One,"He said yes.\n2,Two,"No."\n3,Three,"Then."', ["He said yes.", "No.", "Then."]),
        ('1,One,"He said "yes, now", then left."\n2,Two,"No."', ['He said "yes, now", then left.', "No."]),
        ('1,One,"A\rB"\n2,Two,No.', ["A\rB", "No."]),
        ('1,One,"A\n\nB, C"\n2,Two,No.', ["A\n\nB, C", "No."]),
    ],
    ids=["escaped", "unquoted", "single", "stray", "unclosed", "undoubled", "return", "lines"],
)
def test_a_row_that_breaks_the_rule_is_read_where_it_can_be_told(read, rows, texts):
    found, skipped = read("a.csv", f"id,title,text\n{rows}\n")
    assert ([row["text"] for row in found], skipped) == (texts, [])


def test_a_row_that_cannot_be_told_is_listed_with_its_line(read):
    rows, skipped = read("a.csv", "id,text,title\n1,Yes,no,One\n2,No.,Two\n")
    assert (told(rows, "text"), skipped[0].startswith("line 2 has 4 cells where the header has 3")) == (
        [("No.",)],
        True,
    )


def test_a_line_that_names_the_delimiter_is_no_header(read):
    rows, _ = read("a.csv", "sep=;\ntitle;text\nA, b;One.\n")
    assert told(rows, "title", "text") == [("A, b", "One.")]


def test_what_tables_write_for_nothing_is_no_article(read):
    rows, skipped = read("a.csv", "title,text\nNULL,One.\nB,NaN\nC,#N/A\n")
    assert (told(rows, "title", "text"), skipped) == ([(None, "One.")], ["no text", "no text"])


def test_what_excel_cuts_is_told(read):
    rows, skipped = read("a.csv", f"title,text\nA,{'x' * 32767}\n")
    assert (rows[0]["truncated"], "where Excel cuts" in skipped[0]) == (True, True)


def test_a_cell_that_may_run_on_and_never_ends_is_told(read):
    rows, skipped = read("a.csv", 'title,text\nA,"It was closed and then\nhe went, in March\nB,No.\n')
    assert (len(rows), skipped[0].startswith("line 2 begins a quoted cell that does not end")) == (3, True)


def test_a_column_that_looks_like_one_of_ours_and_is_not_used_is_told(read):
    _, skipped = read("a.csv", "title,text,puplished\nA,One.,2021-05-12\n")
    assert skipped == [
        "the column 'puplished' looks like 'published' and is not used as such; rename it, or say "
        "columns={'published': 'puplished'}"
    ]


def test_a_day_of_something_else_is_told_and_not_taken(read):
    rows, skipped = read("a.csv", "title,text,download date\nA,One.,2021-05-12\n")
    assert (rows[0]["published"], skipped) == (
        None,
        ["the column 'download date' is no day of publication, so `published` is empty"],
    )


@pytest.mark.parametrize("column", ["title_id", "texture", "sourced_by", "comment"])
def test_a_column_that_is_none_of_ours_is_kept_without_a_word(read, column):
    rows, skipped = read("a.csv", f"title,text,{column}\nA,One.,x\n")
    assert (rows[0][column], skipped) == ("x", [])
