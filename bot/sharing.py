"""What is posted for everyone once, however often it is clicked, and told of a failed post."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.app import App
from bot.membership import Caller
from handlers import receipt_codes
from handlers.share.share_button import ALREADY_SHARED, SHARED
from models.clinic.clinic import Clinic, Platform
from models.clinic.possible_aliases import possible_aliases
from models.clinic.receipt import Receipt
from models.clinic.shared_answer import SharedAnswer
from models.ports import Undelivered
from models.reply import Line, Reply
from models.wording.recipient_faults import platform_name


def _told(app: App, clinic: Clinic, reply: Reply) -> Receipt | None:
    """What is kept of an answer from facts, so that it can be asked again."""
    if not reply.asked_again_by:
        return None
    today, facts = clinic.today(app.clock()), app.services.book.version
    return receipt_codes.of_answer(reply, reply.asked_again_by, clinic, today, facts)


Post = Callable[[], Awaitable[tuple[str, str]]]
"""Posts for everyone: the platform's id of the message, or "", and the id by which it is edited."""

_AFTER_REFUSAL = {
    Platform.SLACK: "Try again, or type /share in another channel.",
    Platform.TEAMS: "Try again in a minute.",
}
_AFTER_SILENCE = {
    Platform.SLACK: "Look whether it stands in the channel before you share it again.",
    Platform.TEAMS: "Look whether it stands here before you share it again.",
}


async def post_once(app: App, caller: Caller, typed: str, reply: Reply, post: Post) -> Reply:
    """Post what is for everyone; what to say to whoever shared it.

    It is written down before it is posted, so that no second click posts it again, and taken back
    only where the platform says that it did not. Raises `Trouble`.
    """
    membership = await app.memberships.find(caller)
    shared = SharedAnswer(
        clinic_id=membership.clinic.id,
        request=caller.idempotency_key,
        member=membership.member.user,
        command=app.dispatcher.route(app.dispatcher.route(typed)[1])[0],
        channel=caller.channel,
        at=app.clock(),
        about=reply.about,
        told=_told(app, membership.clinic, reply),
    )
    if not await app.shared_answers.claim(shared):
        return ALREADY_SHARED
    platform = platform_name(caller.platform)
    try:
        message, edited_as = await post()
    except Undelivered as error:
        if error.uncertain:
            says = f"{platform} did not say whether that was shared"
            return Reply(says, lines=(Line(_AFTER_SILENCE[caller.platform]),))
        await app.shared_answers.withdraw(shared)
        says = f"{platform} did not let me share that here"
        return Reply(says, lines=(Line(_AFTER_REFUSAL[caller.platform]),))
    await app.shared_answers.posted(shared, message, possible_aliases(reply), edited_as)
    return SHARED
