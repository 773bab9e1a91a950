"""Writes the seeds of a fuzz target into a folder, from tests/testdata: whole files, or the XML parts of containers."""

import pathlib
import sys
import zipfile

target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
testdata = pathlib.Path(__file__).resolve().parents[1] / "testdata"
whole = {
    "sniff": ["*"],
    "container": ["*.docx", "*.odt", "*.ofd"],
    "doc": ["*.doc", "*.wps"],
    "rtf": ["*.rtf"],
    "html": ["*.html", "*.mhtml"],
    "pdf": ["*.pdf"],
}
parts = {
    "docx_xml": ("*.docx", ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")),
    "odt_xml": ("*.odt", ("content.xml", "styles.xml")),
    "ofd_xml": ("*.ofd", ("content.xml", "annot.xml", "annotation.xml")),
}
MOST = 200_000  # bytes: larger inputs make executions rare

for pattern in whole.get(target, []):
    for path in testdata.glob(pattern):
        if path.stat().st_size <= MOST:
            (folder / path.name).write_bytes(path.read_bytes())
if target in parts:
    pattern, endings = parts[target]
    for path in testdata.glob(pattern):
        if not zipfile.is_zipfile(path):
            continue
        archive = zipfile.ZipFile(path)
        for name in archive.namelist():
            if name.lower().replace("\\", "/").endswith(endings) and archive.getinfo(name).file_size <= MOST:
                seed = f"{path.name}-{name.replace('/', '_').replace(chr(92), '_')}"
                (folder / seed).write_bytes(archive.read(name))
