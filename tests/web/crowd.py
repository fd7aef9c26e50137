"""A crowd of phones on this computer's own network: many at once, very slow, or hostile.

`python -m tests.web.crowd KIND URL …` prints what they met as JSON: in a process of its own a crowd
takes no time from the server's.
"""

import http.client
import json
import re
import socket
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from random import Random
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

_FORM = "application/x-www-form-urlencoded"

BUGS = (b"Traceback", b'File "', b'.py"', b"sqlite")
"""What an answer says that tells of a bug."""


class Met(NamedTuple):
    """What a crowd met: seconds each of them waited, and how often each status was answered."""

    waits: list[float]
    statuses: dict[str, int]
    seconds: float
    suspicious: list[str]
    """Answers that say more than they should."""


def address_of(number: int) -> str:
    """This computer's own network has sixteen million addresses: each phone comes from its own."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def open_page(url: str, source: str, *, timeout: float = 10) -> tuple[float, str]:
    """Seconds until the form is there, from the first packet on, and the form."""
    place, start = urlsplit(url), time.perf_counter()
    assert place.hostname
    with closing(
        http.client.HTTPConnection(
            place.hostname, place.port, timeout=timeout, source_address=(source, 0)
        )
    ) as phone:
        phone.request("GET", place.path, headers={"Accept-Language": "zh-CN"})
        answer = phone.getresponse()
        page = answer.read().decode()
    assert answer.status == 200, answer.status
    return time.perf_counter() - start, page


def sign_up(url: str, count: int, first: int = 0) -> Met:
    """Everybody opens the form, fills it in, and sends it at the same moment; the phone numbers
    go up from `first`."""
    ready, waits, statuses = Barrier(count + 1), [0.0] * count, [0] * count

    def guest(number: int) -> None:
        source = address_of(number)
        found = re.search(r'name="key" value="([^"]+)"', open_page(url, source)[1])
        assert found
        fields = {
            "key": found[1],
            "name": f"客人{number}",
            "phone": f"138{first + number:08}",
            "consents": "on",
        }
        with closing(_connected(url, source)) as phone:
            ready.wait(60)
            start = time.perf_counter()
            statuses[number] = _post(phone, url, fields)
            waits[number] = time.perf_counter() - start

    with ThreadPoolExecutor(count) as threads:
        guests = [threads.submit(guest, number) for number in range(count)]
        ready.wait(60)
        start = time.perf_counter()
        for one in guests:
            one.result()
        took = time.perf_counter() - start
    return Met(waits, dict(Counter(map(str, statuses))), took, [])


def _connected(url: str, source: str) -> http.client.HTTPConnection:
    place = urlsplit(url)
    assert place.hostname
    phone = http.client.HTTPConnection(
        place.hostname, place.port, timeout=30, source_address=(source, 0)
    )
    phone.connect()
    return phone


def _post(phone: http.client.HTTPConnection, url: str, fields: dict[str, str]) -> int:
    place = urlsplit(url)
    headers = {"Origin": f"http://{place.netloc}", "Content-Type": _FORM}
    phone.request("POST", place.path, urlencode(fields), headers)
    answer = phone.getresponse()
    answer.read()
    return answer.status


def one_by_one(url: str, count: int) -> Met:
    """A guest every third of a second; instead of waits the moments at which each sent her form,
    by the clock that all processes share."""
    moments, statuses = [], Counter[str]()
    for number in range(count):
        source = address_of(number)
        found = re.search(r'name="key" value="([^"]+)"', open_page(url, source)[1])
        assert found
        fields = {"key": found[1], "name": f"客人{number}", "phone": f"139{number:08}"}
        with closing(_connected(url, source)) as phone:
            moments.append(time.monotonic())
            statuses[str(_post(phone, url, fields | {"consents": "on"}))] += 1
        time.sleep(0.3)
    return Met(moments, dict(statuses), 0, [])


def dawdle(url: str, count: int, seconds: float) -> Met:
    """One phone holds many connections and sends a byte now and then; another one opens the page
    twice a second, now from an address of her own, now from the same; both at least once."""
    place = urlsplit(url)
    waits: list[float] = []
    end = time.monotonic() + seconds
    slow: list[socket.socket] = []
    try:
        while time.monotonic() < end or len(waits) < 2:
            slow = [wire for wire in slow if _drips(wire)]
            while len(slow) < count:
                slow.append(_slow_one(place.hostname or "", place.port or 0))
            source = "127.0.0.2" if len(waits) % 2 else "127.0.0.1"
            waits.append(open_page(url, source)[0])
            time.sleep(0.5)
    finally:
        for wire in slow:
            wire.close()
    return Met(waits, {"200": len(waits)}, seconds, [])


def _slow_one(host: str, port: int) -> socket.socket:
    wire = socket.create_connection((host, port), timeout=10)
    wire.sendall(b"POST / HTTP/1.1\r\nHost: ")
    wire.setblocking(False)
    return wire


def _drips(wire: socket.socket) -> bool:
    """Whether it is still open after one more byte."""
    try:
        wire.send(b"x")
        wire.recv(1000)  # an answer, or nothing more: either way it is over
    except BlockingIOError:
        return True
    except OSError:
        pass
    wire.close()
    return False


def mutate(url: str, count: int, seed: int, secrets: list[str]) -> Met:
    """Requests that were right once; no answer may hold one of the secrets or tell of a bug."""
    shares = 4
    with ThreadPoolExecutor(shares) as threads:
        start = time.perf_counter()
        parts = list(
            threads.map(
                lambda share: _mutated_share(url, count // shares, Random(seed + share), secrets),
                range(shares),
            )
        )
    statuses: Counter[str] = Counter()
    for part in parts:
        statuses.update(part.statuses)
    suspicious = [one for part in parts for one in part.suspicious]
    return Met([], dict(statuses), time.perf_counter() - start, suspicious)


def _mutated_share(url: str, count: int, random: Random, secrets: list[str]) -> Met:
    place, statuses, suspicious = urlsplit(url), Counter[str](), []
    is_hers = "/me/" in url
    with_form = f"{url}/data" if is_hers else url
    signs = [*(one.encode() for one in secrets), *BUGS]
    key = ""
    for number in range(count):
        if number % 500 == 0:
            found = re.search(r'name="key" value="([^"]+)"', open_page(with_form, address_of(0))[1])
            key = found[1] if found else key
        right = (right_one_of_hers if is_hers else right_one)(url, key, random)
        sent = mutated(right, random)
        source = address_of(random.randrange(400))
        answer = _exchange((place.hostname or "", place.port or 0), source, sent)
        status = status_of(answer)
        statuses[status] += 1
        if status.startswith("5") or any(sign in answer for sign in signs):
            suspicious.append(f"{sent!r} -> {answer!r}")
    return Met([], dict(statuses), 0, suspicious[:5])


def status_of(answer: bytes) -> str:
    return answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.") else "none"


def right_one(url: str, key: str, random: Random) -> bytes:
    """To the form of the door."""
    place = urlsplit(url)
    head = f"Host: {place.netloc}\r\nAccept-Language: zh-CN,en;q=0.5\r\nConnection: close\r\n"
    match random.randrange(4):
        case 0:
            return f"GET {place.path} HTTP/1.1\r\n{head}\r\n".encode()
        case 1:
            return f"GET {place.path}/thanks?lang=en HTTP/1.1\r\n{head}\r\n".encode()
        case 2:
            return f"GET /style.css HTTP/1.1\r\n{head}\r\n".encode()
    fields = {"key": key, "name": "Ana", "phone": "13987654321", "consents": "on"}
    return _form(url, head, fields | {"birth_month": "3", "birth_day": "15"})


def right_one_of_hers(url: str, key: str, random: Random) -> bytes:
    """To a member's own page; never with the right digits, or she would be forgotten."""
    place = urlsplit(url)
    head = f"Host: {place.netloc}\r\nAccept-Language: zh-TW,en;q=0.5\r\nConnection: close\r\n"
    if random.random() < 0.4:
        part = random.choice(["", "/code", "/data?saved=1", "/forget", "?lang=en"])
        return f"GET {place.path}{part} HTTP/1.1\r\n{head}\r\n".encode()
    part, fields = random.choice(
        [
            ("/vote", {"candidate": "1"}),
            ("/data", {"name": "Ana", "birthday": "08-15"}),
            ("/tags", {"tag": "1"}),
            ("/messages", {"given": "yes"}),
            ("/forget", {"digits": "no"}),
        ]
    )
    return _form(url + part, head, {"key": key, **fields})


