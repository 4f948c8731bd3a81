// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../interfaces/IBounds.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {IMomentIncome} from "../interfaces/IMomentIncome.sol";
import {Bounds} from "../libraries/Bounds.sol";
import {IncomeMath} from "../libraries/IncomeMath.sol";
import {IncomeTerms} from "../types/IncomeTerms.sol";
import {Source} from "../types/Source.sol";
import {Incomes} from "./Incomes.sol";

/// @title Income of moments
abstract contract MomentIncome is IMomentIncome, IBounds, Incomes {
    /// @param token The creator's trading token, once it has one: the moment then follows it to a new key.
    struct Account {
        IncomeTerms terms;
        address token;
    }

    /// @dev All TT there is fits in either half.
    struct Booked {
        uint128 sales;
        uint128 resales;
    }

    uint256 private constant MAX_ROYALTY_BPS = 1000;
    uint256 private constant MAX_SOUND_BPS = 2000;

    /// @inheritdoc IMomentIncome
    uint256 public momentCount;

    mapping(uint256 moment => Account) private _moments;
    mapping(uint256 moment => Booked) private _booked;
    mapping(uint256 moment => uint256 amount) private _referred;

    /// @inheritdoc IMomentIncome
    function incomeTermsOf(
        uint256 moment
    ) external view returns (IncomeTerms memory) {
        return _account(moment).terms;
    }

    /// @inheritdoc IMomentIncome
    function tokenOfMoment(
        uint256 moment
    ) external view returns (address token) {
        (, token) = _creatorOf(_account(moment));
    }

    /// @inheritdoc IMomentIncome
    function bookedOf(
        uint256 moment
    ) external view returns (uint256 sales, uint256 resales, uint256 referred) {
        Booked memory booked = _booked[moment];
        return (booked.sales, booked.resales, _referred[moment]);
    }

    /// @inheritdoc IMomentIncome
    function openMoment(
        IncomeTerms calldata terms
    ) external returns (uint256 moment) {
        require(_canClaim(terms.creator), InvalidRecipient(terms.creator));
        Bounds.checkTerm("royaltyBps", terms.royaltyBps, 0, MAX_ROYALTY_BPS);
        Bounds.checkTerm("soundBps", terms.soundBps, 0, MAX_SOUND_BPS);
        // A share needs a list that divides it.
        require(terms.soundBps == 0 || terms.soundSplits != 0, UnknownSplits(terms.soundSplits));
        _checkList(terms.soundSplits);
        _checkList(terms.splits);
        moment = ++momentCount;
        _moments[moment].terms = terms;
        address token = _tradingTokenOf(terms.creator);
        if (token != address(0)) _moments[moment].token = token;
        emit MomentOpened(moment, msg.sender, terms, token);
    }

    /// @inheritdoc IMomentIncome
    function distribute(
        uint256[] calldata moments
    ) public {
        for (uint256 i; i < moments.length; ++i) {
            _distribute(moments[i]);
        }
    }

    function _book(
        uint256 moment,
        Source source,
        address payer,
        uint256 amount,
        address referrer
    ) internal {
        Booked memory booked = _booked[moment];
        // What waits shows that the moment is open, and spares a look.
        if (booked.sales == 0 && booked.resales == 0) _account(moment);
        // The sum of all TT is below 2^128, and what is booked is here.
        unchecked {
            if (source == Source.Sale) booked.sales += uint128(amount);
            else booked.resales += uint128(amount);
        }
        _booked[moment] = booked;
        emit SaleBooked(moment, source, payer, amount, booked.sales, booked.resales);
        if (source == Source.Sale && referrer != address(0) && referrer != payer) {
            _refer(moment, referrer, IncomeMath.referralOf(amount));
        }
    }

    /// @dev What `account` would be credited by `distribute` now.
    function _bookedFor(
        address account,
        uint256 moment
    ) internal view returns (uint256 amount) {
        Booked memory booked = _booked[moment];
        if (booked.sales != 0) {
            amount += _partOf(account, _momentIncome(moment, Source.Sale, booked.sales));
        }
        if (booked.resales != 0) {
            amount += _partOf(account, _momentIncome(moment, Source.Resale, booked.resales));
        }
    }

    function _distribute(
        uint256 moment
    ) private {
        Booked memory booked = _booked[moment];
        if (booked.sales == 0 && booked.resales == 0) return;
        delete _booked[moment];
        _adoptToken(moment);
        uint256 toFans;
        if (booked.sales != 0) {
            Income memory income = _momentIncome(moment, Source.Sale, booked.sales);
            if (income.referred != 0) delete _referred[moment];
            _divide(income);
            toFans += income.parts.toFans;
        }
        if (booked.resales != 0) {
            Income memory income = _momentIncome(moment, Source.Resale, booked.resales);
            _divide(income);
            toFans += income.parts.toFans;
        }
        // Fans have a part only where there is a token, which the moment has adopted.
        _fundFans(_moments[moment].token, toFans);
    }

    function _refer(
        uint256 moment,
        address referrer,
        uint256 amount
    ) private {
        (address creator,) = _creatorOf(_moments[moment]);
        if (amount == 0 || referrer == creator) return;
        uint256 referred = _referred[moment] + amount;
        _referred[moment] = referred;
        emit ReferralBooked(moment, referrer, amount, referred);
        _credit(referrer, creator, Source.Referral, amount);
    }

    function _adoptToken(
        uint256 moment
    ) private {
        Account storage a = _moments[moment];
        if (a.token != address(0)) return;
        address token = _tradingTokenOf(a.terms.creator);
        if (token == address(0)) return;
        a.token = token;
        emit MomentTokenSet(moment, token);
    }

    function _momentIncome(
        uint256 moment,
        Source source,
        uint256 amount
    ) private view returns (Income memory income) {
        Account storage a = _moments[moment];
        (income.creator, income.token) = _creatorOf(a);
        income.source = source;
        income.moment = moment;
        income.amount = amount;
        income.soundSplits = a.terms.soundSplits;
        income.splits = a.terms.splits;
        if (source == Source.Sale) income.referred = _referred[moment];
        income.parts = IncomeMath.divide(
            source, amount, a.terms.royaltyBps, a.terms.soundBps, income.token != address(0)
        );
    }

    function _partOf(
        address account,
        Income memory income
    ) private view returns (uint256 amount) {
        Credit[] memory credits = _creditsOf(income);
        for (uint256 i; i < credits.length; ++i) {
            if (credits[i].account == account) amount += credits[i].amount;
        }
    }

    /// @dev Who earns now, and the trading token whose holders do.
    function _creatorOf(
        Account storage a
    ) private view returns (address creator, address token) {
        token = a.token;
        if (token != address(0)) return (ICreatorRegistry(market).creatorOf(token), token);
        creator = a.terms.creator;
        token = _tradingTokenOf(creator);
    }

    function _account(
        uint256 moment
    ) private view returns (Account storage a) {
        a = _moments[moment];
        require(a.terms.creator != address(0), UnknownMoment(moment));
    }
}
