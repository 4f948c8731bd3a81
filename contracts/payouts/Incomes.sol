// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {IncomeMath} from "../libraries/IncomeMath.sol";
import {Source} from "../types/Source.sol";
import {Split} from "../types/Split.sol";
import {Splits} from "./Splits.sol";

/// @title Incomes
/// @notice Every income is divided here, whatever it is for.
abstract contract Incomes is IPayoutLedger, Splits {
    /// @param token The creator's trading token; zero if there is none.
    /// @param moment Whose bookings it is; 0: none.
    /// @param payer Zero for bookings.
    /// @param soundSplits List that divides the sound's part.
    /// @param splits List that divides the creator side; zero: the creator's own.
    /// @param referred Part of the protocol's part that referrers have already.
    struct Income {
        Source source;
        address creator;
        address token;
        uint256 moment;
        address payer;
        uint256 amount;
        bytes32 soundSplits;
        bytes32 splits;
        uint256 referred;
        IncomeMath.Parts parts;
    }

    struct Credit {
        address account;
        uint256 amount;
    }

    /// @inheritdoc IPayoutLedger
    // solhint-disable-next-line immutable-vars-naming
    address public immutable market;

    /// @inheritdoc IPayoutLedger
    // solhint-disable-next-line immutable-vars-naming
    address public immutable tt;

    /// @inheritdoc IPayoutLedger
    mapping(address account => uint256 amount) public balanceOf;

    constructor(
        address market_,
        address tt_
    ) {
        market = market_;
        tt = tt_;
    }

    /// @inheritdoc IPayoutLedger
    function sharesOf(
        Source source
    ) external pure returns (uint256 creatorBps, uint256 fansBps, uint256 protocolBps) {
        return IncomeMath.sharesOf(source);
    }

    /// @dev An income that `payer` brought for `creator` itself.
    function _incomeOf(
        Source source,
        address creator,
        address payer,
        uint256 amount
    ) internal view returns (Income memory income) {
        income.source = source;
        income.creator = creator;
        income.token = _tradingTokenOf(creator);
        income.payer = payer;
        income.amount = amount;
        income.parts = IncomeMath.divide(source, amount, 0, 0, income.token != address(0));
    }

    /// @dev Credits everybody but the fans, whose part `_fundFans` must follow up.
    function _divide(
        Income memory income
    ) internal {
        emit IncomeDivided(
            income.creator,
            income.source,
            income.moment,
            income.payer,
            income.amount,
            income.parts.toSound,
            income.parts.toCreatorSide,
            income.parts.toFans,
            income.parts.toProtocol,
            income.referred
        );
        Credit[] memory credits = _creditsOf(income);
        for (uint256 i; i < credits.length; ++i) {
            _credit(credits[i].account, income.creator, income.source, credits[i].amount);
        }
    }

    function _fundFans(
        address token,
        uint256 amount
    ) internal {
        if (amount != 0) ICreatorMarket(market).fundFans(token, amount);
    }

    /// @dev Who gets what of an income, but for the fans.
    function _creditsOf(
        Income memory income
    ) internal view returns (Credit[] memory credits) {
        Split[] memory sound = _soundList(income);
        Split[] memory side = _sideList(income);
        credits = new Credit[](sound.length + side.length + 1);
        _fill(credits, 0, sound, income.parts.toSound);
        _fill(credits, sound.length, side, income.parts.toCreatorSide);
        credits[credits.length - 1] = Credit(
            ICreatorMarket(market).protocolPayout(), income.parts.toProtocol - income.referred
        );
    }

    function _credit(
        address account,
        address creator,
        Source source,
        uint256 amount
    ) internal {
        if (amount == 0) return;
        uint256 balance = balanceOf[account] + amount;
        balanceOf[account] = balance;
        emit Credited(account, creator, source, amount, balance);
    }

    /// @dev Zero as long as the creator's token does not trade.
    function _tradingTokenOf(
        address creator
    ) internal view returns (address token) {
        token = ICreatorRegistry(market).tokenOf(creator);
        if (token != address(0) && !ILaunches(market).isTrading(token)) token = address(0);
    }

    function _canClaim(
        address account
    ) internal view override returns (bool) {
        return account != address(0) && account != address(this) && account != market;
    }

    function _soundList(
        Income memory income
    ) private view returns (Split[] memory) {
        return income.parts.toSound == 0 ? new Split[](0) : splitsAt(income.soundSplits);
    }

    function _sideList(
        Income memory income
    ) private view returns (Split[] memory list) {
        list = splitsAt(income.splits == 0 ? _ownList[income.creator] : income.splits);
        if (list.length == 0) {
            list = new Split[](1);
            list[0].recipient = ICreatorRegistry(market).payoutOf(income.creator);
        }
    }

    function _fill(
        Credit[] memory credits,
        uint256 start,
        Split[] memory list,
        uint256 amount
    ) private pure {
        if (list.length == 0) return;
        uint256[] memory amounts = IncomeMath.divideBy(list, amount);
        for (uint256 i; i < list.length; ++i) {
            credits[start + i] = Credit(list[i].recipient, amounts[i]);
        }
    }
}
