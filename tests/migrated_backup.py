"""Helper: the backup among the samples, and a table of what it does not say."""

from pathlib import Path

ROOT = Path(__file__).parent.parent


BACKUP = ROOT / "samples" / "backup"


TABLE = str(ROOT / "samples" / "backup.csv")
