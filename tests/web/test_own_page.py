"""A member's own page, as the server sees it."""

import html
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from shopfans.database.shop import Shop
from shopfans.domain.ballots import Candidate
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import MemberErased
from shopfans.domain.roles import Staff
from shopfans.domain.stamps import StampRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import referring, tiering
from shopfans.services.joining import applying, balloting, correcting, linking
from shopfans.services.members import finding, proving, tagging
from shopfans.web.inked import drawn
from shopfans.web.pages import make_app
from shopfans.web.visits import Visits, What
from tests.conftest import Clock
from tests.services import session_cards, stored_value
from tests.services.friends import bring, reward
from tests.services.memberships import GOLD, buy, join_plan, offer, template
from tests.services.test_selling import pass_working_days, sell
from tests.web.conftest import HOME, HOST, SECRET, Phone, Seconds, key_in


@pytest.fixture
def me(shop: Shop, cashier: Staff, mei: int) -> str:
    return f"{HOME}/me/{linking.give(shop, by=cashier, member=mei, request='link')}"


@pytest.fixture
def ballot(shop: Shop, owner: Staff) -> list[int]:
    balloting.open_ballot(
        shop, by=owner, title="三月新品", last=date(2026, 3, 20), request="open",
        candidates=[Candidate("芋圆"), Candidate("<b>Mango", b"\xff\xd8\xff picture")],
    )  # fmt: skip
    row = balloting.running(shop)
    assert row
    return [one.candidate for one in row.tallies]


def code_on(page: TestResponse) -> str:
    found = re.search(r'<p class="digits">(4[\d ]+)</p>', page.text)
    assert found
    return found[1]


def tags_key(page: str) -> str:
    """The key of the form with the tags."""
    found = re.search(r'/tags">\s*<input type="hidden" name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def test_it_shows_what_she_has(
    shop: Shop,
    owner: Staff,
    cashier: Staff,
    mei: int,
    me: str,
    phone: Phone,
) -> None:
    sell(shop, cashier, 1234, "s", member=mei)
    terms = replace(settings.load(shop), stamps=StampRule(needed=9))
    settings.save(shop, by=owner, terms=terms, request="stamps")
    page = phone.get(me)
    coupon = finding.card(shop, mei).coupons[0]
    for said in ("Hello, 王小美", "138****5678", "1,234", "Welcome", coupon.code[:4], "0 / 9"):
        assert said in page.text
    assert '1,234 until <span class="whole">2027-03-10</span>' in page.text
    assert "13812345678" not in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_her_code_is_taken_at_the_counter_and_comes_anew_before_it_dies(
    shop: Shop,
    cashier: Staff,
    mei: int,
    me: str,
    phone: Phone,
    clock: Clock,
) -> None:
    page = phone.get(f"{me}?lang=zh_TW")
    assert f'<iframe src="{me}/code?lang=zh_TW"' in page.text
    assert "Refresh" not in page.headers
    assert 'class="digits">4' not in page.text
    part = phone.get(f"{me}/code?lang=zh_TW")
    seconds_, address = part.headers["Refresh"].split("; url=")
    assert address == f"{me}/code?lang=zh_TW"
    clock.at += timedelta(seconds=int(seconds_) + 10)
    assert proving.show(shop, by=cashier, code=code_on(part), request="s") == mei


def test_her_page_with_its_code_is_one_visit(shop: Shop, me: str) -> None:
    visits = Visits(shop.now)
    app = make_app(shop, secret=SECRET, hosts=frozenset({HOST}), visits=visits)
    phone = Phone(app.test_client())
    for path in (me, f"{me}/code", f"{me}/code", f"{HOME}/me/guess/code"):
        phone.get(path)
    seen = {visit.what: visit.times for visit in visits.newest_first()}
    assert seen == {What.OPENED: 1, What.WRONG_CODE: 1}


