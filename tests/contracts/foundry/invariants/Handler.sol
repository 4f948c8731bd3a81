// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Books} from "./Books.sol";
import {ClosedSequences} from "./ClosedSequences.sol";
import {Exits} from "./Exits.sol";
import {Memberships} from "./Memberships.sol";
import {Promises} from "./Promises.sol";

/// @notice Every entry point of the contracts, as nine actors use them.
contract Handler is ClosedSequences, Promises, Memberships, Exits, Books {
    /// @notice Begins with one token that trades, its allocations not yet vested, one launch that is open, an edition of
    /// which some are sold, a one-of-one in the hands of another creator, and a budget.
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

        uint256 moment = _create(_actors[0], momentTerms());
        _mint(Purchase(moment, 10, _actors[2], _actors[3], _actors[5]));
        _mint(Purchase(moment, 3, _actors[4], _actors[4], NOBODY));
        MomentTerms memory one = momentTerms();
        one.editionSize = 1;
        one.price = 0;
        _transferPiece(_actors[1], _actors[1], _actors[2], tokenOf(_create(_actors[1], one), 1));
        _deposit(_actors[6], 1_000_000e18);
    }
}
