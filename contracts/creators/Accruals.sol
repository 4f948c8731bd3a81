// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {PayoutLedger} from "../payouts/PayoutLedger.sol";
import {Pricing} from "./Pricing.sol";

/// @title Accruals
/// @notice What the market owes: dividends, the creator's fees, the protocol's, the referrers'.
abstract contract Accruals is Pricing {
    /// @inheritdoc ICreatorMarket
    // solhint-disable-next-line immutable-vars-naming
    address public immutable ledger;

    /// @inheritdoc ICreatorMarket
    address public protocolPayout;

    /// @inheritdoc ICreatorMarket
    mapping(address account => uint256 amount) public referralsOf;

    constructor(
        address payout
    ) {
        ledger = address(new PayoutLedger(address(this), address(_TT)));
        _setProtocolPayout(payout);
    }

    /// @inheritdoc ICreatorMarket
    function owed(
        address account,
        address[] calldata tokens
    ) external view returns (uint256 amount) {
        amount = referralsOf[account];
        for (uint256 i; i < tokens.length; ++i) {
            address token = tokens[i];
            Record storage record = _known(token);
            if (record.terms.status != Status.Trading) continue;
            AllocationRecord memory a = _allocations[token][account];
            amount += ICreatorToken(token).dividendsOf(account);
            amount += a.settled + _earned(record.terms.raised, a, _accumulatorOf(token));
            if (account == payoutOf(record.creator.account)) {
                (,, uint256 creatorOwed) = ICreatorToken(token).revenue();
                amount += creatorOwed;
            }
            if (account == protocolPayout) amount += record.reserve.protocolOwed;
        }
    }

    /// @inheritdoc ICreatorMarket
    function fundFans(
        address token,
        uint256 amount
    ) external {
        require(amount != 0, ZeroAmount());
        _trading(token);
        ICreatorToken(token).book(amount);
        emit FansFunded(token, msg.sender, amount);
        _TT.transferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ICreatorMarket
    function collect(
        address account,
        address[] calldata tokens,
        address to
    ) external returns (uint256 amount) {
        require(msg.sender == ledger, OnlyLedger(msg.sender));
        for (uint256 i; i < tokens.length; ++i) {
            amount += _collect(account, tokens[i]);
        }
        uint256 referrals = referralsOf[account];
        if (referrals != 0) {
            referralsOf[account] = 0;
            amount += referrals;
            emit ReferralsCollected(account, referrals);
        }
        if (amount != 0) _TT.transfer(to, amount);
    }

    /// @inheritdoc ICreatorMarket
    function setProtocolPayout(
        address payout
    ) external restricted {
        _setProtocolPayout(payout);
    }

    /// @dev Until it trades, a token has nothing in its books, and nobody an allocation.
    function _collect(
        address account,
        address token
    ) private returns (uint256) {
        Record storage record = _records[token];
        Creator memory creator = record.creator;
        require(creator.account != address(0), UnknownToken(token));
        (uint256 dividends, uint256 creatorFees, uint256 accumulator) =
            ICreatorToken(token).collect(account, account == _payoutOf(creator));
        uint256 allocationDividends =
            accumulator == 0 ? 0 : _collectAllocation(token, account, accumulator);
        uint256 protocolFees;
        if (account == protocolPayout) {
            protocolFees = record.reserve.protocolOwed;
            if (protocolFees != 0) record.reserve.protocolOwed = 0;
        }
        uint256 sum = dividends + allocationDividends + creatorFees + protocolFees;
        if (sum != 0) {
            emit Collected(
                account,
                token,
                dividends,
                allocationDividends,
                creatorFees,
                protocolFees,
                accumulator
            );
        }
        return sum;
    }

    function _setProtocolPayout(
        address payout
    ) private {
        require(payout != address(0), InvalidRecipient(payout));
        protocolPayout = payout;
        emit ProtocolPayoutSet(payout);
    }
}
