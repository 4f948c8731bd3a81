// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {Moments} from "../support/Moments.sol";

/// @notice A one-of-one of the creator's, and the steps of auctions.
abstract contract Auctions is Moments {
    uint256 internal constant RESERVE = 100e18;
    uint256 internal constant DURATION = 1 days;

    uint256 internal tokenId;
    uint256 internal moment;

    function setUp() public virtual override {
        super.setUp();
        tokenId = createOneOfOne(creator);
        moment = moments.momentOf(tokenId);
    }

    /// @notice An auction of the creator's one-of-one: 100 TT, a day from now.
    function openAuction() internal returns (uint256 auction) {
        return openAuction(creator, RESERVE);
    }

    function openAuction(
        address seller,
        uint256 reservePrice
    ) internal returns (uint256 auction) {
        vm.prank(seller);
        return auctions.createAuction(tokenId, reservePrice, 0, DURATION);
    }

    function bid(
        address by,
        uint256 auction,
        uint256 amount
    ) internal {
        vm.prank(by);
        auctions.bid(auction, amount);
    }

    /// @notice The token without a sale: `to` is not the moment's creator.
    function give(
        address to
    ) internal {
        vm.prank(creator);
        moments.transferFrom(creator, to, tokenId);
    }

    function endOf(
        uint256 auction
    ) internal view returns (uint256) {
        return auctions.auctionOf(auction).endsAt;
    }

    function end(
        uint256 auction
    ) internal {
        vm.warp(endOf(auction));
    }

    function expectUnknown(
        uint256 auction
    ) internal {
        vm.expectRevert(abi.encodeWithSelector(IMomentAuction.UnknownAuction.selector, auction));
    }

    function expectOver(
        uint256 auction,
        IMomentAuction.Status status
    ) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IMomentAuction.AuctionOver.selector, auction, status)
        );
    }

    function expectTooLow(
        uint256 minimum,
        uint256 amount
    ) internal {
        vm.expectRevert(abi.encodeWithSelector(IMomentAuction.BidTooLow.selector, minimum, amount));
    }

    function assertStatus(
        uint256 auction,
        IMomentAuction.Status status
    ) internal view {
        assertEq(uint256(auctions.auctionOf(auction).status), uint256(status), "status");
    }
}
