"""The pack of facts and its loader."""
