"""What is news to a browser, whatever its date says, and what is not; and who asks for it in vain."""

from __future__ import annotations

import asyncio
import time

import pytest
from sqlalchemy import text

from tests.support.posting import Post, clip, look
from tests.support.signing import sign_order
from tests.support.world import DAY, TT
from toktok.accounts.comments import delete_comment
from toktok.accounts.errors import NotSignedIn
from toktok.accounts.follows import follow
from toktok.accounts.inbox import ALONE as READING
from toktok.accounts.inbox import read_up_to
from toktok.accounts.push.pusher import SETTLES
from toktok.accounts.push.subscriptions import ALONE, Subscribing, subscribe
from toktok.accounts.sessions import Sessions
from toktok.accounts.tallies import ALONE as TALLIED
from toktok.chain.rpc import Rpc
from toktok.market.values import Address
from toktok.moments.desk import Desk
from toktok.moments.typed_data import Order, Side
from toktok.store.engine import Store
from toktok.store.forget import forget_mirror

pytestmark = pytest.mark.databases("sqlite")


async def test_an_offer_is_told_though_it_was_signed_before_anybody_asked(post: Post) -> None:
    world, fan = post.world, post.world.people[1]
    token = clip(world) * 100_000 + 1
    world.tt.do(fan, "approve", world.exchange.address, 2**256 - 1)
    await post.catch_up()
    post.subscribed(post.person(0))
    signed_at = world.node.timestamp() - 60
    counter = world.exchange.read("counterOf", fan)
    terms = (token, 2 * TT, signed_at, signed_at + DAY, 1, counter, 0)
    signature = sign_order(world.exchange, (fan, int(Side.OFFER), *terms))
    async with Rpc(world.node.url) as rpc:
        desk = Desk(post.store, rpc, post.venue)
        await desk.take_order(Order(post.person(1), Side.OFFER, *terms), signature)
    for _ in range(2):
        await look(post.pusher())
    assert [each["title"] for each in post.service.told] == ["New offer"]


async def test_a_subscription_of_a_day_is_told_to_end(post: Post) -> None:
    world, (creator, fan) = post.world, post.world.people[:2]
    post.subscribed(post.person(1))
    world.subscriptions.do(creator, "setPlan", TT, DAY, 0)
    plan = world.subscriptions.read("planOf", creator)[0]
    world.subscriptions.do(fan, "subscribe", creator, plan, 1, fan, 9 * TT)
    await post.catch_up()
    await look(post.pusher())
    assert [each["title"] for each in post.service.told] == ["A subscription ends soon"]


async def test_what_comes_into_view_again_is_no_news(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.comment(fan, "The one before.")
    newest = post.comment(fan, "The one that is known.")
    # A block that comes after both, by the server's clock as well.
    post.world.node.wait_until(int(time.time()) - post.world.node.timestamp() + 60)
    await post.catch_up()
    post.subscribed(creator)
    with post.store.write(alone=TALLIED) as session:
        delete_comment(session, newest, fan)
    await look(post.pusher())
    assert post.service.told == []


async def test_bids_of_before_are_no_news_to_a_browser_that_knew_nothing(post: Post) -> None:
    post.bid(1, 2)
    post.bid(2, 5)
    post.world.node.wait_until(60)
    await post.catch_up()
    post.subscribed(post.person(1), knows=False)
    pusher = post.pusher()
    await look(pusher)
    post.clock.now += SETTLES
    await look(pusher)
    assert post.service.told == []


async def test_nobody_is_told_what_an_index_says_that_is_not_caught_up(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.comment(fan, "Are we there yet?")
    await look(post.pusher(caught_up=False))
    assert post.service.told == []
    await look(post.pusher())
    assert len(post.service.told) == 1


async def test_nothing_indexed_is_no_trouble(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.subscribed(post.person(0))
    post.comment(post.person(1), "Hello?")
    post.running.task.cancel()
    await asyncio.wait([post.running.task])
    forget_mirror(post.store)
    await look(post.pusher())
    assert post.service.told == []
    assert [each for each in caplog.records if each.name == "toktok.push"] == []


async def test_who_was_signed_out_meanwhile_is_not_subscribed(post: Post) -> None:
    account, browser = post.person(0), post.service.browser()
    sessions = Sessions(post.store)
    issued = sessions.open(account, agent="", before=None)
    with post.store.read() as session:
        held = sessions.find(session, issued.token)
    assert held is not None
    sessions.end_all(account)
    said, reach = Subscribing(**browser.subscription), post.service.outside.reach
    with pytest.raises(NotSignedIn), post.store.write(alone=ALONE) as session:
        subscribe(session, held, said, reach, known=[], now=sessions.now)
    assert post.browsers_of(account) == 0


@pytest.mark.databases("sqlite", "postgresql")
async def test_trouble_with_one_account_keeps_nobody_else_from_their_news(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    (first, second), fan = sorted(map(post.person, range(2))), post.person(2)
    clip(post.world, 1)
    await post.catch_up()
    for each in (first, second):
        post.subscribed(each)
    with post.store.write(alone=TALLIED) as session:
        follow(session, fan, first)
        follow(session, fan, second)
    _damage(post.store, first)
    await look(post.pusher())
    assert len(post.service.told) == 1
    assert post.service.received[0].endpoint.endswith("/1")
    assert [each.name for each in caplog.records].count("toktok.push") == 1


def _damage(store: Store, account: Address) -> None:
    """Have the database fail over how far this account has read."""
    with store.write(alone=READING) as session:
        read_up_to(session, account, (1, 1, 1))
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE app_inbox_mark RENAME TO app_inbox_mark_sound"))
        connection.execute(
            text(
                "CREATE VIEW app_inbox_mark AS "
                "SELECT account, 1 / (log - log) AS timestamp, block, log FROM app_inbox_mark_sound"
            )
        )
