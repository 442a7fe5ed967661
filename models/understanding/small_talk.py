"""What is said to a bot and asks for no fact: greetings, thanks, and what it can do at all."""

from __future__ import annotations

import re

_TO_WHOM = (
    r"(?: (?:there|all|team|everyone|everybody|bot|needlepoint|again|so much|very much|much|a lot"
    r"|guys|folks|yall|you|u|buddy|friend|for (?:the|your) help|for that|and happy \w+"
    r"|(?:that|it|this) (?:worked|helped|did it|fixed it|solved it|was it|was quick)"
    r"|(?:that|it)s (?:it|perfect|great|all i needed|what i needed)|worked|solved|they paid))*"
)

_PHRASE = (
    r"(?:hi|hello|hey|yo|howdy|hiya|good (?:morning|afternoon|evening|day|night)|morning|gm"
    r"|thanks|thank|thx|thnx|ty|tysm|ok|okay|cool|great|got it|perfect|awesome|nice|bye|goodbye"
    r"|start|menu|help|hola|(?:muchas )?gracias|buenos dias|buenas(?: tardes| noches)?|lol|haha+"
    r"|happy (?:monday|tuesday|wednesday|thursday|friday)"
    r"|how are you(?: (?:today|doing))?|is this (?:thing )?(?:on|working)|does this thing work"
    r"|(?:(?:are )?you|anyone|anybody|is (?:anyone|anybody|someone)) (?:there|home|up|awake)"
    r"|test(?:ing)?|knock knock"
    rf"|whats up|sup|nice (?:to meet you|job|work)|(?:good|great) (?:job|work|bot)){_TO_WHOM}"
)

# What is said to thank, and what may stand beside it.
_THANKED = r"(?:thanks|thank|thx|thnx|ty|tysm|(?:muchas )?gracias)"
_THANKS = re.compile(
    rf"(?:(?:ok|okay|cool|great|got it|perfect|awesome|nice|wow) ){{0,2}}{_THANKED}{_TO_WHOM}"
    rf"(?: (?:bye|goodbye|great (?:job|work)|good (?:job|work)|nice (?:job|work)))?"
)

_SAID = re.compile(rf"{_PHRASE}(?: {_PHRASE}){{0,3}}")

_WHAT_NOW = re.compile(
    r"(?:what (?:all |else |exactly |(?:kind|sort)s? of (?:things|stuff|questions) )?"
    r"(?:can|could|do|does|will|are) "
    r"(?:you|u|i|we|(?:this|the) bot|this thing|needlepoint)"
    r"(?: (?:actually|really|even|all|exactly|able to|allowed to))*"
    r" (?:do|know|answer|ask|help with|help me with|help us with)"
    r"(?: (?:you|here|about|for (?:me|us)|you about))?"
    r"|how (?:do|can|should) (?:i|we) use (?:this|you|it|the bot|this bot|this thing)"
    r"|how (?:does this|do you|does it|does this bot|does the bot) work"
    r"|what is this(?: thing)?(?: for)?|what are you for|what are your commands"
    r"|(?:what|which|list|list of|show|show me)(?: (?:all|the|your|my))* commands"
    r"(?: (?:are there|do you have|can i use))?"
    r"|(?:i )?need help|can you help(?: (?:me|us))?|help me(?: pls| plz| please)?"
    r"|i have a question)"
)

# Who somebody is, before the question: "hi im new front desk. what can u do".
_INTRO = r"(?:(?:im|i am|this is) (?:a |the )?(?:brand )?new(?: [a-z]{2,12}){0,4})"
_INTRODUCED = re.compile(
    rf"(?:{_PHRASE} )?(?:(?:bot|needlepoint) )?(?:{_INTRO} )?(?:so )?{_WHAT_NOW.pattern}"
)

_LONGEST = 60  # letters

_MARKS = re.compile(r"[^\w\s]")


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks, or asks what can be asked: help answers that."""
    if len(text) > _LONGEST:
        return False
    plain = _plain(text)
    return not plain or bool(_SAID.fullmatch(plain) or _INTRODUCED.fullmatch(plain))


def is_thanks(text: str) -> bool:
    """Whether a text thanks and says nothing else: no list of commands is asked for."""
    return len(text) <= _LONGEST and bool(_THANKS.fullmatch(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).casefold().split())
