"""The demo shop's guests: names, numbers and birthdays nobody has, drawn from a seed."""

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
    "于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛单解仇"
)
_DOUBLE_SURNAMES = ("欧阳", "上官", "司徒", "诸葛")
_GIVEN = (
    "小美", "婷婷", "雨欣", "欣怡", "梓涵", "思琪", "佳怡", "诗涵", "雅静", "晓燕", "丽娟", "海燕",
    "秀英", "玉兰", "桂芳", "春梅", "雪", "静", "敏", "娜", "颖", "倩", "洁", "莉", "琳", "悦",
    "蕾", "薇", "子轩", "浩然", "宇航", "俊杰", "志强", "建国", "建华", "文博", "明辉", "家豪",
    "伟", "强", "磊", "涛", "鹏", "杰", "超", "勇", "一诺", "若曦", "语桐", "可馨", "沐阳", "梦瑶",
    "晨曦", "安琪", "嘉宁", "书瑶", "心怡", "紫萱", "依依", "乐瑶", "凯文", "子涵", "文静", "慧敏",
    "艳红", "立新", "国栋", "少华", "瑞雪",
)  # fmt: skip
_SURNAMES_TW = "陳林黃張李王吳劉蔡楊許鄭謝郭賴葉蘇呂盧龔"
_GIVEN_TW = (
    "怡君", "淑芬", "雅婷", "美玲", "佳穎", "宜蓁", "詩涵", "麗華", "思妤", "郁婷", "家豪", "志偉",
    "俊傑", "冠宇", "承恩", "宗翰", "柏翰", "鈺婷", "筱涵", "曉雯",
)  # fmt: skip
_FIRST_NAMES = (
    "Emma", "Olivia", "Lily", "Sophie", "Grace", "Anna", "Chloe", "Mia", "Lucas", "Daniel", "Tom",
    "Kevin", "Jason", "Amélie", "José", "Zoë", "Yuki", "Hana", "Ivy", "Coco",
)  # fmt: skip
_LAST_NAMES = ("Chen", "Wang", "Liu", "Smith", "Brown", "Martin", "García", "Müller", "Tanaka",
               "Park", "Wong", "Ng")  # fmt: skip

_PREFIXES = (
    *(130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 150, 151, 152, 153, 155, 156, 157, 158),
    *(159, 166, 173, 176, 177, 178, 180, 181, 182, 183, 185, 186, 187, 188, 189),
)
"""Beginnings of Chinese mobile numbers after which any eight digits are valid."""

_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Person(NamedTuple):
    name: str
    number: str
    """As typed in China: eleven digits."""
    birthday: Birthday | None


def people(random: Random, year: int) -> Iterator[Person]:
    """As many as are asked for, no two with the same number; `year` tells how old they can be."""
    numbers = distinct(
        lambda: (
            _PREFIXES[int(random.random() * len(_PREFIXES))] * 10**8 + int(random.random() * 10**8)
        )
    )
    for number in numbers:
        yield Person(_name(random), str(number), _birthday(random, year))


def distinct(draw: Callable[[], int]) -> Iterator[int]:
    """Numbers as they are drawn, each once."""
    seen: set[int] = set()
    while True:
        number = draw()
        if number not in seen:
            seen.add(number)
            yield number


def _name(random: Random) -> str:
    kind = random.random()
    if kind < 0.88:
        surname = _SURNAMES[int(len(_SURNAMES) * random.random() ** 1.8)]
        return surname + _one_of(random, _GIVEN)
    if kind < 0.90:
        return _one_of(random, _DOUBLE_SURNAMES) + _one_of(random, _GIVEN)
    if kind < 0.95:
        return _one_of(random, _SURNAMES_TW) + _one_of(random, _GIVEN_TW)
    return f"{_one_of(random, _FIRST_NAMES)} {_one_of(random, _LAST_NAMES)}"


def _one_of(random: Random, names: tuple[str, ...] | str) -> str:
    return names[int(random.random() * len(names))]


def _birthday(random: Random, year: int) -> Birthday | None:
    """Seven in ten give it: of them three in five with the year, one in eight by the moon."""
    if random.random() >= 0.7:
        return None
    month = int(random.random() * 12) + 1
    day = int(random.random() * _DAYS_OF_MONTH[month - 1]) + 1
    is_leap_day = (month, day) == (2, 29)
    if is_leap_day or (tells := random.random()) >= 0.6:
        by_moon = not is_leap_day and tells >= 0.875
        return Birthday(month, min(day, 30) if by_moon else day, lunar=by_moon)
    return Birthday(month, day, year - int(random.triangular(14, 70, 27)))
