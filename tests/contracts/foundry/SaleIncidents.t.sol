// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order} from "../../../contracts/types/Order.sol";
import {Orders} from "./exchange/Orders.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice Takes part in auctions when told, and refuses every other call.
contract RefusingBidder {
    error Refused();

    fallback() external {
        revert Refused();
    }

    function act(
        address target,
        bytes calldata call
    ) external {
        (bool success,) = target.call(call);
        require(success, Refused());
    }
}

/// @notice One test for every incident of other platforms that concerns auctions and the exchange.
contract SaleIncidentsTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_ABidderThatBlocksOutbidsBlocksNobody() public {
        RefusingBidder refusing = bidder();
        uint256 auction = openAuction();
        refusing.act(address(auctions), abi.encodeCall(auctions.bid, (auction, 10e18)));
        vm.prank(fan);
        auctions.bid(auction, 20e18);
        assertEq(ledger.balanceOf(address(refusing)), 10e18, "what it is owed waits");
        refusing.act(address(auctions), abi.encodeCall(auctions.bid, (auction, 30e18)));
        vm.warp(auctions.auctionOf(auction).endsAt);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), address(refusing), "nor does it block the end");
    }

    function test_Akutars_NoRefundLoopsOverBidders() public {
        RefusingBidder refusing = bidder();
        uint256 auction = openAuction();
        uint256 amount = 1e18;
        for (uint256 i; i < 40; ++i) {
            amount += amount / 20 + 1;
            if (i % 4 == 0) {
                refusing.act(address(auctions), abi.encodeCall(auctions.bid, (auction, amount)));
            } else {
                vm.prank(vm.addr(keyOf(i % 2 == 0 ? "fan" : "stranger")));
                auctions.bid(auction, amount);
            }
        }
        vm.warp(auctions.auctionOf(auction).endsAt);
        uint256 gas = gasleft();
        auctions.settle(auction);
        assertLt(gas - gasleft(), 200_000, "as cheap as after one bid");
        uint256 sum = ledger.balanceOf(fan) + ledger.balanceOf(stranger);
        uint256 before = tt.balanceOf(fan) + tt.balanceOf(stranger);
        vm.prank(fan);
        ledger.claimAll(new address[](0), none(), fan);
        vm.prank(stranger);
        ledger.claimAll(new address[](0), none(), stranger);
        assertEq(tt.balanceOf(fan) + tt.balanceOf(stranger) - before, sum, "without the other");
        bytes memory claim =
            abi.encodeCall(ledger.claimAll, (new address[](0), none(), address(refusing)));
        refusing.act(address(ledger), claim);
        assertEq(ledger.balanceOf(address(refusing)), 0, "and the other as well");
    }

    function test_OpenSea_NoListingRevives() public {
        // Listed low once, moved away instead of cancelled, and back when it was worth more.
        Order memory order = listing(collector, tokenId, 1e18);
        bytes memory signature = sign("collector", order);
        vm.prank(collector);
        moments.transferFrom(collector, creator, tokenId);
        vm.prank(creator);
        moments.transferFrom(creator, collector, tokenId);
        expectOutdated(1, 3);
        fill(stranger, order, signature);
        // Nor after it was sold and bought again, nor after an auction nobody bid in.
        Order memory current = listing(collector, tokenId, PRICE);
        fill(fan, current, sign("collector", current));
        Order memory buysBack = offer(collector, tokenId, PRICE);
        accept(fan, buysBack, sign("collector", buysBack), tokenId);
        uint256 auction = openAuction();
        vm.warp(auctions.auctionOf(auction).endsAt);
        auctions.settle(auction);
        assertEq(moments.ownerOf(tokenId), collector, "the same owner as at first");
        expectOutdated(1, 7);
        fill(stranger, order, signature);
    }

    function test_OpenSea_ACancelThatIsFrontRunLosesOneSaleAtItsPrice() public {
        Order memory low = listing(collector, tokenId, 1e18);
        Order memory high = listing(collector, tokenId, PRICE);
        Order memory next = listing(collector, tokenId + 1, 1e18);
        (low.group, high.group, next.group) = (4, 4, 4);
        bytes memory lowly = sign("collector", low);
        bytes memory highly = sign("collector", high);
        bytes memory nextly = sign("collector", next);
        // Whoever sees the cancellation learns a number, not an order, and cannot make it fail.
        bytes memory seen = abi.encodeCall(exchange.cancelGroup, (4));
        assertEq(seen.length, 36, "a group, nothing else");
        uint256 before = tt.balanceOf(collector);
        fill(stranger, low, lowly);
        assertEq(tt.balanceOf(collector) - before, 0.89e18, "what was signed was paid");
        vm.prank(collector);
        (bool success,) = address(exchange).call(seen);
        assertTrue(success, "the cancellation works all the same");
        vm.prank(stranger);
        moments.transferFrom(stranger, collector, tokenId);
        expectOutdated(1, 3);
        fill(stranger, high, highly);
        expectClosed(collector, 4);
        fill(stranger, next, nextly);
    }

    function test_OpenSea_AnOfferFilledInFrontOfItsCancelIsPaidOnce() public {
        Order memory order = momentOffer(fan, moment, PRICE);
        bytes memory signature = sign("fan", order);
        uint256 before = tt.balanceOf(fan);
        accept(collector, order, signature, tokenId);
        vm.prank(fan);
        exchange.cancelGroup(0);
        expectClosed(fan, 0);
        accept(collector, order, signature, tokenId + 1);
        assertEq(before - tt.balanceOf(fan), PRICE, "once");
    }

    function test_APerkRedeemedJustBeforeTheSaleEndsTheSale() public {
        Order memory sold = listing(collector, tokenId, PRICE);
        Order memory bought = offer(fan, tokenId, PRICE);
        bought.version = moments.versionOf(tokenId);
        (bytes memory seller, bytes memory buyer) = (sign("collector", sold), sign("fan", bought));
        vm.prank(collector);
        moments.redeem(tokenId);
        expectOutdated(1, 2);
        fill(fan, sold, seller);
        expectOutdated(1, 2);
        accept(collector, bought, buyer, tokenId);
        // What is in auction is the house's: nobody redeems it before the end.
        tokenId += 1;
        uint256 auction = openAuction();
        vm.prank(fan);
        auctions.bid(auction, PRICE);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721IncorrectOwner.selector, collector, tokenId, address(auctions)
            )
        );
        vm.prank(collector);
        moments.redeem(tokenId);
        vm.warp(auctions.auctionOf(auction).endsAt);
        auctions.settle(auction);
        vm.prank(fan);
        moments.redeem(tokenId);
    }

    function openAuction() private returns (uint256 auction) {
        vm.prank(collector);
        return auctions.createAuction(tokenId, 1, 0, 1 days);
    }

    function bidder() private returns (RefusingBidder refusing) {
        refusing = new RefusingBidder();
        vm.deal(address(this), 1 ether);
        tt.depositTo{value: 1 ether}(address(refusing));
        refusing.act(address(tt), abi.encodeCall(tt.approve, (address(auctions), FOREVER)));
    }
}
