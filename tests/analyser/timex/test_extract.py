"""Calendar expressions by phenomenon, each with near misses. Every sentence is invented."""

from datetime import date

import pytest

from analyser.domain.dates import Anchor
from analyser.timex import extract_timexes

WRITTEN = date(2008, 3, 12)  # a Wednesday


def found(text: str, written_on: date | None = WRITTEN, births: tuple[date, ...] = ()) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in extract_timexes(text, written_on=written_on, births=births) if t.value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Seen on 04/03/2008.", [("04/03/2008", "2008-03-04")], id="day first"),
        pytest.param("Seen on 4.3.08.", [("4.3.08", "2008-03-04")], id="stops and short year"),
        pytest.param("Seen on 22.05/07 at home.", [("22.05/07", "2007-05-22")], id="mixed marks"),
        pytest.param("Seen 2008-02-29.", [("2008-02-29", "2008-02-29")], id="iso, leap day"),
        pytest.param("Seen on 31/02/2008.", [], id="no such day"),
        pytest.param("Seen on 12th March '07.", [("12th March '07", "2007-03-12")], id="apostrophe year"),
        pytest.param("Came March 4th, 2007 to office.", [("March 4th, 2007", "2007-03-04")], id="month first in words"),
        pytest.param("Visited 4/3.", [("4/3", "2008-03-04")], id="year-less looks back"),
        pytest.param("Mum was told about the 9/4 session.", [("9/4", "2008-04-09")], id="year-less and near, told in the past tense"),
        pytest.param("She was seen on 14 April.", [("14 April", "2007-04-14")], id="year-less and not near"),
        pytest.param("Review booked for 4/4.", [("4/4", "2008-04-04")], id="year-less looks ahead"),
        pytest.param("He came on 12/13/2007.", [("12/13/2007", "2007-12-13")], id="month first where day first is impossible"),
        pytest.param("Visited Tues 4th March.", [("Tues 4th March", "2008-03-04")], id="weekday with date"),
        pytest.param("On the 4th she rang.", [("the 4th", "2008-03-04")], id="ordinal alone"),
        pytest.param("They moved in March 2006.", [("March 2006", "2006-03")], id="month and year"),
        pytest.param("Started in Sept 05, settled.", [("Sept 05", "2005-09")], id="short year with nought after month"),
        pytest.param("Excluded in 2005/06.", [("2005/06", "2005/2006")], id="school year"),
        pytest.param("Born in the 1990s.", [("the 1990s", "199")], id="decade"),
    ],
)
def test_dates_are_read_day_first(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Injuries of 2005 or later.", [("2005 or later", "2005/")], id="or later"),
        pytest.param("All entries of May 2006 and earlier.", [("May 2006 and earlier", "/2006-05")], id="and earlier"),
        pytest.param("On Monday and later she cried.", [("Monday", "2008-03-10")], id="later in the same clause opens nothing"),
        pytest.param("Reply no later than 20 March 2008.", [("no later than 20 March 2008", "/2008-03-20")], id="no later than"),
        pytest.param("She left before the year 2005.", [("before the year 2005", "/2005")], id="before the year"),
        pytest.param("This was no later than usual.", [], id="later than no date"),
        pytest.param("He stopped more than two weeks ago.", [("more than two weeks ago", "/2008-02-27")], id="more than so long ago"),
        pytest.param("She drinks more than two bottles.", [], id="more than no time"),
        pytest.param("Respite for two days from today.", [("two days from today", "2008-03-12/2008-03-13")], id="a spell from today"),
        pytest.param("It is due two days from today.", [("two days from today", "2008-03-14")], id="a day counted from today"),
        pytest.param("Respite for 3 days starting on 17 March.", [("3 days starting on 17 March", "2008-03-17/2008-03-19")], id="days starting"),
        pytest.param("Funded for four weeks from 17 March.", [("17 March", "2008-03-17")], id="a duration from a day is no range"),
        pytest.param("Review is 3 days from Tuesday.", [("3 days from Tuesday", "2008-03-21")], id="days from a weekday"),
        pytest.param(
            "Due in the next 4 working days.", [("the next 4 working days", "2008-03-13/2008-03-18")], id="working days leave out the weekend"
        ),
        pytest.param("Reply within 10 working days.", [], id="a deadline in working days"),
        pytest.param("Calls over the next couple of weeks.", [("the next couple of weeks", "2008-03-13/2008-03-26")], id="couple of weeks"),
        pytest.param("Calm for the past fortnight.", [("the past fortnight", "2008-02-27/2008-03-11")], id="past fortnight"),
        pytest.param("We meet next working week.", [("next working week", "2008-W12")], id="working week"),
        pytest.param("Spent this month to date.", [("this month to date", "2008-03/2008-03-12")], id="this month to date"),
        pytest.param("Absences for the month to date.", [("the month to date", "2008-03-01/2008-03-12")], id="month to date"),
        pytest.param("Off for the remainder of the week.", [("the remainder of the week", "2008-03-12/2008-03-16")], id="rest of the week"),
        pytest.param("The remainder of the rent is owed.", [], id="remainder of a thing"),
        pytest.param("It began 2 weeks and 3 days ago.", [("2 weeks and 3 days ago", "2008-02-24")], id="two units"),
        pytest.param("First week of January 2009.", [("First week of January 2009", "2009-W01")], id="first week holds the first Thursday"),
        pytest.param("The last week of 2006.", [("The last week of 2006", "2006-W52")], id="last week holds the last Thursday"),
        pytest.param("It was the year before 2005.", [("the year before 2005", "2004")], id="a year from a year"),
        pytest.param("Away from 27 April to the 3rd.", [("from 27 April to the 3rd", "2008-04-27/2008-05-03")], id="ends in the next month"),
        pytest.param("Away from next Monday to Friday.", [("from next Monday to Friday", "2008-03-17/2008-03-21")], id="to the weekday after"),
        pytest.param("Week starting on 17 March.", [("Week starting on 17 March", "2008-W12")], id="week starting on"),
        pytest.param("She owes £12 December 27 at the latest.", [("December 27", "2007-12-27")], id="money is no day"),
        pytest.param("There will be 3 next week.", [("next week", "2008-W12")], id="a number before a single week"),
        pytest.param("At the end of about May 2006.", [("the end of about May 2006", "2006-05-END")], id="about within an edge"),
    ],
)
def test_stretches_take_in_what_bounds_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Visited yesterday.", [("yesterday", "2008-03-11")], id="yesterday"),
        pytest.param("H/V tomoz.", [("tomoz", "2008-03-13")], id="texted tomorrow"),
        pytest.param("She rang on Friday.", [("Friday", "2008-03-07")], id="weekday looks back"),
        pytest.param("I will call on Friday.", [("Friday", "2008-03-14")], id="weekday looks ahead"),
        pytest.param("Plan: H/V Friday.", [("Friday", "2008-03-14")], id="weekday under a plan heading"),
        pytest.param("Seen last Friday.", [("last Friday", "2008-03-07")], id="last weekday"),
        pytest.param("Meeting next Tuesday.", [("next Tuesday", "2008-03-18")], id="next weekday"),
        pytest.param("I am there Friday week.", [("Friday week", "2008-03-21")], id="weekday week"),
        pytest.param("Due a week on Friday.", [("a week on Friday", "2008-03-21")], id="a week on"),
        pytest.param("Moved 6/52 ago.", [("6/52 ago", "2008-01-30")], id="weeks in shorthand"),
        pytest.param("Review in 3/7.", [("3/7", "2008-03-15")], id="days in shorthand"),
        pytest.param("She fell three weeks ago.", [("three weeks ago", "2008-02-20")], id="weeks ago"),
        pytest.param("They split up two years ago.", [("two years ago", "2006")], id="years ago"),
        pytest.param("This time last year he was well.", [("This time last year", "2007-03")], id="this time last year"),
        pytest.param("He has a cold this week.", [("this week", "2008-W11")], id="this week"),
        pytest.param("Quiet over the weekend, mum said.", [("the weekend", "2008-W10-WE")], id="the weekend"),
        pytest.param("Seen w/c 3/3.", [("w/c 3/3", "2008-W10")], id="week commencing"),
        pytest.param(
            "He was hit on 3 March and rang the following day.",
            [("3 March", "2008-03-03"), ("the following day", "2008-03-04")],
            id="following day",
        ),
        pytest.param(
            "Registered in November 2003 and off it the following August.",
            [("November 2003", "2003-11"), ("the following August", "2004-08")],
            id="following month",
        ),
    ],
)  # fmt: skip
def test_relative_expressions_hang_on_the_right_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Seen at 14.30.", [("14.30", "2008-03-12T14:30")], id="stop"),
        pytest.param("Call at 1430hrs today.", [("1430hrs today", "2008-03-12T14:30")], id="hundreds"),
        pytest.param("Left at half past three.", [("half past three", "2008-03-12T15:30")], id="half past"),
        pytest.param("Came at ten to five on Monday.", [("ten to five on Monday", "2008-03-10T16:50")], id="minutes to"),
        pytest.param("Seen Fri 7/3 am.", [("Fri 7/3 am", "2008-03-07TMO")], id="weekday, date and part of day"),
        pytest.param("Rang last night.", [("last night", "2008-03-11TNI")], id="last night"),
        pytest.param("Mum went out and returned 01.10.", [("01.10", "2008-03-12T01:10")], id="coming and going with a nought"),
        pytest.param("Form seen 01.10.", [("01.10", "2007-10-01")], id="the same figures as a date"),
        pytest.param("0915 call from EWO.", [("0915", "2008-03-12T09:15")], id="four figures at the head"),
        pytest.param("Collected at five.", [("five", "2008-03-12T17:00")], id="bare hour that is no age"),
        pytest.param("Visit yesterday at 8.05am.\nWent back at 2 in the afternoon.",
                     [("yesterday at 8.05am", "2008-03-11T08:05"), ("2 in the afternoon", "2008-03-11T14:00")], id="note written up a day later"),
        pytest.param("Last seen 3/3.\nRang at 2 in the afternoon.",
                     [("3/3", "2008-03-03"), ("2 in the afternoon", "2008-03-12T14:00")], id="an older day does not carry on"),
        pytest.param("Information received 10/3/08.\nFlat visited same evening.",
                     [("10/3/08", "2008-03-10"), ("same evening", "2008-03-10TEV")], id="same evening"),
        pytest.param(
            "At 2340 hrs on 8 March police came. Mother returned at 0055.",
            [("2340 hrs on 8 March", "2008-03-08T23:40"), ("0055", "2008-03-09T00:55")],
            id="past midnight",
        ),
    ],
)  # fmt: skip
def test_times_of_day_belong_to_a_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Away 3-7/3/08.", [("3-7/3/08", "2008-03-03/2008-03-07")], id="days of one month in figures"),
        pytest.param("On 21st/22nd February he slept.", [("21st/22nd February", "2008-02-21/2008-02-22")], id="two days"),
        pytest.param("Between January and March 2006 he was seen.", [("Between January and March 2006", "2006-01/2006-03")], id="between months"),
        pytest.param("Placed from 10/06/2007 to 12/06/2007.", [("from 10/06/2007 to 12/06/2007", "2007-06-10/2007-06-12")], id="from to"),
        pytest.param("Off sick Monday and Tuesday.", [("Monday and Tuesday", "2008-03-10/2008-03-11")], id="two weekdays"),
        pytest.param("The night of 8/9 March.", [("The night of 8/9 March", "2008-03-08/2008-03-09")], id="night over two days"),
        pytest.param("Not seen since Christmas.", [("since Christmas", "2007-12-25/")], id="since"),
        pytest.param("He stayed until last Sunday.", [("until last Sunday", "/2008-03-09")], id="until"),
        pytest.param("He was with us until January.", [("until January", "/2008-01")], id="until a month takes the word in"),
        pytest.param("She had the phone until 4 March.", [("4 March", "2008-03-04")], id="until a day leaves the word out"),
        pytest.param("She stays with dad till Friday.", [("Friday", "2008-03-14")], id="till a weekday ahead"),
        pytest.param("Off Tues and Thurs, mum said he was ill.", [("Tues", "2008-03-11"), ("Thurs", "2008-03-06")], id="weekdays told as past"),
        pytest.param("Absent Mon-Fri last week.", [("Mon-Fri last week", "2008-03-03/2008-03-07")], id="days of a named week"),
        pytest.param("X-ray puts the fracture at three to six weeks old.", [("three to six weeks", "2008-01-30/2008-02-20")], id="age of an injury"),
        pytest.param("Attendance Aut 1 was 65.3.", [("Aut 1", "2007-09/2007-10")], id="half of a term in an export"),
        pytest.param("Wants care this w/e.", [("this w/e", "2008-W11-WE")], id="w/e as the weekend"),
        pytest.param("Seen w/e 9/3.", [("w/e 9/3", "2008-W10")], id="w/e as week ending"),
        pytest.param("In 2003 and 2005 he moved.", [("2003", "2003"), ("2005", "2005")], id="a list is no range"),
    ],
)
def test_ranges_and_open_ranges(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Seen on August bank holiday 2007.", [("August bank holiday 2007", "2007-08-27")], id="bank holiday"),
        pytest.param("Moved on Easter Monday 2007.", [("Easter Monday 2007", "2007-04-09")], id="moveable feast"),
        pytest.param("A fight on Bonfire Night.", [("Bonfire Night", "2007-11-05")], id="fixed feast"),
        pytest.param("Eid al-Fitr 2007 was spent with the aunt.", [("Eid al-Fitr 2007", "2007-10-13")], id="feast by the moon"),
        pytest.param("Off over October half term.", [("October half term", "2007-W43")], id="half term"),
        pytest.param("Settled in the autumn term.", [("the autumn term", "2007-TA")], id="term"),
        pytest.param("It began in the summer of 2006.", [("the summer of 2006", "2006-SU")], id="season"),
        pytest.param("Referred in early 2007.", [("early 2007", "2007-START")], id="early"),
        pytest.param("Referred at the end of May 2007.", [("the end of May 2007", "2007-05-END")], id="end of month"),
        pytest.param("He bought a Christmas tree and Easter eggs.", [], id="feast as an adjective"),
    ],
)
def test_feasts_terms_and_seasons(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lives at Flat 12/3 Tannery Court.", id="flat"),
        pytest.param("Crime ref 10/2345 given.", id="reference"),
        pytest.param("Present at 2/3 of sessions.", id="share"),
        pytest.param("Took 1/2 bottle.", id="half"),
        pytest.param("Section 47/17 discussed.", id="section"),
        pytest.param("Rang 020 7946 0123.", id="phone"),
        pytest.param("Owes £12.50 and £10.10.", id="money"),
        pytest.param("Weighs 10.15 kg.", id="weight"),
        pytest.param("Score 8/10 for pain.", id="score"),
        pytest.param("Care is 24/7.", id="round the clock"),
        pytest.param("April said she may come. May I ask June?", id="names and modal"),
        pytest.param("Dr March attended.", id="surname"),
        pytest.param("Under the Children Act 1989.", id="statute"),
        pytest.param("She is in Year 8.", id="year group"),
        pytest.param("Sat watching TV with mum. He sat on her lap.", id="verb sat"),
        pytest.param("Pupils come Mon, Wed and Fri.", id="habit"),
        pytest.param("He is aged 4.", id="age as a state"),
        pytest.param("For six weeks, twice a day.", id="duration and frequency"),
        pytest.param("Version 1.10.30 of the form.", id="version"),
        pytest.param("The sun shone.", id="sun"),
        pytest.param("He attends nursery Tues and Thurs.", id="two weekdays of habit"),
        pytest.param("I work Tues to Sat.", id="working week"),
        pytest.param("Every Monday she rings.", id="every"),
        pytest.param("Dad does 2-10 shifts.", id="shift pattern"),
        pytest.param("Nan helps in 24/7 more or less.", id="round the clock after in"),
        pytest.param("Apgars 6/1 and 9/5 at delivery.", id="apgar scores"),
        pytest.param("See paras 2.3 to 2.9 and 5/12.", id="paragraphs"),
        pytest.param("Car plate MT14 MAY.", id="number plate"),
        pytest.param("Contact every other Saturday, 10 till 12.", id="hours of a habit"),
        pytest.param("He was placed at 11 and moved again.", id="age at placement"),
        pytest.param("She was left alone at three and again at five.", id="ages left alone"),
        pytest.param("Brother is 16/12 and well.", id="age in months after is"),
        pytest.param("She walked at 18/12.", id="age in months after at"),
        pytest.param("Bruises were some two or three days old.", id="age of a bruise, not put at a day"),
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_ages_are_counted_from_the_birth_that_fits() -> None:
    births = (date(2002, 5, 12),)
    assert found("When he was four they moved.", births=births) == [("When he was four", "2006-05-12/2007-05-11")]
    assert found("He walked at 13 months.", births=births) == [("at 13 months", "2003-06-12/2003-07-11")]
    assert found("When she was eleven she was hurt.", births=births) == []


def test_an_age_written_like_a_date_is_no_date() -> None:
    assert found("Baby brother Max, 19/12.", date(2009, 2, 11), (date(2007, 6, 21),)) == []
    assert found("Baby brother Max seen on 19/12.", date(2009, 2, 11), (date(2007, 6, 21),)) == [("19/12", "2008-12-19")]


def test_a_history_counts_from_the_date_last_named() -> None:
    text = (
        " ".join(f"In {year} the army moved." for year in range(1931, 1940))
        + " On 3 May 1940 it crossed. In June it fell. Two days later all was over."
    )
    values = [value for _, value in found(text, date(2009, 12, 19))]
    assert values[-2:] == ["1940-05-03", "1940-06"]


def test_flags_and_anchor_are_kept() -> None:
    disagrees = extract_timexes("Seen Monday 4th March 2008.", written_on=WRITTEN)[0]
    assert "weekday_disagrees" in disagrees.flags
    month_first = extract_timexes("Seen 03/25/2007.", written_on=WRITTEN)[0]
    assert month_first.flags == ("month_first",)
    uncertain = extract_timexes("Fall ?4 March 2008.", written_on=WRITTEN)[0]
    assert "uncertain" in uncertain.flags
    yesterday = extract_timexes("Seen yesterday.", written_on=WRITTEN)[0]
    assert (yesterday.anchor, yesterday.anchored_on, yesterday.rule) == (Anchor.DOCUMENT, WRITTEN, "day_word")


def test_without_a_day_of_writing_only_stated_dates_are_placed() -> None:
    assert found("Seen yesterday and on 4 March 2007.", None) == [("4 March 2007", "2007-03-04")]


def test_other_month_first_dates_make_a_date_ambiguous() -> None:
    timexes = extract_timexes("Seen 03/25/2007 and 04/05/2007.", written_on=WRITTEN)
    assert [t.ambiguous for t in timexes] == [False, True]
    assert not extract_timexes("Seen 04/05/2007.", written_on=WRITTEN)[0].ambiguous


def test_a_quoted_message_has_its_own_day() -> None:
    text = 'Txt rcvd 10.3.08: "cant come today, tomorrow ok?" Seen today.'
    assert found(text) == [("10.3.08", "2008-03-10"), ("today", "2008-03-10"), ("tomorrow", "2008-03-11"), ("today", "2008-03-12")]


def test_days_that_share_a_month_are_told_one_by_one() -> None:
    assert found("Late on 6, 11 and 18 February.") == [("6", "2008-02-06"), ("11", "2008-02-11"), ("18 February", "2008-02-18")]
    assert found("Meeting 1, 14 February.") == [("14 February", "2008-02-14")]


def test_not_until_a_day_is_that_day() -> None:
    assert found("She did not report it until 4 March.") == [("4 March", "2008-03-04")]
