// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {Auctions} from "./Auctions.sol";

/// @notice Auctions against a plain list of bids. Random bids, waits, cancellations and settlements of several auctions at
/// once; the list says before each step whether it will work, and after it who must own and be owed what.
contract AuctionModelTest is Auctions {
    struct Offered {
        address bidder;
        uint256 amount;
    }

    struct Plain {
        address seller;
        uint256 token;
        uint256 reservePrice;
        uint256 opensAt;
        uint256 endsAt;
        bool over;
        Offered[] bids;
    }

    uint256 private constant AUCTIONS = 3;

    address[3] private bidders;
    Plain[AUCTIONS + 1] private plain;
    mapping(address account => uint256 amount) private outbid;
    mapping(address account => uint256 amount) private start;
    uint256 private ledgersStart;
    uint256 private placed;
    uint256 private beaten;
    uint256 private settled;

    function setUp() public override {
        super.setUp();
        bidders = [fan, collector, stranger];
        ledgersStart = tt.balanceOf(address(ledger));
        start[creator] = tt.balanceOf(creator);
        for (uint256 i; i < 3; ++i) {
            start[bidders[i]] = tt.balanceOf(bidders[i]);
        }
    }

    function testFuzz_I10_AuctionsAgainstAListOfBids(
        uint256[60] memory seeds
    ) public {
        run(seeds);
    }

    /// @dev Seeds that are chosen, so that the random ones are known to be able to reach everything.
    function test_TheListSeesBidsAndSettlements() public {
        uint256[60] memory seeds;
        for (uint256 i; i < seeds.length; ++i) {
            seeds[i] = uint256(keccak256(abi.encode(i)));
        }
        run(seeds);
        assertGe(placed, 8, "bids");
        assertGe(beaten, 4, "beaten");
        assertGe(settled, 1, "settled before the end of the test");
    }

    function run(
        uint256[60] memory seeds
    ) private {
        for (uint256 i = 1; i <= AUCTIONS; ++i) {
            open(i, seeds[i]);
        }
        for (uint256 i; i < seeds.length; ++i) {
            step(seeds[i]);
            check();
        }
        finish();
    }

    /// @dev The first two are the creator's, the third is somebody else's: sales and a resale.
    function open(
        uint256 auction,
        uint256 seed
    ) private {
        Plain storage p = plain[auction];
        p.token = createOneOfOne(creator);
        p.seller = creator;
        if (auction == 3) {
            p.seller = stranger;
            vm.prank(creator);
            moments.transferFrom(creator, stranger, p.token);
        }
        p.reservePrice = seed % 100 < 20 ? 1 + seed / 100 % 40 : 1 + seed / 100 % 1000e18;
        p.opensAt = START + seed / 1e25 % 2 * 1 hours;
        uint256 duration = 1 hours + seed / 1e30 % 3 hours;
        p.endsAt = p.opensAt + duration;
        vm.prank(p.seller);
        assertEq(
            auctions.createAuction(p.token, p.reservePrice, p.opensAt, duration), auction, "id"
        );
    }

    function step(
        uint256 seed
    ) private {
        uint256 kind = seed % 8;
        seed /= 8;
        uint256 auction = 1 + seed % AUCTIONS;
        seed /= AUCTIONS;
        if (kind < 5) place(auction, bidders[seed % 3], amountOf(plain[auction], seed / 3));
        else if (kind == 5) tryToSettle(auction, bidders[seed % 3]);
        else if (kind == 6 && seed % 4 == 0) tryToCancel(auction, seed / 4 % 2 == 0);
        else vm.warp(vm.getBlockTimestamp() + seed % 20 minutes);
    }

    function place(
        uint256 auction,
        address bidder,
        uint256 amount
    ) private {
        Plain storage p = plain[auction];
        uint256 time = vm.getBlockTimestamp();
        bool good = !p.over && time >= p.opensAt && time < p.endsAt && amount >= minimumOf(p);
        if (!good) vm.expectRevert();
        bid(bidder, auction, amount);
        if (!good) return;
        if (p.bids.length != 0) {
            Offered memory last = p.bids[p.bids.length - 1];
            outbid[last.bidder] += last.amount;
            ++beaten;
        }
        p.bids.push(Offered(bidder, amount));
        if (p.endsAt - time < 10 minutes) p.endsAt += 10 minutes;
        ++placed;
    }

    function tryToSettle(
        uint256 auction,
        address by
    ) private {
        Plain storage p = plain[auction];
        bool good = !p.over && vm.getBlockTimestamp() >= p.endsAt;
        if (!good) vm.expectRevert();
        vm.prank(by);
        auctions.settle(auction);
        if (!good) return;
        p.over = true;
        ++settled;
        bool sold = p.bids.length != 0;
        address owner = sold ? p.bids[p.bids.length - 1].bidder : p.seller;
        assertEq(moments.ownerOf(p.token), owner, "whose token it is");
    }

    function tryToCancel(
        uint256 auction,
        bool bySeller
    ) private {
        Plain storage p = plain[auction];
        bool good = !p.over && p.bids.length == 0 && bySeller;
        if (!good) vm.expectRevert();
        vm.prank(bySeller ? p.seller : guardian);
        auctions.cancelAuction(auction);
        if (!good) return;
        p.over = true;
        assertEq(moments.ownerOf(p.token), p.seller, "has it back");
    }

    /// @dev After every step.
    function check() private view {
        uint256 held;
        for (uint256 i = 1; i <= AUCTIONS; ++i) {
            Plain storage p = plain[i];
            IMomentAuction.Auction memory a = auctions.auctionOf(i);
            bool some = p.bids.length != 0;
            Offered memory last = some ? p.bids[p.bids.length - 1] : Offered(NOBODY, 0);
            assertEq(a.bidder, last.bidder, "highest bidder");
            assertEq(a.amount, last.amount, "highest bid");
            assertEq(a.endsAt, p.endsAt, "end");
            assertEq(auctions.minimumBidOf(i), minimumOf(p), "next bid");
            assertTrue((a.status == IMomentAuction.Status.Running) == !p.over, "running");
            if (p.over) continue;
            held += last.amount;
            assertEq(moments.ownerOf(p.token), address(auctions), "the token is held");
        }
        assertEq(tt.balanceOf(address(auctions)), held, "I10: the highest bids are held");
        for (uint256 i; i < 3; ++i) {
            assertEq(ledger.balanceOf(bidders[i]), outbid[bidders[i]], "I10: the others claimable");
        }
    }

    /// @dev Everybody settles and claims: then every wei is where the list says.
    function finish() private {
        mapping(address => uint256) storage expected = start;
        uint256 booked;
        for (uint256 i = 1; i <= AUCTIONS; ++i) {
            Plain storage p = plain[i];
            if (vm.getBlockTimestamp() < p.endsAt) vm.warp(p.endsAt);
            if (!p.over) tryToSettle(i, bidders[0]);
            if (p.bids.length == 0) continue;
            Offered memory last = p.bids[p.bids.length - 1];
            expected[last.bidder] -= last.amount;
            uint256 toLedger =
                p.seller == creator ? last.amount : last.amount / 10 + last.amount / 100;
            expected[p.seller] += last.amount - toLedger;
            booked += toLedger;
        }
        for (uint256 i; i < 3; ++i) {
            if (outbid[bidders[i]] != 0) claimAllOf(bidders[i]);
            assertEq(tt.balanceOf(bidders[i]), expected[bidders[i]], "I10: all of it claimed");
        }
        assertEq(tt.balanceOf(creator), expected[creator], "creator");
        assertEq(tt.balanceOf(address(ledger)), ledgersStart + booked, "ledger");
        assertEq(tt.balanceOf(address(auctions)), 0, "nothing is left");
    }

    function claimAllOf(
        address account
    ) private {
        vm.prank(account);
        assertEq(
            ledger.claimAll(new address[](0), none(), account), outbid[account], "what was owed"
        );
    }

    function minimumOf(
        Plain storage p
    ) private view returns (uint256) {
        if (p.bids.length == 0) return p.reservePrice;
        uint256 highest = p.bids[p.bids.length - 1].amount;
        return highest + (highest * 5 + 99) / 100;
    }

    /// @dev Around the minimum: exactly, a wei below, some above.
    function amountOf(
        Plain storage p,
        uint256 seed
    ) private view returns (uint256) {
        uint256 minimum = minimumOf(p);
        if (seed % 4 == 0) return minimum - 1;
        if (seed % 4 == 1) return minimum;
        return minimum + seed / 4 % (minimum + 100);
    }
}
