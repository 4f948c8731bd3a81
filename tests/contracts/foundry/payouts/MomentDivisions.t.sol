// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {IncomeTerms} from "../../../../contracts/types/IncomeTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {IToken} from "../support/Deployed.sol";
import {MomentAccounts} from "./MomentAccounts.sol";

contract MomentDivisionsTest is MomentAccounts {
    function test_ASaleForAWeiIsDividedToo() public {
        uint256 moment = open(plainTerms());
        sale(moment, 1, NOBODY);
        ledger.distribute(onlyMoment(moment));
        expectBooked(moment, 0, 0, 0);
        assertEq(ledger.balanceOf(creator), 1, "the creator side has the rest");
    }

    function test_ASaleIsDivided() public {
        IToken token = tradingToken(5000e18);
        uint256 moment = open(plainTerms());
        sale(moment, 100e18, NOBODY);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.IncomeDivided(
            creator, Source.Sale, moment, NOBODY, 100e18, 0, 85e18, 10e18, 5e18, 0
        );
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(creator), 85e18, "creator's");
        assertEq(ledger.balanceOf(treasury), 5e18, "protocol's");
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 10e18, "fans'");
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(creator), 85e18, "once");
    }

    function test_AResaleIsDividedIntoFeeAndRoyalty() public {
        IToken token = tradingToken(5000e18);
        uint256 moment = open(plainTerms());
        // 1,000 TT at 10% royalty and 1% fee.
        resale(moment, 110e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.IncomeDivided(
            creator, Source.Resale, moment, NOBODY, 110e18, 0, 80e18, 20e18, 10e18, 0
        );
        ledger.distribute(onlyMoment(moment));
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 20e18, "fans'");
        assertEq(ledger.balanceOf(treasury), 10e18, "fee");
    }

    function test_WithoutARoyaltyAResaleIsAllFee() public {
        IncomeTerms memory terms = plainTerms();
        terms.royaltyBps = 0;
        uint256 moment = open(terms);
        resale(moment, 10e18);
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(treasury), 10e18, "fee");
        assertEq(ledger.balanceOf(creator), 0, "no royalty");
    }

    function test_ASoundsShareComesOffTheCreatorSide() public {
        tradingToken(5000e18);
        uint256 moment = open(soundTerms());
        sale(moment, 100e18, NOBODY);
        resale(moment, 110e18);
        ledger.distribute(onlyMoment(moment));
        // A fifth of 85 and of 80.
        assertEq(ledger.balanceOf(artist), 33e18 * 3 / 4, "three quarters of the sound's");
        assertEq(ledger.balanceOf(partner), 33e18 / 4, "the other");
        assertEq(ledger.balanceOf(creator), 132e18, "the rest");
    }

    function test_WithoutATokenTheCreatorHasTheFansPart() public {
        uint256 moment = open(soundTerms());
        sale(moment, 100e18, NOBODY);
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(artist) + ledger.balanceOf(partner), 17e18, "a fifth of 85");
        assertEq(ledger.balanceOf(creator), 78e18, "68 and the fans' 10");
    }

    function test_TheMomentsListCountsFirst() public {
        IncomeTerms memory terms = plainTerms();
        terms.splits = ledger.registerSplits(list(partner, 6000, artist, 4000));
        uint256 own = open(terms);
        uint256 other = open(plainTerms());
        vm.prank(creator);
        market.setPayoutAddress(collector);
        sale(own, 100e18, NOBODY);
        sale(other, 100e18, NOBODY);
        ledger.distribute(onlyMoment(other));
        assertEq(ledger.balanceOf(collector), 95e18, "the payout address");
        vm.prank(creator);
        ledger.setSplits(list(newKey, 1, stranger, 9999));
        sale(other, 100e18, NOBODY);
        ledger.distribute(onlyMoment(other));
        assertEq(ledger.balanceOf(stranger), 95e18 * 9999 / 10_000, "the creator's own list");
        ledger.distribute(onlyMoment(own));
        assertEq(ledger.balanceOf(partner), 57e18, "the moment's list");
        assertEq(ledger.balanceOf(artist), 38e18, "whole");
    }

    function test_AMomentAdoptsTheTokenAndFollowsItToANewKey() public {
        uint256 moment = open(plainTerms());
        sale(moment, 100e18, NOBODY);
        IToken token = tradingToken(5000e18);
        vm.expectEmit(address(ledger));
        emit IMomentIncome.MomentTokenSet(moment, address(token));
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(creator), 85e18, "divided with the fans");
        sale(moment, 100e18, NOBODY);
        move(token);
        assertEq(ledger.tokenOfMoment(moment), address(token), "still");
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(newKey), 85e18, "the new key's");
        assertEq(ledger.balanceOf(creator), 85e18, "no longer the old one's");
    }

    function test_AMomentThatNeverSawTheTokenStaysWithItsKey() public {
        uint256 moment = open(plainTerms());
        IToken token = tradingToken(5000e18);
        move(token);
        sale(moment, 100e18, NOBODY);
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(creator), 95e18, "nobody divided it in between");
    }

    function test_ClaimAllDividesFirst() public {
        IToken token = tradingToken(5000e18);
        uint256 moment = open(plainTerms());
        sale(moment, 100e18, NOBODY);
        uint256 before = tt.balanceOf(creator);
        assertEq(ledger.owed(creator, only(token), onlyMoment(moment)), 85e18, "owed");
        vm.prank(creator);
        assertEq(ledger.claimAll(only(token), onlyMoment(moment), creator), 85e18, "claimed");
        assertEq(tt.balanceOf(creator) - before, 85e18, "paid");
        assertEq(ledger.balanceOf(treasury), 5e18, "the others are credited");
    }

    function test_AMomentNamedTwiceIsDividedOnce() public {
        uint256 moment = open(plainTerms());
        sale(moment, 100e18, NOBODY);
        uint256[] memory twice = new uint256[](2);
        (twice[0], twice[1]) = (moment, moment);
        vm.prank(creator);
        assertEq(ledger.claimAll(new address[](0), twice, creator), 95e18, "once");
    }

    function testFuzz_I8_OwedForetellsAndEverythingAddsUp(
        uint96[3] memory sales,
        uint96[3] memory resales,
        uint16 royaltyBps,
        uint16 soundBps,
        uint16 share,
        bool trading,
        bool referred
    ) public {
        IToken token;
        if (trading) token = tradingToken(1000e18);
        IncomeTerms memory terms = soundTerms();
        terms.royaltyBps = uint16(bound(royaltyBps, 0, 1000));
        terms.soundBps = uint16(bound(soundBps, 0, 2000));
        share = uint16(bound(share, 1, 9999));
        terms.splits = ledger.registerSplits(list(collector, share, creator, 10_000 - share));
        uint256 moment = open(terms);
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            uint256 amount = bound(sales[i], 1, 1_000_000e18);
            sale(moment, amount, referred ? stranger : NOBODY);
            sum += amount;
            amount = bound(resales[i], 1, 1_000_000e18);
            resale(moment, amount);
            sum += amount;
        }
        address[6] memory all = [creator, collector, artist, partner, treasury, stranger];
        uint256[6] memory foretold;
        for (uint256 i; i < 6; ++i) {
            foretold[i] = ledger.owed(all[i], new address[](0), onlyMoment(moment));
        }
        ledger.distribute(onlyMoment(moment));
        uint256 credited;
        for (uint256 i; i < 6; ++i) {
            assertEq(ledger.balanceOf(all[i]), foretold[i], "foretold");
            credited += foretold[i];
        }
        uint256 pending;
        if (trading) (, pending,) = token.revenue();
        assertEq(credited, tt.balanceOf(address(ledger)), "I3");
        assertEq(credited + pending, sum, "I8");
    }
}
