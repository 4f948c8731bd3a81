// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Voucher} from "../../../../contracts/types/Voucher.sol";
import {ILedger, IToken} from "../support/Deployed.sol";
import {SignedVouchers} from "./SignedVouchers.sol";

/// @notice A wallet whose owner's key signs for it (EIP-1271), as long as it is open.
contract SmartWallet {
    address private immutable owner;
    bool private closed;

    constructor(
        address owner_
    ) {
        owner = owner_;
    }

    function close() external {
        closed = true;
    }

    function isValidSignature(
        bytes32 digest,
        bytes calldata signature
    ) external view returns (bytes4) {
        uint8 v = uint8(signature[64]);
        address signer = ecrecover(digest, v, bytes32(signature[:32]), bytes32(signature[32:64]));
        return signer == owner && !closed ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

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

    function testFuzz_TheHashIsTheStandards(
        Voucher memory voucher
    ) public view {
        bytes32 expected = typedData(domain(block.chainid, address(moments)), structHash(voucher));
        assertEq(uint256(moments.hashVoucher(voucher)), uint256(expected), "EIP-712");
    }

    function test_TheSignedDomainIsPublic() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,,
        ) = ILedger(address(moments)).eip712Domain();
        assertTrue(fields == 0x0f, "fields");
        assertEq(name, "Toktok TopMoments", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifyingContract, address(moments), "contract");
    }

    function testFuzz_AnythingElseThanWhatWasSignedReverts(
        uint8 field,
        uint8 change
    ) public {
        Voucher memory signed = voucherOf(7);
        signed.terms.splits = split(collector, stranger);
        bytes memory signature = sign("creator", signed);
        Voucher memory forged = voucherOf(7);
        forged.terms.splits = split(collector, stranger);
        alter(forged, field % 12, uint16(bound(change, 1, 200)));
        expectInvalid(creator);
        mintVoucher(fan, forged, signature, 1);
        mintVoucher(fan, signed, signature, 1);
    }

    function test_SomebodyElsesSignatureReverts() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = sign("stranger", voucher);
        expectInvalid(creator);
        mintVoucher(fan, voucher, signature, 1);
        expectInvalid(creator);
        mintVoucher(fan, voucher, "", 1);
        voucher.creator = address(0);
        expectInvalid(address(0));
        mintVoucher(fan, voucher, "", 1);
    }

    function test_AVoucherOfAnotherChainOrContractReverts() public {
        Voucher memory voucher = voucherOf(7);
        bytes memory signature = signFor("creator", voucher, block.chainid + 1, address(moments));
        expectInvalid(creator);
        mintVoucher(fan, voucher, signature, 1);
        signature = signFor("creator", voucher, block.chainid, address(exchange));
        expectInvalid(creator);
        mintVoucher(fan, voucher, signature, 1);
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

    function test_AContractsWordCountsWhileItGivesIt() public {
        SmartWallet wallet = new SmartWallet(stranger);
        Voucher memory voucher = voucherOf(1);
        voucher.creator = address(wallet);
        bytes memory signature = sign("stranger", voucher);
        mintVoucher(fan, voucher, signature, 1);
        assertEq(moments.momentState(1).creator, address(wallet), "its moment");
        voucher.nonce = 2;
        signature = sign("creator", voucher);
        expectInvalid(address(wallet));
        mintVoucher(fan, voucher, signature, 1);
        signature = sign("stranger", voucher);
        wallet.close();
        expectInvalid(address(wallet));
        mintVoucher(fan, voucher, signature, 1);
        // Nor does it help to be no wallet at all.
        voucher.creator = address(market);
        signature = sign("stranger", voucher);
        expectInvalid(address(market));
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

    /// @dev Changes one field of what was signed, each to something that would be allowed.
    function alter(
        Voucher memory voucher,
        uint256 field,
        uint16 change
    ) private view {
        MomentTerms memory t = voucher.terms;
        if (field == 0) voucher.nonce += change;
        else if (field == 1) t.uri = string.concat(t.uri, "?");
        else if (field == 2) t.contentHash = bytes32(uint256(t.contentHash) ^ change);
        else if (field == 3) t.editionSize += change;
        else if (field == 4) t.price -= change;
        else if (field == 5) t.opensAt += change;
        else if (field == 6) t.closesAt = uint40(block.timestamp + change);
        else if (field == 7) t.maxPerWallet += change;
        else if (field == 8) t.royaltyBps -= change;
        else if (field == 9) t.splits = split(fan, stranger);
        else if (field == 10) t.splits = new Split[](0);
        else t.perk = "";
    }

    function split(
        address first,
        address second
    ) private pure returns (Split[] memory splits) {
        splits = new Split[](2);
        splits[0] = Split(first, 4000);
        splits[1] = Split(second, 6000);
    }

    function expectInvalid(
        address by
    ) private {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.InvalidSignature.selector, by));
    }

    function expectSpent(
        uint256 nonce
    ) private {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.VoucherSpent.selector, creator, nonce));
    }
}
