"""What a text has said of dates so far: the day of writing, the date last mentioned, and whether it narrates other years."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal

from analyser.domain.dates import Anchor

if TYPE_CHECKING:
    from analyser.timex.ages import Births

Grain = Literal["day", "week", "month", "season", "year"]

HISTORY_GAP_DAYS = 60
WRITTEN_UP_DAYS = 3


@dataclass(slots=True)
class Mention:
    """A date that the text has named: first and last day covered, how fine it is, where it ended, whether its year was stated."""

    first: date
    last: date
    grain: Grain
    end: int
    paragraph: int
    stated_year: bool
    sentence: int = 0


@dataclass(slots=True)
class Story:
    """The anchors at one place of a text. ``spoken_on`` is the date of the quoted letter or e-mail there, else of the document."""

    written_on: date | None
    births: "Births" = ()
    narrates: bool = False
    quoted_on: date | None = None
    quote_until: int | None = None
    paragraph: int = 0
    sentence: int = 0
    position: int = 0
    mention: Mention | None = None
    day: Mention | None = None
    pending: Mention | None = None
    clock: time | None = None
    opened_on: date | None = None

    @property
    def hour(self) -> int | None:
        """The hour last told."""
        return self.clock.hour if self.clock else None

    @property
    def spoken_on(self) -> date | None:
        """The day that "today" means here."""
        return self.quoted_on or self.written_on

    def speech(self) -> tuple[date, Anchor] | None:
        """Return the day of writing and which anchor it is; the date last mentioned where the day of writing is unknown or far off."""
        if self.quoted_on:
            return self.quoted_on, Anchor.QUOTED
        if self.written_on and not self.narrates:
            return self.written_on, Anchor.DOCUMENT
        if self.mention:
            return self.mention.last if self.mention.grain == "day" else self.mention.first, Anchor.NARRATIVE
        return (self.written_on, Anchor.DOCUMENT) if self.written_on else None

    def reference(self) -> tuple[Mention, Anchor] | None:
        """Return the date last mentioned, for "the following day" and "two weeks later"; the day of writing before any mention."""
        if self.mention:
            return self.mention, Anchor.NARRATIVE
        spoken = self.spoken_on
        if spoken is None:
            return None
        anchor = Anchor.QUOTED if self.quoted_on else Anchor.DOCUMENT
        return Mention(spoken, spoken, "day", 0, self.paragraph, stated_year=False), anchor

    def told_day(self) -> date | None:
        """Return the day that the note tells of from its first lines on, while no other day has been named; ``None`` without one.

        A note is often written up a day or so later ("Visit yesterday at 8.05 …"); its later times are of that day.
        """
        return self.opened_on if self.opened_lately() and self.day is not None and self.day.first == self.opened_on else None

    def opened_lately(self) -> bool:
        """Whether the note's first lines name a day shortly before that of writing."""
        if self.opened_on is None or self.spoken_on is None or self.narrates:
            return False
        return 0 <= (self.spoken_on - self.opened_on).days <= WRITTEN_UP_DAYS

    def tells_of_other_years(self) -> bool:
        """Whether what was last mentioned lies so far back that a date without a year belongs to it rather than to the day of writing."""
        if self.mention is None:
            return False
        if self.narrates or self.spoken_on is None:
            return True
        return (
            self.mention.sentence == self.sentence and self.mention.stated_year and self.spoken_on - self.mention.last > timedelta(HISTORY_GAP_DAYS)
        )
