"""The elements of TTXML: which are posts, which hold text, which hold bytes."""

from convert import lazy_re as re
from convert.readers._xml.element import Vocabulary
from convert.readers._xml.scan import Layout

_POSTS = ("post", "page", "notice", "keyword")
"""Elements that are a text of its own; below `blog` only, but for `post`, which is one wherever it begins."""

LAYOUT = Layout(
    roots=("blog",),
    posts=_POSTS,
    # The other sections are the guest book, links, statistics and the skin, which belong to no post.
    kept=frozenset({"setting", "category", *_POSTS}),
    holders=frozenset({"attachment", "banner"}),
)

_NAMES = """acceptComment acceptCommentOnGuestComment acceptGuestComment acceptTrackback allowCopy appointed attached attachment
author banner category comment commenter content created defaultDomain description device downloads enclosure entry
excerpt homepage id ip isFiltered isKorea keyword label language latitude location logs longitude migrational mime
modified movie name notice openid page password playTime post postsOnFeed postsOnList postsOnPage priority public
publishWholeOnFeed published received root screenShot secondaryDomain secret sent setting site starred tag timezone
title trackback uploaded url useSlogan useSloganOnPost uselessMargin visibility written"""

WORDS = Vocabulary(
    markup=frozenset({"content", "description", "title", "excerpt"}),
    stray=re.compile(rf"<(?!/?(?:{'|'.join(_NAMES.split())})\b)"),
)
