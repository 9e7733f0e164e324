"""What comes in: files that are found, bytes that are decoded, and why a file is no post.
`find` walks folders, `passed_over` counts what is no source there, `source` decodes one, `damaged_text` tells UTF-8 with damage
from CP949, `refusal` says why something is no post; `evidence` is what readers and writers hand to the proof.
"""
