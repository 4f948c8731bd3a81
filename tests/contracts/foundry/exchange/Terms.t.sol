// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Order} from "../../../../contracts/types/Order.sol";
import {Orders} from "./Orders.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract TermsTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_AnOrderHasAPrice() public {
        Order memory sold = listing(collector, tokenId, 0);
        Order memory bought = offer(fan, tokenId, 0);
        (bytes memory seller, bytes memory buyer) = (sign("collector", sold), sign("fan", bought));
        vm.expectRevert(IMomentExchange.ZeroPrice.selector);
        fill(fan, sold, seller);
        vm.expectRevert(IMomentExchange.ZeroPrice.selector);
        accept(collector, bought, buyer, tokenId);
    }

    function testFuzz_AnOrderIsGoodFromItsSigningToItsExpiry(
        uint256 wait,
        uint256 lifetime,
        uint256 moves
    ) public {
        uint256 signedAt = START + bound(wait, 0, 365 days);
        uint256 expiry = signedAt + bound(lifetime, 1, LIFETIME);
        uint256 time = START + bound(moves, 0, 500 days);
        (Order memory sold, Order memory bought) = orders();
        (sold.signedAt, sold.expiry) = (signedAt, expiry);
        (bought.signedAt, bought.expiry) = (signedAt, expiry);
        vm.warp(time);
        bytes memory reason;
        if (time < signedAt) {
            reason = abi.encodeWithSelector(IMomentExchange.OrderNotOpen.selector, signedAt);
        } else if (time >= expiry) {
            reason = abi.encodeWithSelector(IMomentExchange.OrderExpired.selector, expiry);
        }
        attempt(sold, bought, reason);
    }

    function test_TheEdgesOfTheTime() public {
        (Order memory sold, Order memory bought) = orders();
        (sold.signedAt, bought.signedAt) = (START + 1, START + 1);
        (sold.expiry, bought.expiry) = (START + 2, START + 2);
        attempt(
            sold, bought, abi.encodeWithSelector(IMomentExchange.OrderNotOpen.selector, START + 1)
        );
        vm.warp(START + 2);
        attempt(
            sold, bought, abi.encodeWithSelector(IMomentExchange.OrderExpired.selector, START + 2)
        );
        vm.warp(START + 1);
        attempt(sold, bought, "");
    }

    function testFuzz_AnOrderLastsNinetyDaysAtMost(
        uint256 excess,
        uint256 wait
    ) public {
        uint256 limit = START + LIFETIME;
        uint256 expiry = limit + bound(excess, 1, FOREVER - limit);
        (Order memory sold, Order memory bought) = orders();
        (sold.expiry, bought.expiry) = (expiry, expiry);
        bytes memory reason =
            abi.encodeWithSelector(IMomentExchange.ExpiryTooFar.selector, expiry, limit);
        attempt(sold, bought, reason);
        // Waiting does not bring the expiry any closer to the day it was signed.
        vm.warp(bound(wait, START, expiry - 1));
        attempt(sold, bought, reason);
    }

    function test_NinetyDaysAreAllowed() public {
        (Order memory sold, Order memory bought) = orders();
        vm.warp(START + LIFETIME - 1);
        attempt(sold, bought, "");
    }

    function test_AnEndBeforeTheBeginningIsAnEnd() public {
        (Order memory sold, Order memory bought) = orders();
        (sold.expiry, bought.expiry) = (0, 0);
        attempt(sold, bought, abi.encodeWithSelector(IMomentExchange.OrderExpired.selector, 0));
        (sold.signedAt, bought.signedAt) = (FOREVER, FOREVER);
        attempt(
            sold, bought, abi.encodeWithSelector(IMomentExchange.OrderNotOpen.selector, FOREVER)
        );
    }

    function testFuzz_ThePriceIsDividedToTheWei(
        uint256 price,
        uint16 royaltyBps,
        bool byListing
    ) public {
        price = bound(price, 1, 10_000_000e18);
        royaltyBps = uint16(bound(royaltyBps, 0, 1000));
        moment = momentWith(royaltyBps);
        tokenId = mint(collector, moment, 1);
        (uint256 sales,,) = ledger.bookedOf(moment);
        address[3] memory all = [collector, fan, address(ledger)];
        uint256[3] memory before;
        for (uint256 i; i < 3; ++i) {
            before[i] = tt.balanceOf(all[i]);
        }
        sellAt(price, byListing);
        uint256 booked = price * royaltyBps / 10_000 + price / 100;
        assertEq(before[1] - tt.balanceOf(fan), price, "the price, no more");
        assertEq(tt.balanceOf(collector) - before[0], price - booked, "the seller's");
        assertEq(tt.balanceOf(address(ledger)) - before[2], booked, "royalty and fee");
        (uint256 salesAfter, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(resales, booked, "booked");
        assertEq(salesAfter, sales, "no sale");
        assertEq(tt.balanceOf(address(exchange)), 0, "nothing stays here");
    }

    function test_TheLargestPriceThereIs() public {
        uint256 most = type(uint128).max - tt.totalSupply();
        most -= most % 10_000;
        fund(fan, most);
        uint256 price = tt.balanceOf(fan);
        sellAt(price, true);
        (, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(resales, price / 10 + price / 100, "royalty and fee of everything");
        assertEq(tt.balanceOf(fan), 0, "all of it");
    }

    function testFuzz_APriceNobodyCanPayFails(
        uint256 price
    ) public {
        price = bound(price, tt.totalSupply() + 1, FOREVER);
        (Order memory sold, Order memory bought) = orders();
        (sold.price, bought.price) = (price, price);
        (bytes memory seller, bytes memory buyer) = (sign("collector", sold), sign("fan", bought));
        vm.expectRevert();
        fill(fan, sold, seller);
        vm.expectRevert();
        accept(collector, bought, buyer, tokenId);
        assertEq(moments.ownerOf(tokenId), collector, "nothing moved");
    }

    function test_ABuyerWhoHasTooLittleIsToldSo() public {
        uint256 price = tt.balanceOf(fan) + 1;
        Order memory order = listing(collector, tokenId, price);
        bytes memory signature = sign("collector", order);
        uint256 booked = price / 10 + price / 100;
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector,
                fan,
                price - 1 - booked,
                price - booked
            )
        );
        fill(fan, order, signature);
    }

    /// @dev Tries both; without a reason to fail, both must work.
    function attempt(
        Order memory sold,
        Order memory bought,
        bytes memory reason
    ) private {
        (bytes memory seller, bytes memory buyer) = (sign("collector", sold), sign("fan", bought));
        if (reason.length != 0) vm.expectRevert(reason);
        fill(fan, sold, seller);
        if (reason.length != 0) vm.expectRevert(reason);
        accept(collector, bought, buyer, tokenId + 1);
    }

    /// @dev A listing of one token and an offer for the next.
    function orders() private view returns (Order memory sold, Order memory bought) {
        return (listing(collector, tokenId, PRICE), offer(fan, tokenId + 1, PRICE));
    }

    function sellAt(
        uint256 price,
        bool byListing
    ) private {
        Order memory order;
        if (byListing) {
            order = listing(collector, tokenId, price);
            fill(fan, order, sign("collector", order));
        } else {
            order = offer(fan, tokenId, price);
            accept(collector, order, sign("fan", order), tokenId);
        }
    }

    function momentWith(
        uint16 royaltyBps
    ) private returns (uint256) {
        MomentTerms memory terms = momentTerms();
        terms.royaltyBps = royaltyBps;
        return createMoment(creator, terms);
    }
}
