"""Any exception as an error a user can read: a fault of ours, or of another package that brings the reader or writer."""

import traceback
from pathlib import Path

from convert.errors import ConvertError, SourceError, as_convert_error_or_our_fault
from convert.formats import packages_of_foreign_formats_by_top_module


def as_error_naming_package(error: Exception, source: str, member: str = "") -> ConvertError:
    """The error of a source, of a member of it if one is named. One in whose way another package stands names that."""
    if not isinstance(error, ConvertError):
        packages = packages_of_foreign_formats_by_top_module()
        for frame, line in traceback.walk_tb(error.__traceback__):
            package = packages.get(frame.f_globals.get("__name__", "").partition(".")[0])
            if package:
                said = ": ".join(filter(None, (type(error).__name__, *str(error).splitlines()[:1])))
                what = f"the package {package} failed ({said}; {Path(frame.f_code.co_filename).name}, line {line})"
                return SourceError(what, source=source, member=member, hint=f"report it to the authors of {package}")
    return as_convert_error_or_our_fault(error, source, member)
