"""The content pack: what payers, codes and states are known to say, as YAML, and its loader."""

from models.content.alias_terms import load_alias_terms
from models.content.loader import load

__all__ = ["load", "load_alias_terms"]