def test_unknown_withdrawn_and_forgotten_are_one_answer(
    shop: Shop,
    owner: Staff,
    mei: int,
    me: str,
    phone: Phone,
) -> None:
    unknown = phone.get(f"{HOME}/me/{'x' * 32}")
    linking.withdraw(shop, by=owner, member=mei, request="w")
    withdrawn = phone.get(me)
    for path in ("", "/code", "/data", "/forget"):
        assert phone.get(me + path).status_code == 404
    for path in ("/vote", "/data", "/tags", "/messages", "/forget"):
        assert phone.post({"key": ""}, me + path).status_code == 404
    assert (unknown.status_code, unknown.text) == (withdrawn.status_code, withdrawn.text)
    assert "甜甜" not in unknown.text


def test_guessing_addresses_tires(phone: Phone, me: str) -> None:
    answers = [phone.get(f"{HOME}/me/guess{number}").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
    assert phone.get(me).status_code == 200


def test_one_tap_is_her_vote_and_another_changes_it(
    shop: Shop,
    mei: int,
    me: str,
    phone: Phone,
    ballot: list[int],
) -> None:
    page = phone.get(me)
    assert "三月新品" in page.text
    assert "&lt;b&gt;Mango" in page.text
    assert 'src="data:image/jpeg;base64,' in page.text
    for chosen in ballot:
        answer = phone.post({"key": key_in(phone.get(me)), "candidate": str(chosen)}, f"{me}/vote")
        assert (answer.status_code, answer.location) == (303, f"{me}#ballot")
    row = balloting.running(shop)
    assert row
    assert [one.votes for one in row.tallies] == [0, 1]
    assert balloting.choice(shop, row.id, mei) == ballot[1]
    assert phone.get(me).text.count("My vote") == 1


@pytest.mark.parametrize("candidate", ["", "0", "99", "-1", "²", "1e3", "9" * 30, "x"])
def test_what_is_no_candidate_is_refused_in_words(
    me: str,
    phone: Phone,
    ballot: list[int],
    candidate: str,
) -> None:
    fields = {"key": key_in(phone.get(me)), "candidate": candidate}
    answer = phone.post(fields, f"{me}/vote")
    assert answer.status_code == 422
    assert "This ballot is over." in answer.text


def test_a_form_of_another_site_or_of_yesterday_changes_nothing(
    shop: Shop,
    mei: int,
    me: str,
    phone: Phone,
    ballot: list[int],
    seconds: Seconds,
) -> None:
    key = key_in(phone.get(me))
    foreign = phone.post({"key": key, "candidate": str(ballot[0])}, f"{me}/vote", Origin="http://x")
    assert foreign.status_code == 403
    seconds.now += 16 * 60
    for fields in ({"key": key}, {"key": "x"}, {}):
        for path in ("/vote", "/data", "/tags", "/messages", "/forget"):
            fields |= {"candidate": str(ballot[0]), "name": "Eve", "given": "yes", "digits": "5678"}
            answer = phone.post(fields, me + path)
            assert answer.status_code in {422, 429}
            assert "long time" in answer.text or "too often" in answer.text
    assert finding.card(shop, mei).name == "王小美"
    row = balloting.running(shop)
    assert row
    assert row.votes == 0


def test_she_corrects_her_data(shop: Shop, mei: int, me: str, phone: Phone) -> None:
    page = phone.get(f"{me}/data")
    assert 'value="1990-03-15"' in page.text
    wrong = {"key": key_in(page), "name": " ", "birthday": "31-31"}
    answer = phone.post(wrong, f"{me}/data")
    assert answer.status_code == 422
    assert "Write it like 08-15" in html.unescape(answer.text)
    assert 'value="31-31"' in answer.text
    nameless = phone.post({"key": key_in(page), "name": " "}, f"{me}/data")
    assert "Please enter a name." in nameless.text
    right = {"key": key_in(page), "name": "王大美", "birthday": "农历1990年八月十五"}
    saved = phone.post(right, f"{me}/data")
    assert saved.location == f"{me}/data?saved=1"
    assert finding.card(shop, mei).birthday == Birthday(8, 15, 1990, lunar=True)
    again = phone.get(saved.location)
    assert "Saved." in again.text
    shown = re.search(r'name="birthday" value="([^"]*)"', again.text)
    assert shown
    same = {"key": key_in(again), "name": "王大美", "birthday": shown[1]}
    assert phone.post(same, f"{me}/data").status_code == 303
    assert finding.card(shop, mei).birthday == Birthday(8, 15, 1990, lunar=True)


def test_a_form_sent_again_with_other_words_in_it_is_shown_again(
    shop: Shop, mei: int, me: str, phone: Phone
) -> None:
    key = key_in(phone.get(f"{me}/data"))
    assert phone.post({"key": key, "name": "王大美"}, f"{me}/data").status_code == 303
    for path, fields in (
        ("/data", {"name": "Eve"}), ("/messages", {"given": "yes"}), ("/tags", {}),
        ("/forget", {"digits": "5678"}),
    ):  # fmt: skip
        answer = phone.post({"key": key, **fields}, me + path)
        assert answer.status_code == 422
        assert "long time" in answer.text
    assert finding.card(shop, mei).name == "王大美"


def test_she_agrees_to_messages_and_takes_it_back(
    shop: Shop,
    mei: int,
    me: str,
    phone: Phone,
) -> None:
    for given in ("yes", "no"):
        fields = {"key": key_in(phone.get(f"{me}/data")), "given": given}
        assert phone.post(fields, f"{me}/messages").status_code == 303
        assert correcting.consents(shop, mei).messages is (given == "yes")


def test_she_ticks_what_is_true_of_her(
    shop: Shop, owner: Staff, mei: int, me: str, phone: Phone
) -> None:
    assert 'name="tag"' not in phone.get(f"{me}/data").text
    sugar = tagging.add_tag(shop, by=owner, name="less sugar", request="1")
    cats = tagging.add_tag(shop, by=owner, name="<b>cat & co", request="2")
    tagging.set_tags(shop, by=owner, member=mei, tags=[sugar], request="t")
    page = phone.get(f"{me}/data").text
    assert f'value="{sugar}" checked' in page
    assert f'value="{cats}" checked' not in page
    assert "<span>&lt;b&gt;cat &amp; co</span>" in page
    sent = [("key", tags_key(page)), *(("tag", one) for one in (cats, cats, "99", "x"))]
    answer = phone.post(MultiDict(sent), f"{me}/tags")
    assert (answer.status_code, answer.location) == (303, f"{me}/data?saved=1")
    assert tagging.tags_of(shop, mei) == {cats}
    page = phone.get(f"{me}/data").text
    assert phone.post({"key": tags_key(page)}, f"{me}/tags").status_code == 303
    assert tagging.tags_of(shop, mei) == set()


def test_she_sees_her_tier_and_what_is_missing_to_the_next(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, me: str, phone: Phone
) -> None:
    assert "short of" not in phone.get(me).text
    rule = TierRule((Tier(1, "Silver", 100_000), Tier(2, "<Gold>", 300_000)))
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    sell(shop, cashier, 950, "s1", member=mei)
    assert "<p>¥50.00 short of Silver</p>" in phone.get(me).text
    sell(shop, cashier, 2000, "s2", member=mei)
    assert "<p>Silver · ¥50.00 short of &lt;Gold&gt;</p>" in phone.get(me).text
    sell(shop, cashier, 50, "s3", member=mei)
    assert "<p>&lt;Gold&gt;</p>" in phone.get(me).text


def test_her_friend_opens_the_form_with_her_code(
    shop: Shop, mei: int, me: str, phone: Phone
) -> None:
    code = referring.friend_code(shop, member=mei)
    page = phone.get(me).text
    link = f"http://{HOST}{HOME}?from={code}"
    assert f'href="{link}"' in page
    assert str(drawn(link, "Code for a friend")) in page
    assert f'name="from" value="{code}"' in phone.get(f"{HOME}?from={code}").text
    assert me.rsplit("/", 1)[1] not in link


def test_whom_she_brought_is_masked_and_what_they_spent_is_one_sum(
    shop: Shop, cashier: Staff, mei: int, me: str, phone: Phone
) -> None:
    assert "Whom I brought" not in phone.get(me).text
    reward(shop)
    ana = bring(shop, cashier, "Ana", "13700000001", mei)
    bring(shop, cashier, "<b>Joy", "13700000002", mei)
    sell(shop, cashier, 10, "first", member=ana)
    page = phone.get(me).text
    assert "With her first visit you get 20 points, she gets 30 points" in page
    assert '<span>A**</span> <span class="aside">was here</span>' in page
    assert '<span>&lt;**</span> <span class="aside">not yet here</span>' in page
    assert "Together they spent ¥10.00." in page
    assert "Ana" not in page


def test_she_is_forgotten_in_two_steps(
    shop: Shop,
    mei: int,
    me: str,
    phone: Phone,
    seconds: Seconds,
) -> None:
    key = key_in(phone.get(f"{me}/forget"))
    tries = [phone.post({"key": key, "digits": "1111"}, f"{me}/forget") for _ in range(6)]
    assert [answer.status_code for answer in tries] == [422] * 5 + [429]
    seconds.now += 60
    answer = phone.post({"key": key, "digits": "5678"}, f"{me}/forget")
    assert answer.location == f"{HOME}/forgotten"
    assert "You are forgotten" in phone.get(answer.location).text
    assert phone.get(me).status_code == 404
    with pytest.raises(MemberErased):
        finding.card(shop, mei)


PAID_AHEAD: list[Callable[[Shop, Staff, int], object]] = [
    lambda shop, by, her: stored_value.top_up(shop, by, her, 500, "top-up"),
    lambda shop, by, her: session_cards.sell(shop, by, her, session_cards.offer(shop)),
    lambda shop, by, her: join_plan(shop, by, her, "gold"),
]


@pytest.mark.parametrize("pay", PAID_AHEAD, ids=["stored value", "sessions", "a membership"])
def test_what_she_paid_ahead_goes_back_before_she_is_forgotten(
    shop: Shop, cashier: Staff, mei: int, me: str, phone: Phone,
    pay: Callable[[Shop, Staff, int], object],
) -> None:  # fmt: skip
    stored_value.allow(shop)
    offer(shop, GOLD)
    pay(shop, cashier, mei)
    key = key_in(phone.get(f"{me}/forget"))
    answer = phone.post({"key": key, "digits": "5678"}, f"{me}/forget")
    assert answer.status_code == 422
    assert "paid back at the counter" in answer.text
    assert "aria-invalid" not in answer.text
    assert finding.card(shop, mei).name == "王小美"


def test_the_thanks_page_turns_into_hers(
    shop: Shop,
    cashier: Staff,
    client: FlaskClient,
    phone: Phone,
) -> None:
    ticket = phone.post(phone.open()).location
    waiting = phone.get(ticket)
    assert waiting.headers["Refresh"] == f"5; url={ticket}"
    (form,) = applying.pending(shop)
    member = applying.accept(shop, by=cashier, sign_up=form.id)
    assert client.head(ticket, headers={"Host": HOST}).status_code == 200
    page = phone.get(ticket)
    assert page.status_code == 303
    assert linking.holder(shop, page.location.rsplit("/", 1)[1]) == member
    assert "王小美" in phone.get(page.location).text
    later = phone.get(ticket)
    assert later.status_code == 200
    assert "Refresh" not in later.headers


def test_a_stranger_with_a_members_number_sees_nothing_of_hers(
    shop: Shop,
    cashier: Staff,
    mei: int,
    phone: Phone,
) -> None:
    ticket = phone.post(phone.open() | {"name": "Eve"}).location
    assert phone.get(ticket).headers["Refresh"]
    (form,) = applying.pending(shop)
    applying.accept(shop, by=cashier, sign_up=form.id)
    after = phone.get(ticket)
    made_up = phone.get(f"{HOME}/thanks/made.up")
    assert after.status_code == made_up.status_code == 200
    assert after.text == made_up.text
    assert "王小美" not in after.text


HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", '"><img src=x onerror=1>', "&lt;b&gt;"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_plain_text(
    shop: Shop,
    mei: int,
    me: str,
    phone: Phone,
    name: str,
) -> None:
    correcting.correct(shop, member=mei, name=name, birthday=None, request="c")
    for path in ("", "/data"):
        page = phone.get(me + path).text
        assert html.escape(name) in page.replace("&#39;", "&#x27;").replace("&#34;", "&quot;")
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_no_request_however_formed_breaks_it_or_says_whose_it_is(
    shop: Shop, me: str, client: FlaskClient, ballot: list[int]
) -> None:
    chance = random.Random(7)
    parts = [
        "",
        "/",
        "/code",
        "/vote",
        "/data",
        "/tags",
        "/messages",
        "/forget",
        "/../data",
        "/%00",
        "/é",
        "?lang=xx",
    ]
    said = ["", "x", "王小美", "\ud83d", "0", "-1", "9" * 400, "yes", "' OR 1=1 --", "%s{{7*7}}"]
    for _number in range(600):
        token = list(me)
        place = chance.randrange(len(HOME) + 4, len(token))
        token[place] = chance.choice("abcXYZ019-_%/. ")
        is_hers = chance.random() < 0.5
        path = (me if is_hers else "".join(token)) + chance.choice(parts)
        fields = {
            name: chance.choice(said).encode(errors="replace").decode()
            for name in chance.sample(
                ["key", "candidate", "name", "birthday", "given", "digits", "tag"], 3
            )
        }
        answer = client.open(
            path,
            method=chance.choice(["GET", "POST", "HEAD"]),
            headers={"Host": HOST, "Origin": f"http://{HOST}"},
            data=fields,
            environ_overrides={"REMOTE_ADDR": f"192.168.1.{chance.randrange(250)}"},
        )
        assert answer.status_code < 500
        assert "Traceback" not in answer.text
        if not path.startswith(me):
            assert "王小美" not in answer.text
    assert linking.holder(shop, me.rsplit("/", 1)[1])


