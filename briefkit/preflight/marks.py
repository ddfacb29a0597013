"""What a mark says of itself: the operand of BDC → MarkProperties; ISO 32000-1, 14.6."""

from pypdf.generic import DictionaryObject

from briefkit.preflight.lexer import Operand
from briefkit.preflight.source import PdfSource, as_integer, as_name, text_of_bytes
from briefkit.values import frozen


@frozen
class MarkProperties:
    """What a mark says; None, or "", where it does not."""

    mcid: int | None = None
    actual_text: str | None = None
    language: str | None = None
    artifact_type: str = ""
    artifact_subtype: str = ""


_NOTHING = MarkProperties()


def read_properties(
    pdf: PdfSource, resources: DictionaryObject, operand: Operand
) -> MarkProperties:
    """Return what a mark says, in its operand or in the property list that the operand names."""
    if isinstance(operand, dict):
        mcid, actual, language = (operand.get(key) for key in ("MCID", "ActualText", "Lang"))
        kind, subtype = operand.get("Type"), operand.get("Subtype")
        return MarkProperties(
            int(mcid) if isinstance(mcid, float) else None,
            text_of_bytes(actual) if isinstance(actual, bytes) else None,
            text_of_bytes(language) if isinstance(language, bytes) else None,
            kind if isinstance(kind, str) else "",
            subtype if isinstance(subtype, str) else "",
        )
    if isinstance(operand, str):
        named = pdf.get(pdf.dictionary(resources, "/Properties"), f"/{operand}")
        return MarkProperties(
            as_integer(pdf.get(named, "/MCID")),
            pdf.text(named, "/ActualText"),
            pdf.text(named, "/Lang"),
            as_name(pdf.get(named, "/Type")) or "",
            as_name(pdf.get(named, "/Subtype")) or "",
        )
    return _NOTHING
