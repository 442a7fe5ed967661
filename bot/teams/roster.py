"""Members of a Teams conversation, page by page, as Microsoft's SDK tells them.

Its base class does not name these methods, which every client of it has: so it is `Any` here.
"""

from __future__ import annotations

from typing import Any

from bot.teams.activity import Account
from bot.teams.conversations import ConversationAddress
from models.ports import Undelivered

_PAGE = 500  # members; Teams gives no more at a time
_PAGES = 60  # a team has at most 25,000 members


async def member(conversations: Any, address: ConversationAddress, id_: str) -> Account:
    """A member by either id, as Teams finds one."""
    return _account(await conversations.get_conversation_member(address.conversation, id_))


async def among_all(conversations: Any, address: ConversationAddress, id_: str) -> Account | None:
    """A member by either id, looked for among the first of all: for who finds by one id alone."""
    page = await conversations.get_conversation_paged_members(address.conversation, page_size=_PAGE)
    accounts = map(_account, page.members)
    return next((account for account in accounts if id_ in {account.id, account.aad}), None)


async def members(conversations: Any, address: ConversationAddress) -> tuple[Account, ...]:
    """All members. A roster that does not end is none that anybody could read."""
    accounts: list[Account] = []
    after: str | None = None
    for _ in range(_PAGES):
        page = await conversations.get_conversation_paged_members(
            address.conversation, page_size=_PAGE, continuation_token=after
        )
        accounts += map(_account, page.members or ())
        after = page.continuation_token
        if not after:
            return tuple(accounts)
    raise Undelivered("too many members")


def _account(person: Any) -> Account:
    extra = person.model_dump(by_alias=True)
    entra_id = str(extra.get("aadObjectId") or extra.get("objectId") or "")
    tenant, role = (str(extra.get(part) or "") for part in ("tenantId", "userRole"))
    return Account(str(person.id), entra_id, str(person.name or ""), tenant, role)
