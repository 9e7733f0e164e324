"""Who may read a post, in the words blogs have for it."""

from typing import Literal, TypeAlias

Visibility: TypeAlias = Literal["public", "protected", "private"]

VISIBILITIES: dict[str, Visibility] = {
    **dict.fromkeys("public publish published syndicated appointed 20 공개 발행 전체공개".split(), "public"),
    **dict.fromkeys("protected 15 보호 보호글".split(), "protected"),
    **dict.fromkeys("private 0 비공개".split(), "private"),
}
"""Words in lower case, and the numbers of Tistory's API. `syndicated` was sent to a portal as well, `appointed` is public from
its date on."""
