"""The bytes a document refers to: which there are (`references`), where they are (`reading`), what they are
called (`names`), which are held back (`svg`), the files they become (`gather`) and the document that leads to these
(`relocate`). Nothing here writes, and nothing is fetched.
"""
