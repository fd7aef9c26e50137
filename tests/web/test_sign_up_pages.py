"""The form on a guest's phone, as the server sees it."""

import html
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.roles import Staff
from shopfans.services.belonging import referring
from shopfans.services.joining import applying, consenting
from shopfans.services.joining.consenting import Words
from shopfans.services.members import finding, tagging
from shopfans.services.members.enrolling import Applicant
from shopfans.texts import pairs
from tests.web.conftest import HOME, HOST, SECRET, Phone, Seconds, key_in

NO_SUCH_DAY = "There is no such day. Please correct it, or leave the birthday empty."


def test_from_the_form_to_a_member(shop: Shop, phone: Phone, cashier: Staff) -> None:
    answer = phone.post(phone.open() | {"wants_messages": "on"})
    assert answer.status_code == 303
    assert answer.location.startswith(f"{HOME}/thanks/")
    assert "Thank you!" in phone.get(answer.location).text
    [form] = applying.pending(shop)
    assert (form.name, form.phone, form.birthday) == ("王小美", "13812345678", Birthday(3, 15))
    member = applying.accept(shop, by=cashier, sign_up=form.id)
    assert finding.card(shop, member).name == "王小美"


def test_the_page_says_whose_it_is(phone: Phone) -> None:
    page = phone.get().text
    assert "甜甜" in page
    assert pairs.pair(SECRET) in page
    assert re.fullmatch(r"[a-z]+ · [a-z]+", pairs.pair(SECRET))
    assert pairs.pair(SECRET) != pairs.pair(SECRET + "x")


def test_the_words_can_be_compared_with_the_counters_own(phone: Phone) -> None:
    texts.speak("zh_CN")
    english = phone.get(**{"Accept-Language": "en"}).text
    with texts.speaking("zh_CN"):
        assert f"({pairs.pair(SECRET)})" in english
    chinese = phone.get(**{"Accept-Language": "zh-CN"}).text
    assert pairs.pair(SECRET) in chinese
    assert f"({pairs.pair(SECRET)})" not in chinese


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Please enter a name."),
        ("name", " \u200b ", "Please enter a name."),
        ("name", "m" * 61, "The name is too long: 60 characters at most."),
        ("phone", "", "This is not a phone number."),
        ("phone", "12", "This is not a phone number."),
        ("phone", "1" * 4000, "This is not a phone number."),
        ("birth_day", "", NO_SUCH_DAY),
        (
            "birth_day",
            "32",
            "There is no such day. Please correct it, or leave the birthday empty.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    shop: Shop, phone: Phone, field: str, typed: str, says: str
) -> None:
    answer = phone.post(phone.open() | {field: typed})
    page = html.unescape(answer.text)
    name = field.replace("birth_day", "birthday")
    assert answer.status_code == 422
    assert f'id="{name}-problem">{says}<' in page
    assert page.count('role="alert"') == page.count("autofocus") == 1
    assert page.count(says) == 2  # in the summary, and beside its field
    assert f'aria-describedby="{name}-problem"' in page
    assert 'name="phone" value="' + ("13812345678" if field != "phone" else typed) in page
    assert applying.pending(shop) == []


def test_every_problem_is_told_at_once(shop: Shop, phone: Phone) -> None:
    page = phone.post({"key": phone.open()["key"], "phone": "12", "birth_month": "2"}).text
    assert re.findall(r'id="(\w+)-problem"', page) == ["phone", "name", "birthday", "consents"]
    assert page.count("autofocus") == 1
    assert "<option selected>2</option>" in page


def test_nothing_is_kept_without_consent(shop: Shop, phone: Phone) -> None:
    fields = phone.open()
    del fields["consents"]
    answer = phone.post(fields)
    assert "without your consent we may not keep your details" in answer.text
    assert applying.pending(shop) == []
    assert phone.post(fields | {"key": key_in(answer), "consents": "on"}).status_code == 303


def test_birthday_and_messages_are_hers_to_choose(shop: Shop, phone: Phone) -> None:
    assert "checked" not in phone.get().text
    phone.post(phone.open() | {"birth_month": "", "birth_day": ""})
    phone.post(phone.open() | {"wants_messages": "on"})
    assert [form.birthday for form in applying.pending(shop)] == [None, Birthday(3, 15)]
    with shop.reading():
        assert shop.rows("SELECT wants_messages FROM sign_up ORDER BY id") == [(0,), (1,)]


