"""Transforms: what a document says, changed to suit its target, between reading and writing; one change a module.

A transform defines

    apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document
    may_change(nodes: GatheredNodes) -> bool        optional: it is called only for documents of which this is true
    check_options(options: WriterOptions) -> None   optional: raises `UsageError` before the work starts

and has a row in the table of [_run.py](_run.py), in the order in which they run, that says when there is anything to do for it:
until then it is not imported. Each reads the writer's options, so that a writer's default (`hugo`: `raw_html="markdown"`) is
the transform's default there.
"""
