"""Record so many sales and end: watched from outside for its flushes."""

import sys
from pathlib import Path
from random import Random

from shopfans.database import opening
from shopfans.services.staff import staffing
from tests.benchmarks.sale_job import prepared

shop = opening.open_shop(Path(sys.argv[1]))
by, random = staffing.staff(shop)[1], Random(10)
for _ in range(int(sys.argv[2])):
    prepared(shop, by, random)()
shop.close()