@pytest.mark.parametrize(
    "name",
    [
        "<b>Mei</b>",
        "'; DROP TABLE member; --",
        '" onfocus="alert(1)',
        "👩‍🍳 小美 🍰",
        "{{ 7 * 7 }}",
        "%s {shop} %(x)s",
        "=1+1",
        "../../etc/passwd",
    ],
)
def test_a_hostile_name_is_only_a_name(shop: Shop, phone: Phone, name: str) -> None:
    refused = phone.post(phone.open() | {"name": name, "phone": "12"})
    assert (
        f'value="{html.escape(name)}"'.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
        in refused.text
    )
    phone.post(phone.open() | {"name": name})
    assert [form.name for form in applying.pending(shop)] == [name]


@pytest.mark.parametrize("typed", ["１３８１２３４５６７８", "+86 138 1234 5678", "138-1234-5678"])
def test_a_number_is_understood_as_people_write_it(shop: Shop, phone: Phone, typed: str) -> None:
    phone.post(phone.open() | {"phone": typed})
    assert applying.pending(shop)[0].phone == "13812345678"


def test_a_form_sent_twice_counts_once(shop: Shop, phone: Phone) -> None:
    fields = phone.open()
    first, again = phone.post(fields), phone.post(fields)
    assert again.headers == first.headers
    assert len(applying.pending(shop)) == 1


def test_nobody_learns_who_is_a_member(shop: Shop, phone: Phone, mei: int) -> None:
    known = phone.post(phone.open() | {"name": "Anybody", "phone": "13812345678"})
    new = phone.post(phone.open() | {"name": "Anybody", "phone": "13987654321"})
    assert known.status_code == new.status_code
    assert len(known.data) == len(new.data)
    assert [*known.headers.keys()] == [*new.headers.keys()]
    for answer in (known, new):  # each phone has a ticket of its own, and waits
        waiting = phone.get(answer.location)
        assert "Refresh" in waiting.headers
        assert "will confirm it with you" in waiting.text
    assert [form.known and form.known.member for form in applying.pending(shop)] == [mei, None]


def test_an_old_form_comes_back_filled_in_and_still_counts_once(
    shop: Shop, phone: Phone, seconds: Seconds
) -> None:
    fields = phone.open()
    phone.post(fields)
    seconds.now += 16 * 60
    late = phone.post(fields)
    assert late.status_code == 422
    assert "open for a long time" in late.text
    assert 'value="王小美"' in late.text
    assert phone.post(fields | {"key": key_in(late)}).status_code == 303
    assert len(applying.pending(shop)) == 1


