"""Calls about signed orders, by the kinds of acts."""

from __future__ import annotations

from scripts.seeding.acts import Act
from scripts.seeding.calls.scene import Call, Scene


def fill_listing(scene: Scene, act: Act) -> Call:
    signed = scene.order_arguments(scene.plan.orders[act.about[1]])
    return scene.call(scene.contracts.exchange, "fillListing", *signed, scene.by(act))


def accept_offer(scene: Scene, act: Act) -> Call:
    signed = scene.order_arguments(scene.plan.orders[act.about[1]])
    token = scene.numbers.token(act.about[0], act.serial)
    return scene.call(scene.contracts.exchange, "acceptOffer", *signed, token)


def cancel_group(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.exchange, "cancelGroup", act.count)


def increment_counter(scene: Scene, act: Act) -> Call:  # noqa: ARG001
    return scene.call(scene.contracts.exchange, "incrementCounter")