def _form(url: str, head: str, fields: dict[str, str]) -> bytes:
    place, body = urlsplit(url), urlencode(fields)
    head += f"Origin: http://{place.netloc}\r\nContent-Type: {_FORM}\r\n"
    head += f"Content-Length: {len(body)}\r\n"
    return f"POST {place.path} HTTP/1.1\r\n{head}\r\n{body}".encode()


_ODD = (
    b"\x00", b"\r\n", b"\n", b"%00", b"%ff", b"../", b"<b>", b"'\"", b";", b"=", b"&", b"\xf0\x9f",
    b"Transfer-Encoding: chunked\r\n", b"Content-Length: 5\r\n", b"Host: evil.example\r\n",
    b"Expect: 100-continue\r\n", b"Upgrade: h2c\r\n", b"Range: bytes=0-1\r\n", b" HTTP/2.0", b"[",
    b"X: " + b"y" * 9000 + b"\r\n", b"lang=zh_TW&", b"{{7*7}}", b"Accept-Language: *;q=9\r\n",
    b"Content-Type: multipart/form-data; boundary=\r\n", b"Cookie: a=\x80\r\n", b"\xe2\x80\xae",
    b"HEAD ", b"PUT ", b"OPTIONS * ", b"name=" + b"m" * 9000, b"9" * 5000, b"key=", b"consents=on&",
)  # fmt: skip


def mutated(right: bytes, random: Random) -> bytes:
    """One to four wounds anywhere in it."""
    made = bytearray(right)
    for _wound in range(random.randint(1, 4)):
        at = random.randrange(len(made) + 1)
        match random.randrange(5):
            case 0:
                made[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                made[at:at] = random.choice(_ODD)
            case 2:
                del made[at : at + random.randint(1, 40)]
            case 3:
                piece = made[at : at + random.randint(1, 60)]
                made[at:at] = piece * random.randint(1, 20)
            case 4:
                made = made[: max(at, 1)]
    return bytes(made)


def _exchange(place: tuple[str, int], source: str, sent: bytes) -> bytes:
    """Everything that is answered until the server hangs up."""
    answer = b""
    with suppress(OSError), socket.create_connection(place, 15, (source, 0)) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        while chunk := wire.recv(65_536):
            answer += chunk
    return answer


if __name__ == "__main__":
    kind, where, *rest = sys.argv[1:]
    match kind:
        case "sign-up":
            met = sign_up(where, *map(int, rest))
        case "one-by-one":
            met = one_by_one(where, int(rest[0]))
        case "dawdle":
            met = dawdle(where, int(rest[0]), float(rest[1]))
        case "mutate":
            met = mutate(where, int(rest[0]), int(rest[1]), rest[2:])
        case _:
            raise SystemExit(kind)
    print(json.dumps(met._asdict()))  # noqa: T201  (this is its answer)