@pytest.mark.parametrize("key", ["", "made-up", "made.up.key", "é\x00" * 50])
def test_a_form_we_did_not_hand_out_is_not_taken(shop: Shop, phone: Phone, key: str) -> None:
    answer = phone.post(phone.open() | {"key": key})
    assert answer.status_code == 422
    assert applying.pending(shop) == []
    assert phone.post(phone.open() | {"key": key_in(answer)}).status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5", "192.168.1.5:80", "", "[::1"])
def test_only_our_own_address_is_answered(shop: Shop, phone: Phone, host: str) -> None:
    for answer in (phone.get(Host=host), phone.post(phone.open(), Host=host)):
        assert answer.status_code == 421
        assert "甜甜" not in answer.text
    assert applying.pending(shop) == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", f"https://{HOST}"])
def test_only_our_own_form_is_taken(shop: Shop, phone: Phone, origin: str) -> None:
    assert phone.post(phone.open(), Origin=origin).status_code == 403
    assert applying.pending(shop) == []


@pytest.mark.parametrize(
    "path", ["/", "/x", f"/{SECRET}x", f"/{SECRET[:-1]}", "/%ff%00é", "/x/thanks", f"//{SECRET}"]
)
def test_without_the_code_there_is_nothing_to_see(shop: Shop, phone: Phone, path: str) -> None:
    for answer in (phone.get(path), phone.post(phone.open(), path)):
        assert answer.status_code == 404
        assert "甜甜" not in answer.text
        assert SECRET not in answer.text
    assert applying.pending(shop) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    for path in (HOME, f"{HOME}/thanks/x", "/style.css"):
        assert client.open(path, method=method, headers={"Host": HOST}).status_code == 405


def test_too_much_is_refused(shop: Shop, phone: Phone) -> None:
    long = phone.post(phone.open() | {"name": "m" * 10_000})
    assert (long.status_code, "more than the form can hold" in long.text) == (413, True)
    many = phone.post(phone.open() | {f"more{number}": "x" for number in range(20)})
    assert many.status_code == 400
    other = phone.post(phone.open(), **{"Content-Type": "multipart/form-data; boundary=x"})
    assert other.status_code == 415
    assert applying.pending(shop) == []


def test_one_phone_cannot_crowd_out_the_others(
    shop: Shop, client: FlaskClient, phone: Phone, seconds: Seconds
) -> None:
    answers = [phone.post(phone.open()).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
    crowded = phone.post(phone.open())
    assert "ask at the counter" in crowded.text
    assert 'value="王小美"' in crowded.text
    assert Phone(client, "192.168.1.21").post(phone.open()).status_code == 303
    seconds.now += 60
    assert phone.post(phone.open()).status_code == 303


def test_guessing_the_code_tires_while_guests_are_served(phone: Phone) -> None:
    answers = [phone.get("/guess").status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    assert phone.get().status_code == 200


def test_a_full_waiting_list_is_told_in_words(shop: Shop, phone: Phone) -> None:
    for number in range(applying.MOST_PENDING):
        applicant = Applicant("Ana", "+8613987654321", None, wants_messages=False)
        applying.apply(shop, applicant=applicant, request=f"r{number}")
    answer = phone.post(phone.open())
    assert answer.status_code == 429
    assert "ask at the counter" in answer.text


@pytest.mark.parametrize(
    ("accepts", "spoken"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,en", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-TW;q=0.2,en-GB", "en"),
        ("ja,zh-TW;q=0.5", "zh-Hant"),
        ("de", "en"),
        ("", "en"),
        ("*;;q=x,\u00e9", "en"),
    ],
)
def test_the_page_speaks_as_the_phone_does(phone: Phone, accepts: str, spoken: str) -> None:
    assert f'<html lang="{spoken}">' in phone.get(**{"Accept-Language": accepts}).text


def test_the_language_chosen_on_the_page_stays(phone: Phone) -> None:
    page = phone.get(f"{HOME}?lang=zh_TW").text
    assert '<html lang="zh-Hant">' in page
    assert f'action="{HOME}?lang=zh_TW"' in page
    answer = phone.post(phone.open(), f"{HOME}?lang=zh_TW")
    assert answer.location.startswith(f"{HOME}/thanks/")
    assert answer.location.endswith("?lang=zh_TW")
    assert '<html lang="en">' in phone.get(f"{HOME}?lang=../x").text


def test_every_answer_is_dressed(phone: Phone) -> None:
    answers = [
        phone.get(),
        phone.get(f"{HOME}/thanks/x"),
        phone.get("/style.css"),
        phone.get("/wrong"),
        phone.get(Host="evil.example"),
        phone.post({}),
        phone.post(phone.open()),
    ]
    for answer in answers:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
    assert "<script" not in answers[0].text
    assert "style=" not in answers[0].text


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"birth_year": "1990"}, Birthday(3, 15, 1990)),
        ({"birth_year": "１９９０"}, Birthday(3, 15, 1990)),
        ({"calendar": "lunar"}, Birthday(3, 15, lunar=True)),
        ({"calendar": "leap", "birth_year": "1993"}, Birthday(3, 15, 1993, lunar=True, leap=True)),
        ({"calendar": "made up"}, Birthday(3, 15)),
        ({"birth_month": "", "birth_day": "", "calendar": "lunar"}, None),
    ],
)
def test_a_birthday_by_the_sun_or_the_moon(
    shop: Shop, phone: Phone, fields: dict[str, str], kept: Birthday | None
) -> None:
    assert phone.post(phone.open() | fields).status_code == 303
    assert applying.pending(shop)[0].birthday == kept


