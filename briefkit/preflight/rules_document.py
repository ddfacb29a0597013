"""Judge a file as a whole: Reading → Findings of its catalogue, metadata and embedded files.

Source: ISO 14289-1, 7.1, 7.2, 7.10, 7.11, 7.15 and 7.16.
"""

from collections.abc import Iterator

from pypdf.constants import UserAccessPermissions
from pypdf.generic import DictionaryObject, StreamObject
from pypdf.xmp import XmpInformation

from briefkit.lang import is_language_tag
from briefkit.preflight import findings
from briefkit.preflight.finding import Finding
from briefkit.preflight.numbertree import read_name_tree
from briefkit.preflight.reading import Reading
from briefkit.preflight.source import ObjectKey, PdfSource, is_true

_ACTIVE = {
    "JavaScript": "runs a script",
    "Launch": "starts another program",
    "ImportData": "fetches data into the form",
}
_MOST_ACTIONS = 1_000
_MOST_SETTINGS = 100
_UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"


def judge_document(reading: Reading) -> Iterator[Finding]:
    """Yield the faults of the file as a whole."""
    pdf = reading.pdf
    faults = list(dict.fromkeys(pdf.faults))
    if faults:
        more = f", and {len(faults) - 3} more" if len(faults) > 3 else ""
        yield findings.DamagedFile(f"the file was repaired: {'; '.join(faults[:3])}{more}")
    for limit in dict.fromkeys(pdf.limits):
        yield findings.CheckCutShort(f"part of the file is not read: {limit}")
    if reading.is_tagged:
        mark_info = pdf.dictionary(pdf.catalogue, "/MarkInfo")
        if not is_true(pdf.get(mark_info, "/Marked")):
            yield findings.MissingMarkInfo("the file has tags but does not say so")
        if is_true(pdf.get(mark_info, "/Suspects")):
            yield findings.SuspectTags("the file marks its own tags as suspect")
    else:
        yield findings.UntaggedDocument("the file has no structure tree")
    yield from _judge_language(reading)
    preferences = pdf.dictionary(pdf.catalogue, "/ViewerPreferences")
    if not is_true(pdf.get(preferences, "/DisplayDocTitle")):
        yield findings.TitleNotDisplayed("viewers show the file's name in place of its title")
    yield from _judge_metadata(pdf)
    yield from _judge_activity(pdf)
    yield from _judge_form(pdf)
    yield from _judge_layers(pdf)
    yield from _judge_files(pdf)
    permissions = pdf.reader.user_access_permissions if pdf.reader.is_encrypted else None
    # Bit 10. Bit 5, which lets anyone copy, says nothing of assistive technology.
    needed = UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
    if permissions is not None and not permissions & needed:
        yield findings.AccessForbidden("assistive technology may not take out the text")


def _judge_activity(pdf: PdfSource) -> Iterator[Finding]:
    names = pdf.dictionary(pdf.catalogue, "/Names")
    if read_name_tree(pdf, pdf.get(names, "/JavaScript")):
        yield findings.ActiveContent("a script runs as the file is opened", None, "/Names")
    yield from _judge_actions(pdf, pdf.catalogue, ("/OpenAction", "/AA"), None, "the catalogue")
    for page in pdf.pages:
        yield from _judge_actions(pdf, page.dictionary, ("/AA",), page.number, "the page")
        for raw in pdf.array(page.dictionary, "/Annots"):
            holder = pdf.value(raw)
            if isinstance(holder, DictionaryObject):
                place = f"annotation ({pdf.name_at(holder, '/Subtype') or 'of no type'})"
                yield from _judge_actions(pdf, holder, ("/A", "/AA"), page.number, place)


def _judge_actions(
    pdf: PdfSource, holder: DictionaryObject, keys: tuple[str, ...], page: int | None, place: str
) -> Iterator[Finding]:
    """Yield the scripts and programs that a thing starts, those that follow one another too."""
    stack = [pdf.get(holder, key) for key in keys if key != "/AA"]
    if "/AA" in keys:
        additional = pdf.dictionary(holder, "/AA")
        stack += [pdf.get(additional, key) for key in additional]
    seen: set[int] = set()
    while stack and len(seen) < _MOST_ACTIONS:
        action = stack.pop()
        if not isinstance(action, DictionaryObject) or id(action) in seen:
            continue
        seen.add(id(action))
        kind = pdf.name_at(action, "/S")
        if kind in _ACTIVE:
            yield findings.ActiveContent(f"an action {_ACTIVE[kind]}", page, place)
        stack += [pdf.value(item) for item in pdf.array(action, "/Next")]


def _judge_form(pdf: PdfSource) -> Iterator[Finding]:
    form = pdf.dictionary(pdf.catalogue, "/AcroForm")
    if pdf.get(form, "/XFA") is not None and is_true(pdf.get(pdf.catalogue, "/NeedsRendering")):
        yield findings.DynamicXfaForm("the pages are laid out by XFA as the file is opened")


def _judge_layers(pdf: PdfSource) -> Iterator[Finding]:
    """Yield the faults of what settles which layers are shown; ISO 14289-1, 7.10."""
    content = pdf.dictionary(pdf.catalogue, "/OCProperties")
    settings = [(pdf.get(content, "/D"), "/OCProperties/D")]
    settings += [
        (pdf.value(raw), f"/OCProperties/Configs[{number}]")
        for number, raw in enumerate(pdf.array(content, "/Configs")[:_MOST_SETTINGS], start=1)
    ]
    for setting, place in settings:
        if isinstance(setting, DictionaryObject):
            if not (pdf.text(setting, "/Name") or "").strip():
                yield findings.UnnamedLayers("the setting of layers has no name", None, place)
            if pdf.get(setting, "/AS") is not None:
                message = "layers are shown or hidden by themselves (/AS)"
                yield findings.LayersOutOfControl(message, None, place)


