"""What the bot may do in Slack, and why: the least that its features need."""

SCOPES = {
    "chat:write": "Post alerts and shared answers in the channels that it was invited to.",
    "commands": "Answer the slash commands and shortcuts.",
    "im:write": "Open a chat with a manager, to send an alert there.",
    "users:read": "Tell admins, staff and guests apart, once for each newcomer.",
}
