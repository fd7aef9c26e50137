"""The settings: rules, staff, the log and backups."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from shopfans.services.backups import backing_up, rehearsing, second_place
from ui.pictures.picture import Picture
from ui.settings.place import (
    BACKUPS,
    JOINING,
    LOG,
    MEMBERSHIP,
    POINTS,
    SHOP,
    STORED_VALUE,
    TIERS,
    Settings,
)
from ui.settings.tiers import PAUSE, TiersForm
from ui.workspace import SETTINGS, TODAY, Workspace


def rule_pages(space: Workspace, window: QWidget) -> Iterator[Picture]:
    settings = cast("Settings", space.go(SETTINGS))
    settings.turn_to(STORED_VALUE)
    yield "settings-stored-value", window
    settings.turn_to(MEMBERSHIP)
    yield "settings-membership", window
    settings.turn_to(POINTS)
    yield "settings-points", window
    settings.turn_to(TIERS)
    yield "settings-tiers", window
    _ask_less(settings.tiers)
    yield "settings-tiers-moved", window
    settings.turn_to(JOINING)
    yield "settings-sign-up", window


def _ask_less(form: TiersForm) -> None:
    """The highest tier is reached by less, and the page works out who rises."""
    field = form.lines.lines[-1].threshold.edit
    field.setText("2000")
    field.textEdited.emit(field.text())
    loop = QEventLoop()
    QTimer.singleShot(2 * PAUSE, loop.quit)
    loop.exec()


def staff_pages(space: Workspace, window: QWidget) -> Iterator[Picture]:
    settings = cast("Settings", space.go(SETTINGS))
    settings.turn_to(SHOP)
    people = settings.staff
    people.staff.view.selectRow(1)
    yield "settings-staff", window
    people.show_rights()
    yield "settings-rights", window
    people.show_recovery()
    people.recovery.make.click()
    yield "settings-recovery", window
    people.show_staff()
    settings.turn_to(LOG)
    assert settings.log is not None
    settings.log.intact.check.click()
    yield "settings-log", window


def backup_pages(space: Workspace, window: QWidget) -> Iterator[Picture]:
    settings = cast("Settings", space.go(SETTINGS))
    shop, page = space.desk.shop, settings.backups
    settings.turn_to(BACKUPS)
    yield "settings-second-place", window
    stick = shop.path.with_name("stick")
    stick.mkdir()
    words = "three cups of milk tea"
    second_place.choose(shop, by=space.desk.by, folder=stick, passphrase=words, hint="what I like")
    backing_up.keep_up(shop)
    rehearsing.rehearse_if_due(shop)
    backing_up.back_up(shop, by=space.desk.by)
    page.refresh()
    yield "settings-backups", window
    page.list.restore.click()
    yield "settings-restore", window
    page.restoring.leave()
    space.go(TODAY)
    yield "today-backups", window
