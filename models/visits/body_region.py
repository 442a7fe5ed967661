"""The cases of a patient: the closed list BodyRegion. Nothing else that is said is kept."""

from __future__ import annotations

from enum import StrEnum

from models.visits.word_list import canonical


class BodyRegion(StrEnum):
    """What one case treats. The value is what is kept and what is said."""

    HEAD = "head"
    JAW = "jaw"
    NECK = "neck"
    UPPER_BACK = "upper back"
    LOW_BACK = "low back"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    PELVIS = "pelvis"
    SHOULDER = "shoulder"
    UPPER_ARM = "upper arm"
    ELBOW = "elbow"
    FOREARM = "forearm"
    WRIST = "wrist"
    HAND = "hand"
    HIP = "hip"
    THIGH = "thigh"
    KNEE = "knee"
    LOWER_LEG = "lower leg"
    ANKLE = "ankle"
    FOOT = "foot"
    OTHER = "other"


def in_words(region: BodyRegion) -> str:
    """A region behind "for": "the neck"."""
    return "another region" if region is BodyRegion.OTHER else f"the {region}"


def behind(region: BodyRegion | None) -> str:
    """A region as it ends a sentence: " for the neck"; empty where there is none."""
    return f" for {in_words(region)}" if region else ""


def region_of(kept: str | None) -> BodyRegion | None:
    """The region that is kept. What is on no list is none: it may name somebody."""
    return canonical(BodyRegion, kept) if kept else None
