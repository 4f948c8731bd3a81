// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order, Side} from "../../../../contracts/types/Order.sol";
import {Orders} from "./Orders.sol";

/// @notice The exchange against plain books: who owns which token of which version, which groups were ended, which orders
/// were filled. Random steps; before each fill the books say whether it will work, and after it where the TT is.
contract ExchangeModelTest is Orders {
    struct Signed {
        Order order;
        bytes signature;
        uint256 fills;
    }

    uint256 private constant TOKENS = 3;

    uint256 private moment;
    string[3] private names = ["fan", "collector", "creator"];
    address[3] private accounts;

    Signed[] private signed;
    address[TOKENS] private owners;
    uint256[TOKENS] private versions;
    bool[TOKENS] private redeemed;
    mapping(address maker => uint256 counter) private counters;
    mapping(address maker => mapping(uint256 group => bool closed)) private ended;
    uint256 private fills;
    uint256 private refusals;

    function setUp() public override {
        super.setUp();
        accounts = [fan, collector, creator];
        moment = createMoment();
        mint(collector, moment, TOKENS);
        for (uint256 i; i < TOKENS; ++i) {
            (owners[i], versions[i]) = (collector, 1);
        }
        ledger.distribute(onlyMoment(moment));
    }

    function testFuzz_I11_AnOrderFillsAtMostOnce(
        uint256[60] memory seeds
    ) public {
        for (uint256 i; i < 4; ++i) {
            signOne(seeds[i]);
        }
        for (uint256 i = 4; i < seeds.length; ++i) {
            step(seeds[i]);
        }
        check();
    }

    /// @dev Steps that are chosen, so that the random ones are known to be able to reach both ends.
    function test_TheBooksSeeFillsAndRefusals() public {
        for (uint256 i; i < 200; ++i) {
            step(uint256(keccak256(abi.encode(i))));
        }
        check();
        assertGe(fills, 10, "fills");
        assertGe(refusals, 20, "refusals");
    }

    function step(
        uint256 seed
    ) private {
        uint256 kind = seed % 16;
        seed /= 16;
        if (kind < 4 || signed.length == 0) signOne(seed);
        else if (kind < 11) fillOne(seed);
        else if (kind == 11) move(seed % TOKENS, accounts[seed / TOKENS % 3]);
        else if (kind == 12) redeem(seed % TOKENS);
        else if (kind == 13) end(accounts[seed % 3], groupOf(seed / 3));
        else if (kind == 14 && seed % 4 == 0) endAll(accounts[seed / 4 % 3]);
        else vm.warp(vm.getBlockTimestamp() + seed % 20 days);
    }

    /// @dev Most orders are good when they are signed.
    function signOne(
        uint256 seed
    ) private {
        uint256 who = seed % 3;
        uint256 token = seed / 3 % TOKENS;
        Side side = Side(seed / 9 % 3);
        Order memory order = orderOf(accounts[who], side, tokenOf(moment, token + 1), 0);
        if (side == Side.MomentOffer) order.id = moment;
        order.price = seed / 27 % 1000e18 + 1;
        order.group = groupOf(seed / 1e25);
        order.signedAt = order.signedAt + seed / 1e28 % 3 * 2 days - 2 days;
        order.expiry = order.signedAt + 1 + seed / 1e30 % LIFETIME;
        if (side == Side.Listing) {
            (order.maker, who) = ownerOf(token);
            order.counter = counters[order.maker];
        }
        if (side == Side.Listing || seed / 1e38 % 3 == 0) order.version = versions[token];
        if (seed / 1e40 % 9 == 0) ++order.version;
        if (seed / 1e42 % 9 == 0) ++order.counter;
        signed.push(Signed(order, sign(names[who], order), 0));
    }

    function fillOne(
        uint256 seed
    ) private {
        // Mostly one of the last four.
        uint256 back = seed % 4 == 0 ? seed / 4 % signed.length : seed / 4 % 4;
        Signed storage s = signed[signed.length - 1 - back % signed.length];
        seed /= 1e6;
        uint256 token = s.order.side == Side.MomentOffer ? seed % TOKENS : s.order.id % 100_000 - 1;
        address taker = accounts[seed / TOKENS % 3];
        if (s.order.side != Side.Listing && seed / 9 % 4 != 0) taker = owners[token];
        bool good = isGood(s.order, s.fills) && fits(s.order, token, taker);
        uint256[4] memory before = balances();
        if (!good) vm.expectRevert();
        if (s.order.side == Side.Listing) fill(taker, s.order, s.signature);
        else accept(taker, s.order, s.signature, tokenOf(moment, token + 1));
        if (good) book(s, token, taker, before);
        else ++refusals;
    }

    /// @dev What has to hold of the order itself.
    function isGood(
        Order memory order,
        uint256 count
    ) private view returns (bool) {
        uint256 time = vm.getBlockTimestamp();
        return count == 0 && order.signedAt <= time && time < order.expiry
            && order.expiry - order.signedAt <= LIFETIME && order.counter == counters[order.maker]
            && !ended[order.maker][order.group];
    }

    /// @dev What has to hold of token and taker.
    function fits(
        Order memory order,
        uint256 token,
        address taker
    ) private view returns (bool) {
        if (order.side == Side.Listing) {
            return owners[token] == order.maker && versions[token] == order.version;
        }
        return owners[token] == taker && (order.version == 0 || order.version == versions[token]);
    }

    function book(
        Signed storage s,
        uint256 token,
        address taker,
        uint256[4] memory before
    ) private {
        ++s.fills;
        ++fills;
        bool listed = s.order.side == Side.Listing;
        (address seller, address buyer) = listed ? (s.order.maker, taker) : (taker, s.order.maker);
        if (!listed) ended[s.order.maker][s.order.group] = true;
        owners[token] = buyer;
        ++versions[token];
        uint256 price = s.order.price;
        uint256 booked = seller == creator ? price : price / 10 + price / 100;
        uint256[4] memory now_ = balances();
        for (uint256 i; i < 3; ++i) {
            uint256 expected = before[i];
            if (accounts[i] == seller) expected += price - booked;
            if (accounts[i] == buyer) expected -= price;
            assertEq(now_[i], expected, names[i]);
        }
        assertEq(now_[3], before[3] + booked, "ledger");
    }

    function move(
        uint256 token,
        address to
    ) private {
        vm.prank(owners[token]);
        moments.transferFrom(owners[token], to, tokenOf(moment, token + 1));
        owners[token] = to;
        ++versions[token];
    }

    function redeem(
        uint256 token
    ) private {
        if (redeemed[token]) return;
        vm.prank(owners[token]);
        moments.redeem(tokenOf(moment, token + 1));
        redeemed[token] = true;
        ++versions[token];
    }

    function end(
        address maker,
        uint256 group
    ) private {
        vm.prank(maker);
        exchange.cancelGroup(group);
        ended[maker][group] = true;
    }

    function endAll(
        address maker
    ) private {
        vm.prank(maker);
        exchange.incrementCounter();
        ++counters[maker];
    }

    /// @dev At the end: the books are the chain's, and no order of the past does anything it should not.
    function check() private {
        for (uint256 i; i < TOKENS; ++i) {
            assertEq(moments.ownerOf(tokenOf(moment, i + 1)), owners[i], "owner");
            assertEq(moments.versionOf(tokenOf(moment, i + 1)), versions[i], "version");
        }
        for (uint256 i; i < signed.length; ++i) {
            Signed storage s = signed[i];
            assertLe(s.fills, 1, "I11");
            assertEq(exchange.counterOf(s.order.maker), counters[s.order.maker], "counter");
            assertTrue(
                exchange.isGroupClosed(s.order.maker, s.order.group)
                    == ended[s.order.maker][s.order.group],
                "group"
            );
            if (s.fills == 0) continue;
            vm.expectRevert();
            if (s.order.side == Side.Listing) fill(fan, s.order, s.signature);
            else accept(owners[0], s.order, s.signature, tokenOf(moment, 1));
        }
        assertEq(tt.balanceOf(address(exchange)), 0, "nothing stays in the exchange");
    }

    function balances() private view returns (uint256[4] memory all) {
        for (uint256 i; i < 3; ++i) {
            all[i] = tt.balanceOf(accounts[i]);
        }
        all[3] = tt.balanceOf(address(ledger));
    }

    function ownerOf(
        uint256 token
    ) private view returns (address owner, uint256 index) {
        owner = owners[token];
        while (accounts[index] != owner) ++index;
    }

    /// @dev The last of the first word, and both sides of the border of two later ones.
    function groupOf(
        uint256 seed
    ) private pure returns (uint256) {
        uint256 group = seed % 48;
        return group < 16 ? 112 + group : 224 + group;
    }
}
