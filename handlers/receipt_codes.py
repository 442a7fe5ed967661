"""Puts on each answer from facts the code of its receipt, by which it can be told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from handlers.answer_tier import verdict_of
from handlers.command import Request
from models.amended import amended
from models.clinic.clinic import Clinic
from models.clinic.receipt import Receipt, ToldReceipt
from models.coverage.fact_book import FactBook
from models.ports import Receipts
from models.reply import Details, Reply


class ReceiptedReply(NamedTuple):
    """An answer, and its receipt with the code of it where it tells of facts."""

    reply: Reply
    receipt: Receipt | None
    code: str


def with_receipt(reply: Reply, request: Request, book: FactBook) -> ReceiptedReply:
    """The reply with the code among its details; itself where it tells of no facts."""
    receipt = _receipt(reply, request, book)
    code = receipt.code if receipt else ""
    shown = _coded(reply, code) if code and reply.canonical else reply
    return ReceiptedReply(shown, receipt, code)


def _coded(reply: Reply, code: str) -> Reply:
    build = reply.details
    if build is None:
        return amended(reply, receipt=code, small_print=_signed(reply.small_print, code))

    def signed() -> Details:
        details = build()
        return replace(details, small_print=_signed(details.small_print, code))

    return amended(reply, receipt=code, details=signed)


def note(told: ReceiptedReply, request: Request, receipts: Receipts) -> None:
    """Have it kept that this member was told this answer."""
    if told.receipt:
        member = request.member.user
        receipts.note(ToldReceipt(told.receipt, told.code, member, request.at))


def _receipt(reply: Reply, request: Request, book: FactBook) -> Receipt | None:
    """What is kept of an answer; None where nothing was understood.

    Of a question about a payer that no list has that is no more than its code and state.
    """
    command = reply.canonical if reply.about else reply.unlisted
    if not (command and request.member.is_vouched):
        return None
    return of_answer(reply, command, request.clinic, request.today, book.version)


def of_answer(reply: Reply, command: str, clinic: Clinic, on: date, facts: str) -> Receipt:
    """What is kept of an answer to a canonical command, from the facts of a version."""
    return Receipt(
        clinic.id,
        command,
        on,
        clinic.profession,
        clinic.state,
        clinic.rules.version,
        facts,
        reply.about,
        verdict_of(reply),
    )


def _signed(small_print: str, code: str) -> str:
    return f"{small_print} Receipt {code}".strip()
