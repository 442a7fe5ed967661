"""Statements about what a platform sends or gives: requests, events, installs, shares, chats."""

from __future__ import annotations

# Hot, and RETURNING: a delivery is carried out by whoever writes its key first.
FIRST_SEEN = """
    INSERT INTO seen_event (source, key, received_at) VALUES (:source, :key, :at)
    ON CONFLICT DO NOTHING RETURNING id"""

# RETURNING: a state is used once, an act shares once, however many processes are told of it.
USE_STATE = """
    INSERT INTO install_state (digest, expires_at) VALUES (:digest, :expires_at)
    ON CONFLICT DO NOTHING RETURNING id"""
CLAIM_SHARE = """
    INSERT INTO shared_answer (clinic_id, request, member, command, place, message, about,
        shared_at)
    VALUES (:clinic_id, :request, :member, :command, :channel, :message, :about, :at)
    ON CONFLICT (clinic_id, request) DO NOTHING RETURNING id"""

# RETURNING: of which clinics' installations the tokens are gone.
UNINSTALL = """
    DELETE FROM installation
    WHERE workspace = :workspace AND access <> '' AND installed_at < :before
    RETURNING clinic_id"""

# An order by what a column begins with: channels before chats.
NEWEST_CONVERSATION = """
    SELECT clinic_id, place, reference, claims FROM conversation
    WHERE clinic_id = :clinic_id AND dead_at IS NULL
    ORDER BY CASE WHEN place LIKE '#%' THEN 0 ELSE 1 END, id DESC LIMIT 1"""
