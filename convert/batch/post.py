"""The way of one post, from the document a reader gives to the files a writer makes of it."""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.bundle import Bundle, bundle_resources_if_writer_has_place, completed_by_reader_from_files_beside
from convert.batch.converted import Post
from convert.batch.examination import ExaminablePost
from convert.batch.job import Conversion, Job
from convert.batch.post_clock import PostClock
from convert.batch.reading import ReadPost
from convert.errors import DamagedError, SourceError
from convert.formats import (
    SelectiveReader,
    Writer,
    guess_own_reader_or_foreign_if_sure_or_alone,
    is_site,
    markdown_target_of,
    reader_and_options_or_raise,
)
from convert.meta.unlikely_dates import report_unlikely_dates
from convert.model import Document
from convert.model.gathered_nodes import GatheredNodes
from convert.notices import AlreadyReported, Notice, Report, ignore
from convert.options import WriterOptions
from convert.plan.aliases import with_addresses_to_keep_as_aliases
from convert.plan.places import PostPlace, slug_numbered_like_place
from convert.plan.terms import with_portable_terms
from convert.proof.witness import report_missing
from convert.proof.witness.pages import can_make_page_of_output, html_of_document_body, page_of_output
from convert.resources.expiry import Expiry, expiry_moments_with_counts_of, format_moment
from convert.resources.reading import Opener
from convert.resources.remote import remote_image_counts_by_host
from convert.sources.evidence import Evidence
from convert.sources.size import check_node_count_and_text_size
from convert.sources.source import File, Source
from convert.transforms._run import transformed_nodes


class SourceContext(Struct, frozen=True):
    """What every post of a source needs: `format` names its reader, `options` are those of the writer."""

    source: Source
    format: str
    conversion: Conversion
    writer: Writer
    options: WriterOptions
    report: Evidence
    opener: Opener
    clock: PostClock

    @property
    def job(self) -> Job:
        """What is done to the source."""
        return self.conversion.job


def convert_post(context: SourceContext, post: ReadPost, name: str, place: PostPlace | None) -> Post:
    """A post that was read as files. Raises `ConvertError` when it cannot be one.

    The order of the steps: what stands beside the source belongs to the post before anything is decided of it. Whether it is
    shown decides its place, and its place what links lead to, which transforms write anew. Bytes come last, since only what is
    still in the post is taken along. Dates are looked at behind the writer: what is ahead today is not tomorrow, and must not
    change what is written.
    """
    report, clock, document = context.report, context.clock, post.document
    clock.check()
    check_node_count_and_text_size(document, context.job.limits)
    _report_if_reader_seems_wrong(context, post.doubt)
    document = read = completed_by_reader_from_files_beside(document, context.format, context.opener, report)
    if place is None:
        raise SourceError("changed while it was being read", hint="run again")
    document = _as_public_if_unknown_but_published_before(document, place)
    document = _with_slug_aliases_and_terms(context, document, place)
    undecided = _is_visibility_undecided_reporting_it(context, document, place)
    clock.check()
    plan = context.conversion.plan.part_for_post(context.source.name, place)
    nodes = transformed_nodes(GatheredNodes(document), plan, context.options, report)
    bundle = bundle_resources_if_writer_has_place(nodes, place.name, context.conversion, context.opener, report)
    nodes = bundle.nodes
    moments = _report_expiries(nodes, report)
    clock.check()
    files = (*_make_verified_files_telling_lost_content(context, nodes.document, place), *bundle.files)
    report_unlikely_dates(nodes.document.meta, report)
    written = _with_notices_origin_and_kept_document(context, bundle, Post(name, files, undecided=undecided, expiries=moments))
    return _with_examination_if_job_asks(context, read, bundle, written)


def _with_examination_if_job_asks(context: SourceContext, document: Document, bundle: Bundle, post: Post) -> Post:
    """A post with what was found in it by whoever the job lets look at it. Nothing of that is an oddity of the post."""
    job = context.job
    if job.examine is None:
        return post
    encoding = job.reading.encoding
    examinable = ExaminablePost(context.source, context.format, document, bundle.nodes, bundle.addresses, encoding)
    return replace(post, examined=job.examine(examinable))


def _with_notices_origin_and_kept_document(context: SourceContext, bundle: Bundle, post: Post) -> Post:
    """A post with what else there is to say of it, and, when the job is to keep that, with what it was made of."""
    document = bundle.nodes.document
    source, member, testimony = context.source.name, document.origin.member, context.report.testimony
    notices = context.report.take_notices_and_forget_post()
    post = replace(
        post,
        source=source,
        member=member,
        damage=next((_damaged_error(notice, source, member) for notice in notices if notice.kind == "damaged"), None),
        notices=notices,
        undated=document.meta.date is None,
        remote_hosts=remote_image_counts_by_host(bundle.nodes, bundle.addresses),
    )
    if context.job.keep:
        return replace(post, document=document, testimony=testimony, outside=_texts_left_out_with_reasons(context))
    return replace(post, document=document, testimony=testimony) if context.job.show else post


def _damaged_error(notice: Notice, source: str, member: str) -> DamagedError:
    hint = "what could be read is there; compare it with the source"
    return DamagedError(notice.detail, source=source, member=member, hint=hint)