@pytest.mark.parametrize(
    "fields",
    [{"birth_month": ""}, {"birth_year": "90"}, {"birth_year": "1890"}, {"birth_year": "x"},
     {"birth_year": "1990", "birth_month": "", "birth_day": ""},
     {"calendar": "lunar", "birth_day": "31"}, {"calendar": "leap", "birth_year": "1990"}],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_told_and_kept_on_the_page(
    shop: Shop, phone: Phone, fields: dict[str, str]
) -> None:
    answer = phone.post(phone.open() | fields)
    assert answer.status_code == 422
    assert 'id="birthday-problem"' in answer.text
    assert "<details open>" in answer.text
    if year := fields.get("birth_year"):
        assert f'value="{year}"' in answer.text
    assert applying.pending(shop) == []


@pytest.mark.parametrize(
    "fields",
    [{"younger": "on"}, {"birth_year": "2012", "birth_month": "3", "birth_day": "11"},
     {"birth_year": "2012", "birth_month": "2", "birth_day": "21", "calendar": "lunar"},
     {"younger": "on", "phone": "12", "name": ""}],
)  # fmt: skip
def test_who_is_younger_than_14_is_stopped_kindly_and_nothing_is_kept(
    shop: Shop, phone: Phone, fields: dict[str, str]
) -> None:
    answer = phone.post(phone.open() | fields)
    assert "come to the counter with your mother or father" in answer.text
    assert "<form" not in answer.text
    assert "王小美" not in answer.text
    assert "13812345678" not in answer.text
    assert applying.pending(shop) == []
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sign_up") == [(0,)]


def test_she_says_what_fits_her(shop: Shop, owner: Staff, phone: Phone) -> None:
    assert 'name="tag"' not in phone.get().text
    sugar = tagging.add_tag(shop, by=owner, name="less sugar", request="1")
    cats = tagging.add_tag(shop, by=owner, name="<b>cat & co", request="2")
    assert "<span>&lt;b&gt;cat &amp; co</span>" in phone.get().text
    fields = MultiDict([*phone.open().items(), *(("tag", tag) for tag in (sugar, cats, "9", "x"))])
    fields["phone"] = "1"
    refused = phone.post(fields).text
    assert f'value="{sugar}" checked' in refused
    fields["phone"], fields["key"] = "13812345678", key_in(phone.get())
    assert phone.post(fields).status_code == 303
    assert applying.pending(shop)[-1].tags == ("less sugar", "<b>cat & co")


def test_a_friends_link_fills_her_code_in(shop: Shop, phone: Phone, mei: int) -> None:
    code = referring.friend_code(shop, member=mei)
    page = phone.get(f"{HOME}?from={code}").text
    assert f'value="{code}"' in page
    assert "<details open>" in page
    assert f"?lang=zh_CN&amp;from={code}" in page
    assert "王小美" not in page
    fields = {"name": "Ana", "phone": "13987654321", "from": code}
    phone.post(phone.open() | fields)
    assert applying.pending(shop)[0].brought_by == "王小美"


@pytest.mark.parametrize("sent", ["6000000000", "x", "王小美", "13812345678", "<b>", ""])
def test_a_code_that_leads_nowhere_is_left_out_and_nobody_learns_which(
    shop: Shop, phone: Phone, mei: int, sent: str
) -> None:
    code = referring.friend_code(shop, member=mei)
    answers = [
        phone.post(phone.open() | {"phone": number, "from": said})
        for number, said in (("13987654321", sent), ("13987654322", code))
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({len(answer.data) for answer in answers}) == 1
    assert [form.brought_by for form in applying.pending(shop)] == ["", "王小美"]
    assert "<b>" not in phone.get(f"{HOME}?from=%3Cb%3E").text


def test_more_is_told_in_a_fold_if_there_is_more(shop: Shop, owner: Staff, phone: Phone) -> None:
    page = phone.get(**{"Accept-Language": "zh-CN"}).text
    asked, fold = page.partition('<details class="told">')[::2]
    assert "我已满 14 岁，同意" in asked
    assert "撤回同意" not in asked
    assert "撤回同意" in fold.partition("</details>")[0]
    short = {language: Words("Keep it?", "Offers?") for language in texts.LANGUAGES}
    consenting.reword(shop, by=owner, words=short, request="w")
    assert 'class="told"' not in phone.get().text


def test_other_words_of_consent_are_read_before_they_are_agreed_to(
    shop: Shop, owner: Staff, phone: Phone
) -> None:
    fields = phone.open()
    other = {
        language: Words(f"{{shop}} <i>{language}</i>?", "Offers?") for language in texts.LANGUAGES
    }
    consenting.reword(shop, by=owner, words=other, request="w")
    again = phone.post(fields)
    assert again.status_code == 422
    assert "甜甜 &lt;i&gt;en&lt;/i&gt;?" in again.text
    assert applying.pending(shop) == []
    assert phone.post(fields | {"key": key_in(again)}).status_code == 303
    with shop.reading():
        assert shop.rows("SELECT text_version FROM sign_up") == [(4,)]
    chinese = phone.get(**{"Accept-Language": "zh-TW"}).text
    assert "甜甜 &lt;i&gt;zh_TW&lt;/i&gt;?" in chinese
