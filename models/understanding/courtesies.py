"""What stands around a question and asks nothing: who types, "just wondering", "thx", "asap"."""

from __future__ import annotations

import re

from models.words import plain_words

# Without one of these words a text holds no such phrase.
_HINTS = frozenset(
    """advise afternoon again another anybody anyone appreciate appreciated argues asap asking
    believe biller billing boss bother buy bye chance clue cool curious desk disagree disagrees dumb
    evening fyi great haha hello help hey hi hiya hold howdy idea ideas insight insists know last
    let lmk lol manager more morning need
    new ok okay other owner perfect phone please pls plz q question quick reception receptionist
    regards rush silly simple so sorry standing stupid tell thank thanks thnx thoughts thx tia
    tks ty tysm urgent waiting want wanted wants wondering""".split()
)

# After a greeting of two letters, which are a state's too, nothing but a question or another word
# of greeting follows: "ok PT" asks of Oklahoma.
_ASKING = (
    r"(?=(?:so|and|but|do|does|did|is|are|was|can|could|may|should|will|would|what|whats|when|where"
    r"|which|who|why|how|has|have|i|im|we|my|our|the|quick|just|sorry|need|pls|please|another|one)\b)"
)
_TO = (
    r"(?: (?:there|all|team|guys|everyone|everybody|folks|yall|again|bot|so much|a lot"
    r"|needlepoint))"
)
_GREETING = (
    r"(?:(?:hiya|hey|hello|howdy|morning|good (?:morning|afternoon|evening)|hi|ok|okay|thx|thanks"
    r"|thank you|ty|sorry|great|cool|perfect)"
    rf"(?:{_TO}+[\s,.;:!-]+|\s?[,.;:!-]+\s{{0,3}}|\s{_ASKING})|so[\s,]+)"
)
_FURTHER = (
    r"(?:(?:and |just )?(?:one|1) (?:more|last|other)(?: (?:thing|question|q))?"
    r"|another (?:thing|question|q|one)"
    r"|(?:(?:a|one|just a) )?(?:quick|dumb|silly|stupid|simple) (?:q|question|one))"
)
_ROLE = (
    r"(?:front desk|frontdesk|desk|reception|receptionist|biller|billing|billing (?:lady|person)"
    r"|office manager|clinic manager|manager|owner|clinic owner|new (?:biller|hire|girl|guy))"
)
_WHO = (
    rf"(?:(?:this is|im|i'm|i am) (?:the |a |our )?(?:new )?{_ROLE}(?: here)?"
    rf"|(?:the |our )?(?:new )?{_ROLE} (?:here|again|speaking)"
    r"|(?:(?:im|i'm|i am) )?(?:brand )?new (?:here )?(?:here|at the (?:front )?desk)"
    r"|(?:im|i'm|i am) (?:brand )?new(?: (?:to|at) (?:this|it|all this|billing|needling|the job))?)"
)
_WHETHER = r"(?: (?:if|whether))?"
_SOFT = r"(?:(?:please|pls|plz|just|really|also|quickly) )*"
_ASKS = (
    rf"(?:(?:(?:i|we|im|i'm|i am) (?:was |were |am )?)?{_SOFT}(?:wondering|curious){_WHETHER}"
    r"|sorry to bother(?: you)?(?: (?:guys|all|again))*(?: but)?"
    r"|(?:do|does|would) (?:you|u|anyone|anybody|someone|yall)(?: guys)?(?: happen to)? know"
    rf"{_WHETHER}"
    rf"|(?:can|could|would) (?:you|u|someone|anyone) {_SOFT}(?:tell (?:me|us)|let (?:me|us) know)"
    rf"{_WHETHER}"
    rf"|(?:i |we )?{_SOFT}(?:need|want|wanted|would like) to (?:know|ask|find out){_WHETHER}"
    r"|any(?:one|body)? (?:idea|know)(?: if| whether)"
    r"|(?:please|pls|plz) (?:help|advise|tell (?:me|us)(?: if| whether)?)(?: me| us)?"
    r"|(?:(?:a|one|just a) )?(?:quick|dumb|silly|stupid|simple) (?:q|question)(?: for (?:you|u))?)"
    rf"[\s,.;:!-]+|(?:{_FURTHER}|{_WHO})\s{{0,2}}[,.;:!-]+\s{{0,3}}"
    r"|(?:urgent|asap|question|q|help|fyi|sorry)(?: (?:for you|please|pls))?\s?[,:!-]+\s"
)
_BEFORE = re.compile(rf"^\W*(?:{_GREETING}|{_ASKS})+(?=\w)", re.IGNORECASE)

