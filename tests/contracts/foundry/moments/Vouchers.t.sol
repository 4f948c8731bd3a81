// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {Voucher} from "../../../../contracts/types/Voucher.sol";
import {IToken} from "../support/Deployed.sol";
import {SignedVouchers} from "./SignedVouchers.sol";

contract VouchersTest is SignedVouchers {
    function test_TheFirstBuyerCreatesTheMoment() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("creator", voucher);
        bytes32 hash = moments.hashVoucher(voucher);
        assertEq(moments.momentOfVoucher(hash), 0, "not yet");
        vm.expectEmit(address(moments));
        emit ITopMoments.MomentCreated(1, creator, voucher.terms.contentHash, voucher.terms, hash);
        vm.expectEmit(address(moments));
        emit ITopMoments.VoucherUsed(creator, 7, 1);
        vm.expectEmit(address(moments));
        emit ITopMoments.Minted(1, fan, fan, tokenOf(1, 1), 2, 20e18, NOBODY, 2);
        uint256 first = mintVoucher(fan, voucher, signature, 2);
        assertEq(first, tokenOf(1, 1), "first");
        assertEq(moments.momentOfVoucher(hash), 1, "known");
        assertTrue(moments.isVoucherSpent(creator, 7), "spent");
        assertEq(moments.momentState(1).creator, creator, "the creator's");
        assertEq(ledger.incomeTermsOf(1).creator, creator, "in the ledger, too");
        assertEq(moments.balanceOf(fan), 2, "minted");
        (uint256 sales,,) = ledger.bookedOf(1);
        assertEq(sales, 20e18, "booked");
    }

    function test_LaterOnesMintFromIt() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("creator", voucher);
        mintVoucher(fan, voucher, signature, 2);
        // The signature was looked at when the moment was created: it needs none any more.
        assertEq(mintVoucher(collector, voucher, "", 3), tokenOf(1, 3), "the next");
        assertEq(mint(stranger, 1, 1), tokenOf(1, 6), "like any moment");
        assertEq(ledger.momentCount(), 1, "one moment");
    }

    function test_OfTwoVouchersWithOneNonceOneIsUsed() public {
        Voucher memory cheap = voucherOf(7);
        Voucher memory dear = voucherOf(7);
        dear.terms.price = 20e18;
        mintVoucher(fan, dear, sign("creator", dear), 1);
        bytes memory signature = sign("creator", cheap);
        expectSpent(7);
        mintVoucher(fan, cheap, signature, 1);
        mintVoucher(fan, dear, "", 1);
    }

    function testFuzz_NoncesAreIndependent(
        uint256 nonce,
        uint256 other
    ) public {
        vm.assume(nonce != other);
        vm.prank(creator);
        moments.cancelVoucher(nonce);
        assertTrue(moments.isVoucherSpent(creator, nonce), "spent");
        assertTrue(!moments.isVoucherSpent(creator, other), "the other is not");
        assertTrue(!moments.isVoucherSpent(stranger, nonce), "somebody else's is not");
        Voucher memory voucher = voucherOf(other);
        mintVoucher(fan, voucher, sign("creator", voucher), 1);
        assertTrue(moments.isVoucherSpent(creator, other), "used");
    }

    function test_ACancelledVoucherReverts() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("creator", voucher);
        vm.expectEmit(address(moments));
        emit ITopMoments.VoucherCanceled(creator, 7);
        vm.prank(creator);
        moments.cancelVoucher(7);
        expectSpent(7);
        mintVoucher(fan, voucher, signature, 1);
        expectSpent(7);
        vm.prank(creator);
        moments.cancelVoucher(7);
    }

    function test_NobodyElseCancels() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("creator", voucher);
        vm.prank(stranger);
        moments.cancelVoucher(7);
        mintVoucher(fan, voucher, signature, 1);
        expectSpent(7);
        vm.prank(creator);
        moments.cancelVoucher(7);
        mintVoucher(fan, voucher, signature, 1);
    }

    function test_AVoucherOfBeforeAMoveReverts() public {
        IToken token = tradingToken(5000e18);
        Voucher memory created = voucherOf(1);
        mintVoucher(fan, created, sign("creator", created), 1);
        Voucher memory voucher = voucherOf(2);
        bytes memory signature = sign("creator", voucher);
        vm.prank(creator);
        market.transferCreator(address(token), collector);
        vm.warp(block.timestamp + 3 days);
        vm.prank(collector);
        market.acceptCreator(address(token));
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.VoucherOutdated.selector, 0, 1));
        mintVoucher(fan, voucher, signature, 1);
        // What exists goes on being sold.
        mintVoucher(fan, created, "", 1);
        // The account may go on under its own name.
        voucher.moves = 1;
        mintVoucher(fan, voucher, sign("creator", voucher), 1);
        voucher.moves = 2;
        voucher.nonce = 3;
        signature = sign("creator", voucher);
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.VoucherOutdated.selector, 2, 1));
        mintVoucher(fan, voucher, signature, 1);
    }

    function test_AVoucherWithoutAPriceReverts() public {
        Voucher memory voucher = voucherOf(7);
        voucher.terms.price = 0;
        voucher.terms.editionSize = 1;
        bytes memory signature = sign("creator", voucher);
        vm.expectRevert(ITopMoments.MissingPrice.selector);
        mintVoucher(fan, voucher, signature, 1);
        assertTrue(!moments.isVoucherSpent(creator, 7), "not spent");
    }

    function test_AVoucherWithInvalidTermsReverts() public {
        Voucher memory voucher = voucherOf(7);
        voucher.terms.royaltyBps = 1001;
        bytes memory signature = sign("creator", voucher);
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, "royaltyBps", 1001, 0, 1000)
        );
        mintVoucher(fan, voucher, signature, 1);
    }

    function test_AMintThatFailsCreatesNothing() public {
        Voucher memory voucher = voucherOf(7);
        voucher.terms.opensAt = uint40(block.timestamp + 1 days);
        bytes memory signature = sign("creator", voucher);
        vm.expectRevert(
            abi.encodeWithSelector(ITopMoments.SaleNotOpen.selector, 1, voucher.terms.opensAt)
        );
        mintVoucher(fan, voucher, signature, 1);
        vm.warp(voucher.terms.opensAt);
        vm.expectRevert(ITopMoments.ZeroQuantity.selector);
        mintVoucher(fan, voucher, signature, 0);
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.CostExceeded.selector, 1, 10e18));
        moments.mintVoucher(voucher, signature, 1, fan, 1, NOBODY);
        assertEq(ledger.momentCount(), 0, "no moment");
        assertTrue(!moments.isVoucherSpent(creator, 7), "not spent");
        mintVoucher(fan, voucher, signature, 1);
    }

    function test_WhilePausedItReverts() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("creator", voucher);
        vm.prank(guardian);
        moments.pause();
        vm.expectRevert(
            abi.encodeWithSelector(IGuarded.EntriesPaused.selector, block.timestamp + 7 days)
        );
        mintVoucher(fan, voucher, signature, 1);
        vm.prank(creator);
        moments.cancelVoucher(8);
    }

    function expectSpent(
        uint256 nonce
    ) private {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.VoucherSpent.selector, creator, nonce));
    }
}
