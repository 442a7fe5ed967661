"""The professions that needle or bill for it, and the words that staff use for them."""

from __future__ import annotations

from enum import StrEnum


class Profession(StrEnum):
    """A license, named as the field abbreviates it."""

    PT = "PT"  # physical therapist
    PTA = "PTA"  # physical therapist assistant
    OT = "OT"  # occupational therapist
    AT = "AT"  # athletic trainer
    DC = "DC"  # chiropractor
    LAC = "LAC"  # licensed acupuncturist
    MD = "MD"  # physician, MD or DO
    NP = "NP"  # nurse practitioner or clinical nurse specialist
    PA = "PA"  # physician assistant


NAMES: dict[Profession, str] = {
    Profession.PT: "physical therapist",
    Profession.PTA: "physical therapist assistant",
    Profession.OT: "occupational therapist",
    Profession.AT: "athletic trainer",
    Profession.DC: "chiropractor",
    Profession.LAC: "licensed acupuncturist",
    Profession.MD: "physician",
    Profession.NP: "nurse practitioner",
    Profession.PA: "physician assistant",
}

SYNONYMS: dict[Profession, tuple[str, ...]] = {
    Profession.PT: ("pt", "pts", "dpt", "physical therapist", "physical therapists", "physio",
                    "physiotherapist", "physical therapy"),
    Profession.PTA: ("pta", "ptas", "physical therapist assistant", "physical therapy assistant",
                     "pt assistant"),
    Profession.OT: ("ot", "ots", "occupational therapist", "occupational therapists",
                    "occupational therapy"),
    Profession.AT: ("at", "atc", "lat", "athletic trainer", "athletic trainers"),
    Profession.DC: ("dc", "dcs", "chiropractor", "chiropractors", "chiro", "chiros",
                    "chiropractic"),
    Profession.LAC: ("lac", "l ac", "acupuncturist", "acupuncturists", "licensed acupuncturist"),
    Profession.MD: ("md", "mds", "do", "physician", "physicians", "doctor"),
    Profession.NP: ("np", "nurse practitioner", "cns", "clinical nurse specialist"),
    Profession.PA: ("pa", "pa c", "physician assistant", "physician associate"),
}  # fmt: skip

# Professions on which this book has no facts. Reading one as "no profession named" would answer
# for a therapist.
UNRESEARCHED = (
    "massage therapist", "massage therapists", "lmt", "lmts", "nurse", "nurses", "rn", "rns", "lpn",
    "podiatrist", "podiatrists", "dpm", "dentist", "dentists", "dds", "naturopath", "naturopaths",
    "naturopathic doctor", "pt student", "pt students", "student", "students", "student pt", "spt",
    "intern", "aide", "aides", "pt aide", "rehab aide", "tech", "pt tech", "rehab tech",
    "technician", "ota", "otas", "cota", "cotas", "occupational therapy assistant",
    "occupational therapist assistant", "exercise physiologist", "personal trainer", "trainer",
    "strength coach", "coach", "speech therapist", "slp", "speech pathologist", "optometrist",
    "pharmacist", "psychologist", "midwife", "veterinarian", "vet", "esthetician",
    "medical assistant", "kinesiologist", "rolfer", "reflexologist",
)  # fmt: skip
