"""Learns which words tell topics apart, from their wordings and from what strangers asked."""
