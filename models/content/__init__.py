"""The content pack: what payers, codes and states are known to say, as YAML, and its loader."""

from models.content.loader import load

__all__ = ["load"]
