"""Everything that happens to lots, in order.

Whoever only earns needs no more than each lot's expiry day. For the others the operations are gone through in order:
the first one of all customers at once, then the second ones, and so on, each over the lots of those customers.
"""

from __future__ import annotations

import numpy as np

from core.programs.happenings import Lots, Ops, View
from core.programs.lots import Books
from core.programs.operations import operate
from core.programs.ragged import Ints, rounds, spans, starts


def settled(lots: Lots, ops: Ops, *, n_customers: int, options: Ints, until: int) -> Books:
    """Return how the lots stand after all operations, and after what expires up to and on the day `until`.

    `options` are the points that burn options take, ascending: what Op.CHOOSE chooses from.
    """
    books = Books(lots, ops, n_customers)
    begin = starts(lots.customer, n_customers)
    for rows in rounds(ops.customer):
        who = ops.customer[rows]
        places, owner = spans(begin[who], begin[who + 1])
        seen = lots.place[places] < ops.place[rows][owner]
        places, owner = places[seen], owner[seen]
        books.arrive(places, owner, who=who)
        books.expire(places, ops.day[rows][owner])
        operate(books, View(rows, places, owner), options=options)
    everything = np.arange(len(lots.customer))
    books.arrive(everything, lots.customer, who=np.arange(n_customers))
    books.expire(everything, np.full(len(everything), until))
    return books
