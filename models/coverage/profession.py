"""The professions that needle or bill for it, and the words that staff use for them."""

from __future__ import annotations

from enum import StrEnum


class Profession(StrEnum):
    """A license, named as the field abbreviates it."""

    PT = "PT"  # physical therapist
    PTA = "PTA"  # physical therapist assistant
    OT = "OT"  # occupational therapist
    OTA = "OTA"  # occupational therapy assistant
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
    Profession.OTA: "occupational therapy assistant",
    Profession.AT: "athletic trainer",
    Profession.DC: "chiropractor",
    Profession.LAC: "licensed acupuncturist",
    Profession.MD: "physician",
    Profession.NP: "nurse practitioner",
    Profession.PA: "physician assistant",
}

IN_SHORT: dict[Profession, str] = {
    Profession.PT: "a PT",
    Profession.PTA: "a PTA",
    Profession.OT: "an OT",
    Profession.OTA: "an OTA",
    Profession.AT: "an athletic trainer",
    Profession.DC: "a chiropractor",
    Profession.LAC: "an acupuncturist",
    Profession.MD: "a physician",
    Profession.NP: "an NP",
    Profession.PA: "a PA",
}
"""A profession with its article, as a headline has room for."""

SYNONYMS: dict[Profession, tuple[str, ...]] = {
    Profession.PT: ("pt", "pts", "dpt", "dpts", "mpt", "lpt", "rpt", "physical therapist",
                    "physical therapists", "physio", "physios", "physiotherapist",
                    "physiotherapists", "physical therapy", "phys therapist", "phys therapists",
                    "phys therapy", "doctor of physical therapy",
                    "doctors of physical therapy"),
    Profession.PTA: ("pta", "ptas", "lpta", "lptas", "physical therapist assistant",
                     "physical therapist assistants", "physical therapy assistant",
                     "physical therapy assistants", "pt assistant", "pt assistants",
                     "physical therapist asst", "physical therapy asst", "pt asst",
                     "physical therapist assts", "phys therapy asst"),
    Profession.OT: ("ot", "ots", "otr", "otrs", "otr l", "otd", "occupational therapist",
                    "occupational therapists", "occupational therapy", "occ therapist",
                    "occ therapists", "occ therapy"),
    Profession.OTA: ("ota", "otas", "cota", "cotas", "cota l", "ot assistant", "ot assistants",
                     "occupational therapy assistant", "occupational therapy assistants",
                     "occupational therapist assistant", "occupational therapist assistants",
                     "occupational therapy asst", "occupational therapist asst", "ot asst"),
    Profession.AT: ("at", "ats", "atc", "atcs", "lat", "lats", "lat atc", "athletic trainer",
                    "athletic trainers", "athletic training", "certified athletic trainer",
                    "licensed athletic trainer"),
    Profession.DC: ("dc", "dcs", "chiropractor", "chiropractors", "chiro", "chiros",
                    "chiropractic", "doctor of chiropractic", "chiropractic physician",
                    "chiropractic doctor"),
    Profession.LAC: ("lac", "lacs", "l ac", "acupuncturist", "acupuncturists", "acu", "dom",
                     "doctor of oriental medicine", "doctor of oriental med",
                     "doctors of oriental medicine", "oriental medicine doctor",
                     "oriental medicine practitioner", "oriental medicine", "oriental med",
                     "doctor of chinese medicine", "chinese medicine practitioner",
                     "doctor of acupuncture", "acupuncture doctor", "dacm", "daom",
                     "acupuncture physician", "acupuncture physicians", "ap", "aps",
                     "licensed acupuncturist", "licensed acupuncturists"),
    Profession.MD: ("md", "mds", "do", "dos", "dr", "drs", "physician", "physicians", "doctor",
                    "doctors", "medical doctor", "medical doctors", "physiatrist", "physiatrists",
                    "osteopath", "osteopaths", "orthopedist", "surgeon", "sports med doc",
                    "sports medicine doc", "sports medicine doctor", "sports med doctor",
                    "sports medicine physician", "ortho doc", "pain doc", "family doc"),
    Profession.NP: ("np", "nps", "nurse practitioner", "nurse practitioners", "cns", "aprn",
                    "aprns", "arnp", "fnp", "crnp", "clinical nurse specialist"),
    Profession.PA: ("pa", "pas", "pa c", "physician assistant", "physician assistants",
                    "physician asst", "physicians assistant", "physician associate"),
}  # fmt: skip

