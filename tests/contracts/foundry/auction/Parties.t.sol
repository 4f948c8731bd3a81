// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {Auctions} from "./Auctions.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @notice Bids and sells when told, and refuses every other call.
contract Refusing {
    IMomentAuction private immutable auctions;

    error Refused();

    constructor(
        IMomentAuction auctions_,
        address tt,
        address moments
    ) {
        auctions = auctions_;
        IERC20(tt).approve(address(auctions_), type(uint256).max);
        IERC721(moments).setApprovalForAll(address(auctions_), true);
    }

    fallback() external {
        revert Refused();
    }

    function bid(
        uint256 auction,
        uint256 amount
    ) external {
        auctions.bid(auction, amount);
    }

    function create(
        uint256 tokenId
    ) external returns (uint256) {
        return auctions.createAuction(tokenId, 1, 0, 1 days);
    }
}

contract PartiesTest is Auctions {
    Refusing private refusing;

    function setUp() public override {
        super.setUp();
        refusing = new Refusing(auctions, address(tt), address(moments));
        vm.deal(address(this), 1 ether);
        tt.depositTo{value: 1 ether}(address(refusing));
    }

    function test_ABidderThatRefusesEverythingIsOutbid() public {
        uint256 auction = openAuction();
        refusing.bid(auction, RESERVE);
        bid(fan, auction, 2 * RESERVE);
        assertEq(ledger.balanceOf(address(refusing)), RESERVE, "what it is owed waits");
        assertEq(auctions.auctionOf(auction).bidder, fan, "outbid");
    }

    function test_AWinnerThatRefusesEverythingHasTheToken() public {
        uint256 auction = openAuction();
        refusing.bid(auction, RESERVE);
        end(auction);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), address(refusing), "without a word");
    }

    function test_ASellerThatRefusesEverythingIsPaid() public {
        give(address(refusing));
        uint256 auction = refusing.create(tokenId);
        bid(fan, auction, RESERVE);
        end(auction);
        uint256 before = tt.balanceOf(address(refusing));
        auctions.settle(auction);
        assertEq(tt.balanceOf(address(refusing)) - before, 89e18, "paid");
    }

    function test_ASellerMayBidAndPaysTheOthers() public {
        give(stranger);
        uint256 auction = openAuction(stranger, RESERVE);
        bid(stranger, auction, RESERVE);
        end(auction);
        uint256 before = tt.balanceOf(stranger);
        auctions.settle(auction);
        assertEq(tt.balanceOf(stranger) - before, 89e18, "less royalty and fee");
        assertEq(moments.ownerOf(tokenId), stranger, "has it again");
    }

    function test_TTSentByMistakeIsNobodysBid() public {
        uint256 auction = openAuction();
        vm.prank(fan);
        tt.transfer(address(auctions), 7e18);
        bid(fan, auction, RESERVE);
        bid(collector, auction, 2 * RESERVE);
        end(auction);
        auctions.settle(auction);
        assertEq(tt.balanceOf(address(auctions)), 7e18, "it moves nothing");
    }

    function test_ATokenInAuctionIsOutOfItsSellersHands() public {
        openAuction();
        vm.prank(creator);
        vm.expectRevert();
        moments.transferFrom(address(auctions), creator, tokenId);
        vm.expectRevert();
        vm.prank(creator);
        moments.redeem(tokenId);
    }
}
