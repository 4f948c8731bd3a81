// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Voucher} from "../../../../contracts/types/Voucher.sol";
import {ILedger} from "../support/Deployed.sol";
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

contract VoucherSignaturesTest is SignedVouchers {
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

    function test_AKeyThatRunsCodeStillSigns() public {
        Voucher memory voucher = voucherOf(1);
        bytes memory signature = sign("creator", voucher);
        vm.etch(creator, hex"00");
        mintVoucher(fan, voucher, signature, 1);
        assertEq(moments.momentState(1).creator, creator, "its moment");
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
}
