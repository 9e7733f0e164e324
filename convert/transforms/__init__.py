"""Transforms: what a document says, changed to suit its target, between reading and writing; one change a module.

A transform defines

    apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document
    NODES: tuple[type[Node], ...]               optional: it is called only for documents that hold one of these
    may_change(nodes: GatheredNodes) -> bool    optional: the same, where more than their kinds tells it
    is_wanted(plan: PostPlan, options: WriterOptions) -> bool       optional: it is called only when this is true
    check_options(options: WriterOptions) -> None                   optional: raises `UsageError` before the work starts

`ORDER` names them in the order they run; each
reads the writer's options, so that a writer's default (`hugo`: `raw_html="markdown"`) is the transform's default there.
"""

ORDER: tuple[str, ...] = (
    "boilerplate",
    "duplicate_cover",
    "raw_html",
    "schemes",
    "headings",
    "unpublished_links",
    "post_links",
    "filter",
)
