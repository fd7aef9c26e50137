"""The tables. Money is whole fen; a `day` is the shop's own business day, fixed when it happens.

A file a topic; all are asked for here.
"""

from shopfans.database.models.bringing import *
from shopfans.database.models.coupons import *
from shopfans.database.models.days import *
from shopfans.database.models.goods import *
from shopfans.database.models.guards import *
from shopfans.database.models.members import *
from shopfans.database.models.memberships import *
from shopfans.database.models.merging import *
from shopfans.database.models.operations import *
from shopfans.database.models.pages import *
from shopfans.database.models.prepaid import *
from shopfans.database.models.referrals import *
from shopfans.database.models.reminders import *
from shopfans.database.models.sales import *
from shopfans.database.models.session_cards import *
from shopfans.database.models.table import *
from shopfans.database.models.traces import *

TABLES: tuple[type[Table], ...] = tuple(Table.__subclasses__())
