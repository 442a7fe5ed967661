"""The names of payers that are most easily taken for another's, each with whom it means."""

from __future__ import annotations

import pytest

from models.understanding.reader import Reader

KANSAS_MEDICAIDS = {"healthy_blue_ks", "healthy_blue_la", "healthy_blue_mo", "healthy_blue_nc"}
NEW_YORK = {"anthem_ny", "excellus", "highmark", "highmark_neny", "highmark_wny"}
PENNSYLVANIA = {"capital_bc", "highmark", "highmark_pa", "ibx_com"}
HEALTH_CHOICE = {
    "health_choice_az", "healthchoice_ok", "il_medicaid", "md_medicaid", "ohio_health_choice",
    "steward_health",
}  # fmt: skip

# By the number of the confusion: what is typed, and the one payer or those to choose from.
CONFUSIONS: list[tuple[int, str, set[str]]] = [
    (1, "bcbsaz", {"bcbs_az"}),
    (2, "bcbsks", {"bcbs_ks"}),
    (2, "bcbskc", {"blue_kc"}),
    (2, "blue kc", {"blue_kc"}),
    (3, "bcbsnd", {"bcbs_nd"}),
    (3, "bcbsne", {"bcbs_ne"}),
    (3, "bcbsnj", {"horizon_nj"}),
    (3, "bcbsnh", {"anthem_nh"}),
    (3, "bcbsnv", {"anthem_nv"}),
    (4, "bcbsfl", {"florida_blue"}),
    (4, "florida blue", {"florida_blue"}),
    (5, "bcbswy", {"bcbs_wy"}),
    (5, "bcbs wny", {"highmark_wny"}),
    (6, "bcbssd", {"wellmark"}),
    (6, "bcbssc", {"bcbs_sc"}),
    (7, "bcbsga", {"anthem_ga"}),
    (7, "bcbsia", {"wellmark"}),
    (7, "bcbsma", {"bcbsma"}),
    (8, "bcbsct", {"anthem_ct"}),
    (8, "bcbsut", {"regence"}),
    (8, "bcbsvt", {"bcbsvt"}),
    (9, "bcbsin", {"anthem_in"}),
    (9, "bcbst", {"bcbst"}),
    (9, "bcbstn", {"bcbst"}),
    (10, "BCBS OK", {"bcbs_ok"}),
    (11, "horizon bcbsnj", {"horizon_nj"}),
    (11, "horizon", {"horizon_nj"}),
    (12, "horizon nj health", {"horizon_nj_health"}),
    (13, "empire bcbs", {"anthem_ny"}),
    (13, "empire plan", {"nyship"}),
    (13, "empire", {"anthem_ny", "nyship"}),
    (14, "blue shield CA", {"blue_shield_ca"}),
    (14, "blue shield in california", {"blue_shield_ca"}),
    (15, "blue cross CA", {"anthem_ca"}),
    (15, "bcbs ca", {"anthem_ca", "blue_shield_ca"}),
    (16, "blue cross idaho", {"bc_idaho"}),
    (16, "regence idaho", {"regence_id"}),
    (16, "bcbs id", {"bc_idaho", "regence_id"}),
    (17, "blue cross WA", {"premera"}),
    (17, "blue shield WA", {"regence_wa"}),
    (17, "bcbswa", {"premera", "regence"}),
    (18, "regence", {"regence"}),
    (18, "regence oregon", {"regence_or"}),
    (18, "regence utah", {"regence_ut"}),
    (18, "regence washington", {"regence_wa"}),
    (19, "bcbs pa", PENNSYLVANIA),
    (19, "blue cross pa", {"highmark", "highmark_pa"}),
    (19, "keystone", {"capital_bc", "ibx_com", "keystone_first"}),
    (20, "keystone first", {"keystone_first"}),
    (21, "keystone health plan central", {"capital_bc"}),
    (21, "keystone health plan east", {"ibx_com"}),
    (22, "capital blue cross", {"capital_bc"}),
    (22, "capital health plan", {"capital_health_plan"}),
    (22, "capital", {"capital_bc", "capital_health_plan"}),
    (23, "bcbs ny", NEW_YORK),
    (23, "blue cross ny", NEW_YORK),
    (24, "highmark", {"highmark"}),
    (24, "highmark wholecare", {"highmark_wholecare"}),
    (24, "highmark health options", {"highmark_health_options"}),
    (25, "bcbs mo", {"anthem_mo", "blue_kc"}),
    (25, "bcbs va", {"anthem_va", "carefirst"}),
    (25, "bcbs mi", {"bcbsm", "bcbsm_ma"}),
    (25, "bcbs ri", {"bcbsri", "bcbsri_ma"}),
    (25, "bcbs md", {"carefirst"}),
    (26, "bcbsri", {"bcbsri", "bcbsri_ma"}),
    (27, "healthy blue nc", {"healthy_blue_nc"}),
    (28, "carefirst bluechoice", {"carefirst"}),
    (28, "blue choice illinois", {"bcbs_il"}),
    (28, "blue choice", {"bcbs_sc", "carefirst"}),
    (30, "bluecare tn", {"bluecare_tn"}),
    (30, "blue care network", {"bcbsm"}),
    (30, "bluecard", {"bluecard"}),
    (31, "bcbs federal", {"fep"}),
    (31, "fep texas", {"fep"}),
    (32, "bcbs ct", {"anthem_ct"}),
    (32, "anthem ct", {"anthem_ct"}),
    (33, "anthem indiana", {"anthem_in", "anthem_in_medicaid"}),
    (34, "hoosier healthwise anthem", {"anthem_in_medicaid"}),
    (34, "hip anthem", {"anthem_in_medicaid"}),
    (35, "hoosier healthwise", {"hoosier_healthwise"}),
    (35, "mhs", {"mhs_in", "mhs_wi"}),
    (35, "mdwise", {"mdwise"}),
    (35, "caresource", {"caresource"}),
    (36, "hip", set()),
    (36, "hip insurance", {"emblem", "healthy_indiana"}),
    (36, "hip plan indiana", {"healthy_indiana"}),
    (37, "anthem medicaid", {"anthem_in_medicaid", "anthem_medicaid", "medicaid_other"}),
    (37, "anthem ohio medicaid", {"anthem_medicaid"}),
    (37, "healthkeepers plus", {"anthem_medicaid"}),
    (38, "wellpoint", {"wellpoint"}),
    (38, "amerigroup", {"wellpoint"}),
    (39, "carelon", {"carelon"}),
    (39, "aim", {"carelon"}),
    (40, "medica", {"medica"}),
    (40, "medico", {"medico"}),
    (40, "medicare", {"medicare"}),
    (40, "medi-cal", {"medi_cal"}),
    (40, "medical", set()),
    (40, "california medical", {"medi_cal"}),
    (40, "california medical board", set()),
    (42, "texas medicaid", {"tx_medicaid", "tx_medicaid_adult"}),
    (42, "star", {"bcbs_tx_medicaid", "tx_medicaid", "tx_medicaid_adult"}),
    (43, "amerihealth caritas", {"amerihealth_caritas"}),
    (44, "aetna better health", {"aetna_better_health"}),
    (44, "aetna medicaid", {"aetna_better_health"}),
    (45, "uhc community plan", {"uhc_community_plan"}),
    (46, "molina", {"molina"}),
    (46, "molina medicare", {"molina_ma"}),
    (46, "moda", {"moda", "moda_ma"}),
    (47, "health choice", HEALTH_CHOICE),
    (47, "healthchoices", {"pa_medicaid"}),
    (48, "healthfirst", {"health_first_fl", "healthfirst_ny"}),
    (48, "health first", {"health_first_fl", "healthfirst_ny"}),
    (48, "health first colorado", {"health_first_co"}),
    (48, "first health", {"first_health"}),
    (49, "healthpartners", {"healthpartners", "jefferson"}),
    (49, "health partners plans", {"jefferson"}),
    (50, "select health", {"cigna_select_ut", "first_choice_sc"}),
    (50, "select health of sc", {"first_choice_sc"}),
    (50, "select health community care", {"selecthealth_medicaid"}),
    (50, "first choice", {"first_choice_health", "first_choice_sc"}),
    (50, "first choice health", {"first_choice_health"}),
    (51, "tenncare select", {"tenncare_select"}),
    (51, "trs care", {"trs_tx"}),
    (51, "tri care", {"tricare"}),
    (52, "premera", {"premera"}),
    (52, "primera", {"premera"}),
    (52, "premier", set()),
    (53, "connecticare", {"connecticare", "connecticare_ma"}),
    (
        53,
        "priority health",
        {"priority_health", "priority_health_choice", "priority_health_ma"},
    ),
    (54, "tufts medicare", {"tufts_ma"}),
    (54, "devoted medicare", {"devoted"}),
    (55, "aetna medicare", {"aetna_ma"}),
    (55, "cigna medicare", {"healthspring"}),
    (55, "uhc medigap", {"aarp_medigap"}),
    (56, "community care of oklahoma", {"communitycare_ok"}),
    (56, "va", {"va"}),
    (56, "virginia premier", {"sentara_medicaid"}),
    (57, "triwest", {"tricare", "va"}),
    (57, "health net", {"health_net"}),
    (58, "li", set()),
    (58, "LI", set()),
    (58, "l&i", {"wa_lni"}),
    (58, "lni", {"wa_lni"}),
    (58, "l and i", {"wa_lni"}),
    (58, "bwc", {"oh_bwc"}),
    (59, "ash", {"ash"}),
    (59, "evicore", {"evicore_tpi"}),
    (59, "cigna oscar", {"oscar"}),
    (59, "nalc", {"nalc"}),
    (59, "geha aetna", {"geha"}),
    (59, "mhbp", {"mhbp"}),
    (59, "umr", {"umr"}),
    (59, "meritain", {"meritain"}),
    (60, "oscar", {"oscar"}),
    (60, "fallon", {"fallon"}),
    (60, "driscoll", {"driscoll"}),
    (60, "sanford", {"sanford"}),
    (60, "carl warren", {"carl_warren"}),
    (60, "john alden", {"assurant"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "ids"), [pytest.param(t, ids, id=f"{n}: {t}") for n, t, ids in CONFUSIONS]
)
@pytest.mark.parametrize("around", ["{} 20560", "20560 {}"])
def test_a_name_means_whom_it_names_and_nobody_alike(
    pack_reader: Reader, typed: str, ids: set[str], around: str
) -> None:
    question = pack_reader.read(around.format(typed))
    assert {payer.id for payer in question.payers} == ids
    assert not (ids and question.unknown_payer)  # of "hip" it asks which payer is meant
    assert question.guessed_from == ""


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        pytest.param("bcbs in 20560 for neck pain", 10, id="in is English in a sentence"),
        pytest.param("is bcbs ok with 20560", 10, id="ok is English"),
        pytest.param("does bcbs or aetna pay", 10, id="or is English"),
    ],
)
def test_letters_of_a_state_that_are_english_name_no_state(
    pack_reader: Reader, typed: str, most: int
) -> None:
    question = pack_reader.read(typed)
    assert len(question.payers) > most
    assert question.states == ()


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        pytest.param("medicaid", "medicaid", id="every state's Medicaid"),
        pytest.param("blue advantage", "blueadvantage", id="six plans"),
        pytest.param("healthy blue", "healthyblue", id="six states"),
        pytest.param("state fund", "statefund", id="five funds"),
        pytest.param("optum", "optum", id="five firms"),
        pytest.param("uhc", "uhc", id="every line of UnitedHealthcare"),
    ],
)
def test_a_name_of_many_is_left_open(pack_reader: Reader, typed: str, group: str) -> None:
    assert len(pack_reader.read(f"{typed} 20560").payers) > 4, group


