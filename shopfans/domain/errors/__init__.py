"""What the shop may refuse: facts only; the words are found where they are read.

A file a topic; all are asked for here.
"""

from shopfans.domain.errors.amounts import *
from shopfans.domain.errors.base import *
from shopfans.domain.errors.bringing import *
from shopfans.domain.errors.codes import *
from shopfans.domain.errors.coupons import *
from shopfans.domain.errors.days import *
from shopfans.domain.errors.files import *
from shopfans.domain.errors.joining import *
from shopfans.domain.errors.members import *
from shopfans.domain.errors.memberships import *
from shopfans.domain.errors.network import *
from shopfans.domain.errors.points import *
from shopfans.domain.errors.prepaid import *
from shopfans.domain.errors.printers import *
from shopfans.domain.errors.reaching import *
from shopfans.domain.errors.sales import *
from shopfans.domain.errors.session_cards import *
from shopfans.domain.errors.staff import *
