"""People and organisations."""

from briefkit.errors import ModelError
from briefkit.images.raster import PictureSource, as_optional_source
from briefkit.model.characters import is_blank_text
from briefkit.model.inline import Inline, as_inlines
from briefkit.model.validators import is_address, is_printable
from briefkit.values import field, frozen


@frozen
class Person:
    """An author or another person.

    name: as printed; role, affiliation: text; bio: inlines; photo: a picture, photo_alt: in words
    (the name where it is not given); email: an address; orcid: sixteen digits in four groups.
    """

    name: str = field(validator=is_printable)
    role: str = field(default="", kw_only=True, validator=is_printable)
    affiliation: str = field(default="", kw_only=True, validator=is_printable)
    bio: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    photo: PictureSource | None = field(default=None, converter=as_optional_source, kw_only=True)
    photo_alt: str = field(default="", kw_only=True, validator=is_printable)
    email: str = field(default="", kw_only=True, validator=is_printable)
    orcid: str = field(default="", kw_only=True, validator=is_printable)

    def __attrs_post_init__(self) -> None:
        if is_blank_text(self.name):
            raise ModelError("a Person has no name: give one")


@frozen
class Organisation:
    """A publisher or partner.

    name: as printed; unit: its centre or programme; url: its address; logo: a picture.
    about: inlines, what it is, told at the end of the brief; may be empty.
    """

    name: str = field(validator=is_printable)
    unit: str = field(default="", kw_only=True, validator=is_printable)
    url: str = field(default="", kw_only=True, validator=is_address)
    logo: PictureSource | None = field(default=None, converter=as_optional_source, kw_only=True)
    about: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if is_blank_text(self.name):
            raise ModelError("an Organisation has no name: give one")
