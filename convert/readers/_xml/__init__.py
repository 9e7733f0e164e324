"""Exports in XML, as streams: cut into their posts, each parsed alone, so that one that is broken costs no other.
`scan` cuts, by a `Layout` that says which elements there are; `element` parses what was cut out.
"""
