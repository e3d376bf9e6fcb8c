# SPDX-License-Identifier: GPL-3.0-or-later
"""What funnel.cfg says, in Python: its numbers, its laws, and how its results are
told. How people and clients live is in funnel_simpy.py and funnel_simpy2.py,
each in the manner of its simulator.

    funnel_simpy.py FUTURES
"""

import calendar
import math
import random
import sys
import time

LEADS_PER_MONTH = 100
MONTHS = 24
REPS = 3
# Hours of a rep for a talk, chance to go on, days before the talk.
STAGES = (
    (4.0, 0.5, lambda luck: 0.0),
    (12.0, 0.4, lambda luck: luck.expovariate(1 / 10)),
    (24.0, 0.5, lambda luck: luck.lognormvariate(math.log(14), 0.8)),
)
PRICE = 1000
LEAVING = -math.log(1 - 0.30) / 12  # a month

# Day on which each month begins, from January 2025; one more, where the last one ends.
STARTS = [0]
for month in range(MONTHS + 1):
    year = 2025 + month // 12
    STARTS.append(STARTS[-1] + calendar.monthrange(year, month % 12 + 1)[1])
END = STARTS[MONTHS]


class Book:
    """What came of one future, and its luck."""

    def __init__(self, number):
        self.luck = random.Random(number)
        self.people = self.won = self.revenue = 0


def arrivals(luck):
    """Days on which people come: as many in each calendar month, whatever its length."""
    months = luck.expovariate(LEADS_PER_MONTH)
    while months < MONTHS:
        month = int(months)
        length = STARTS[month + 1] - STARTS[month]
        yield STARTS[month] + (months - month) * length
        months += luck.expovariate(LEADS_PER_MONTH)


def bills(luck, signed):
    """Days on which whoever signed on that day pays."""
    month = next(i for i in range(MONTHS) if signed < STARTS[i + 1])
    offset = signed - STARTS[month]
    left = luck.expovariate(LEAVING)
    while left >= 0 and month < MONTHS:
        yield min(STARTS[month] + offset, STARTS[month + 1])
        month += 1
        left -= 1


def tell(name, run):
    """Lives through as many futures as asked for, and prints what they cost and brought."""
    futures = int(sys.argv[1])
    books, took = [], []
    for number in range(futures):
        book = Book(number)
        start = time.process_time()
        run(book)
        took.append(time.process_time() - start)
        books.append(book)
    print("ms,%s,%.3f" % (name, 1e3 * sorted(took)[futures // 2]))
    print("ns_person,%s,%.1f" % (name, 1e9 * sum(took) / sum(book.people for book in books)))
    for what in ("people", "won", "revenue"):
        values = [getattr(book, what) for book in books]
        mean = sum(values) / futures
        print("%s,%s,%.9g" % (what, name, mean))
        if futures > 1:
            variance = sum((value - mean) ** 2 for value in values) / (futures - 1)
            print("%s_error,%s,%.9g" % (what, name, math.sqrt(variance / futures)))
