"""Calls about sounds, moments and auctions, by the kinds of acts."""

from __future__ import annotations

from scripts.seeding.acts import Act
from scripts.seeding.calls.scene import Call, Scene
from scripts.seeding.signing import as_tuple
from scripts.seeding.works import PIECES, SOUNDS

_SOUNDS = {each.key: each for each in SOUNDS}
_PIECES = {each.key: each for each in PIECES}
_NO_LIMIT = 2**256 - 1


def register_sound(scene: Scene, act: Act) -> Call:
    sound, made = _SOUNDS[act.about[0]], scene.media[act.about[0]]
    splits = [tuple(each.values()) for each in scene.splits(sound.splits)]
    arguments = (made.uri, made.content_hash, sound.share, splits)
    return scene.call(scene.contracts.sounds, "registerSound", *arguments)


def create_moment(scene: Scene, act: Act) -> Call:
    moments = scene.contracts.moments
    terms = as_tuple(moments, "createMoment", scene.terms(act.about[0]))
    return scene.call(moments, "createMoment", terms)


def mint(scene: Scene, act: Act) -> Call:
    moment = scene.numbers.moment(act.about[0])
    arguments = (moment, act.count, scene.by(act), _NO_LIMIT, scene.other(act))
    return scene.call(scene.contracts.moments, "mint", *arguments)


def mint_voucher(scene: Scene, act: Act) -> Call:
    signed = scene.voucher_arguments(act.about[0])
    arguments = (*signed, act.count, scene.by(act), _NO_LIMIT, scene.other(act))
    return scene.call(scene.contracts.moments, "mintVoucher", *arguments)


def cancel_voucher(scene: Scene, act: Act) -> Call:
    nonce = _PIECES[act.about[0]].voucher
    return scene.call(scene.contracts.moments, "cancelVoucher", nonce)


def redeem(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.moments, "redeem", _token(scene, act))


def give_moment(scene: Scene, act: Act) -> Call:
    arguments = (scene.by(act), scene.other(act), _token(scene, act))
    return scene.call(scene.contracts.moments, "transferFrom", *arguments)


def authorize(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.moments, "setApprovalForAll", scene.spender(act), True)


def create_auction(scene: Scene, act: Act) -> Call:
    token = scene.numbers.token(act.about[0], 1)
    arguments = (token, act.amount, scene.began + act.begins, act.lasts)
    return scene.call(scene.contracts.auction, "createAuction", *arguments)


def bid(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.auction, "bid", _auction(scene, act), act.amount)


def cancel_auction(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.auction, "cancelAuction", _auction(scene, act))


def settle(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.auction, "settle", _auction(scene, act))


def distribute(scene: Scene, act: Act) -> Call:
    moments = [scene.numbers.moment(each) for each in act.about]
    return scene.call(scene.contracts.ledger, "distribute", moments)


def _token(scene: Scene, act: Act) -> int:
    return scene.numbers.token(act.about[0], act.serial)


def _auction(scene: Scene, act: Act) -> int:
    return scene.numbers.auction(act.about[0], act.at)
