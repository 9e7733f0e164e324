"""What JavaScript takes for an address, as engines written in it ask: hosts by the URL standard, and escapes that are UTF-8."""

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
NUMBERS = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_LETTER = "A-Za-zÀ-ÖØ-öø-ſぁ-ゖァ-ヺー一-鿿가-힣"
"""Letters of which no mapping (UTS 46) makes digits or signs, as it does of others, such as a digit in a circle."""
_NO_CODE = "(?![xX][nN]--)"
NAMES = (
    rf"(?:{_NO_CODE}[{_LETTER}0-9_][{_LETTER}0-9_-]*\.)*"
    rf"{_NO_CODE}(?!0[xX][0-9A-Fa-f]*(?![{_LETTER}0-9_-]))[{_LETTER}0-9_-]*[{_LETTER}][{_LETTER}0-9_]*"
)
"""What is a host to everybody: four numbers, or names, none in Punycode, of which the last is a number in no base."""
_AUTHORITY = rf"(?:[\w.-]+@)?(?:{NUMBERS}|{NAMES})(?::\d{{1,4}})?(?:[/?#]|$)"

BROKEN_HOST = rf"(?:(?i:[a-z][a-z0-9+.-]*):)?//(?!{_AUTHORITY})|(?i:https?|ftp|wss?):(?!//)|(?i:file):"
"""The beginning of an address that may have no host, or one that is none (url.spec.whatwg.org, host parsing)."""

_HEX = "[0-9A-Fa-f]"
_NEXT = rf"%[89ABab]{_HEX}"
_UTF8 = (
    rf"%[0-7]{_HEX}|%(?:[Cc][2-9A-Fa-f]|[Dd]{_HEX}){_NEXT}"
    rf"|%(?:[Ee]0%[ABab]|[Ee][Dd]%[89]|[Ee][1-9A-CEFa-cef]%[89ABab]){_HEX}{_NEXT}"
    rf"|%(?:[Ff]0%[9ABab]|[Ff][1-3]%[89ABab]|[Ff]4%8){_HEX}{_NEXT}{_NEXT}"
)
"""A character of UTF-8 in an address (RFC 3629, section 4)."""

BROKEN_ESCAPES = rf"(?![^%]*(?:(?:{_UTF8})[^%]*)*$)"
"""The beginning of an address with escapes that are no UTF-8, as those of CP949 are not: JavaScript does not decode it."""

BROKEN_ESCAPES_WITHIN_SITE = rf"(?!(?i:[a-z][a-z0-9+.-]*):|//){BROKEN_ESCAPES}"
"""The same, of an address of the same site."""
