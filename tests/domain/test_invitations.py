"""The code with which a phone joins the shop's Wi-Fi."""

import pytest

from shopfans.domain.errors import BadWifiPassword, WifiNameTooLong
from shopfans.domain.invitations import Wifi, new_secret, parse_wifi_name, parse_wifi_password


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Sweet", "mango2026", "WIFI:T:WPA;S:Sweet;P:mango2026;;"),
        ("甜甜 5G", "12345678", "WIFI:T:WPA;S:甜甜 5G;P:12345678;;"),
        ('a;b,c:d"e\\f', 'p;,:"\\qrst', r"WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:p\;\,\:\"\\qrst;;"),
        ("Open", "", "WIFI:T:nopass;S:Open;;"),
        ("", "12345678", ""),
    ],
)
def test_the_code_says_name_and_password_whatever_signs_they_hold(
    name: str, password: str, code: str
) -> None:
    assert Wifi(name, password).code == code


def test_a_name_is_at_most_32_bytes() -> None:
    assert parse_wifi_name(" 甜甜糖水铺衡山路店 ") == "甜甜糖水铺衡山路店"
    with pytest.raises(WifiNameTooLong):
        parse_wifi_name("甜" * 11)


def test_a_password_is_what_wpa_takes() -> None:
    for good in ("", "a" * 8, "a" * 63, " spaces count "):
        assert parse_wifi_password(good) == good
    for bad in ("a" * 7, "a" * 64, "密码密码密码密码", "tab\tinside it"):
        with pytest.raises(BadWifiPassword):
            parse_wifi_password(bad)


def test_a_secret_is_never_the_same() -> None:
    assert len({new_secret() for _ in range(1000)}) == 1000
    assert all(len(new_secret()) == 22 for _ in range(10))
