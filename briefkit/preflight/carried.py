"""A PDF → the files that the whole document carries along: its associated files."""

from briefkit.metadata import AttachedFile
from briefkit.preflight.source import Source, listening, open_pdf


def carried_files(source: Source) -> tuple[AttachedFile, ...]:
    """Return the associated files of a document (ISO 32000-2, 14.13), in the file's order.

    Names are as the file has them: who writes them to a disk has to look at them first. A file
    that cannot be decoded is left out.

    Raises SourceError for what is no PDF.
    """
    with listening():
        pdf = open_pdf(source)
        found = []
        for item in pdf.array(pdf.catalogue, "/AF"):
            held = pdf.dictionary(pdf.value(item), "/EF")
            stream = pdf.get(held, "/UF") or pdf.get(held, "/F")
            data = pdf.stream_data(stream)
            described = pdf.value(item)
            name = pdf.text(described, "/UF") or pdf.text(described, "/F")
            if data is not None and name is not None:
                found.append(
                    AttachedFile(
                        name,
                        data,
                        pdf.name_at(stream, "/Subtype") or "",
                        pdf.name_at(described, "/AFRelationship") or "Unspecified",
                        pdf.text(described, "/Desc") or "",
                    )
                )
    return tuple(found)
