// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order} from "../../../contracts/types/Order.sol";
import {Orders} from "./exchange/Orders.sol";

/// @notice Whole-transaction gas of auctions and of the exchange, as a wallet would pay it: see `GasTest`. "new": the
/// buyer has no moments yet. "again": it has some; the seller has TT, the moment has bookings that wait.
/// forge-config: default.isolate = true
contract GasSalesTest is Orders {
    uint256 private moment;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        // The collector minted five and then fifteen. The stranger bought three, which have words of their own now.
        mint(collector, moment, 5);
        mint(collector, moment, 15);
        sellTo(stranger, 5, "");
        sellTo(stranger, 18, "");
        sellTo(stranger, 20, "");
    }

    function test_GasOfListings() public {
        resell(5, "fill_new");
        resell(20, "fill_again");
    }

    function test_GasOfATokenInTheMiddleOfABatch() public {
        sellTo(fan, 3, "fill_mid_batch");
    }

    function test_GasOfTheFirstOfABatch() public {
        sellTo(fan, 1, "fill_first_of_batch");
    }

    function test_GasOfTheLastOfALongBatch() public {
        sellTo(fan, 19, "fill_end_of_long_batch");
    }

    function test_GasOfOffers() public {
        Order memory order = offer(fan, tokenOf(moment, 1), 50e18);
        bytes memory signature = sign("fan", order);
        accept(collector, order, signature, tokenOf(moment, 1));
        snapshot("accept_offer");
        order = momentOffer(fan, moment, 50e18);
        order.group = 1;
        signature = sign("fan", order);
        accept(collector, order, signature, tokenOf(moment, 2));
        snapshot("accept_moment_offer");
    }

    function test_GasOfEndingOrders() public {
        vm.prank(fan);
        exchange.cancelGroup(7);
        snapshot("cancel_group");
        vm.prank(fan);
        exchange.incrementCounter();
        snapshot("increment_counter");
    }

    function test_GasOfAuctions() public {
        uint256 tokenId = createOneOfOne(creator);
        vm.prank(creator);
        auctions.createAuction(tokenId, 100e18, 0, 1 days);
        snapshot("create_auction");
        bid(fan, 100e18, "bid_first");
        bid(collector, 110e18, "bid_outbid_new");
        bid(fan, 120e18, "");
        bid(collector, 130e18, "bid_outbid");
        vm.warp(auctions.auctionOf(1).endsAt);
        vm.prank(stranger);
        auctions.settle(1);
        snapshot("settle");
        tokenId = createOneOfOne(creator);
        vm.prank(creator);
        auctions.createAuction(tokenId, 100e18, 0, 1 days);
        vm.prank(creator);
        auctions.cancelAuction(2);
        snapshot("cancel_auction");
    }

    function bid(
        address by,
        uint256 amount,
        string memory operation
    ) private {
        vm.prank(by);
        auctions.bid(1, amount);
        if (bytes(operation).length != 0) snapshot(operation);
    }

    /// @dev The stranger's token to the fan.
    function resell(
        uint256 serial,
        string memory operation
    ) private {
        Order memory order = listing(stranger, tokenOf(moment, serial), 50e18);
        bytes memory signature = sign("stranger", order);
        fill(fan, order, signature);
        snapshot(operation);
    }

    /// @dev A token of the collector's.
    function sellTo(
        address buyer,
        uint256 serial,
        string memory operation
    ) private {
        Order memory order = listing(collector, tokenOf(moment, serial), 50e18);
        bytes memory signature = sign("collector", order);
        fill(buyer, order, signature);
        if (bytes(operation).length != 0) snapshot(operation);
    }

    function snapshot(
        string memory operation
    ) private {
        vm.snapshotGasLastCall("sales", operation);
    }
}
