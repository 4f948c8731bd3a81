// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CurveMath} from "../../../contracts/libraries/CurveMath.sol";

/// @notice The flat part of the curve, where the floor lies: reserves are rounded up, supplies down.
contract CurveProof {
    uint256 private constant S0 = CurveMath.LAUNCH_SUPPLY;

    // Where a proof is for one raise only: a crooked one.
    uint256 private constant RAISED = 5432e18 + 1;

    function check_TheReserveIsRoundedUp(
        uint80 supply
    ) external pure {
        if (supply > S0) return;
        uint256 reserve = CurveMath.reserveAt(RAISED, supply);
        assert(reserve * S0 >= RAISED * supply);
        assert(reserve * S0 < RAISED * supply + S0);
    }

    // So what is bought never needs more than what was paid for it.
    function check_TheSupplyIsRoundedDown(
        uint96 reserve
    ) external pure {
        if (reserve > RAISED) return;
        uint256 supply = CurveMath.supplyAt(RAISED, reserve);
        assert(supply <= S0);
        assert(supply * RAISED <= uint256(reserve) * S0);
        assert((supply + 1) * RAISED > uint256(reserve) * S0);
    }

    // I15: what a sale takes from the reserve is at least the launch price, rounded down.
    function check_ASaleReturnsTheLaunchPrice(
        uint80 supply,
        uint80 sold
    ) external pure {
        if (supply > S0 || sold > supply) return;
        uint256 out =
            CurveMath.reserveAt(RAISED, supply) - CurveMath.reserveAt(RAISED, supply - sold);
        assert((out + 1) * S0 > RAISED * sold);
    }

    function check_TheLaunchPriceHoldsUpToTheLaunchSupply(
        uint96 initialReserve,
        uint80 supply
    ) external pure {
        if (supply > S0) return;
        uint256 price = CurveMath.priceAt(initialReserve, supply);
        assert(price * 1e6 <= initialReserve);
        assert((price + 1) * 1e6 > initialReserve);
    }
}