def _texts_left_out_with_reasons(context: SourceContext) -> tuple[tuple[str, str], ...]:
    """What a page shows and its post does not hold, each with why, for readers that choose a part of a page."""
    module, options = reader_and_options_or_raise(context.format, context.job.reader_options)
    left_out = module.left_out(context.source, options) if isinstance(module, SelectiveReader) else ()
    return tuple([(remnant.said, remnant.why) for remnant in left_out])


# Before a post has its place


def _report_if_reader_seems_wrong(context: SourceContext, why: str) -> None:
    """Report a reason to doubt the reader of a post. Who proves asks the table as well, where somebody named the reader."""
    taken = (
        guess_own_reader_or_foreign_if_sure_or_alone(context.source)
        if context.job.keep and context.job.reader and not why
        else None
    )
    if taken and taken.reader != context.format:
        why = f"read as {context.format}, and {taken.reader} is for it: {taken.evidence}"
    if why:
        context.report(Notice("doubtful-reader", why))


def _as_public_if_unknown_but_published_before(document: Document, place: PostPlace) -> Document:
    """The post, for everybody if nobody says who may read it and the last run published it."""
    is_public = place.published and document.meta.visibility == "unknown"
    return replace(document, meta=replace(document.meta, visibility="public")) if is_public else document


# What its place says of it


def _with_slug_aliases_and_terms(context: SourceContext, document: Document, place: PostPlace) -> Document:
    """The post called as at its place, with the old addresses it keeps and, in a site, tags and categories that have pages."""
    is_of_site, report = is_site(context.writer), context.report
    document = (
        document
        if context.conversion.as_text
        else _with_slug_of_place_if_site_telling_new_name(document, place, report, is_of_site=is_of_site)
    )
    if place.page:
        document = with_addresses_to_keep_as_aliases(document, place, context.options.keep_urls, report, is_site=is_of_site)
    return with_portable_terms(document, context.conversion.plan, report) if is_of_site else document


def _with_slug_of_place_if_site_telling_new_name(
    document: Document, place: PostPlace, report: Report, *, is_of_site: bool
) -> Document:
    """In a site two posts of one slug would be one page, whatever their folders are called."""
    if place.unfit:
        report(Notice("unfit-name", f"{place.unfit} is now {place.name}"))
    if place.name == place.wished:
        return document
    if not place.vacant:
        report(Notice("name-collision", detail=f"{place.wished} is now {place.name}"))
    if not is_of_site:
        return document
    return replace(document, meta=replace(document.meta, slug=slug_numbered_like_place(document.meta.slug, place)))


def _is_visibility_undecided_reporting_it(context: SourceContext, document: Document, place: PostPlace) -> bool:
    """Whether somebody has to say who may read a post. Of one whose page is shown in the site its owner has said it."""
    is_open = place.hidden or not is_site(context.writer)
    is_undecided = is_open and document.meta.visibility == "unknown" and not document.meta.draft
    if is_undecided:
        context.report(Notice("visibility"))
    return is_undecided


def _report_expiries(nodes: GatheredNodes, report: Report) -> tuple[Expiry, ...]:
    """The moments at which addresses that stay in the post stop working."""
    moments = expiry_moments_with_counts_of(nodes)
    if moments:
        count = sum(moment.images + moment.files for moment in moments)
        report(Notice("expiring-address", format_moment(moments[0].moment), count))
    return moments


# Writing, and proving what was written


def _make_verified_files_telling_lost_content(context: SourceContext, document: Document, place: PostPlace) -> tuple[File, ...]:
    """The files of a post, proved from its source when the job is to verify; a job that keeps the post proves it by itself.

    What is no Markdown is proved before it is written, since a writer may put into its output what was reported; so may one that
    writes it anew.
    """
    job, report = context.job, context.report
    proves, reads_back = job.verify and not job.keep, can_make_page_of_output(job.writer, job.writer_options)
    if proves and not reads_back:
        report_missing(report, html_of_document_body(document), is_alone=context.conversion.is_of_one_post)
    files = _files_or_single_text_from_writer(context, document, place, report)
    context.clock.check()
    if job.verify and (safer := _verified_or_safer_document(context, document, files[0].data.decode())) is not document:
        files = _files_or_single_text_from_writer(context, safer, place, AlreadyReported(report.notices()))
    context.clock.check()
    if proves and reads_back:
        page = page_of_output(files[0].data.decode(), job.writer, job.writer_options)
        report_missing(report, page, is_alone=context.conversion.is_of_one_post)
    return files


def _verified_or_safer_document(context: SourceContext, document: Document, text: str) -> Document:
    """The document whose output is `text` if that says it, or else one that is safer to write; see `convert.proof.fidelity`."""
    from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter

    target = markdown_target_of(context.writer, context.options)
    if target is None:
        from convert.proof.fidelity.pages import with_misread_blocks_as_plain_text

        write = partial(context.writer.text, options=context.options, report=ignore)
        return with_misread_blocks_as_plain_text(document, text, context.job.writer, context.options, write, context.report)
    children = with_misread_blocks_in_safe_form(document.children, without_front_matter(text), target, context.report)
    return document if children is document.children else replace(document, children=children)


def _files_or_single_text_from_writer(
    context: SourceContext, document: Document, place: PostPlace, report: Report
) -> tuple[File, ...]:
    if context.conversion.as_text:
        return (File("", _with_final_newline(context.writer.text(document, context.options, report)).encode()),)
    return tuple(context.writer.write(document, place.name, context.options, report))


def _with_final_newline(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
