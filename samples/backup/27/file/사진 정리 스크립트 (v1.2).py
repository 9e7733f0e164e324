from pathlib import Path

for photo in sorted(Path('photos').rglob('*.jpg')):
    print(photo)