def _judge_files(pdf: PdfSource) -> Iterator[Finding]:
    """Yield the files that are embedded without a name; ISO 14289-1, 7.11."""
    names = pdf.dictionary(pdf.catalogue, "/Names")
    held: list[tuple[object, int | None]] = [
        (raw, None) for raw in read_name_tree(pdf, pdf.get(names, "/EmbeddedFiles")).values()
    ]
    held += [(raw, None) for raw in pdf.array(pdf.catalogue, "/AF")]
    for page in pdf.pages:
        for raw in pdf.array(page.dictionary, "/Annots"):
            annotation = pdf.value(raw)
            if isinstance(annotation, DictionaryObject) and "/FS" in annotation:
                held.append((annotation.raw_get("/FS"), page.number))
    seen: set[ObjectKey] = set()
    for raw, number in held:
        file = pdf.value(raw)
        if pdf.key(raw) in seen or pdf.get(file, "/EF") is None:
            continue
        seen.add(pdf.key(raw))
        told = {key: (pdf.text(file, key) or "").strip() for key in ("/F", "/UF")}
        lacking = [key for key, name in told.items() if not name]
        if lacking:
            name = next((name for name in told.values() if name), "")
            called = f"the embedded file {name!r}" if name else "an embedded file"
            message = f"{called} has no {' and no '.join(lacking)}"
            yield findings.EmbeddedFileWithoutName(message, number)


def _judge_language(reading: Reading) -> Iterator[Finding]:
    pdf = reading.pdf
    language = pdf.text(pdf.catalogue, "/Lang")
    if not language:
        yield findings.MissingLanguage("the file does not say its language")
    elif not is_language_tag(language):
        yield findings.MalformedLanguage(f"the file's language is {language!r}")
    for visit in reading.elements:
        own = visit.element.language
        if own and not is_language_tag(own):
            message = f"the element's language is {own!r}"
            yield findings.MalformedLanguage(message, visit.element.first_page, visit.path)


def _judge_metadata(pdf: PdfSource) -> Iterator[Finding]:
    information = pdf.value(pdf.reader.trailer.get("/Info"))
    title = (pdf.text(information, "/Title") or "").strip()
    stream = pdf.get(pdf.catalogue, "/Metadata")
    if isinstance(stream, StreamObject) and _keeps_metadata_plain(pdf):
        return  # pypdf decrypts what was never encrypted, so nothing can be said
    metadata = _read_metadata(stream) if isinstance(stream, StreamObject) else None
    if metadata is None:
        yield findings.MissingMetadata("the file has no metadata stream that can be read")
        if not title:
            yield findings.MissingTitle("the file has no title")
        return
    if (pdf.name_at(stream, "/Type"), pdf.name_at(stream, "/Subtype")) != ("Metadata", "XML"):
        message = "the metadata stream does not say that it is one: /Type /Metadata, /Subtype /XML"
        yield findings.MissingMetadata(message)
    told = {
        "title": _first(
            (metadata.dc_title or {}).get("x-default"), *(metadata.dc_title or {}).values()
        ),
        "author": ", ".join(metadata.dc_creator or ()),
        "subject": _first(*(metadata.dc_description or {}).values()),
        "keywords": metadata.pdf_keywords or "",
        "producer": metadata.pdf_producer or "",
        "creator": metadata.xmp_creator_tool or "",
    }
    if not told["title"]:
        yield findings.MissingTitle("the metadata has no title (dc:title)")
    for name, value in told.items():
        written = (pdf.text(information, f"/{name.title()}") or "").strip()
        if name == "producer" and value in written:
            continue  # who changes a file later is named there beside who made it
        if written and value and _plain(written) != _plain(value):
            yield findings.MetadataMismatch(
                f"the {name} is {value!r} in the metadata, but {written!r} in /Info"
            )
        elif written and not value and name in ("title", "author"):
            yield findings.MetadataMismatch(
                f"the {name} {written!r} is in /Info, but not in the metadata"
            )
    if not any(element is not None for element in metadata.get_element("", _UA_NAMESPACE, "part")):
        yield findings.NoConformanceClaim("the metadata does not claim PDF/UA (pdfuaid:part)")


def _keeps_metadata_plain(pdf: PdfSource) -> bool:
    encryption = pdf.value(pdf.reader.trailer.get("/Encrypt"))
    value = pdf.get(encryption, "/EncryptMetadata")
    return value is not None and not is_true(value)


def _read_metadata(stream: StreamObject) -> XmpInformation | None:
    try:
        metadata = XmpInformation(stream)
        # Each is read here, since each may be malformed in a way of its own.
        _ = (
            metadata.dc_title,
            metadata.dc_creator,
            metadata.dc_description,
            metadata.pdf_keywords,
            metadata.pdf_producer,
            metadata.xmp_creator_tool,
        )
    except Exception:  # whatever a hostile file makes pypdf raise
        return None
    return metadata


def _first(*values: str | None) -> str:
    return next((value.strip() for value in values if value and value.strip()), "")


def _plain(value: str) -> str:
    """Return names and words without the marks between them: "A, B" is "A; B"."""
    return " ".join(value.replace(";", " ").replace(",", " ").split())
