"""The text of a CV or job description: PDF, DOCX or plain text, told apart by content and not by name.

Run as a program it reads a file from standard input and writes JSON, so that reading.py can have it done in a
process with limits of its own: a file may be made to hang or to swallow all memory. Imports no Django.
"""

import io
import json
import logging
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

BYTES_AT_MOST = 2 * 1024 * 1024
PAGES_AT_MOST = 20
CHARACTERS_AT_MOST = 60_000
UNPACKED_AT_MOST = 30 * 1024 * 1024
ENTRIES_AT_MOST = 2_000
MEMORY_AT_MOST = 1024 * 1024 * 1024
CPU_AT_MOST_S = 15

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, with a line break where it had one. `kind` is pdf, docx or text."""

    text: str
    kind: str
    pages: int = 1


class DocumentError(Exception):
    """The document can't be read; `code` says why: empty, too_large, too_many_pages, encrypted, broken,
    old_word, unknown_type or no_text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_document(data: bytes, filename: str = "") -> Document:
    """Return the text of a document. Raises DocumentError. Has no bound on time: reading.py has.

    The name decides nothing but whether bytes that look like text are taken for it.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError("empty")
    if len(data) > BYTES_AT_MOST:
        raise DocumentError("too_large")
    if b"%PDF-" in data[:1024]:
        document = _pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        document = _docx(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("old_word")
    else:
        document = _plain(data)
    if not document.text.strip():
        raise DocumentError("no_text")
    return document


def _pdf(data: bytes) -> Document:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Some are encrypted against printing only, and open with no password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("encrypted")
        pages = len(reader.pages)
        if pages > PAGES_AT_MOST:
            raise DocumentError("too_many_pages")
        parts: list[str] = []
        length = 0
        for page in reader.pages:
            parts.append(page.extract_text() or "")
            length += len(parts[-1])
            if length > CHARACTERS_AT_MOST:
                break
    except DocumentError:
        raise
    except PyPdfError as error:
        raise DocumentError("encrypted" if "crypt" in str(error).lower() else "broken") from error
    except Exception as error:
        # A damaged file makes the parser fail in any way there is.
        raise DocumentError("broken") from error
    return Document(_tidy("\n".join(parts)), "pdf", max(1, pages))


def _docx(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES_AT_MOST or sum(entry.file_size for entry in entries) > UNPACKED_AT_MOST:
                raise DocumentError("too_large")
            if "word/document.xml" not in archive.namelist():
                raise DocumentError("unknown_type")
    except zipfile.BadZipFile as error:
        raise DocumentError("broken") from error
    from docx import Document as open_docx

    try:
        lines = list(_docx_lines(open_docx(io.BytesIO(data))))
    except Exception as error:
        raise DocumentError("broken") from error
    return Document(_tidy("\n".join(lines)), "docx")


def _docx_lines(document: Any) -> Iterator[str]:
    """Yield the paragraphs in their order, wherever they stand: tables, content controls, text boxes."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    breaks = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    # Once more what older programs show in place of a text box, and what was deleted or moved away.
    skipped = {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        qn("w:del"),
        qn("w:moveFrom"),
    }
    # Properties hold no text, but the stops of tabs; a text box in a paragraph has paragraphs of its own.
    apart = skipped | {qn("w:pPr"), qn("w:rPr"), qn("w:p")}

    def pieces(element: Any) -> Iterator[str]:
        for child in element:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in breaks:
                yield breaks[child.tag]
            elif child.tag not in apart:
                yield from pieces(child)

    for element in document.element.body.iter(qn("w:p")):
        if any(around.tag in skipped for around in element.iterancestors()):
            continue
        style = Paragraph(element, document).style
        numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        is_listed = numbering is not None or "List" in ((style and style.name) or "")
        yield ("- " if is_listed else "") + "".join(pieces(element))


def _plain(data: bytes) -> Document:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise DocumentError("unknown_type")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DocumentError("unknown_type")
    printable = sum(letter.isprintable() or letter in "\r\n\t\f" for letter in text)
    if printable < 0.95 * len(text) or text.lstrip().startswith("{\\rtf"):
        raise DocumentError("unknown_type")
    return Document(_tidy(text), "text")


def _tidy(text: str) -> str:
    # Lone surrogates come out of broken fonts, and can be stored nowhere.
    text = (
        text.encode("utf-8", "ignore")
        .decode("utf-8")
        .replace("\0", "")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(_LIGATURES)
    )
    return text[:CHARACTERS_AT_MOST]


def main() -> int:
    """Read standard input, write the document or its error as JSON."""
    logging.disable(logging.CRITICAL)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_AT_MOST_S, CPU_AT_MOST_S))
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    except (ImportError, ValueError, OSError):
        pass  # no such limits on this system; the one on time stays with the parent
    try:
        answer = asdict(read_document(sys.stdin.buffer.read(BYTES_AT_MOST + 1)))
    except DocumentError as error:
        answer = {"error": error.code}
    except (MemoryError, RecursionError):
        answer = {"error": "broken"}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
