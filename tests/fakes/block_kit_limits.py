"""How long, how many and where: the limits of Block Kit, as tables.

From the reference pages under docs.slack.dev/reference/block-kit, one page a block or element,
cross-checked with the class attributes of slack_sdk.models (3.47.0) and the comments of
@slack/types 3.2.0. A part without a `type` of its own goes by the role it plays: option,
option_group, confirm.
"""

from __future__ import annotations

import re

TYPES = frozenset(
    {
        *("actions", "alert", "card", "carousel", "container", "context", "context_actions"),
        *("data_table", "data_visualization", "divider", "file", "header", "image", "input"),
        *("markdown", "plan", "rich_text", "section", "table", "task_card", "video"),
    }
)

_CONVERSATION_ONLY = {"context_actions", "file", "markdown", "plan", "task_card"}

SURFACES = {
    "message": TYPES - {"alert"},
    "modal": TYPES
    - _CONVERSATION_ONLY
    - {"carousel", "container", "data_table", "data_visualization", "table"},
    "home": TYPES - _CONVERSATION_ONLY - {"alert"},
}

# Menus that show no word of their own before something is chosen.
NAMELESS = frozenset(
    {
        *("channels_select", "conversations_select", "external_select", "static_select"),
        *("multi_external_select", "multi_static_select", "multi_users_select", "users_select"),
    }
)

BLOCKS = {"message": 50, "modal": 100, "home": 100}

# (part, property) -> characters. A list is measured item by item.
LENGTHS = {
    ("alert", "text"): 200,
    ("button", "accessibility_label"): 75,
    ("button", "text"): 75,
    ("button", "url"): 3000,
    ("button", "value"): 2000,
    ("card", "body"): 200,
    ("card", "subtitle"): 150,
    ("card", "title"): 150,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("confirm", "text"): 300,
    ("confirm", "title"): 100,
    ("header", "text"): 150,
    ("home", "callback_id"): 255,
    ("home", "external_id"): 255,
    ("home", "private_metadata"): 3000,
    ("image", "alt_text"): 2000,
    ("image", "image_url"): 3000,
    ("image", "title"): 2000,
    ("input", "hint"): 2000,
    ("input", "label"): 2000,
    ("markdown", "text"): 12_000,
    ("modal", "callback_id"): 255,
    ("modal", "close"): 24,
    ("modal", "external_id"): 255,
    ("modal", "private_metadata"): 3000,
    ("modal", "submit"): 24,
    ("modal", "title"): 24,
    ("mrkdwn", "text"): 3000,
    ("option", "description"): 75,
    ("option", "text"): 75,
    ("option", "url"): 3000,
    ("option", "value"): 150,
    ("option_group", "label"): 75,
    ("plain_text", "text"): 3000,
    ("plain_text_input", "initial_value"): 3000,
    ("section", "fields"): 2000,
    ("section", "text"): 3000,
}

# Properties whose limit is the same wherever they stand.
LENGTHS_ANYWHERE = {"action_id": 255, "block_id": 255, "placeholder": 150}

# (part, property) -> the fewest and the most items.
COUNTS = {
    ("actions", "elements"): (1, 25),
    ("carousel", "elements"): (1, 10),
    ("checkboxes", "options"): (1, 10),
    ("container", "child_blocks"): (1, 10),
    ("context", "elements"): (1, 10),
    ("context_actions", "elements"): (1, 5),
    ("data_table", "rows"): (2, 101),
    ("multi_static_select", "option_groups"): (1, 100),
    ("multi_static_select", "options"): (1, 100),
    ("option_group", "options"): (1, 100),
    ("overflow", "options"): (1, 5),
    ("plan", "tasks"): (0, 50),
    ("radio_buttons", "options"): (1, 10),
    ("section", "fields"): (1, 10),
    ("static_select", "option_groups"): (1, 100),
    ("static_select", "options"): (1, 100),
    ("table", "column_settings"): (0, 20),
    ("table", "rows"): (1, 100),
}

# (part, property) -> how the value is written.
_ADDRESS = re.compile(r"https?://\S+")
FORMS = {
    ("button", "url"): _ADDRESS,
    ("datepicker", "initial_date"): re.compile(r"\d{4}-\d{2}-\d{2}"),
    ("image", "image_url"): _ADDRESS,
    ("timepicker", "initial_time"): re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
}

# What a person can type into one field of text.
TYPED = 3000

TABLE_COLUMNS = 20
MARKDOWN_IN_ALL = 12_000

# Slack cuts a longer text off (docs.slack.dev/reference/methods/chat.postMessage, "Truncating").
TEXT = 40_000

# Near 13,200 characters of blocks Slack answers msg_blocks_too_long though each block is fine
# (github.com/slackapi/bolt-js/issues/2509); ours stay well below.
BLOCKS_IN_ALL = 13_000
ROOM_WE_USE = 12_000

# docs.slack.dev/reference/methods/views.open, view_too_large
VIEW_BYTES = 250_000
