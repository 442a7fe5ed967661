"""What can be asked of a payer, a code, a state or a topic: the aspects that lead an answer."""

from __future__ import annotations

from enum import StrEnum


class Aspect(StrEnum):
    """One thing that a question asks of what it names."""

    COVERED = "covered"  # whether it is paid, for a payer; whether it is allowed, for a state
    LIMIT = "limit"  # how many visits or sessions
    RESET = "reset"  # when a count begins again
    AUTHORIZATION = "authorization"
    REFERRAL = "referral"  # a physician's referral, or direct access without one
    UNITS = "units"  # how many units, timed or not, muscles, the 8 minute rule
    TOGETHER = "together"  # whether codes go on one claim, same day
    MODIFIER = "modifier"
    PRICE = "price"  # what is paid or charged, relative value units
    DOCUMENTATION = "documentation"
    DENIAL = "denial"  # why it was not paid, appeals
    TRAINING = "training"  # hours, courses, certificates, years of practice
    SUPERVISION = "supervision"  # and delegation to assistants
    CONSENT = "consent"
    AGE = "age"  # of the patient
    DATES = "dates"  # since when, until when
    EXPERIENCE = "experience"  # years of practice before needling
    EXAM = "exam"
    ONLINE = "online"  # whether a course at a distance counts
    APPROVAL = "approval"  # whether a course must be approved, and by whom
    PROTOCOL = "protocol"  # a written protocol or policy of the clinic
    REGISTRATION = "registration"  # with a board: endorsement, notice, proof, reports
    ADVERSE = "adverse"  # reports of what went wrong
    ACTS = "acts"  # what may be needled and how: regions, ear points, current, needles
    TITLE = "title"  # what it may be called
    TELEHEALTH = "telehealth"
    ANIMALS = "animals"
    BILLS = "bills"  # bills and proposals that would change it
    CITATION = "citation"  # which statute or rule it is
    RENEWAL = "renewal"  # continuing education, refreshers, what a license needs again
    CHANGES = "changes"  # how it stands now, and what has changed or may
    COMPACT = "compact"  # a license of another state: the compact, travel, patients elsewhere
    FEDERAL = "federal"  # military bases and other federal land
    MANDATE = "mandate"  # whether the state makes insurers pay
    PENALTY = "penalty"  # fines and discipline
    CONTACT = "contact"  # how a board is reached
    SETTING = "setting"  # a home, a school
    UNATTENDED = "unattended"  # whether a patient may lie alone with needles in
    PROBATION = "probation"  # a license on probation or suspended
    REQUIREMENTS = "requirements"  # everything that a state asks
