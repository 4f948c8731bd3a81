// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {LaunchRules} from "../libraries/LaunchRules.sol";
import {CreatorRegistry} from "./CreatorRegistry.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Allocations
/// @notice What contributors get out of a launch: it vests, earns, and may be given back until then.
/// @dev They stay in the market as a pool until claimed; each has a checkpoint of its own in the token's dividends.
abstract contract Allocations is ILaunches, CreatorRegistry {
    /// @dev Binary digits of a creator token's accumulator.
    uint256 private constant PRECISION = 80;

    /// @inheritdoc ILaunches
    function allocationOf(
        address token,
        address account
    ) external view returns (Allocation memory) {
        Record storage record = _known(token);
        AllocationRecord memory a = _allocations[token][account];
        if (record.terms.status != Status.Trading) return Allocation(a.contributed, 0, 0, 0, 0, 0);
        (uint256 total, uint256 vested) = _vesting(record, a);
        uint256 dividends = a.settled + _earned(record.terms.raised, a, _accumulatorOf(token));
        return Allocation(a.contributed, total, vested, a.claimed, a.returned, dividends);
    }

    /// @inheritdoc ILaunches
    function claimAllocation(
        address token
    ) external returns (uint256 amount) {
        Record storage record = _trading(token);
        AllocationRecord storage allocation = _allocations[token][msg.sender];
        _settleAllocation(record.terms.raised, allocation, _accumulatorOf(token));
        (, uint256 vested) = _vesting(record, allocation);
        amount = vested - allocation.claimed;
        require(amount != 0, NothingVested(token, msg.sender));
        allocation.claimed = uint80(vested);
        emit AllocationClaimed(token, msg.sender, amount, vested);
        IERC20(token).transfer(msg.sender, amount);
    }

    /// @inheritdoc ILaunches
    function returnUnvested(
        address token,
        uint256 amount
    ) external returns (uint256 ttOut) {
        require(amount != 0, ZeroAmount());
        require(amount % 1e18 == 0, NotWholeTokens(amount));
        Record storage record = _trading(token);
        AllocationRecord storage allocation = _allocations[token][msg.sender];
        _settleAllocation(record.terms.raised, allocation, _accumulatorOf(token));
        (uint256 total, uint256 vested) = _vesting(record, allocation);
        uint256 returned = allocation.returned;
        uint256 unvested = total - returned - vested;
        require(amount <= unvested, ReturnExceedsUnvested(unvested, amount));

        returned += amount;
        allocation.returned = uint80(returned);
        ttOut = _returnToCurve(token, record, amount, returned);
        _TT.transfer(msg.sender, ttOut);
    }

    /// @dev Takes what an account's allocation earned up to `accumulator` out of the books; the market pays it.
    function _collectAllocation(
        address token,
        address account,
        uint256 accumulator
    ) internal returns (uint256 amount) {
        AllocationRecord storage allocation = _allocations[token][account];
        if (allocation.contributed == 0) return 0;
        _settleAllocation(_records[token].terms.raised, allocation, accumulator);
        amount = allocation.settled;
        if (amount != 0) allocation.settled = 0;
    }

    /// @dev Settles what the unclaimed part earned, rounded down, before that part changes.
    function _settleAllocation(
        uint256 raised,
        AllocationRecord storage allocation,
        uint256 accumulator
    ) private {
        uint256 earned = _earned(raised, allocation, accumulator);
        if (earned == 0) return;
        // Backed by TT, whose supply is below 2^128.
        allocation.settled += uint128(earned);
        allocation.checkpoint = uint120(accumulator);
    }

    /// @dev Dividends per token wei of `token`, the release up to now included.
    function _accumulatorOf(
        address token
    ) internal view returns (uint256 accumulator) {
        (accumulator,,) = ICreatorToken(token).revenue();
    }

    /// @dev Burns `amount` of the pool of allocations. All of the launch supply lies on the flat part of the curve, so
    /// what was returned is taken off there: from then on the curve is entered that much further up.
    /// @return ttOut TT wei at the initial price, rounded down.
    function _returnToCurve(
        address token,
        Record storage record,
        uint256 amount,
        uint256 returned
    ) private returns (uint256 ttOut) {
        uint24 returnedByAll = record.terms.returned + uint24(amount / 1e18);
        record.terms.returned = returnedByAll;
        ttOut = LaunchRules.contributionOf(amount, record.terms.raised);
        uint256 reserve = record.reserve.amount - ttOut;
        record.reserve.amount = uint128(reserve);
        uint256 supply = ICreatorToken(token).burn(address(this), amount, 0, 0);
        emit UnvestedReturned(
            token,
            msg.sender,
            amount,
            returned,
            uint256(returnedByAll) * 1e18,
            ttOut,
            reserve,
            supply
        );
    }

    /// @dev What the unclaimed part has earned since its checkpoint.
    function _earned(
        uint256 raised,
        AllocationRecord memory a,
        uint256 accumulator
    ) internal pure returns (uint256) {
        uint256 earning = LaunchRules.allocationOf(a.contributed, raised) - a.claimed - a.returned;
        return (earning * (accumulator - a.checkpoint)) >> PRECISION;
    }

    function _vesting(
        Record storage record,
        AllocationRecord memory a
    ) private view returns (uint256 total, uint256 vested) {
        total = LaunchRules.allocationOf(a.contributed, record.terms.raised);
        uint256 duration =
            a.founder ? record.limits.creatorVesting : record.limits.allocationVesting;
        uint256 elapsed = block.timestamp - record.terms.finalizedAt;
        vested = LaunchRules.vestedOf(total, a.returned, elapsed, duration);
    }
}
