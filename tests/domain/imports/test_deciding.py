"""Which of two days is meant is proven by the column, the sheet or the file, or asked; it is never guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.imports.sheets import book, read_alone, told
from tracker.domain.imports.lines import CompletionLine
from tracker.domain.imports.plan import Layout, MonthAs
from tracker.domain.imports.reading import propose, questions, read

DAY = date(2024, 3, 14)
HEADS = ("Name", "Training", "Date", "Hours")


def test_days_are_read_in_the_order_that_the_column_proves() -> None:
    found = read_alone(HEADS, ("Priya Nair", "A", "3/4/2024", None), ("Tom Baker", "B", "25/4/2024", None))
    assert [line[2] for line in told(found)] == ["2024-04-03", "2024-04-25"]


def test_the_order_of_another_column_of_the_file_is_taken_and_said() -> None:
    its = book(HEADS, ("Priya Nair", "A", "3/4/2024", None), Old=(HEADS, ("Tom Baker", "B", "3/25/2023", None)))
    found = read(its, propose(its))
    assert told(found)[0][2] == "2024-03-04"
    assert found.lines[0].assumed == ("The order of day and month is that of the file.",)


def test_the_order_of_its_own_column_is_taken_before_that_of_another_column_of_the_sheet() -> None:
    heads = ("Name", "Training", "Completed", "Expires")
    rows = (("Priya Nair", "A", "3/4/2024", "4/3/2026"), ("Tom Baker", "B", "3/25/2024", "25/3/2026"))
    line = read_alone(heads, *rows).lines[0]
    assert isinstance(line, CompletionLine)
    assert (line.completed_on, line.expires_on, line.assumed) == (date(2024, 3, 4), date(2026, 3, 4), ())
    sheet = read_alone(heads, rows[0], ("Tom Baker", "B", DAY, "25/3/2026")).lines[0]
    assert isinstance(sheet, CompletionLine) and sheet.completed_on == date(2024, 4, 3)
    assert sheet.assumed == ("The order of day and month is that of the sheet.",)


def test_a_sheet_that_is_not_brought_in_proves_no_order() -> None:
    its = book(HEADS, ("Priya Nair", "A", "3/4/2024", None), Old=(HEADS, ("Tom Baker", "B", "3/25/2023", None)))
    plan = propose(its)
    left_out = plan.with_sheet(replace(plan.sheets[1], layout=Layout.SKIP))
    assert told(read(its, left_out))[0][2] == ""


def test_days_below_the_names_of_people_prove_an_order_too() -> None:
    found = read_alone(["Training", "Hours", "Priya Nair", "Tom Baker"], ["CSEC 101", "1.5", "3/4/2024", "3/25/2024"])
    assert [line[2] for line in told(found)] == ["2024-03-04", "2024-03-25"]


def test_days_without_a_year_prove_an_order_for_their_sheet() -> None:
    found = read_alone(HEADS, ("Priya Nair", "A", "3/4", None), ("Tom Baker", "B", "25/3", None), name="2024")
    assert [line[2] for line in told(found)] == ["2024-04-03", "2024-03-25"]


def test_days_of_a_mac_that_counts_from_1904_are_four_years_later() -> None:
    its = replace(book(["Name", "CSEC 101"], ["Priya Nair", Decimal(43893)]), is_since_1904=True)
    assert told(read(its, propose(its))) == [("Priya Nair", "CSEC 101", "2024-03-04", "")]


def test_ambiguous_days_are_asked_once_for_the_file_and_never_guessed() -> None:
    its = book(HEADS, *(("Priya Nair", "A", f"3/{day}/2024", None) for day in range(4, 10)))
    plan = propose(its)
    (asked,) = questions(its, plan)
    assert (asked.key, asked.examples) == ("day_first", ("3/4/2024", "3/5/2024", "3/6/2024", "3/7/2024"))
    assert not asked.is_answered(plan)
    assert {line[2] for line in told(read(its, plan))} == {""}
    answered = replace(plan, day_first=True)
    assert questions(its, answered)[0].is_answered(answered)
    assert told(read(its, answered))[0][2] == "2024-04-03"
    assert told(read(its, replace(plan, day_first=False)))[0][2] == "2024-03-04"


def test_orders_that_contradict_each_other_are_asked_about() -> None:
    its = book(HEADS, *(("Priya Nair", "A", text, None) for text in ("3/25/2024", "25/3/2024", "3/4/2024")))
    assert questions(its, propose(its))[0].examples == ("3/4/2024",)
    assert [line[2] for line in told(read(its, propose(its)))] == ["2024-03-25", "2024-03-25", ""]


def test_days_that_a_program_may_have_turned_are_asked_about() -> None:
    its = book(HEADS, ("Priya Nair", "A", date(2024, 3, 4), None), ("Tom Baker", "B", "25/03/2024", None))
    plan = propose(its)
    assert questions(its, plan)[0].examples == ("3/4/2024",)
    assert told(read(its, replace(plan, day_first=True)))[0][2] == "2024-04-03"
    assert told(read(its, replace(plan, day_first=False)))[0][2] == "2024-03-04"
    twelfth = book(HEADS, ("Priya Nair", "A", date(2024, 3, 12), None), ("Tom Baker", "B", "25/03/2024", None))
    assert questions(twelfth, propose(twelfth))[0].examples == ("3/12/2024",)
    same = read_alone(HEADS, ("Priya Nair", "A", date(2024, 3, 3), None), ("Tom Baker", "B", "25/03/2024", None))
    assert told(same)[0][2] == "2024-03-03"
    sure = book(HEADS, ("Priya Nair", "A", date(2024, 3, 24), None), ("Tom Baker", "B", "25/03/2024", None))
    assert questions(sure, propose(sure)) == ()


def test_a_month_alone_is_asked_about() -> None:
    its = book(HEADS, ("Priya Nair", "A", "02/2024", None))
    plan = propose(its)
    assert [asked.key for asked in questions(its, plan)] == ["month_as"]
    for answer, day in ((MonthAs.LAST_DAY, "2024-02-29"), (MonthAs.FIRST_DAY, "2024-02-01"), (MonthAs.LEFT_OUT, "")):
        assert told(read(its, replace(plan, month_as=answer)))[0][2] == day
    of_december = read_alone(HEADS, ("Priya Nair", "A", "12/2024", None), month_as=MonthAs.LAST_DAY)
    assert told(of_december)[0][2] == "2024-12-31"


def test_days_above_are_looked_at_in_a_list_without_headings_as_well() -> None:
    rows = ((f"{day}/3/2024", "Priya Nair", "Trauma and the brain") for day in (25, 4))
    assert [line[2] for line in told(read_alone(*rows))] == ["2024-03-25", "2024-03-04"]


def test_a_day_among_the_names_of_people_proves_no_order() -> None:
    its = book(HEADS, ("Priya Nair", "A", "3/4/2024", None), ("25/3/2024", "B", "3/5/2024", None))
    assert questions(its, propose(its))[0].examples == ("3/4/2024", "3/5/2024")


def test_what_stands_in_parentheses_behind_a_day_does_not_hide_that_it_proves_an_order() -> None:
    rows = (["Name", "CSEC 101"], ["Priya Nair", "3/4/2024"], ["Tom Baker", "25/3/2024 (2 hrs)"])
    assert [line[2] for line in told(read_alone(*rows))] == ["2024-04-03", "2024-03-25"]


def test_days_of_a_list_that_the_sheet_gives_a_year_are_asked_about_too() -> None:
    its = book(HEADS, ("Priya Nair", "A", "3/4", None), name="2024")
    plan = propose(its)
    assert questions(its, plan)[0].examples == ("3/4",)
    assert told(read(its, replace(plan, day_first=True)))[0][2] == "2024-04-03"


def test_each_sheet_is_asked_about_whatever_stands_before_it() -> None:
    its = book(["Dear all,"], name="Letter", Log=(HEADS, ("Priya Nair", "A", "3/4/2024", None)))
    assert questions(its, propose(its))[0].examples == ("3/4/2024",)


def test_an_example_is_shown_once_and_to_sixty_letters() -> None:
    long = f"3/4/2024 ({'x' * 80})"
    rows = (("Priya Nair", "A", cell, None) for cell in (long, "3/4/2024", "3/4/2024", "3/5/2024"))
    its = book(["Name", "CSEC 101"], ["Priya Nair", long], ["Tom Baker", "3/5/2024"])
    assert questions(its, propose(its))[0].examples == (long[:60], "3/5/2024")
    its = book(HEADS, *rows)
    assert questions(its, propose(its))[0].examples == (long[:60], "3/4/2024", "3/5/2024")


def test_a_day_that_was_answered_for_assumes_nothing() -> None:
    heads, rows = HEADS[:3], (("Priya Nair", "A", "3/4/2024"), ("Tom Baker", "B"))
    assert read_alone(heads, *rows, day_first=True).lines[0].assumed == ()
    turned = (("Priya Nair", "A", date(2024, 3, 4)), ("Tom Baker", "B", "25/03/2024"))
    assert read_alone(heads, *turned, day_first=True).lines[0].assumed == ()


def test_a_question_says_what_it_is_about() -> None:
    its = book(HEADS, *(("Priya Nair", "A", cell, None) for cell in ("3/4/2024", "2/2024", "someday", None)))
    assert [(asked.words, asked.examples) for asked in questions(its, propose(its))] == [
        ("Some dates can be read in two ways. Which comes first in them, the month or the day?", ("3/4/2024",)),
        ("Some cells tell a month and no day. Which day is meant?", ("2/2024",)),
    ]
    turned = book(HEADS, ("Priya Nair", "A", date(2024, 3, 4), None), ("Tom Baker", "B", "25/03/2024", None))
    (asked,) = questions(turned, propose(turned))
    assert asked.words.endswith("Which came first when the list was written, the month or the day?")
