"""One target in this process, under libFuzzer with coverage of our code as its guide.

    python -m fuzz.one_target NAME FOLDER -OPTION=VALUE ... CORPUS

What breaks a promise is kept below FOLDER, and the search goes on. What ends the process (a hang, no more memory, a crash of a
library) libFuzzer keeps itself.
"""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from random import Random

import atheris


def _import_instrumented() -> None:
    with atheris.instrument_imports(include=["convert"]):
        import convert

        for module in pkgutil.walk_packages(convert.__path__, "convert."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


def main() -> None:
    """Search until libFuzzer's own limits."""
    _, name, folder, *options = sys.argv
    _import_instrumented()
    from fuzz.faults import FaultFolder, find_fault
    from fuzz.mutation import mutated
    from fuzz.seeds import seeds_of_posts
    from fuzz.targets import TARGETS

    target, kept = TARGETS[name], FaultFolder(Path(folder))
    others = (*target.seeds(), *target.seeds(), *seeds_of_posts())

    def check(data: bytes) -> None:
        if fault := find_fault(target.check, data):
            kept.keep_reduced_input(data, fault, target.check)

    def mutate(data: bytes, most: int, number: int) -> bytes:
        lot = Random(number)
        made = atheris.Mutate(data, most) if lot.random() < 0.1 else mutated(data, lot, lot.choice(others))
        return made[:most]

    atheris.Setup([sys.argv[0], *options], check, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
