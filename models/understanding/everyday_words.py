"""Words that beside a payer's name make no other plan of it: everyday, clinical, of billing."""

from __future__ import annotations

import re

from models import spelling
from models.understanding.remaining_text import FILLER

# "Aetna kids" is another plan than Aetna, "Aetna actually" is not.
_EVERYDAY = frozenset(
    """able about above accept accepted accepting accepts according account across actual actually
    add added additional advise after afternoon again age ago agree ahead almost alone already
    alright also although always amount annual another answer answers anybody anymore anyone
    anything anyway apparently appeal appealed appeals appear applies apply applying appointment
    approval approvals approve approved approves approving area around aside asked asks auth
    authorisation authorization authorizations authorize authorized auths available average avoid
    away awhile back bad based basic basically because become been before began begin behind being
    believe benefit benefits besides best better between beyond big biller billers book both bottom
    bought break bring bronze bunch business busy buy call called caller calling calls came cannot
    capped caps care cases cash catch caught cause ceiling certain chance change changed changes
    charge charged charges charging chart cheap cheaper check checked checking choose clarify
    clear clearly client clients clinicians close code coded coding coinsurance collect come
    comes coming common company complete completely concern confirm confirmed confuse confused
    confusing consider considered considers contact continue contract contracted copay copays copy
    correct correctly costs couldnt count counted counts couple course cut daily date dates
    deal decide decided deductible definitely denial denials denied denies deny denying depend
    depends describe details determine diagnosis didn didnt difference different differently
    direct directly disagree discuss disputed document documentation documented doesn doesnt
    dollar dollars don done dont double down due during each earlier early easy effective either
    eligible else end ended ends enough entire episode even evening event eventually ever every
    everybody everyone everything exact exactly example exceed except exclude excluded excludes
    exclusion expect expected expensive experience experimental explain extra fact facts fail
    failed fails fair family far fast fee fees felt few figure file filed files filing fill final
    finally find fine first flag folks follow following follows force forget form former forward
    free front full fully fund funny further future gave general generally getting given gives
    giving goes going gold gone gonna good gosh got gotta great group guess guide guideline
    guidelines guy guys half hand handle handles happen happened happens happy hard hardly hasn
    haven having hdhp hear heard hearing held helps her here hers herself hey him himself his hit
    hold home honestly honor honors hope hopefully hospital hour house however hsa idea immediately
    important include included includes including increase indeed individual initial injection
    inquire inside instead interested investigational invoice isn isnt issue issued issues item
    items itself joint keep keeps kept kid kind kinda knew knows language last lastly late lately
    later latest least leave left less letter letters level likely limit limitation limitations
    limited limits line lines list listed lists little living ll local long longer looked looking
    looks lost lot lots low lower made mail main mainly make makes making manual many market match
    matter maximum maybe mean means meant meanwhile medical medically member members mention
    mentioned met method middle might mind mine minimum minute minutes miss missed mode modality
    moment money month monthly months more morning most mostly move moved multiple must myself name
    named near nearly necessary necessity neither network never next nobody none normal normally
    not note noted notes nothing notice number numbers occasionally offer office offices often oh
    oldest once ones only onto open opinion option options order ordered ordering orders original
    originally other others otherwise our ourselves outpatient outright over overall own
    page panel part partial partially participating particular particularly parts past pathway
    patience payed payable payor payors pend pended pending people per percent perhaps period
    person personal phone piece place plain platinum please plus point pos position possible
    possibly pre precert preauth predetermination prefer previous previously price pricing primary
    prior private probably problem procedure procedures process processed program programs proper
    properly prove provide provided provides providing public purpose put qualified question
    quickly quit quite rate rates rather re reach read ready real really reason reasonable
    reasons receive received receives recent recently recheck record records recover reduce
    refer referred referrals refuse refused refuses regard regarding regular reject rejected
    rejecting rejection rejects related relevant remain remember remit remittance report
    representative request requested requesting requests requiring resolve respond response rest
    restrict restricted restriction restrictions result results retro return review reviewed
    reviews right rolling room round run said same saw saying schedule scheduled school second
    secondary section see seeing seem seems seen seldom self send sending sends sense sent separate
    separately serious set several shall she short should show shows side sign signed silver
    similar simple simply since single site situation sizes skip slow small somebody somehow
    someone something sometime sometimes somewhere soon sorry sort sound sounds speak special
    specialist specific specifically specify staff stand standard start started starting starts
    statement stay step stick sticking stop stopped straight strict strictly stuff subject submit
    submitted submitting such suddenly suggest suggested supply support supported supports supposed
    sure surely switch system taken taking talk technically telehealth telling tells terms than
    thank theirs then thereafter therefore therapies therapist therapists therapy these they
    thinking thinks third those though thought through throughout till time timed times title
    together told tomorrow tonight too took top total totally toward treat treated treating
    treatments treats tried trouble true truly try trying turn turned twice two type types typical
    typically under understand understanding understood unless unlikely until unproven unsure
    update updated upon upset used useful uses usual usually value various verify version versus
    very via view wait waiting waived walk wanna wanted wanting wants warn wasn watch way ways
    website week weekly weeks weird well went were weren whatever whenever wherever whichever while
    whole whom whose win within without woman won wonder wondering wont word worded words worked
    working works worry worse worst worth wouldnt write writes writing written wrong wrote yeah
    year yearly years yep yesterday yet young yours yourself versus vs ty tysm gotcha fyi asap
    anyways lol hmm um uh ok okay pls plz dude folks man yall gimme lemme cuz bc coz thru til
    initially new old same newer older current former ongoing chronic acute subacute severe mild
    moderate persistent recurrent bilateral left right upper lower lateral medial anterior
    posterior cervical thoracic lumbar sacral lumbosacral pelvic shoulder shoulders elbow elbows
    wrist wrists hand hands finger fingers thumb hip hips knee knees ankle ankles foot feet toe
    heel calf thigh leg legs arm arms forearm neck back spine spinal jaw head face chest rib ribs
    trunk abdominal groin glute glutes hamstring hamstrings quad quads achilles rotator cuff
    trap traps trapezius paraspinal paraspinals pain pains painful ache aches aching sore soreness
    stiffness tight tightness tension spasm spasms strain strains sprain sprains tear tears injury
    injuries disc discs herniated herniation bulge bulging stenosis syndrome disorder disease
    trigger points myofascial fascia fascial tendon tendons ligament nerve nerves pinched muscle
    muscular migraine migraines headache headaches sciatica scoliosis whiplash carpal tunnel tennis
    golfer golfers plantar frozen runner runners jumper jumpers concussion vertigo dizziness tmj
    tmd stroke cancer surgery surgical postop preop op post sports athlete athletes pregnancy
    pregnant pediatric child children adult adults kids senior seniors elderly veteran employee
    employees worker workers needler needlers dryneedling dn acu acupuncturist tpdn evaluation eval
    evaluations reevaluation exercise exercises stretching massage dx icd cpts hcpcs eob era edi
    denial carc rarc appeal npi tin medrec cert recert poc progress note notes soap mods eight one
    three four five six seven nine ten dozen hundred first visit third fourth fifth sixth seventh
    eighth ninth tenth twelfth covid pandemic law laws lawyer attorney board state states federal
    county city town us usa america american january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday
    accident accidents crash collision vehicle car drop table data cell jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)

# Diseases by their endings: "fibromyalgia", "tendinopathy", "bursitis".
_DISEASE = re.compile(r"(?:itis|algia|pathy|osis|oma|plegia|trophy|esthesia|icular|ectomy|plasty)$")

# Words that are everyday ones alone, and parts of products beside a payer's name.
_OF_PRODUCTS = frozenset(
    """basic better care child children complete community direct family first gold group home
    kids local market network new old original plus preferred pre prime private public
    select senior seniors simple simply standard total veteran value young employee employees
    federal american hospital full outside other""".split()
)

# Words that people mistype beside a payer's name.
_FIELD = frozenset(
    """coverage covered insurance needling therapy authorization payment policy reimbursement please
    dry needle patient session benefits covering physical therapist""".split()
)

METALS = frozenset("bronze silver gold platinum catastrophic".split())


def is_disease(word: str) -> bool:
    """Whether a word ends as the names of diseases do."""
    return _DISEASE.search(word.casefold()) is not None


def is_strange(word: str) -> bool:
    """Whether a word is none of everyday speech or of the field, and no misspelling of one."""
    return word.isalpha() and not makes_no_plan(word) and not is_of_products(word)


def is_of_products(word: str) -> bool:
    """Whether a word stands in the names of plans, whatever else it means."""
    return word in _OF_PRODUCTS


def makes_no_plan(word: str) -> bool:
    """Whether a word beside a payer's name leaves it the payer that it is."""
    if word in METALS or word in FILLER or len(word) == 1 or any(map(str.isdigit, word)):
        return True
    if word in _OF_PRODUCTS:
        return False
    is_word = word in _EVERYDAY or _DISEASE.search(word) is not None
    return (
        is_word or spelling.slipped(word, _FIELD, 2 if len(word) > len("cover") else 1) is not None
    )
