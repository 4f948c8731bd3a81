// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../contracts/types/MomentTerms.sol";
import {Voucher} from "../../../contracts/types/Voucher.sol";
import {Moments} from "./support/Moments.sol";

/// @notice Whole-transaction gas of moments, as a wallet would pay it: see `GasTest`. "new": the account has no moments yet
/// and nothing waits to be divided. "again": the account has some, something waits, the approval stands.
/// forge-config: default.isolate = true
contract GasMomentsTest is Moments {
    uint256 private moment;

    function setUp() public override {
        super.setUp();
        // Somebody's sale was there before: the ledger already holds TT.
        mint(collector, createMoment(stranger, gasTerms()), 1);
    }

    function test_GasOfMints() public {
        createdByCreator();
        snapshot("create_moment");
        mint(fan, moment, 1);
        snapshot("mint_1_new");
        mint(fan, moment, 1);
        snapshot("mint_1_again");
        mint(fan, moment, 5);
        snapshot("mint_5_again");
        mint(fan, moment, 20);
        snapshot("mint_20_again");
    }

    function test_GasOfFirstMints() public {
        createdByCreator();
        mint(fan, moment, 5);
        snapshot("mint_5_new");
    }

    function test_GasOfAVoucher() public {
        MomentTerms memory terms = gasTerms();
        Voucher memory voucher = Voucher(creator, 7, 0, terms);
        bytes32 digest = moments.hashVoucher(voucher);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf("creator"), digest);
        bytes memory signature = abi.encodePacked(r, s, v);
        vm.prank(fan);
        moments.mintVoucher(voucher, signature, 1, fan, FOREVER, NOBODY);
        snapshot("mint_voucher_first");
        vm.prank(fan);
        moments.mintVoucher(voucher, signature, 1, fan, FOREVER, NOBODY);
        snapshot("mint_voucher_again");
    }

    function test_GasOfTransfers() public {
        createdByCreator();
        mint(fan, moment, 1);
        mint(fan, moment, 5);
        mint(collector, moment, 1);
        transfer(1);
        snapshot("transfer_moment");
        transfer(4);
        snapshot("transfer_moment_third_of_batch");
        transfer(6);
        snapshot("transfer_moment_last_of_batch");
        transfer(2);
        snapshot("transfer_moment_first_of_batch");
        vm.prank(collector);
        moments.redeem(tokenOf(moment, 1));
        snapshot("redeem");
    }

    function createdByCreator() private {
        moment = createMoment(creator, gasTerms());
    }

    function transfer(
        uint256 serial
    ) private {
        vm.prank(fan);
        moments.transferFrom(fan, collector, tokenOf(moment, serial));
    }

    function snapshot(
        string memory operation
    ) private {
        vm.snapshotGasLastCall("moments", operation);
    }

    function gasTerms() private pure returns (MomentTerms memory terms) {
        terms = momentTerms();
        terms.uri = "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
    }
}
