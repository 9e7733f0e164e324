"""What each engine's Markdown can say, and what it takes for something else: a table an engine, each row with its reason
and source.
`dialect` is what a table is made of, `common` the traps every target is kept from, the other modules are one dialect each.
"""
