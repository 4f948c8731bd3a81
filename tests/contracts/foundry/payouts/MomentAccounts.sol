// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IncomeTerms} from "../../../../contracts/types/IncomeTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

/// @notice Accounts of moments in the ledger, and what is paid into them.
abstract contract MomentAccounts is Deployment {
    address internal artist = actor("artist");
    address internal partner = actor("partner");
    address internal newKey = actor("new key");

    function plainTerms() internal view returns (IncomeTerms memory) {
        return IncomeTerms(creator, 1000, 0, 0, 0);
    }

    function soundTerms() internal returns (IncomeTerms memory terms) {
        terms = plainTerms();
        terms.soundBps = 2000;
        terms.soundSplits = ledger.registerSplits(list(artist, 7500, partner, 2500));
    }

    function list(
        address first,
        uint16 firstBps,
        address second,
        uint16 secondBps
    ) internal pure returns (Split[] memory splits) {
        splits = new Split[](2);
        splits[0] = Split(first, firstBps);
        splits[1] = Split(second, secondBps);
    }

    function open(
        IncomeTerms memory terms
    ) internal returns (uint256) {
        vm.prank(stranger);
        return ledger.openMoment(terms);
    }

    function sale(
        uint256 moment,
        uint256 amount,
        address referrer
    ) internal {
        vm.prank(fan);
        tt.transferAndCall(address(ledger), amount, abi.encode(Source.Sale, moment, referrer));
    }

    function resale(
        uint256 moment,
        uint256 amount
    ) internal {
        vm.prank(fan);
        tt.transferAndCall(address(ledger), amount, abi.encode(Source.Resale, moment, NOBODY));
    }

    function move(
        IToken token
    ) internal {
        vm.prank(creator);
        market.transferCreator(address(token), newKey);
        vm.warp(vm.getBlockTimestamp() + 3 days);
        vm.prank(newKey);
        market.acceptCreator(address(token));
        assertEq(market.movesOf(creator), 1, "moved");
        assertEq(market.movesOf(newKey), 0, "not the new key");
    }

    function expectBooked(
        uint256 moment,
        uint256 sales,
        uint256 resales,
        uint256 referred
    ) internal view {
        (uint256 s, uint256 r, uint256 f) = ledger.bookedOf(moment);
        assertEq(s, sales, "sales");
        assertEq(r, resales, "resales");
        assertEq(f, referred, "referred");
    }
}
