"""How the command is typed here: in what is printed to be typed again, a name that no shell finds helps nobody."""

import os
import shlex
import shutil

_NAME = "blogconvert"


def program_to_type_again(program: str) -> str:
    """What runs the command again when `program` (the first word of `sys.argv`) did: its path where no shell finds its name.

    Python itself runs the module; a program that is another, such as a test, says nothing.
    """
    name = os.path.basename(program)
    if name == f"{_NAME}.py" and shutil.which(_NAME) is None:
        return f"python -m {_NAME}"
    is_script = name.removesuffix(".exe") == _NAME
    return shlex.quote(program) if is_script and shutil.which(_NAME) is None else _NAME