@pytest.mark.parametrize(
    "typed",
    [
        "aetna kids", "aetna caritas", "cigna first", "anthem better health", "bcbsnc dual",
        "humana mercy", "wellcare select medicare", "acme medicare", "aetna wholecare",
        "vip aetna", "caritas cigna", "cigna community", "bcbs al vip",
    ],
)  # fmt: skip
def test_a_word_that_may_make_another_plan_gives_no_verdict(
    pack_reader: Reader, typed: str
) -> None:
    question = pack_reader.read(f"{typed} 20560")
    has_facts = any(payer.facts for payer in question.payers)
    assert question.unknown_payer or len(question.payers) > 1 or not has_facts


def test_a_plan_s_own_name_behind_a_program_s_is_the_plan(pack_reader: Reader) -> None:
    payers = pack_reader.read("medicare gold coast 20560").payers
    assert [payer.id for payer in payers] == ["gold_coast"]


@pytest.mark.parametrize(
    "typed",
    [
        "does aetna actually pay for 20560", "is dry needling something aetna covers",
        "aetna bronze plan 20560", "can i bill aetna first visit", "aetna said its experimental",
        "aetna tendinopathy 20560", "calling aetna about needling", "hey does aetna reimburse pts",
        "aetna fibromyalgia", "patient has aetna, shoulder pain", "aetna denied it twice",
    ],
)  # fmt: skip
def test_an_everyday_word_leaves_the_payer_as_it_is(pack_reader: Reader, typed: str) -> None:
    question = pack_reader.read(typed)
    assert [payer.id for payer in question.payers] == ["aetna"]
    assert question.unknown_payer == ""


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        pytest.param("anthem in ohio", ["anthem_oh"], id="a payer and its state"),
        pytest.param("medicaid in texas", ["tx_medicaid", "tx_medicaid_adult"], id="a program"),
        pytest.param("workers comp in washington", ["wa_lni"], id="an injury at work"),
        pytest.param("workers comp in georgia", ["wc_other"], id="of a state without its own row"),
        pytest.param("does aetna pay for medicaid patients", ["aetna_better_health"], id="a line"),
        pytest.param("bcbs 20560 in NC", ["bcbsnc"], id="a code between"),
    ],
)
def test_a_state_or_a_line_beside_a_name_makes_it_more_exact(
    pack_reader: Reader, typed: str, ids: list[str]
) -> None:
    assert [payer.id for payer in pack_reader.read(typed).payers] == ids


@pytest.mark.parametrize("typed", ["bcbsnx", "bcbsnq", "bcsbnc", "bcbxal", "bcbsa1"])
def test_initials_are_never_repaired(pack_reader: Reader, typed: str) -> None:
    assert pack_reader.read(f"{typed} 20560").payers == ()


def test_letters_of_a_state_behind_a_name_make_no_other_word_of_it(pack_reader: Reader) -> None:
    """Medica in ID is not Medicaid."""
    for typed in ("medica 20560 ID", "medica in idaho 20560"):
        assert [payer.id for payer in pack_reader.read(typed).payers] == ["medica"]
