"""What only who knows every post can say: numbers, dates no other post of the title has, slugs, terms."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from convert.writers.wordpress.authors import distinct_logins
from convert.writers.wordpress.moments import next_second
from convert.writers.wordpress.record import PostRecord
from convert.writers.wordpress.slugs import free_slug
from convert.writers.wordpress.terms import Terms
from convert.writers.wordpress.wxr import Item


def give_missing_numbers_and_sort_highest_first(posts: Sequence[PostRecord]) -> list[PostRecord]:
    """The posts with a number each, the highest first.

    The importer keeps a number that nobody has yet, and gives the next free one else: of posts that came in their order each
    would have the number of the next. Of two posts of one number the first keeps it.
    """
    numbers: dict[int, PostRecord] = {}
    rest = []
    for post in posts:
        if post.number and post.number not in numbers:
            numbers[post.number] = post
        else:
            rest.append(post)
    first = max(numbers, default=0) + 1
    numbers.update(enumerate(rest, first))
    return [replace(numbers[number], number=number) for number in sorted(numbers, reverse=True)]


def make_items_with_distinct_slugs_and_titles(posts: Sequence[PostRecord], terms: Terms) -> Iterator[Item]:
    """The posts, which are numbered, as items no two of which the importer takes for one; comments are numbered through."""
    logins = distinct_logins(post.author for post in posts if post.author)
    titles: set[tuple[str, str, str]] = set()
    slugs: dict[str, set[str]] = {}
    first_comment = 1
    for post in posts:
        taken = slugs.setdefault(post.kind, set())
        slug = free_slug(post.slug, taken) if post.slug else ""
        taken.add(slug)
        own = _reserve_distinct_title_and_date(replace(post, slug=slug), titles)
        categories = tuple([terms.get_or_make_category_with_parents(path)[-1] for path in post.categories if path])
        tags = tuple(map(terms.get_or_make_tag, post.tags))
        yield Item(own, post.number, logins.get(post.author, ""), categories, tags, first_comment)
        first_comment += len(post.comments)


def _reserve_distinct_title_and_date(post: PostRecord, taken_titles_and_dates: set[tuple[str, str, str]]) -> PostRecord:
    """A post that no other one has the title and second of; where it has no date, the title."""
    number = 2
    title = post.title
    while (key := (post.kind, post.title, post.date.local)) in taken_titles_and_dates:
        if post.date.local:
            post = replace(post, date=next_second(post.date))
        else:
            post = replace(post, title=f"{title} ({number})")
            number += 1
    taken_titles_and_dates.add(key)
    return post
