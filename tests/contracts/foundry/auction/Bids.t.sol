// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Auctions} from "./Auctions.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract BidsTest is Auctions {
    uint256 private auction;
    address private whale = actor("whale");

    function setUp() public override {
        super.setUp();
        auction = openAuction();
    }

    function test_TheFirstBidIsTheReservePriceOrMore() public {
        expectTooLow(RESERVE, RESERVE - 1);
        bid(fan, auction, RESERVE - 1);
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.BidPlaced(auction, fan, RESERVE, START + DURATION, NOBODY, 0);
        bid(fan, auction, RESERVE);
        assertEq(before - tt.balanceOf(fan), RESERVE, "paid");
        assertEq(tt.balanceOf(address(auctions)), RESERVE, "held");
        IMomentAuction.Auction memory a = auctions.auctionOf(auction);
        assertEq(a.bidder, fan, "bidder");
        assertEq(a.amount, RESERVE, "amount");
        assertEq(tt.balanceOf(address(ledger)), 0, "nobody was outbid");
    }

    function testFuzz_TheNextIsFivePercentAboveRoundedUp(
        uint256 first,
        uint256 more
    ) public {
        first = bound(first, 1, 1_000_000e18);
        reopen(fan, first);
        uint256 step = (first * 5 + 99) / 100;
        assertGe(step, 1, "a step");
        assertEq(auctions.minimumBidOf(auction), first + step, "announced");
        expectTooLow(first + step, first + step - 1);
        bid(collector, auction, first + step - 1);
        bid(collector, auction, first + step + bound(more, 0, 1_000_000e18));
    }

    function test_TheLeastStepIsAWei() public {
        reopen(fan, 1);
        expectTooLow(2, 1);
        bid(collector, auction, 1);
        bid(collector, auction, 2);
        assertEq(auctions.minimumBidOf(auction), 3, "again a wei");
    }

    function test_WhoIsOutbidIsCreditedAtOnce() public {
        bid(fan, auction, RESERVE);
        vm.expectEmit(address(auctions));
        emit IMomentAuction.BidPlaced(
            auction, collector, 2 * RESERVE, START + DURATION, fan, RESERVE
        );
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(fan, NOBODY, Source.Outbid, RESERVE, RESERVE);
        bid(collector, auction, 2 * RESERVE);
        assertEq(tt.balanceOf(address(auctions)), 2 * RESERVE, "I10: the highest is held");
        assertEq(ledger.balanceOf(fan), RESERVE, "I10: the other is claimable");
        uint256 before = tt.balanceOf(fan);
        vm.prank(fan);
        ledger.claimAll(new address[](0), none(), fan);
        assertEq(tt.balanceOf(fan) - before, RESERVE, "I10: and claimed, whole");
    }

    function test_ABidderMayRaiseItsOwnBid() public {
        bid(fan, auction, RESERVE);
        bid(fan, auction, RESERVE * 105 / 100);
        assertEq(ledger.balanceOf(fan), RESERVE, "the first comes back");
        assertEq(tt.balanceOf(address(auctions)), RESERVE * 105 / 100, "the second is held");
    }

    function test_BidsCountFromTheOpeningToTheEnd() public {
        vm.prank(creator);
        auctions.cancelAuction(auction);
        vm.prank(creator);
        auction = auctions.createAuction(tokenId, RESERVE, START + 1 hours, DURATION);
        vm.warp(START + 1 hours - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IMomentAuction.AuctionNotOpen.selector, auction, START + 1 hours)
        );
        bid(fan, auction, RESERVE);
        vm.warp(START + 1 hours);
        bid(fan, auction, RESERVE);
        end(auction);
        vm.expectRevert(
            abi.encodeWithSelector(IMomentAuction.AuctionEnded.selector, auction, endOf(auction))
        );
        bid(collector, auction, 2 * RESERVE);
        vm.warp(endOf(auction) - 1);
        bid(collector, auction, 2 * RESERVE);
    }

    function testFuzz_ALateBidMovesTheEndByTenMinutes(
        uint256 left
    ) public {
        left = bound(left, 1, 20 minutes);
        uint256 endsAt = endOf(auction);
        vm.warp(endsAt - left);
        uint256 then = left < 10 minutes ? endsAt + 10 minutes : endsAt;
        vm.expectEmit(address(auctions));
        emit IMomentAuction.BidPlaced(auction, fan, RESERVE, then, NOBODY, 0);
        bid(fan, auction, RESERVE);
        assertEq(endOf(auction), then, "end");
    }

    function test_TenMinutesBeforeTheEndIsNotYetLate() public {
        uint256 endsAt = endOf(auction);
        vm.warp(endsAt - 10 minutes);
        bid(fan, auction, RESERVE);
        assertEq(endOf(auction), endsAt, "stays");
        vm.warp(endsAt - 10 minutes + 1);
        bid(collector, auction, 2 * RESERVE);
        assertEq(endOf(auction), endsAt + 10 minutes, "moves");
        bid(fan, auction, 4 * RESERVE);
        assertEq(endOf(auction), endsAt + 10 minutes, "once: there is time again");
        vm.warp(endsAt + 10 minutes - 1);
        bid(collector, auction, 8 * RESERVE);
        assertEq(endOf(auction), endsAt + 20 minutes, "as often as it takes");
    }

    function test_BidsAreNotPaused() public {
        vm.prank(guardian);
        auctions.pause();
        bid(fan, auction, RESERVE);
        bid(collector, auction, 2 * RESERVE);
    }

    function test_ABidIsPaidOrReverts() public {
        vm.prank(fan);
        tt.approve(address(auctions), RESERVE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(auctions),
                RESERVE - 1,
                RESERVE
            )
        );
        bid(fan, auction, RESERVE);
        vm.startPrank(whale);
        tt.approve(address(auctions), FOREVER);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, whale, 0, RESERVE
            )
        );
        auctions.bid(auction, RESERVE);
    }

    function test_APermitAndABidAreOneTransaction() public {
        vm.prank(fan);
        tt.approve(address(auctions), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(auctions), RESERVE, FOREVER);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(auctions.selfPermit, (RESERVE, FOREVER, v, r, s));
        batch[1] = abi.encodeCall(auctions.bid, (auction, RESERVE));
        vm.prank(stranger);
        tt.permit(fan, address(auctions), RESERVE, FOREVER, v, r, s);
        vm.prank(fan);
        auctions.multicall(batch);
        assertEq(auctions.auctionOf(auction).bidder, fan, "also if the permit was sent before");
    }

    function test_TheLargestAmountsFit() public {
        uint256 most = type(uint96).max;
        rich(whale, 3 * (most / 10_000 + 1) * 10_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                IBounds.TermOutOfRange.selector, "amount", most + 1, RESERVE, most
            )
        );
        bid(whale, auction, most + 1);
        uint256 almost = most * 100 / 105;
        bid(whale, auction, almost);
        bid(whale, auction, most);
        assertEq(auctions.auctionOf(auction).amount, most, "to the wei");
        assertEq(ledger.balanceOf(whale), almost, "credited");
        uint256 beyond = most + most / 20 + 1;
        expectTooLow(beyond, most);
        bid(whale, auction, most);
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, "amount", beyond, beyond, most)
        );
        bid(whale, auction, beyond);
    }

    /// @dev Another auction in place of the first, with a bid of exactly `amount`.
    function reopen(
        address bidder,
        uint256 amount
    ) private {
        vm.prank(creator);
        auctions.cancelAuction(auction);
        auction = openAuction(creator, 1);
        bid(bidder, auction, amount);
    }

    function rich(
        address account,
        uint256 amount
    ) private {
        fund(account, amount);
        trust(account);
    }
}
