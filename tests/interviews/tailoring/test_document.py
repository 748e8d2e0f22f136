"""The text of a document is all that a person sees on its pages."""

import io

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml

from interviews.tailoring.document import read_document

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{where}"'
    for prefix, where in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "v": "microsoft.com/vml",
    }.items()
).replace('"http://schemas.microsoft.com/vml"', '"urn:schemas-microsoft-com:vml"')
RUN = "<w:r><w:t>Moved a monolith</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN}</w:p></w:txbxContent>"


def word_file(body: str) -> bytes:
    """A DOCX with this XML before its last paragraph."""
    document = new_docx()
    document.add_paragraph("Maria Example")
    for element in reversed(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")):
        document.element.body.insert(0, element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent><w:p>{RUN}</w:p></w:sdtContent></w:sdt>",
        f"<w:p><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
        f'<w:p><w:ins w:id="1" w:author="M">{RUN}</w:ins></w:p>',
        f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{RUN}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    ],
    ids=["control", "control in a line", "tracked insertion", "table in a table", "text box"],
)
def test_text_of_a_word_file_is_read_once_wherever_it_stands(body: str) -> None:
    lines = read_document(word_file(body)).text.split("\n")

    assert [line for line in lines if line] == ["Moved a monolith", "Maria Example"]


def test_what_was_deleted_from_a_word_file_is_not_read() -> None:
    gone = '<w:del w:id="1" w:author="M"><w:r><w:delText>Nothing</w:delText><w:tab/></w:r></w:del>'
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'

    text = read_document(
        word_file(f"<w:p>{stops}{gone}{RUN}<w:r><w:br/><w:t>to Kafka</w:t></w:r></w:p>")
    ).text

    assert text == "Moved a monolith\nto Kafka\nMaria Example"


def test_list_of_a_word_file_keeps_its_bullets() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'

    assert read_document(word_file(f"<w:p>{numbered}{RUN}</w:p>")).text.startswith("- Moved a monolith\n")


def test_ligatures_are_read_as_their_letters() -> None:
    text = "Conﬁgured Airﬂow, oﬀered eﬃcient baﬄes, ﬆarted lateﬅ".encode()

    assert read_document(text).text == "Configured Airflow, offered efficient baffles, started latest"
