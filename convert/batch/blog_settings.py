"""What the sources say of the blog as a whole, for writers that make a site of it: options nobody typed."""

from collections.abc import Iterator
from functools import cache

from convert.batch.survey import SurveyedSource, SurveyedSources
from convert.errors import ConvertError
from convert.formats import BlogReader, reader, writer
from convert.meta.privacy import without_mail_domain
from convert.options import FrozenOptions, freeze_options_or_raise, option_names
from convert.plan.shared_hosts import own_part_of_host
from convert.readers._xml.blog_head import BlogHead

_SETTINGS = ("title", "description", "author")


def with_blog_settings_sources_agree_on(
    writer_name: str, writer_options: FrozenOptions, surveyed: SurveyedSources, host: str
) -> FrozenOptions:
    """A writer's options with what the blog is called, says of itself and whose it is.

    That is only for what the writer wants to know and nobody typed, and where all sources that say something agree. A blog that
    nobody calls anything is called as its `host`.
    """
    given = dict(writer_options)
    wanted = [name for name in _SETTINGS if name in option_names(writer(writer_name).Options) and name not in given]
    if not wanted:
        return writer_options
    found = {"title": own_part_of_host(host), **dict(_settings_sources_agree_on(surveyed))}
    return freeze_options_or_raise({**given, **{name: found[name] for name in wanted if found.get(name)}})


def _settings_sources_agree_on(surveyed: SurveyedSources) -> Iterator[tuple[str, str]]:
    heads = [head for source in surveyed.sources for head in _head_of_source_if_readable(source)]
    authors = {without_mail_domain(fact.author) for fact in surveyed.facts}
    said = {"title": {head.title for head in heads}, "description": {head.description for head in heads}, "author": authors}
    for name, values in said.items():
        if len(known := values - {""}) == 1:
            yield name, known.pop()


@cache
def _reader_that_knows_blog(format: str) -> BlogReader | None:
    """It is asked for each source, and of what kind a module is takes as long as a short post to find out."""
    module = reader(format)
    return module if isinstance(module, BlogReader) else None


def _head_of_source_if_readable(source: SurveyedSource) -> Iterator[BlogHead]:
    module = _reader_that_knows_blog(source.survey.format) if source.survey.format else None
    if module is not None:
        try:
            yield module.blog_head(source.found.as_lazy_source())
        except ConvertError:
            return
