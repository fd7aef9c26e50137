"""The pages as a phone meets them: as the application answers, from a server, in a real browser."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.test import TestResponse

from shopfans.database.shop import Shop
from shopfans.web.pages import make_app
from shopfans.web.server import SignUpServer

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


Launch = Callable[..., Browser]

SECRET = "aVeryLongSecretOfTheShop"
HOST = "192.168.1.5:8765"
HOME = f"/{SECRET}"


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Phone:
    """A browser on the shop's Wi-Fi."""

    def __init__(self, client: FlaskClient, address: str = "192.168.1.20") -> None:
        self._client, self._address = client, address

    def get(self, path: str = HOME, **headers: str) -> TestResponse:
        return self._request("GET", path, headers)

    def post(self, fields: Mapping[str, Any], path: str = HOME, **headers: str) -> TestResponse:
        return self._request("POST", path, {"Origin": f"http://{HOST}", **headers}, data=fields)

    def open(self) -> dict[str, str]:
        """A fresh form, filled in as it should be."""
        return {
            "key": key_in(self.get()),
            "name": "王小美",
            "phone": "13812345678",
            "birth_month": "3",
            "birth_day": "15",
            "consents": "on",
        }

    def _request(
        self, method: str, path: str, headers: dict[str, str], **more: Any
    ) -> TestResponse:
        return self._client.open(
            path,
            method=method,
            headers={"Host": HOST, "Accept-Language": "en", **headers},
            environ_overrides={"REMOTE_ADDR": self._address},
            **more,
        )


def key_in(page: TestResponse) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page.text)
    assert found
    return found[1]


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def client(shop: Shop, seconds: Seconds) -> FlaskClient:
    return make_app(shop, secret=SECRET, hosts=frozenset({HOST}), clock=seconds).test_client()


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    return Phone(client)


@pytest.fixture
def server(shop: Shop) -> Iterator[SignUpServer]:
    with closing(SignUpServer(shop, address="127.0.0.1")) as server:
        yield server


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Starts a browser, with more arguments if need be."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("no Chromium to test with: apt-get install chromium")
    with sync_playwright() as play:
        yield lambda *more: play.chromium.launch(executable_path=chromium, args=[*QUIET, *more])


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()
