"""SQL that adds to the audit (COLUMNS), empties it of an alias, and takes messages down."""

from __future__ import annotations

COLUMNS = """clinic_id, number, at, actor, action, subject, detail, salt, detail_hash, key_name,
        previous_hash, hash"""

# Hot: the end of every change. RETURNING: whether the number was free.
ADD = f"""
    INSERT INTO audit ({COLUMNS}) VALUES :rows
    ON CONFLICT (clinic_id, number) DO NOTHING RETURNING id"""  # noqa: S608 -- a constant

# Hot: every undo reads what somebody did last, in a third of the time that the ORM takes.
# Each bound holds where it is given.
NEWEST = f"""
    SELECT {COLUMNS} FROM audit WHERE clinic_id = :clinic_id{{}}
    ORDER BY number DESC"""  # noqa: S608 -- a constant
BOUNDS = {
    "actor": " AND actor = :actor",
    "subjects": " AND subject IN (:subjects)",
    "before": " AND number < :before",
}
AT_MOST = " LIMIT :last"

# A subquery beside a join: the newest row of each clinic.
HEADS = """
    SELECT a.clinic_id, a.number, a.hash FROM clinic c JOIN audit a ON a.clinic_id = c.id
    WHERE a.number = (SELECT max(number) FROM audit WHERE clinic_id = c.id)"""

NEWEST_ROWS = HEADS.replace(
    "a.clinic_id, a.number, a.hash", ", ".join(f"a.{name.strip()}" for name in COLUMNS.split(","))
)
"""The same rows with everything that they hold."""

# RETURNING: the numbers of the rows that are erased. A subject of these deeds is a person or the
# clinic, never an alias, even if it is spelled like one.
_NOT_OF_ALIASES = (
    *("clinic added", "member added", "member is back", "member is gone", "role set"),
    *("defaults set", "app installed"),
)
ERASE = f"""
    UPDATE audit SET subject = '', detail = '', salt = ''
    WHERE clinic_id = :clinic_id AND subject = :subject AND action NOT IN {_NOT_OF_ALIASES}
    RETURNING number"""  # noqa: S608 -- a constant

# CASEs over the row, and RETURNING, which counts the messages. What is on its way just now is left
# to whoever has it: told that it arrived, it is edited.
_REMOVE = """
    UPDATE delivery SET note_id = NULL, errand = :removal, wanted = wanted + 1, attempts = 0,
        why = '', owed_since = :at, fate = CASE WHEN message <> '' THEN 'sent' ELSE fate END,
        due_at = CASE WHEN message <> '' THEN :at ELSE due_at END
    WHERE clinic_id = :clinic_id{}
        AND (message <> '' OR (is_posting = TRUE AND due_at IS NOT NULL))
    RETURNING id"""
REMOVE_ALL = _REMOVE.format("")
REMOVE_OF_ALIAS = _REMOVE.format(
    " AND note_id IN (SELECT id FROM note WHERE clinic_id = :clinic_id AND alias_id = :alias_id)"
)