def test_she_sees_what_is_left_of_her_cards(
    phone: Phone, shop: Shop, cashier: Staff, mei: int, me: str
) -> None:
    assert "面部护理" not in phone.get(me).text
    _sold, card = session_cards.sell(shop, cashier, mei, session_cards.offer(shop))
    session_cards.use(shop, cashier, card, note="left cheek")
    page = html.unescape(phone.get(f"{me}?lang=en").text)
    assert "<span>面部护理</span> <span>9 of 10 left</span>" in page
    assert "Value left ¥882.00 · no end" in page
    assert "left cheek" not in page


def test_her_page_says_until_when_she_has_her_membership_and_brings_its_coupons(
    phone: Phone, shop: Shop, cashier: Staff, mei: int, me: str, clock: Clock
) -> None:
    plan = GOLD._replace(monthly=template(shop, "five a month"))
    offer(shop, plan)
    join_plan(shop, cashier, mei, "gold", plan)
    buy(shop, cashier, mei, 1_000, "cake", due=900)
    saved = 'Gold until <span class="whole">2027-03-09</span> · saved ¥1.00 so far, plus points'
    assert saved in phone.get(me).text
    pass_working_days(shop, cashier, clock, 35)
    names = [one.name for one in finding.card(shop, mei).coupons]
    assert "five a month" not in names
    assert "five a month" in phone.get(me).text