_SOMEBODY = (
    r"(?:(?:my|the|our|a) )?(?:boss|manager|owner|supervisor|doc|doctor|biller|coworker|colleague"
    r"|pt|patient|she|he|they|guy|lady|mom|caller)"
)
_WAITS = r"(?:waiting|on the phone|on hold|here now|at the (?:front )?desk|standing here)"
_THANKS = (
    r"(?:thx|thanks|thank (?:you|u)|thnx|tks|tia|ty|tysm)"
    r"(?: (?:so much|very much|much|a (?:lot|bunch|ton)|again|in advance|all|guys|everyone|team"
    r"|for (?:your|the) help))*"
)
_AFTER = re.compile(
    rf"(?<![\s,.;:!?(-])[\s,.;:!?(-]++(?:and )?(?:{_THANKS}|asap|please|pls|plz|lol|haha|fyi|lmk"
    r"|bye"
    r"|any (?:idea|ideas|thoughts|clue|help|insight)(?: on (?:this|that|it))?"
    r"(?: (?:is |would be )?appreciated)?"
    r"|if (?:you|u|anyone|anybody) knows?|(?:(?:do|does) (?:you|u) |(?:does )?any(?:one|body) )know"
    rf"|{_SOMEBODY} (?:is |was |just |keeps? )?(?:asking|asked|asks|wants? to know|needs? to know"
    rf"|wondering)(?: (?:me|us))?|{_SOMEBODY}(?: is|'s|s)? {_WAITS}"
    r"|(?:i |we )?need (?:it|this|to know|an answer)"
    r"(?: (?:today|now|asap|soon|right away|quick(?:ly)?))*"
    r"|asking for (?:a |my |our |the )?(?:friend|coworker|colleague|boss|manager|owner|buddy)"
    r"(?:\s?\([^()]{1,20}\))?"
    r"|just curious|just wondering|no rush|when(?:ever)? you (?:get a chance|can)|let me know"
    r"|urgent"
    r"|(?:much )?appreciate(?:d| it)|(?:best|kind) regards"
    r"|(?:im|i'm|i am) (?:brand )?new (?:here|at this|to this|to billing|at the (?:front )?desk))"
    r"[\s.!,;:)?(-]*$",
    re.IGNORECASE,
)
# Who does not believe it: "? our hire from florida doesnt believe me".
_DOUBTS = re.compile(
    r"(?<=[?.!;]) (?:\w[\w'/-]{0,20} ){1,6}?"
    r"(?:(?:doesn'?t|does not|don'?t|won'?t|didn'?t) (?:believe|buy)|disagrees?|argues|insists)"
    r"(?: (?:me|us|it|that|this|him|her|with (?:me|us|him|her)|otherwise|about it)){0,2}[.!]?$",
    re.IGNORECASE,
)

# Behind these words such a phrase is what is asked about: "if the patient is waiting".
_ASKED_OF = frozenset(
    """a an and are as because do does for from how i if is my no not of or our say says that the to
    unless was we what when where which while who why with without""".split()
)
_MOST = 4  # phrases, one behind the other


def without_courtesies(text: str) -> str:
    """The question of a text, without what is said around it; all of it where nothing is asked."""
    if _HINTS.isdisjoint(plain_words(text)):
        return text
    asked = _BEFORE.sub("", _DOUBTS.sub("", text), count=1)
    for _ in range(_MOST):
        found = _AFTER.search(asked)
        before = plain_words(asked[: found.start()]) if found else []
        if not found or not before or before[-1] in _ASKED_OF:
            break
        asked = asked[: found.start()] + ("?" if "?" in found.group() else "")
    return asked
