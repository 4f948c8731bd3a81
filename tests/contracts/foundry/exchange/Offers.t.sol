// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {Order, Side} from "../../../../contracts/types/Order.sol";
import {FillLog, Orders} from "./Orders.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract OffersTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_TheOwnerSellsToTheMaker() public {
        Order memory order = offer(fan, tokenId, PRICE);
        order.group = 3;
        bytes memory signature = sign("fan", order);
        uint256 buyers = tt.balanceOf(fan);
        uint256 sellers = tt.balanceOf(collector);
        vm.recordLogs();
        accept(collector, order, signature, tokenId);
        FillLog memory log = recordedFill();
        assertTrue(log.orderHash == digestOf(order), "hash");
        assertEq(log.maker, fan, "maker");
        assertEq(log.taker, collector, "taker");
        assertEq(uint256(log.data.side), uint256(Side.Offer), "side");
        assertEq(log.data.tokenId, tokenId, "token");
        assertEq(log.data.to, fan, "to");
        assertEq(log.data.price, PRICE, "price");
        assertEq(log.data.royalty, 5e18, "royalty");
        assertEq(log.data.fee, 0.5e18, "fee");
        assertEq(log.data.toSeller, 44.5e18, "the seller's part");
        assertEq(log.data.group, 3, "group");
        assertEq(moments.ownerOf(tokenId), fan, "the maker's");
        assertEq(buyers - tt.balanceOf(fan), PRICE, "paid");
        assertEq(tt.balanceOf(collector) - sellers, 44.5e18, "received");
        assertTrue(exchange.isGroupClosed(fan, 3), "the group is closed");
        (, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(resales, 5.5e18, "booked");
        assertEq(tt.balanceOf(address(exchange)), 0, "the exchange holds nothing");
    }

    function test_AMomentWideOfferTakesAnyTokenOfTheMoment() public {
        uint256 other = mint(collector, createMoment(), 1);
        Order memory order = momentOffer(fan, moment, PRICE);
        bytes memory signature = sign("fan", order);
        vm.expectRevert(abi.encodeWithSelector(IMomentExchange.WrongToken.selector, moment, other));
        accept(collector, order, signature, other);
        accept(collector, order, signature, tokenOf(moment, 5));
        assertEq(moments.ownerOf(tokenOf(moment, 5)), fan, "this one");
    }

    function test_AnOfferIsForItsTokenAlone() public {
        Order memory order = offer(fan, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        vm.expectRevert(
            abi.encodeWithSelector(IMomentExchange.WrongToken.selector, tokenId, tokenId + 1)
        );
        accept(collector, order, signature, tokenId + 1);
        // Nor is a moment's number a token's.
        order = momentOffer(fan, tokenId, PRICE);
        signature = sign("fan", order);
        vm.expectRevert(
            abi.encodeWithSelector(IMomentExchange.WrongToken.selector, tokenId, tokenId)
        );
        accept(collector, order, signature, tokenId);
        order = offer(fan, moment, PRICE);
        signature = sign("fan", order);
        vm.expectRevert(
            abi.encodeWithSelector(IMomentExchange.WrongToken.selector, moment, tokenId)
        );
        accept(collector, order, signature, tokenId);
    }

    function test_I11_AnOfferFillsOnce() public {
        Order memory order = momentOffer(fan, moment, PRICE);
        bytes memory signature = sign("fan", order);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(exchange.acceptOffer, (order, signature, tokenId));
        batch[1] = abi.encodeCall(exchange.acceptOffer, (order, signature, tokenId + 1));
        expectClosed(fan, 0);
        vm.prank(collector);
        exchange.multicall(batch);
        accept(collector, order, signature, tokenId);
        expectClosed(fan, 0);
        accept(collector, order, signature, tokenId + 1);
        // Nor with a token that comes back to its first owner.
        vm.prank(fan);
        moments.transferFrom(fan, collector, tokenId);
        expectClosed(fan, 0);
        accept(collector, order, signature, tokenId);
    }

    function test_AFilledOfferEndsItsGroupAndNoOther() public {
        Order memory one = offer(fan, tokenId, PRICE);
        Order memory dearer = offer(fan, tokenId + 1, 2 * PRICE);
        Order memory other = offer(fan, tokenId + 1, PRICE);
        (one.group, dearer.group, other.group) = (300, 300, 301);
        accept(collector, one, sign("fan", one), tokenId);
        bytes memory signature = sign("fan", dearer);
        expectClosed(fan, 300);
        accept(collector, dearer, signature, tokenId + 1);
        signature = sign("fan", other);
        accept(collector, other, signature, tokenId + 1);
    }

    function test_OnlyTheOwnerAccepts() public {
        Order memory order = offer(fan, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        vm.prank(collector);
        moments.setApprovalForAll(stranger, true);
        expectNotOwner(stranger, tokenId);
        accept(stranger, order, signature, tokenId);
        // Nor the maker, who could otherwise take what it pays for.
        expectNotOwner(fan, tokenId);
        accept(fan, order, signature, tokenId);
    }

    function test_WhatTheCreatorSellsIsAFirstSale() public {
        vm.prank(collector);
        moments.transferFrom(collector, creator, tokenId);
        Order memory order = momentOffer(fan, moment, PRICE);
        bytes memory signature = sign("fan", order);
        (uint256 sales,,) = ledger.bookedOf(moment);
        uint256 before = tt.balanceOf(creator);
        accept(creator, order, signature, tokenId);
        (uint256 after_, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(after_ - sales, PRICE, "all of it booked");
        assertEq(resales, 0, "no resale");
        assertEq(tt.balanceOf(creator), before, "nothing is pushed");
    }

    function test_AnOfferMayAskForTheVersionItsMakerHasSeen() public {
        Order memory order = offer(fan, tokenId, PRICE);
        order.version = 1;
        bytes memory signature = sign("fan", order);
        vm.prank(collector);
        moments.redeem(tokenId);
        expectOutdated(1, 2);
        accept(collector, order, signature, tokenId);
        order.version = 2;
        signature = sign("fan", order);
        accept(collector, order, signature, tokenId);
    }

    function test_AMomentWideOfferMayAskForATokenAsMinted() public {
        Order memory order = momentOffer(fan, moment, PRICE);
        order.version = 1;
        bytes memory signature = sign("fan", order);
        vm.prank(collector);
        moments.redeem(tokenId);
        expectOutdated(1, 2);
        accept(collector, order, signature, tokenId);
        accept(collector, order, signature, tokenId + 1);
    }

    function test_AnOfferOfVersionZeroIsForAny() public {
        Order memory order = offer(fan, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        vm.prank(collector);
        moments.transferFrom(collector, stranger, tokenId);
        vm.prank(stranger);
        moments.redeem(tokenId);
        accept(stranger, order, signature, tokenId);
        assertEq(moments.ownerOf(tokenId), fan, "whoever owns it sells it");
    }

    function test_ListingsAreNotAccepted() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.expectRevert(abi.encodeWithSelector(IMomentExchange.WrongSide.selector, Side.Listing));
        accept(collector, order, signature, tokenId);
    }

    function test_AnOfferIsAcceptedWhenItsMakerCanPay() public {
        Order memory order = offer(fan, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        vm.prank(fan);
        tt.approve(address(exchange), 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(exchange), 0, 5.5e18
            )
        );
        accept(collector, order, signature, tokenId);
        assertTrue(!exchange.isGroupClosed(fan, 0), "nothing happened");
        vm.prank(fan);
        tt.approve(address(exchange), PRICE);
        accept(collector, order, signature, tokenId);
        assertEq(tt.allowance(fan, address(exchange)), 0, "the price, no more");
    }

    function test_AMakerWhoOwnsTheTokenPaysTheOthers() public {
        Order memory order = offer(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        uint256 before = tt.balanceOf(collector);
        accept(collector, order, signature, tokenId);
        assertEq(before - tt.balanceOf(collector), 5.5e18, "royalty and fee");
        expectClosed(collector, 0);
        accept(collector, order, signature, tokenId);
    }

    function test_I12_OffersAreAcceptedInAPause() public {
        Order memory order = offer(fan, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        vm.prank(guardian);
        exchange.pause();
        accept(collector, order, signature, tokenId);
        vm.startPrank(fan);
        exchange.cancelGroup(9);
        exchange.incrementCounter();
        vm.stopPrank();
        assertLt(block.timestamp, exchange.pausedUntil(), "still paused");
    }
}
