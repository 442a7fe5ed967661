"""FieldName: the ids of a form's fields, by which a refusal finds its box."""

from __future__ import annotations

from enum import StrEnum


class FieldName(StrEnum):
    """What a field holds. The value is its id on every platform."""

    ALIAS = "alias"
    BOOKED = "booked"  # aliases whose visits are booked
    PAYER = "payer"
    RANK = "rank"  # whether a payer pays first or second
    PLAN = "plan"
    CONDITION = "condition"
    YEAR = "year"  # month and day on which the plan's year begins
    CODES = "codes"
    CASE = "case"  # the body region that a visit or an authorization is of
    ON = "on"  # the date of service, or the day on which a count was true
    SURE = "sure"  # what is said only when it was asked for
    NUMBER = "number"  # of a session
    REASON = "reason"  # why a session is void
    VISITS = "visits"
    URGENCY = "urgency"  # whether a payer is asked to decide at once
    UNIT = "unit"  # in which visits are granted
    UNITS = "units"  # of timed codes
    EXCLUDING = "excluding"  # evaluations that are left out
    MORE = "more"  # further visits of a cap
    OPENS = "opens"  # what opens them
    HOW = "how"  # whether visits are a total or come on top
    SOURCE = "source"  # who says a number of visits
    CALLED = "called"  # which colleague called
    DISCIPLINE = "discipline"  # whose visits a cap counts
    WINDOW = "window"  # of a cap
    LIMIT = "limit"  # that a number of visits is of
    FIRST = "first"  # day of an authorization
    LAST = "last"
    DECIDED = "decided"  # the day on which a payer decided
    JOINS = "joins"  # whether an authorization or a limit comes instead of others or as well
    CHANNEL = "channel"
    LEFT = "left"  # numbers of visits left at which the clinic is warned
    ENDS = "ends"  # numbers of days before an authorization ends
    DIGEST = "digest"
    DAYS = "days"
    FROM = "from"  # when quiet hours begin
    UNTIL = "until"
    VERDICT = "verdict"  # what a payer says of paying
    PROFESSION = "profession"
    STATE = "state"
    LINE = "line"  # of business
    AGAIN = "again"  # when a payer is asked again
    REFERENCE = "reference"  # that one of a call was noted
    STEP = "step"  # of a plan of care
    REFERRAL = "referral"  # that a plan began without one
    ASKED = "asked"  # the answer that a form is about
    PART = "part"  # of it
