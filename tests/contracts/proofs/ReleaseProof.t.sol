// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CreatorToken} from "../../../contracts/creators/CreatorToken.sol";
import {Vm} from "../foundry/support/Vm.sol";

/// @notice Dividends within the caps: no field outgrows its bits, and no more is given out than was pending. Seen after
/// 300 days, when all of the pool is released: so the amount released is any there can be.
contract ReleaseProof {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 private constant S0 = 1_000_000e18;

    CreatorToken private token;

    function setUp() external {
        token = new CreatorToken(address(this));
        vm.warp(300 days);
    }

    function check_AReleaseToNobodyStaysWithinItsBits(
        uint120 accumulator,
        uint128 pending
    ) external {
        (uint256 accumulatorAfter, uint256 left, uint256 owed) =
            released(0, accumulator, pending, 0);
        assert(accumulatorAfter >= accumulator && accumulatorAfter <= type(uint120).max);
        assert(left <= pending && owed <= pending - left);
    }

    function check_AReleaseToManyStaysWithinItsBits(
        uint120 accumulator,
        uint128 pending
    ) external {
        uint256 supply = 7 * S0;
        (uint256 accumulatorAfter, uint256 left, uint256 owed) =
            released(supply, accumulator, pending, 0);
        assert(accumulatorAfter >= accumulator && accumulatorAfter <= type(uint120).max);
        assert(left <= pending);
        uint256 shared = ((accumulatorAfter - accumulator) * supply) >> 80;
        assert(shared + owed + left <= pending);
    }

    /// @dev What the books say once `pending` is due. Layout: supply 96, time 40, accumulator 120 | pending 128, owed 128.
    function released(
        uint256 supply,
        uint256 accumulator,
        uint256 pending,
        uint256 owed
    ) private returns (uint256 accumulatorAfter, uint256 left, uint256 owedAfter) {
        vm.store(address(token), bytes32(0), bytes32(supply | (accumulator << 136)));
        vm.store(address(token), bytes32(uint256(1)), bytes32(pending | (owed << 128)));
        return token.revenue();
    }
}