AIDE, STUDENT = "aide", "student"
CHIROPRACTIC_ASSISTANT = "chiropractic assistant"

# How those are called under whom students of other licenses than physical therapy's learn.
_TAUGHT = {
    Profession.OT: ("occupational therapy", "occupational therapist", "ot"),
    Profession.AT: ("athletic training", "athletic trainer"),
    Profession.DC: ("chiropractic", "chiropractor", "chiropractors", "chiro", "dc"),
    Profession.LAC: ("acupuncture", "acupuncturist", "acupuncturists", "acu", "oriental medicine"),
    Profession.MD: ("medical", "medicine", "physician", "doctor"),
}
STUDENTS_OF = {f"{names[0]} student": who for who, names in _TAUGHT.items()}
"""The license under whose rule such a student stands."""

_STUDENTS = {
    f"{names[0]} student": tuple(
        called
        for name in names
        for who in ("student", "students", "intern", "interns")
        for called in (f"{name} {who}", f"{who} of a {name}", f"{who} of the {name}")
    )
    for names in _TAUGHT.values()
}

# Professions on which this book has no facts, and how else they are written. Reading one as "no
# profession named" would answer for a therapist.
UNRESEARCHED: dict[str, tuple[str, ...]] = {
    "massage therapist": ("massage therapists", "massage", "lmt", "lmts", "masseuse", "cmt",
                          "bodyworker", "bodyworkers", "licensed massage", "massage gal",
                          "massage lady", "massage girl", "massage guy", "massage person",
                          "massage woman", "massage man"),
    "nurse": ("nurses", "registered nurse", "rn", "rns", "lpn", "lpns", "lvn"),
    "podiatrist": ("podiatrists", "dpm"),
    "dentist": ("dentists", "dds", "dmd"),
    "dental hygienist": ("dental hygienists", "hygienist", "hygienists"),
    "naturopath": ("naturopaths", "naturopathic doctor", "naturopathic physician", "nd"),
    STUDENT: ("students", "pt student", "pt students", "dpt student", "dpt students", "student pt",
              "student pts", "student physical therapist", "student physical therapists", "spt",
              "spts", "pta student", "intern", "interns", "student intern",
              "dpt student intern", "dpt intern", "pt intern", "sptas", "spta"),
    **_STUDENTS,
    AIDE: ("aides", "pt aide", "pt aides", "rehab aide", "tech", "techs", "pt tech", "pt techs",
           "rehab tech", "rehab techs", "therapy tech", "therapy aide", "technician",
           "technicians", "support staff", "unlicensed staff", "front desk",
           "home health aide", "volunteer", "volunteers"),
    CHIROPRACTIC_ASSISTANT: ("chiropractic assistants", "chiro assistant", "chiro assistants",
                             "chiropractor assistant", "chiropractors assistant", "chiro tech"),
    "exercise physiologist": ("exercise physiologists", "ex phys", "exercise phys"),
    "personal trainer": ("personal trainers", "trainer", "trainers"),
    "strength coach": ("strength coaches", "coach", "coaches"),
    "speech therapist": ("speech therapists", "slp", "slps", "speech pathologist",
                         "speech language pathologist"),
    "optometrist": ("optometrists",),
    "pharmacist": ("pharmacists",),
    "psychologist": ("psychologists",),
    "midwife": ("midwives",),
    "veterinarian": ("veterinarians", "vet", "vets", "dvm", "dvms"),
    "veterinary technician": ("vet tech", "vet techs", "veterinary tech"),
    "esthetician": ("estheticians", "aesthetician"),
    "medical assistant": ("medical assistants", "ma", "mas", "cma", "cmas", "ccma", "rma"),
    "kinesiologist": ("kinesiologists",),
    "lymphedema therapist": ("lymphedema therapists", "clt"),
    "respiratory therapist": ("respiratory therapists", "rrt"),
    "recreational therapist": ("recreational therapists", "recreation therapist"),
    "counselor": ("counselors", "lmft", "lpc", "lcsw", "social worker", "social workers"),
    "reiki practitioner": ("reiki", "reiki master"),
    "rolfer": ("rolfers",),
    "reflexologist": ("reflexologists",),
    "phlebotomist": ("phlebotomists",),
    "paramedic": ("paramedics", "emt", "emts"),
    "radiologist": ("radiologists",),
}  # fmt: skip

# An occupational or a physical therapist who works on hands: the license decides.
HAND_THERAPIST = ("hand therapist", "hand therapists", "certified hand therapist", "cht", "chts")
