"""The verb `facts`: the content pack, proved sound, shown or compared."""
