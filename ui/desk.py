"""What every place in the window knows: the shop, its changes, and who is signed in."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import formats, messages
from ui.backups.watch import BackupWatch
from ui.changes import Changes
from ui.door import Door
from ui.printing.spool import Spool
from ui.upkeep import Upkeep


@dataclass
class Desk:
    shop: Shop
    changes: Changes
    by: Staff
    spool: Spool = field(default_factory=Spool)
    """One for the whole run: what waits for the printer waits through a change of operator."""
    quick: list[GoodOnSale] = field(default_factory=list)
    """One for the whole run, too: the goods sold by a key, which stay on it for whoever works."""
    program_door: Door | None = None
    """The program's, if there is one to hand on."""
    program_backups: BackupWatch | None = None
    program_upkeep: Upkeep | None = None

    @cached_property
    def door(self) -> Door:
        """One for the whole run: phones come and go while the operator changes."""
        return self.program_door or Door(self.shop)

    @cached_property
    def backups(self) -> BackupWatch:
        """One for the whole run, too."""
        return self.program_backups or BackupWatch(self.shop)

    @cached_property
    def upkeep(self) -> Upkeep:
        """One for the whole run: who stops it stops it for everybody."""
        return self.program_upkeep or Upkeep(self.shop)

    @property
    def terms(self) -> Terms:
        return settings.load(self.shop)

    @property
    def today(self) -> date:
        return settings.today(self.shop)

    def words(self, problem: ShopError) -> str:
        """What to show beside the field."""
        return messages.message(problem, self.terms)

    def money(self, amount: Money) -> str:
        return formats.money_text(amount, self.terms.currency)
