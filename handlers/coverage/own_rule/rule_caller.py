"""Who called for a rule: whoever enters it, unless a colleague is named whom the platform knows."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import refuse_person
from handlers.command import Request, Services
from models.clinic.rule import ClinicRule
from models.errors import Trouble
from models.field_name import FieldName
from models.mention import person
from models.reply import Line
from models.understanding.commands.rule_commands import RuleSetting


async def with_caller(rule: ClinicRule, request: Request, services: Services) -> ClinicRule:
    """The rule with who called. Raises `Trouble` for whom the platform does not vouch."""
    me = request.member.user
    if rule.is_written:
        return rule
    if rule.called_by and rule.called_by != me:
        try:
            await refuse_person(request, services, person(rule.called_by))
        except Trouble as trouble:
            trouble.field = FieldName.CALLED
            raise
    return replace(rule, called_by=rule.called_by or me)


def taken_for_caller(rule: ClinicRule, setting: RuleSetting) -> tuple[Line, ...]:
    """That whoever entered a rule on a call is taken for the caller, where nobody is named."""
    if rule.is_written or setting.caller:
        return ()
    return (Line("You are noted as who called: if a colleague did, write called by @amy."),)
