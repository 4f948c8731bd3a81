// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {Order, Side} from "../../../../contracts/types/Order.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {FillLog, Orders} from "./Orders.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract ListingsTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_ABuyerPaysThePriceAndHasTheToken() public {
        Order memory order = listing(collector, tokenId, PRICE);
        order.group = 3;
        bytes memory signature = sign("collector", order);
        uint256 buyers = tt.balanceOf(fan);
        uint256 sellers = tt.balanceOf(collector);
        vm.recordLogs();
        vm.prank(fan);
        exchange.fillListing(order, signature, stranger);
        FillLog memory log = recordedFill();
        assertTrue(log.orderHash == digestOf(order), "hash");
        assertEq(log.maker, collector, "maker");
        assertEq(log.taker, fan, "taker");
        assertEq(uint256(log.data.side), uint256(Side.Listing), "side");
        assertEq(log.data.tokenId, tokenId, "token");
        assertEq(log.data.to, stranger, "to");
        assertEq(log.data.price, PRICE, "price");
        assertEq(log.data.royalty, 5e18, "royalty");
        assertEq(log.data.fee, 0.5e18, "fee");
        assertEq(log.data.toSeller, 44.5e18, "the seller's part");
        assertEq(log.data.group, 3, "group");
        assertEq(moments.ownerOf(tokenId), stranger, "to whom the buyer wanted");
        assertEq(buyers - tt.balanceOf(fan), PRICE, "paid");
        assertEq(tt.balanceOf(collector) - sellers, 44.5e18, "received");
        assertTrue(!exchange.isGroupClosed(collector, 3), "the group stays open");
    }

    function test_RoyaltyAndFeeAreBooked() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        (uint256 sales,,) = ledger.bookedOf(moment);
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Resale, fan, 5.5e18, sales, 5.5e18);
        fill(fan, order, signature);
        assertEq(tt.balanceOf(address(exchange)), 0, "the exchange holds nothing");
    }

    function test_WhatTheCreatorListsIsAFirstSale() public {
        vm.prank(collector);
        moments.transferFrom(collector, creator, tokenId);
        Order memory order = listing(creator, tokenId, PRICE);
        bytes memory signature = sign("creator", order);
        (uint256 sales,,) = ledger.bookedOf(moment);
        uint256 before = tt.balanceOf(creator);
        vm.recordLogs();
        fill(fan, order, signature);
        FillLog memory log = recordedFill();
        assertEq(log.data.royalty + log.data.fee + log.data.toSeller, 0, "all of it booked");
        (uint256 after_, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(after_ - sales, PRICE, "as a sale");
        assertEq(resales, 0, "not as a resale");
        assertEq(tt.balanceOf(creator), before, "nothing is pushed");
    }

    function test_AFillRaisesTheVersionSoThatNoSlotIsNeeded() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(fan);
        exchange.fillListing(order, signature, collector);
        assertEq(moments.ownerOf(tokenId), collector, "even if the seller has it again");
        assertEq(moments.versionOf(tokenId), 2, "another version");
        expectOutdated(1, 2);
        fill(fan, order, signature);
    }

    function test_I11_TwiceInOneBatchReverts() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(exchange.fillListing, (order, signature, collector));
        batch[1] = batch[0];
        expectOutdated(1, 2);
        vm.prank(fan);
        exchange.multicall(batch);
        batch[0] = abi.encodeCall(exchange.fillListing, (order, signature, fan));
        batch[1] = batch[0];
        expectNotOwner(collector, tokenId);
        vm.prank(fan);
        exchange.multicall(batch);
        assertEq(moments.ownerOf(tokenId), collector, "nothing happened");
    }

    function test_AListingDiesWhenTheTokenMoves() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(collector);
        moments.transferFrom(collector, stranger, tokenId);
        expectNotOwner(collector, tokenId);
        fill(fan, order, signature);
        vm.prank(stranger);
        moments.transferFrom(stranger, collector, tokenId);
        expectOutdated(1, 3);
        fill(fan, order, signature);
        order.version = 3;
        signature = sign("collector", order);
        fill(fan, order, signature);
    }

    function test_AListingDiesWhenTheTokenGoesToAuction() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(collector);
        auctions.createAuction(tokenId, PRICE, 0, 1 days);
        expectNotOwner(collector, tokenId);
        fill(fan, order, signature);
        vm.prank(collector);
        auctions.cancelAuction(1);
        expectOutdated(1, 3);
        fill(fan, order, signature);
    }

    function test_ANewApprovalDoesNotReviveIt() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(collector);
        moments.setApprovalForAll(address(exchange), false);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721InsufficientApproval.selector, address(exchange), tokenId
            )
        );
        fill(fan, order, signature);
        vm.prank(collector);
        moments.approve(address(exchange), tokenId);
        fill(fan, order, signature);
        // The approval was for one transfer, the version for one listing.
        vm.prank(fan);
        moments.transferFrom(fan, collector, tokenId);
        vm.prank(collector);
        moments.setApprovalForAll(address(exchange), true);
        expectOutdated(1, 3);
        fill(fan, order, signature);
    }

    function test_SomebodyElsesTokenCannotBeListed() public {
        Order memory order = listing(stranger, tokenId, PRICE);
        bytes memory signature = sign("stranger", order);
        expectNotOwner(stranger, tokenId);
        fill(fan, order, signature);
    }

    function test_AListingOfVersionZeroIsNeverGood() public {
        Order memory order = listing(collector, tokenId, PRICE);
        order.version = 0;
        bytes memory signature = sign("collector", order);
        expectOutdated(0, 1);
        fill(fan, order, signature);
    }

    function test_OffersAreNotFilledAsListings() public {
        for (uint256 side = 1; side < 3; ++side) {
            Order memory order = listing(collector, tokenId, PRICE);
            order.side = Side(side);
            bytes memory signature = sign("collector", order);
            vm.expectRevert(abi.encodeWithSelector(IMomentExchange.WrongSide.selector, Side(side)));
            fill(fan, order, signature);
        }
    }

    function test_ATokenThatDoesNotExistIsNotSold() public {
        Order memory order = listing(collector, tokenId, PRICE);
        order.id = tokenOf(moment, 6);
        bytes memory signature = sign("collector", order);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, order.id)
        );
        fill(fan, order, signature);
    }

    function test_ATokenGoesToSomebody() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        address[2] memory wrong = [NOBODY, address(exchange)];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IMomentExchange.InvalidRecipient.selector, wrong[i])
            );
            vm.prank(fan);
            exchange.fillListing(order, signature, wrong[i]);
        }
    }

    function test_ASellerWhoBuysFromItselfPaysTheOthers() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        uint256 before = tt.balanceOf(collector);
        fill(collector, order, signature);
        assertEq(before - tt.balanceOf(collector), 5.5e18, "royalty and fee");
        assertEq(moments.ownerOf(tokenId), collector, "the same owner");
        expectOutdated(1, 2);
        fill(collector, order, signature);
    }

    function test_NoneIsFilledInAPause() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(guardian);
        exchange.pause();
        vm.expectRevert(abi.encodeWithSelector(IGuarded.EntriesPaused.selector, START + 7 days));
        fill(fan, order, signature);
        vm.warp(START + 7 days);
        fill(fan, order, signature);
    }

    function test_APermitAndAPurchaseAreOneTransaction() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        vm.prank(fan);
        tt.approve(address(exchange), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(exchange), PRICE, FOREVER);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(exchange.selfPermit, (PRICE, FOREVER, v, r, s));
        batch[1] = abi.encodeCall(exchange.fillListing, (order, signature, fan));
        vm.prank(fan);
        exchange.multicall(batch);
        assertEq(moments.ownerOf(tokenId), fan, "bought");
        assertEq(tt.allowance(fan, address(exchange)), 0, "the permit was for the price");
    }
}
