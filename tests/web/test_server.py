"""The door for the phones: it opens, stands a crowd, and shuts."""

import http.client
import re
import shutil
import socket
import threading
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from shopfans.database import opening
from shopfans.database import shop as books
from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotServe, PortTaken, ShopError
from shopfans.services.joining import applying
from shopfans.texts import pairs
from shopfans.web.server import SignUpServer
from shopfans.web.visits import What
from shopfans.web.wire import EACH


def ask(
    server: SignUpServer, fields: dict[str, str] | None = None, *, source: str = "127.0.0.1"
) -> tuple[int, str]:
    """Status and page for a GET, or for a POST of `fields`, from an address of this computer."""
    place = urlsplit(server.url)
    assert place.hostname
    with closing(
        http.client.HTTPConnection(
            place.hostname, place.port, timeout=60, source_address=(source, 0)
        )
    ) as connection:
        if fields is None:
            connection.request("GET", place.path)
        else:
            headers = {
                "Origin": f"http://{place.netloc}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            connection.request("POST", place.path, urlencode(fields), headers)
        answer = connection.getresponse()
        assert answer.headers["Server"] == "server"
        return answer.status, answer.read().decode()


def filled_form(server: SignUpServer) -> dict[str, str]:
    found = re.search(r'name="key" value="([^"]+)"', ask(server)[1])
    assert found
    return {"key": found[1], "name": "Ana", "phone": "13987654321", "consents": "on"}


def test_the_address_and_the_words_are_for_the_counter_to_show(server: SignUpServer) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}", server.url)
    assert pairs.pair(server.secret) in ask(server)[1]


def test_a_form_sent_by_many_threads_at_once_counts_once(
    shop: Shop, server: SignUpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a busy disk may take seconds for the one that is stored: the others wait for their turn
    monkeypatch.setattr(books, "BUSY_SECONDS", 60)
    fields, answers = filled_form(server), list[int]()
    threads = [
        threading.Thread(target=lambda: answers.append(ask(server, fields)[0])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 8
    assert len(applying.pending(shop)) == 1


def test_the_counter_hears_of_it_after_it_is_stored(shop: Shop, server: SignUpServer) -> None:
    seen: list[int] = []
    shop.on_change = lambda topics: seen.append(len(applying.pending(shop)))
    ask(server, filled_form(server))
    assert seen == [1]


def test_a_crowd_of_slow_phones_keeps_nobody_waiting(server: SignUpServer) -> None:
    place = urlsplit(server.url)
    with ExitStack() as open_sockets:
        for _ in range(300):
            slow = socket.create_connection((place.hostname, place.port), timeout=5)
            open_sockets.enter_context(slow)
            slow.sendall(b"POST / HTTP/1.1\r\nHost: ")
        assert ask(server)[0] == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",  # a browser that tries https
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /%00%ff/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nHost: x\r\ntransfer-encoding : gzip\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nx",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-More: 1\r\n" * 64 + b"\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff]:[/@\r\n\r\n",
    ],
)
def test_odd_requests_are_refused_without_a_trace(server: SignUpServer, sent: bytes) -> None:
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=5) as phone:
        phone.sendall(sent)
        answer = phone.recv(65536)
    assert re.match(rb"HTTP/1\.[01] 4\d\d ", answer)
    assert b"X-Content-Type-Options: nosniff" in answer
    assert b"Traceback" not in answer
    assert ask(server)[0] == 200


def test_64_lines_of_a_header_are_taken(server: SignUpServer) -> None:
    place = urlsplit(server.url)
    lines = f"Host: {place.netloc}\r\nConnection: close\r\n" + "X-More: 1\r\n" * 62
    with socket.create_connection((place.hostname, place.port), timeout=5) as phone:
        phone.sendall(f"GET {place.path} HTTP/1.1\r\n{lines}\r\n".encode())
        assert phone.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_one_phone_holds_only_so_many_connections(server: SignUpServer) -> None:
    place = urlsplit(server.url)
    with ExitStack() as open_sockets:
        held = [
            open_sockets.enter_context(
                socket.create_connection((place.hostname, place.port), timeout=5)
            )
            for _ in range(EACH + 1)
        ]
        assert held[0].recv(1) == b""
        assert ask(server)[0] == 200
        assert server.visits.newest_first()[-1].what is What.CROWDED


def test_the_owner_sees_what_came_and_how_often(server: SignUpServer) -> None:
    form = filled_form(server)
    ask(server, form)
    ask(server, form | {"name": ""})
    for _ in range(3):
        wrong_code(server)
    seen = {visit.what: visit.times for visit in server.visits.newest_first()}
    assert seen == {What.OPENED: 1, What.SENT: 1, What.UNFINISHED: 1, What.WRONG_CODE: 3}
    assert server.visits.last_phone is not None


def wrong_code(server: SignUpServer) -> None:
    place = urlsplit(server.url)
    assert place.hostname
    with closing(http.client.HTTPConnection(place.hostname, place.port, timeout=5)) as guess:
        guess.request("GET", "/guess")
        assert guess.getresponse().status == 404


def test_a_taken_port_is_no_obstacle(shop: Shop, server: SignUpServer) -> None:
    taken = urlsplit(server.url).port
    assert taken
    with closing(SignUpServer(shop, address="127.0.0.1")) as other:
        assert urlsplit(other.url).port != taken
        assert (ask(other)[0], ask(server)[0]) == (200, 200)
    with pytest.raises(PortTaken):
        SignUpServer(shop, address="127.0.0.1", port=taken)


def test_an_address_that_is_not_ours_is_refused(shop: Shop) -> None:
    with pytest.raises(CannotServe) as refusal:
        SignUpServer(shop, address="192.0.2.1")
    assert refusal.value.address == "192.0.2.1"


def test_closed_is_closed_and_can_open_again_at_the_same_place(shop: Shop) -> None:
    before = threading.active_count()
    server = SignUpServer(shop, address="127.0.0.1")
    place = urlsplit(server.url)
    assert place.port
    ask(server)
    with socket.create_connection((place.hostname, place.port)):  # a phone that still holds on
        server.close()
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        ask(server)
    with closing(
        SignUpServer(shop, address="127.0.0.1", port=place.port, secret=place.path[1:])
    ) as again:
        assert again.url == server.url
        assert ask(again)[0] == 200


def test_a_damaged_file_sends_the_guest_to_the_counter(
    blank_shop: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "hurt.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path)
    with closing(SignUpServer(shop, address="127.0.0.1")) as server:
        path.write_bytes(b"not a database any more" * 1000)
        status, page = ask(server)
    with suppress(ShopError):
        shop.close()
    assert (status, "ask at the counter" in page) == (503, True)
    assert [record.getMessage() for record in caplog.records] == [
        "the sign-up pages cannot work: FileDamaged"
    ]
    caplog.clear()
