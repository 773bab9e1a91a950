#!/usr/bin/env python3
"""check_quotes.py PDF DOCUMENTS.json : looks every quote of a printed comparison up in its document.

The PDF's text comes from `pdftotext -raw` (poppler-utils; its Chinese needs poppler-data), the documents from
`jiedu read FILES --format json`, given in the order in which they were compared. On paper a quote begins at a diamond and ends at its
citation, 〔A，第14段〕: the letter names the document, the number counts its paragraphs from one. A quote is found if it stands in that
very paragraph, character for character, white space left out on both sides. The front matter says how many quotes were printed: as many
must have been cut out, or some were lost on the way.

What could not be printed is 〓 on paper and matches any one character that is no white space; what is invisible is left out of both.

Exit status: 0 all found; 1 some are not (each is told), or none were printed; 2 wrong usage.
"""

import json
import re
import subprocess
import sys
import unicodedata

CITATION = re.compile(r"〔([A-Z]|[1-9][0-9]+)，第([0-9]+)段(?:，脚注([0-9]+))?(?:，节选)?(?:，存疑)?〕")
TOTAL = re.compile(r"全文共引原文([0-9]+)处")
DIAMOND = "◆"
GETA = "〓"


def bare(text):
    """Without white space and what has no shape of its own (controls, bidi marks, selectors)."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and not "\ufe00" <= c <= "\ufe0f")


def index_of(letter):
    return ord(letter) - ord("A") if letter.isalpha() else int(letter) - 1


def stands_in(quote, paragraph):
    if GETA not in quote:
        return quote in paragraph
    return re.search("".join("." if c == GETA else re.escape(c) for c in quote), paragraph, re.DOTALL) is not None


def check(text, documents):
    """The quotes cut out of the PDF's text, as (all, misses)."""
    paragraphs = [[bare(line) for line in document["text"].split("\n")] for document in documents]
    count, misses, after = 0, [], 0
    for citation in CITATION.finditer(text):
        before, after = text[after : citation.start()], citation.end()
        # A heading in a section path may hold a diamond of its own: what follows any of them may be the quote.
        candidates = [before[m.end() :] for m in re.finditer(DIAMOND, before)]
        if not candidates:
            continue
        count += 1
        letter, number = citation.group(1), int(citation.group(2))
        try:
            paragraph = paragraphs[index_of(letter)][number - 1]
        except IndexError:
            misses.append((citation.group(), "no such paragraph", candidates[-1]))
            continue
        if not any(candidate and stands_in(candidate, paragraph) for candidate in candidates):
            misses.append((citation.group(), "not in its paragraph", candidates[-1]))
    return count, misses


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    pdf, documents = arguments
    text = bare(subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True, text=True).stdout)
    with open(documents, encoding="utf-8") as file:
        documents = json.load(file)
    count, misses = check(text, documents)
    printed = TOTAL.search(text)
    total = int(printed.group(1)) if printed else 0
    for citation, why, quote in misses:
        print(f"{citation} {why}: {quote}")
    if total != count:
        print(f"the front matter says {total} quotes, {count} were cut out")
    print(f"{count - len(misses)} of {max(total, count)} quotes found in their paragraphs")
    return 0 if count and total == count and not misses else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
