// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {Books} from "./Books.sol";
import {ClosedSequences} from "./ClosedSequences.sol";
import {Exits} from "./Exits.sol";
import {Powers} from "./Powers.sol";

/// @notice Every entry point of the four contracts, as eight actors use them.
contract Handler is ClosedSequences, Exits, Powers, Books {
    /// @notice Begins with one token that trades, its allocations not yet vested, and one launch that is open.
    constructor() {
        address token = _launch(_actors[0], terms("first"));
        for (uint256 i; i < 4; ++i) {
            _contribute(_actors[i], token, 10_007e18 + i);
        }
        vm.warp(market.launchOf(token).closesAt);
        _finalize(_actors[2], token);
        LaunchTerms memory t = terms("second");
        t.fanFeeBps = 300;
        _launch(_actors[1], t);
    }
}
