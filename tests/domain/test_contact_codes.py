"""Contact codes as phones show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain import contact_codes, scans
from shopfans.domain.contact_codes import Contact, read
from shopfans.domain.scans import Person, Refused

IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:王;小美;;;
FN:王小美
ORG:甜甜;
TEL;type=HOME;type=VOICE:010-6552 9988
item1.TEL;type=CELL;type=VOICE;type=pref:+86 138 1234 5678
BDAY:1990-08-15
END:VCARD"""

ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=
=E7=BE=8E;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=8F=E7=BE=8E
TEL;CELL:138-1234-5678
TEL;WORK;FAX:010-65529988
END:VCARD"""

OLD_CHINESE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=D0=A1=C3=C0
TEL;CELL;PREF:13812345678
BDAY:19900815
END:VCARD"""

NEWEST = """BEGIN:VCARD
VERSION:4.0
FN:Zoë O\\'Neil\\, Jr.
N:O'Neil;Zoë;;;
TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-418-656-9254;ext=102
TEL;VALUE=uri;TYPE=cell:tel:+1-418-262-6501
BDAY:--0203
END:VCARD"""


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (IPHONE, Contact("王小美", ("+86 138 1234 5678", "010-6552 9988"), "1990-08-15")),
        (ANDROID, Contact("王小美", ("138-1234-5678", "010-65529988"), "")),
        (OLD_CHINESE, Contact("王小美", ("13812345678",), "1990-08-15")),
        (NEWEST, Contact("Zoë O'Neil", ("+1-418-262-6501", "+1-418-656-9254"), "02-03")),
        ("MECARD:N:王,小美;TEL:13812345678;BDAY:19900815;NOTE:x;;",
         Contact("王小美", ("13812345678",), "1990-08-15")),
        ("MECARD:TEL:13812345678;TEL:021-5555;N:Mei\\; the \\:best;;",
         Contact("Mei; the :best", ("13812345678", "021-5555"), "")),
        ("mecard:n:Owen,Sean;tel:13812345678;;", Contact("Sean Owen", ("13812345678",), "")),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:欧阳·古丽\nTEL:1\nEND:VCARD",
         Contact("欧阳·古丽", ("1",), "")),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:A very long\n  name\nTEL:+86 138\n 12345678\nEND:VCARD",
         Contact("A very long name", ("+86 13812345678",), "")),
        ("BEGIN:VCARD\nN:Li;Na\nTEL:1\nBDAY:1604-08-15\nEND:VCARD",
         Contact("Na Li", ("1",), "08-15")),
        ("BEGIN:VCARD\nN:Li;Na\nTEL:1\nBDAY;VALUE=date-and-or-time:19900815T102200Z\nEND:VCARD",
         Contact("Na Li", ("1",), "1990-08-15")),
        ("BEGIN:VCARD\nN:Li;Na\nTEL:1", Contact("Na Li", ("1",), "")),
    ],
)  # fmt: skip
def test_what_phones_show_is_understood(text: str, contact: Contact) -> None:
    assert read(text) == contact
    assert read(text.replace("\n", "\r\n")) == contact
    assert read(text.replace("\n", "\r") + "\r") == contact
    assert scans.read(text) == Person(contact)


@pytest.mark.parametrize("text", ["BEGIN:VCARD\nEND:VCARD", "MECARD:;;", "BEGIN:VCARD\nNOTE:x"])
def test_a_code_that_tells_nothing_is_refused(text: str) -> None:
    assert read(text) is None
    assert isinstance(scans.read(text), Refused)


def test_only_the_first_of_two_contacts_counts() -> None:
    assert read(f"{IPHONE}\n{OLD_CHINESE.replace('13812345678', '5')}") == read(IPHONE)


@given(st.sampled_from(["BEGIN:VCARD\n", "MECARD:", "begin:vcard\r"]), st.text(max_size=300))
def test_any_text_has_an_answer(head: str, text: str) -> None:
    contact = read(head + text)
    assert contact is None or contact.name or contact.phones
    assert contact_codes.begins(head + text)


@given(st.integers(0, len(ANDROID)))
def test_a_code_cut_off_anywhere_is_no_error(end: int) -> None:
    read(ANDROID[:end])


_NAMES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)


@given(_NAMES, st.sampled_from(["utf-8", "gbk"]))
def test_a_name_comes_through_every_way_to_write_it(name: str, charset: str) -> None:
    try:
        said = name.encode(charset)
    except UnicodeEncodeError:
        return
    quoted = "".join(f"={byte:02X}" for byte in said)
    escaped = "".join(f"\\{one}" if one in "\\;,:" else one for one in name)
    for line in (
        f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted}",
        f"FN:{escaped[:5]}\n {escaped[5:]}" if escaped[4:5] != "\\" else f"FN:{escaped}",
        f"FN:{escaped}",
    ):
        contact = read(f"BEGIN:VCARD\nVERSION:3.0\n{line}\nTEL:1\nEND:VCARD")
        if "\\" not in name:
            assert contact is not None
            assert contact.name == name
