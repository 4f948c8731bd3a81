// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {Auctions} from "./Auctions.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract CreationTest is Auctions {
    function test_TheTokenIsHeldUntilTheEnd() public {
        vm.expectEmit(address(auctions));
        emit IMomentAuction.AuctionCreated(1, tokenId, creator, RESERVE, START, START + DURATION);
        assertEq(openAuction(), 1, "first id");
        assertEq(auctions.auctionCount(), 1, "count");
        assertEq(moments.ownerOf(tokenId), address(auctions), "held");
        assertEq(auctions.moments(), address(moments), "of these moments");
        IMomentAuction.Auction memory a = auctions.auctionOf(1);
        assertStatus(1, IMomentAuction.Status.Running);
        assertEq(a.seller, creator, "seller");
        assertEq(a.bidder, NOBODY, "no bidder");
        assertEq(a.tokenId, tokenId, "token");
        assertEq(a.reservePrice, RESERVE, "reserve price");
        assertEq(a.amount, 0, "no bid");
        assertEq(a.opensAt, START, "opens now");
        assertEq(a.endsAt, START + DURATION, "ends");
        assertEq(auctions.minimumBidOf(1), RESERVE, "first bid");
    }

    function testFuzz_APastOpeningIsNow(
        uint256 opensAt
    ) public {
        opensAt = bound(opensAt, 0, START);
        vm.prank(creator);
        uint256 auction = auctions.createAuction(tokenId, RESERVE, opensAt, DURATION);
        assertEq(auctions.auctionOf(auction).opensAt, START, "now");
        assertEq(endOf(auction), START + DURATION, "the whole duration");
    }

    function testFuzz_TermsWithinTheirBoundsAreKept(
        uint256 reservePrice,
        uint256 opensAt,
        uint256 duration
    ) public {
        reservePrice = bound(reservePrice, 1, type(uint96).max);
        opensAt = bound(opensAt, START, START + 30 days);
        duration = bound(duration, 1 hours, 30 days);
        vm.prank(creator);
        uint256 auction = auctions.createAuction(tokenId, reservePrice, opensAt, duration);
        IMomentAuction.Auction memory a = auctions.auctionOf(auction);
        assertEq(a.reservePrice, reservePrice, "reserve price");
        assertEq(a.opensAt, opensAt, "opens");
        assertEq(a.endsAt, opensAt + duration, "ends");
    }

    function testFuzz_TermsOutsideOfTheirBoundsAreRefused(
        uint256 excess
    ) public {
        excess = bound(excess, 1, FOREVER - START - 30 days);
        uint256 latest = START + 30 days;
        refuse("reservePrice", 0, 0, DURATION, 0, 1, type(uint96).max);
        uint256 price = bound(excess, uint256(type(uint96).max) + 1, FOREVER);
        refuse("reservePrice", price, 0, DURATION, price, 1, type(uint96).max);
        refuse("opensAt", 1, latest + excess, DURATION, latest + excess, START, latest);
        uint256 short = 1 hours - bound(excess, 1, 1 hours);
        refuse("duration", 1, 0, short, short, 1 hours, 30 days);
        uint256 long = excess + 30 days;
        refuse("duration", 1, 0, long, long, 1 hours, 30 days);
    }

    function test_OnlyTheOwnerAuctionsAToken() public {
        vm.prank(creator);
        moments.setApprovalForAll(stranger, true);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721IncorrectOwner.selector, stranger, tokenId, creator
            )
        );
        openAuction(stranger, RESERVE);
    }

    function test_OnlyWithItsApproval() public {
        vm.prank(creator);
        moments.setApprovalForAll(address(auctions), false);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721InsufficientApproval.selector, address(auctions), tokenId
            )
        );
        openAuction();
        vm.prank(creator);
        moments.approve(address(auctions), tokenId);
        openAuction();
    }

    function test_ATokenThatDoesNotExistIsRefused() public {
        uint256[3] memory ids = [tokenId + 1, 0, FOREVER];
        for (uint256 i; i < ids.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, ids[i])
            );
            vm.prank(creator);
            auctions.createAuction(ids[i], RESERVE, 0, DURATION);
        }
    }

    function test_ATokenIsInOneAuctionAtATime() public {
        openAuction();
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721IncorrectOwner.selector, creator, tokenId, address(auctions)
            )
        );
        openAuction();
        vm.prank(creator);
        auctions.cancelAuction(1);
        assertEq(openAuction(), 2, "and in another one later");
        assertStatus(1, IMomentAuction.Status.Canceled);
        assertStatus(2, IMomentAuction.Status.Running);
    }

    function test_NoneBeginsInAPause() public {
        vm.prank(guardian);
        auctions.pause();
        vm.expectRevert(abi.encodeWithSelector(IGuarded.EntriesPaused.selector, START + 7 days));
        openAuction();
        vm.warp(START + 7 days);
        openAuction();
    }

    function testFuzz_AnUnknownAuctionIsSaidToBe(
        uint256 auction
    ) public {
        openAuction();
        if (auction == 1) auction = 2;
        vm.startPrank(fan);
        expectUnknown(auction);
        auctions.auctionOf(auction);
        expectUnknown(auction);
        auctions.minimumBidOf(auction);
        expectUnknown(auction);
        auctions.bid(auction, RESERVE);
        expectUnknown(auction);
        auctions.cancelAuction(auction);
        expectUnknown(auction);
        auctions.settle(auction);
    }

    function refuse(
        string memory field,
        uint256 reservePrice,
        uint256 opensAt,
        uint256 duration,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, field, value, minimum, maximum)
        );
        vm.prank(creator);
        auctions.createAuction(tokenId, reservePrice, opensAt, duration);
    }
}
