"""Compile the modules a post spends its time in when a wheel is built: the same sources, by mypyc, where there is a compiler.

`BLOGCONVERT_PURE=1`, no compiler, or one that fails leave a wheel of plain modules. An editable install is always plain.
"""

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup
setup(name="convert", packages=[], ext_modules=mypycify(sys.argv.pop().split(","), opt_level="2", debug_level="0"))
"""

COMPILE_REQUIREMENTS = ["mypy[mypyc]>=1.18", "setuptools>=77", "msgspec>=0.21.0", "selectolax>=1.0.0", "turbohtml>=1.15"]
"""What compiles, and what the types of compiled modules come from; not installed where there is no compiler."""


class CompilingHook(BuildHookInterface[Any]):
    """`modules` in `pyproject.toml` says by patterns which modules are compiled."""

    PLUGIN_NAME = "custom"
    _folder = ""

    def dependencies(self) -> list[str]:
        """What a build needs besides hatchling."""
        return COMPILE_REQUIREMENTS if wants_compiled_modules() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what was compiled to a wheel, and call it one of this platform."""
        if version == "editable" or not wants_compiled_modules():
            return
        modules = compilable_modules(Path(self.root), self.config["modules"])
        self._folder = tempfile.mkdtemp(prefix="blogconvert-wheel-")
        built = compile_modules(Path(self.root), modules, Path(self._folder))
        if not built:
            return
        build_data["pure_python"], build_data["infer_tag"] = False, True
        build_data["force_include"] |= built

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made on the way to a wheel."""
        if self._folder:
            shutil.rmtree(self._folder)


def wants_compiled_modules() -> bool:
    """Whether there is a compiler, and nobody said that it is not to be used."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    return os.environ.get("BLOGCONVERT_PURE") != "1" and (sys.platform == "win32" or shutil.which(compiler) is not None)


def compilable_modules(root: Path, patterns: list[str]) -> list[str]:
    """The modules of some patterns, but for those with classes made by msgspec: mypyc drops what these are told by keywords."""
    paths = sorted({path for pattern in patterns for path in root.glob(pattern)})
    return [path.relative_to(root).as_posix() for path in paths if not _has_made_class(path)]


def _has_made_class(path: Path) -> bool:
    """Whether a module has a class that a metaclass makes, by keywords or as it stands."""
    classes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)]
    bases = [base.id for node in classes for base in node.bases if isinstance(base, ast.Name)]
    return any(node.keywords for node in classes) or not {"Struct", "Protocol"}.isdisjoint(bases)


def compile_modules(root: Path, modules: list[str], folder: Path) -> dict[str, str]:
    """Where each compiled module is, and where in the wheel it belongs; nothing when the compiler fails."""
    command = [sys.executable, "-c", _SETUP, "--quiet", "build_ext", "--build-lib", str(folder / "lib")]
    shutil.copytree(root / "convert", folder / "convert", ignore=shutil.ignore_patterns("__pycache__"))
    # Where packages lack, what other modules take from them has no types; only what is compiled is judged here.
    (folder / "mypy.ini").write_text("[mypy]\nignore_missing_imports = true\nfollow_imports = silent\n", encoding="utf-8")
    done = subprocess.run([*command, ",".join(modules)], cwd=folder, capture_output=True, text=True, check=False)
    libraries = (folder / "lib").rglob("*.so") if sys.platform != "win32" else (folder / "lib").rglob("*.pyd")
    found = {str(path): path.relative_to(folder / "lib").as_posix() for path in libraries}
    if done.returncode:
        print("blogconvert: plain modules, since the compiler failed:", *(done.stdout + done.stderr).splitlines()[-1:])
    return found if done.returncode == 0 else {}
