"""The scripts a founder or a shop owner runs from the checkout."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from click.testing import CliRunner

PACKAGING = Path(__file__).parent.parent / "packaging"
Run = Callable[[str], tuple[int, str]]

CODE = """\
_("Hello {name}")
f"{ngettext('{n} guest', '{n} guests', 2)} came"
"""
TRANSLATED = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Hello {name}"
msgstr "你好{name}"

msgid "{n} guest"
msgid_plural "{n} guests"
msgstr[0] "{n}位客人"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_sentence_says_what_to_do() -> None:
    blind = {key: value for key, value in os.environ.items() if not key.endswith("DISPLAY")}
    script = ["bash", str(PACKAGING / "run.sh")]
    done = subprocess.run(script, check=False, env=blind, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "bash packaging/run.sh --virtual FOLDER" in done.stderr


def test_who_only_runs_the_shop_has_the_libraries_it_was_tested_with() -> None:
    tested, run = pinned("locked.txt"), pinned("locked-run.txt")
    assert run.items() <= tested.items()
    assert "pytest" not in run


def pinned(lock: str) -> dict[str, str]:
    text = (PACKAGING / lock).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A program that says two things, both translated."""
    for folder in ("shopfans", "resources/i18n"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "shopfans" / "words.py").write_text(CODE, "utf-8")
    for language in ("zh_CN", "zh_TW"):
        (tmp_path / f"resources/i18n/{language}.po").write_text(TRANSLATED, "utf-8")
    return tmp_path


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of translations.py on the small program."""

    def on_small(command: str) -> tuple[int, str]:
        spec = spec_from_file_location("translations", PACKAGING / "translations.py")
        assert spec
        assert spec.loader
        translations = module_from_spec(spec)
        spec.loader.exec_module(translations)
        monkeypatch.setattr(translations, "ROOT", small)
        done = CliRunner().invoke(translations.main, [command])
        return done.exit_code, done.output or str(done.exception)

    return on_small


def test_complete_catalogues_pass(run: Run) -> None:
    run("compile")
    assert run("check") == (0, "2 messages, complete in zh_CN and zh_TW\n")
    run("update")
    run("compile")
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('"你好{name}"', '""', "not translated"),
        ('"你好{name}"', '"你好{nam}"', "other {placeholders}"),
        ('"你好{name}"', '"你好{name"', "other {placeholders}"),
        ('"{n}位客人"', '"几位客人"', "other {placeholders}"),
        ('msgid "Hello {name}"', '#, fuzzy\nmsgid "Hello {name}"', "marked as unsure"),
        ('msgid "Hello {name}"', 'msgid "Bye {name}"', "nobody says this any more"),
        ('msgid "Hello {name}"', 'msgid "Bye {name}"', "not in the catalogue"),
    ],
)
def test_a_hole_in_a_catalogue_is_found(
    small: Path, run: Run, before: str, after: str, complaint: str
) -> None:
    po = small / "resources/i18n/zh_TW.po"
    po.write_text(TRANSLATED.replace(before, after), "utf-8")
    run("compile")
    status, output = run("check")
    assert (status, f"zh_TW: {complaint}" in output) == (1, True)


def test_a_catalogue_changed_but_not_compiled_is_found(small: Path, run: Run) -> None:
    run("compile")
    po = small / "resources/i18n/zh_TW.po"
    po.write_text(TRANSLATED.replace("你好", "您好"), "utf-8")
    assert run("check") == (1, "zh_TW: the .mo is not made from the .po, run compile\n")


def test_new_words_wait_for_a_translator(small: Path, run: Run) -> None:
    (small / "shopfans" / "words.py").write_text(CODE + '_("Thank you")\n', "utf-8")
    assert run("update") == (0, "zh_CN: 1 of 3 to translate\nzh_TW: 1 of 3 to translate\n")
    assert "你好{name}" in (small / "resources/i18n/zh_CN.po").read_text("utf-8")
