// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {ISplits} from "../../../../contracts/interfaces/ISplits.sol";
import {IncomeTerms} from "../../../../contracts/types/IncomeTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {IToken} from "../support/Deployed.sol";
import {MomentAccounts} from "./MomentAccounts.sol";

contract MomentBookingsTest is MomentAccounts {
    function test_AnAccountOpensWithItsTerms() public {
        IncomeTerms memory terms = soundTerms();
        vm.expectEmit(address(ledger));
        emit IMomentIncome.MomentOpened(1, stranger, terms, address(0));
        uint256 moment = open(terms);
        assertEq(moment, 1, "first id");
        assertEq(ledger.momentCount(), 1, "count");
        assertEq(abi.encode(ledger.incomeTermsOf(1)), abi.encode(terms), "terms");
        assertEq(ledger.tokenOfMoment(1), address(0), "no token yet");
        IToken token = tradingToken(5000e18);
        assertEq(ledger.tokenOfMoment(1), address(token), "the creator's by now");
        assertEq(open(terms), 2, "second id");
    }

    function test_AccountsOutOfBoundsAreRefused() public {
        IncomeTerms memory terms = plainTerms();
        terms.royaltyBps = 1001;
        expectOutOfRange("royaltyBps", 1001, 1000);
        open(terms);
        terms = soundTerms();
        terms.soundBps = 2001;
        expectOutOfRange("soundBps", 2001, 2000);
        open(terms);
        terms = plainTerms();
        terms.creator = address(ledger);
        vm.expectRevert(
            abi.encodeWithSelector(IPayoutLedger.InvalidRecipient.selector, address(ledger))
        );
        open(terms);
    }

    function test_AccountsNeedStoredLists() public {
        IncomeTerms memory terms = plainTerms();
        terms.splits = keccak256("nobody's");
        vm.expectRevert(abi.encodeWithSelector(ISplits.UnknownSplits.selector, terms.splits));
        open(terms);
        terms = plainTerms();
        terms.soundSplits = keccak256("nobody's");
        vm.expectRevert(abi.encodeWithSelector(ISplits.UnknownSplits.selector, terms.soundSplits));
        open(terms);
        terms = plainTerms();
        terms.soundBps = 1;
        vm.expectRevert(abi.encodeWithSelector(ISplits.UnknownSplits.selector, bytes32(0)));
        open(terms);
    }

    function test_UnknownMomentsAreRefused() public {
        bytes memory unknown = abi.encodeWithSelector(IMomentIncome.UnknownMoment.selector, 1);
        vm.expectRevert(unknown);
        ledger.incomeTermsOf(1);
        vm.expectRevert(unknown);
        ledger.tokenOfMoment(1);
        vm.prank(fan);
        vm.expectRevert(unknown);
        tt.transferAndCall(address(ledger), 1e18, abi.encode(Source.Sale, 1, NOBODY));
        ledger.distribute(onlyMoment(1));
        assertEq(ledger.owed(creator, new address[](0), onlyMoment(1)), 0, "nothing");
    }

    function test_SalesAndResalesWaitApart() public {
        uint256 moment = open(plainTerms());
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Sale, fan, 100e18, 100e18, 0);
        sale(moment, 100e18, NOBODY);
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Resale, fan, 11e18, 100e18, 11e18);
        resale(moment, 11e18);
        expectBooked(moment, 100e18, 11e18, 0);
        assertEq(ledger.balanceOf(creator), 0, "nobody is credited");
    }

    function test_TheReferrerHasItsHalfAtOnce() public {
        uint256 moment = open(plainTerms());
        vm.expectEmit(address(ledger));
        emit IMomentIncome.ReferralBooked(moment, stranger, 2.5e18, 2.5e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(stranger, creator, Source.Referral, 2.5e18, 2.5e18);
        sale(moment, 100e18, stranger);
        sale(moment, 39, stranger);
        sale(moment, 40, stranger);
        assertEq(ledger.balanceOf(stranger), 2.5e18 + 1, "halves rounded down");
        expectBooked(moment, 100e18 + 79, 0, 2.5e18 + 1);
        ledger.distribute(onlyMoment(moment));
        assertEq(ledger.balanceOf(treasury), 2.5e18 + 2, "the other half, and the rounding");
        expectBooked(moment, 0, 0, 0);
        assertEq(tt.balanceOf(address(ledger)), 100e18 + 79, "all there");
        assertEq(ledger.balanceOf(creator), 95e18 + 76, "not at the creator's cost");
    }

    function test_AReferralOfAWeiIsForgottenWithItsSale() public {
        uint256 moment = open(plainTerms());
        sale(moment, 40, stranger);
        expectBooked(moment, 40, 0, 1);
        ledger.distribute(onlyMoment(moment));
        expectBooked(moment, 0, 0, 0);
    }

    function test_PayerAndCreatorReferNobody() public {
        uint256 moment = open(plainTerms());
        sale(moment, 100e18, fan);
        sale(moment, 100e18, creator);
        sale(moment, 1, stranger);
        vm.prank(fan);
        tt.transferAndCall(address(ledger), 100e18, abi.encode(Source.Resale, moment, stranger));
        expectBooked(moment, 200e18 + 1, 100e18, 0);
        assertEq(ledger.balanceOf(stranger), 0, "a resale has no referrer, a wei no half");
    }

    function test_AfterAMoveTheNewKeyRefersNobody() public {
        IToken token = tradingToken(5000e18);
        uint256 moment = open(plainTerms());
        move(token);
        sale(moment, 100e18, newKey);
        expectBooked(moment, 100e18, 0, 0);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(creator, newKey, Source.Referral, 2.5e18, 2.5e18);
        sale(moment, 100e18, creator);
    }

    function expectOutOfRange(
        string memory field,
        uint256 value,
        uint256 maximum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, field, value, 0, maximum)
        );
    }
}
