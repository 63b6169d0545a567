"""The Delivery page: how many messages are where, each with its reason, the outbox, and dead ones put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.config import Settings
from core.kernel.clock import SystemClock
from core.services.lab import Lab
from tests.app.conftest import Open, texts
from tests.contract.delivery.queue import REFUSED, RETRY, SENT, Queue, Talk


@pytest.fixture
def home(demo_copy: Path) -> Path:
    """The demo with two campaigns of its own: three messages sent, two dead, one waiting for want of a webhook."""
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.database.upgrade()
        outbox, mail = Talk("outbox"), Talk("email")
        queue = Queue(lab.database, SystemClock(), outbox, mail)
        queue.fire(queue.campaign("By post"), [1, 2], channel="email")
        other = queue.campaign("In house")
        queue.fire(other, [3, 4, 5], channel="outbox")
        queue.fire(other, [6], channel="webhook")
        mail.answers(REFUSED, "The mail server refuses the customer's address (550 5.1.1).")
        outbox.answers(SENT)
        queue.sending.drain("w")
        with lab.database.unit(actor="ann", clock=lab.clock) as work:
            work.outbox.keep([m for m in outbox.heard if m.customer_id != "5"], at=work.now)
    return demo_copy


def said(app) -> str:
    return texts(app).replace("\\", "")


def figures(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_what_is_where_and_what_keeps_it_waiting(open_app: Open, home: Path) -> None:
    app = open_app(home, "delivery")
    assert not app.exception
    assert figures(app)["Given up"] == "2"
    assert "webhook: There is no webhook: LAB_WEBHOOK_URL is not set. Its messages wait." in said(app)
    app.selectbox(key="delivery.campaign").set_value("by-post").run()
    assert figures(app) == {"Waiting": "0", "Being sent": "0", "Sent": "0", "Given up": "2", "Cancelled": "0"}
    assert app.dataframe[0].value.to_dict("records") == [
        {"campaign": "by-post", "channel": "email", "queued": 0, "leased": 0, "sent": 0, "dead": 2, "cancelled": 0}
    ]


def test_why_a_channel_fails_stands_beside_what_waits_for_it(open_app: Open, home: Path) -> None:
    with Lab.open(Settings(lab_home=home)) as lab:
        outbox = Talk("outbox")
        outbox.answers(RETRY, "The outbox is shut.")
        queue = Queue(lab.database, SystemClock(), outbox)
        queue.fire(queue.campaign("Shut out"), [1], channel="outbox")
        queue.fire(queue.campaign("Late"), [2], channel="csv")
        queue.sending.drain("w")
    app = open_app(home, "delivery")
    assert not app.exception
    assert "outbox: The outbox is shut. Last tried" in said(app)
    assert "The next message is due now." in said(app)
    app.selectbox(key="delivery.campaign").set_value("by-post").run()
    assert "The outbox is shut." not in said(app)
    assert "The next message is due" not in said(app)
    assert "The next message is due now." in said(open_app(home, "campaigns", campaign="late", tab="Progress"))
    app = open_app(home, "campaigns", campaign="shut-out", tab="Progress")
    assert not app.exception
    assert "outbox: The outbox is shut. Last tried" in said(app)
    assert "The next message is due now." not in said(app)


def test_dead_ones_are_put_back_when_it_is_confirmed(open_app: Open, home: Path) -> None:
    app = open_app(home, "delivery", campaign="by-post")
    assert "2 messages of by-post go back into the queue" in said(app)
    app.button(key="delivery.redrive").click().run()
    assert not app.exception
    assert "2 messages are back in the queue." in said(app)
    assert figures(app)["Waiting"] == "2"
    assert "delivery.redrive" not in [button.key for button in app.button]


def test_deliveries_are_found_by_what_is_asked(open_app: Open, home: Path) -> None:
    app = open_app(home, "delivery", view="Deliveries", state="dead")
    assert not app.exception
    rows = app.dataframe[0].value.to_dict("records")
    assert {(r["customer_id"], r["state"], r["reason"]) for r in rows} == {
        (c, "✗ given up", "The mail server refuses the customer's address (550 5.1.1).") for c in "12"
    }
    app = open_app(home, "delivery", view="Deliveries", campaign="in-house", customer="4")
    assert [r["customer_id"] for r in app.dataframe[0].value.to_dict("records")] == ["4"]
    app = open_app(home, "delivery", view="Deliveries", customer="nobody")
    assert "There is no such delivery" in said(app)


def test_the_outbox_can_be_read(open_app: Open, home: Path) -> None:
    app = open_app(home, "delivery", view="Outbox", campaign="in-house")
    assert not app.exception
    rows = app.dataframe[0].value.to_dict("records")
    assert [(r["customer_id"], r["subject"]) for r in rows] == [("4", "We miss you"), ("3", "We miss you")]
    app.session_state["delivery.messages"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "subject")]}}
    app = app.run()
    assert "To customer 4, from in-house" in said(app)
    assert [t.value for t in app.text] == ["40 days. BACK5"]
