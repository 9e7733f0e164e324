"""Write the pictures into the sample backup."""

from pathlib import Path

from sample_pictures import picture_files

BACKUP = Path(__file__).parent.parent.parent / "samples" / "backup"

if __name__ == "__main__":
    for place, data in picture_files():
        (BACKUP / place).write_bytes(data)
        print(f"{len(data):6} {place}")
