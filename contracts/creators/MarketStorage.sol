// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title What the market remembers
/// @dev Packed by use: a trade reads `terms` and writes `reserve`, nothing else of this.
abstract contract MarketStorage {
    /// @param raised R₀ once trading.
    /// @param bond In whole TT.
    /// @param status Never `Closed`, which follows from the clock.
    /// @param returned Allocations given back unvested, in whole tokens: they came off the flat part of the curve.
    struct Terms {
        uint96 raised;
        uint40 closesAt;
        uint40 finalizedAt;
        uint16 creatorFeeBps;
        uint16 fanFeeBps;
        uint16 bond;
        ILaunches.Status status;
        uint24 returned;
    }

    struct Reserve {
        uint128 amount;
        uint128 protocolOwed;
    }

    struct Limits {
        uint96 minimumRaise;
        uint96 maximumRaise;
        uint32 allocationVesting;
        uint32 creatorVesting;
    }

    /// @param redirected The account has named a payout address.
    struct Creator {
        address account;
        uint88 maxPerAccount;
        bool redirected;
    }

    struct Record {
        Terms terms;
        Reserve reserve;
        Limits limits;
        Creator creator;
    }

    /// @param claimed Token wei sent to the account.
    /// @param returned Token wei given back unvested.
    /// @param checkpoint Accumulator up to which dividends of the unclaimed part are settled.
    /// @param settled TT wei settled and not yet collected.
    /// @param founder The account was the creator when it contributed: the longer vesting applies.
    struct AllocationRecord {
        uint96 contributed;
        uint80 claimed;
        uint80 returned;
        uint120 checkpoint;
        uint128 settled;
        bool founder;
    }

    /// @dev The platform token; it has no hooks and its transfers return true or revert.
    IERC20 internal immutable _TT;

    mapping(address token => Record) internal _records;
    mapping(address token => mapping(address account => AllocationRecord)) internal _allocations;

    constructor(
        address tt_
    ) {
        _TT = IERC20(tt_);
    }

    function _trading(
        address token
    ) internal view returns (Record storage record) {
        record = _records[token];
        require(
            record.terms.status == ILaunches.Status.Trading,
            ILaunches.NotTrading(token, record.terms.status)
        );
    }

    function _known(
        address token
    ) internal view returns (Record storage record) {
        record = _records[token];
        require(record.creator.account != address(0), ICreatorRegistry.UnknownToken(token));
    }
}
