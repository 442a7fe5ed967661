"""SCOPES: what the bot may do in Slack, and why; the least that its features need."""

SCOPES = {
    "channels:read": "See whether others read along in the channel that is chosen for alerts.",
    "chat:write": "Post alerts and shared answers in the channels that it was invited to.",
    "commands": "Answer the slash commands and shortcuts.",
    "groups:read": "See the same of a private channel that it was invited to.",
    "im:write": "Open a chat with a manager, to send an alert there.",
    "users:read": "Tell admins, staff and guests apart, each day anew.",
}
