// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Auctions} from "./Auctions.sol";

contract EndingTest is Auctions {
    function test_WhatTheCreatorSellsIsAFirstSale() public {
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        bid(collector, auction, 120e18);
        end(auction);
        uint256 before = tt.balanceOf(creator);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionSettled(auction, tokenId, collector, 120e18, 0, 0, 0);
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Sale, address(auctions), 120e18, 120e18, 0);
        vm.prank(stranger);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), collector, "the winner's");
        assertEq(tt.balanceOf(address(auctions)), 0, "nothing is left");
        assertEq(tt.balanceOf(creator), before, "nothing is pushed");
        assertEq(ledger.owed(creator, new address[](0), onlyMoment(moment)), 114e18, "95%");
        assertEq(ledger.owed(treasury, new address[](0), onlyMoment(moment)), 6e18, "5%");
        assertStatus(auction, IMomentAuction.Status.Settled);
    }

    function test_AnotherSaleBringsRoyaltyAndFee() public {
        give(stranger);
        uint256 auction = openAuction(stranger, RESERVE);
        bid(fan, auction, RESERVE);
        end(auction);
        uint256 before = tt.balanceOf(stranger);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionSettled(auction, tokenId, fan, 100e18, 10e18, 1e18, 89e18);
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Resale, address(auctions), 11e18, 0, 11e18);
        auctions.settle(auction);
        assertEq(tt.balanceOf(stranger) - before, 89e18, "the seller's, at once");
        assertEq(moments.ownerOf(tokenId), fan, "the winner's");
    }

    function testFuzz_EveryWeiOfTheHighestBidArrives(
        uint256 amount,
        uint256 royaltyBps
    ) public {
        amount = bound(amount, 1, 10_000_000e18);
        royaltyBps = bound(royaltyBps, 0, 1000);
        tokenId = oneOfOneWith(royaltyBps);
        moment = moments.momentOf(tokenId);
        give(stranger);
        uint256 auction = openAuction(stranger, 1);
        bid(fan, auction, amount);
        end(auction);
        uint256 before = tt.balanceOf(stranger);
        auctions.settle(auction);
        uint256 royalty = amount * royaltyBps / 10_000;
        uint256 toSeller = amount - royalty - amount / 100;
        assertEq(tt.balanceOf(stranger) - before, toSeller, "royalty and fee rounded down");
        (uint256 sales, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(sales, 0, "no first sale");
        assertEq(resales, amount - toSeller, "the rest is booked");
        assertEq(tt.balanceOf(address(ledger)), amount - toSeller, "and there");
        assertEq(tt.balanceOf(address(auctions)), 0, "nothing is left");
    }

    function testFuzz_DustIsDividedToTheWei(
        uint256 amount
    ) public {
        amount = bound(amount, 1, 30);
        give(stranger);
        uint256 auction = openAuction(stranger, 1);
        bid(fan, auction, amount);
        end(auction);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionSettled(
            auction, tokenId, fan, amount, amount / 10, 0, amount - amount / 10
        );
        auctions.settle(auction);
        (uint256 sales, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(sales, 0, "no first sale");
        assertEq(resales, amount / 10, "from 10 wei on there is something to book");
        assertEq(tt.balanceOf(address(auctions)), 0, "nothing is left");
    }

    function test_WithoutABidTheSellerHasItBack() public {
        uint256 auction = openAuction();
        end(auction);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionSettled(auction, tokenId, NOBODY, 0, 0, 0, 0);
        vm.prank(stranger);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), creator, "back");
        assertStatus(auction, IMomentAuction.Status.Settled);
    }

    function test_NothingIsSettledBeforeTheEnd() public {
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        vm.warp(endOf(auction) - 1);
        bid(collector, auction, 2 * RESERVE);
        vm.warp(START + DURATION);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMomentAuction.AuctionStillRunning.selector, auction, endOf(auction)
            )
        );
        auctions.settle(auction);
        end(auction);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), collector, "who was in time");
    }

    function test_AnAuctionEndsOnce() public {
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        end(auction);
        auctions.settle(auction);
        expectOver(auction, IMomentAuction.Status.Settled);
        auctions.settle(auction);
        expectOver(auction, IMomentAuction.Status.Settled);
        vm.prank(creator);
        auctions.cancelAuction(auction);
        expectOver(auction, IMomentAuction.Status.Settled);
        bid(collector, auction, 2 * RESERVE);
        assertEq(auctions.auctionOf(auction).bidder, fan, "and is remembered");
    }

    function test_TheSellerCancelsWhileNobodyHasBid() public {
        uint256 auction = openAuction();
        vm.expectRevert(
            abi.encodeWithSelector(IMomentAuction.NotSeller.selector, auction, stranger)
        );
        vm.prank(stranger);
        auctions.cancelAuction(auction);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionCanceled(auction);
        vm.prank(creator);
        auctions.cancelAuction(auction);
        assertEq(moments.ownerOf(tokenId), creator, "back");
        expectOver(auction, IMomentAuction.Status.Canceled);
        bid(fan, auction, RESERVE);
        expectOver(auction, IMomentAuction.Status.Canceled);
        vm.prank(creator);
        auctions.cancelAuction(auction);
        end(auction);
        expectOver(auction, IMomentAuction.Status.Canceled);
        auctions.settle(auction);
    }

    function test_ABidStandsWhateverTheSellerWants() public {
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(IMomentAuction.AuctionHasBid.selector, auction, fan));
        vm.prank(creator);
        auctions.cancelAuction(auction);
        end(auction);
        vm.expectRevert(abi.encodeWithSelector(IMomentAuction.AuctionHasBid.selector, auction, fan));
        vm.prank(creator);
        auctions.cancelAuction(auction);
    }

    function test_I12_NoEndWaitsForAPause() public {
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        tokenId = createOneOfOne(creator);
        uint256 other = openAuction();
        vm.prank(guardian);
        auctions.pause();
        end(auction);
        auctions.settle(auction);
        vm.prank(creator);
        auctions.cancelAuction(other);
        assertLt(block.timestamp, auctions.pausedUntil(), "still paused");
    }

    function test_TheCreatorIsWhoCreatedTheMoment() public {
        // The moment's creator sells to a fan, who sells it back: the creator's next sale is a first one again.
        uint256 auction = openAuction();
        bid(fan, auction, RESERVE);
        end(auction);
        auctions.settle(auction);
        auction = openAuction(fan, RESERVE);
        bid(creator, auction, RESERVE);
        end(auction);
        auctions.settle(auction);
        (uint256 sales, uint256 resales,) = ledger.bookedOf(moment);
        assertEq(sales, 100e18, "the creator's");
        assertEq(resales, 11e18, "the fan's");
        auction = openAuction();
        bid(collector, auction, RESERVE);
        end(auction);
        auctions.settle(auction);
        (sales, resales,) = ledger.bookedOf(moment);
        assertEq(sales, 200e18, "the creator's again");
        assertEq(resales, 11e18, "no more");
    }

    function oneOfOneWith(
        uint256 royaltyBps
    ) private returns (uint256) {
        MomentTerms memory terms = momentTerms();
        (terms.editionSize, terms.price) = (1, 0);
        terms.royaltyBps = uint16(royaltyBps);
        return tokenOf(createMoment(creator, terms), 1);
    }
}
