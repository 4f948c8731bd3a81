// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {CurveMath} from "../libraries/CurveMath.sol";
import {Quote} from "../types/Quote.sol";
import {Launches} from "./Launches.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Pricing
/// @notice What a trade would do: quotes and executions come from here alone.
/// @dev A token stands on the curve at its supply plus what was returned unvested. The curve knows R₀ < 2^96,
/// S < 2^90 and keeps R < 2^126; amounts above are refused before they are used.
abstract contract Pricing is ICreatorMarket, Launches {
    /// @dev A trade on its way: the quote, the state it leaves, and, once executed, who takes part.
    struct Trade {
        Quote quote;
        uint256 position;
        uint256 supply;
        uint256 reserve;
        uint256 protocolOwed;
        bool isBuy;
        address to;
        address referrer;
        uint256 referrerFee;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant PROTOCOL_FEE_BPS = 100;

    /// @inheritdoc ICreatorMarket
    function priceOf(
        address token
    ) external view returns (uint256) {
        Terms storage terms = _trading(token).terms;
        return CurveMath.priceAt(terms.raised, _positionOf(token, terms));
    }

    /// @inheritdoc ICreatorMarket
    function quoteBuy(
        address token,
        uint256 ttIn
    ) external view returns (Quote memory) {
        return _withPrices(token, _buyTrade(token, ttIn));
    }

    /// @inheritdoc ICreatorMarket
    function quoteBuyExact(
        address token,
        uint256 tokensOut
    ) external view returns (Quote memory) {
        return _withPrices(token, _buyExactTrade(token, tokensOut));
    }

    /// @inheritdoc ICreatorMarket
    function quoteSell(
        address token,
        uint256 tokensIn
    ) external view returns (Quote memory) {
        return _withPrices(token, _sellTrade(token, tokensIn));
    }

    /// @dev Tokens are rounded down; what they do not cost stays in the reserve.
    function _buyTrade(
        address token,
        uint256 ttIn
    ) internal view returns (Trade memory trade) {
        (Terms storage terms, uint256 position) = _market(token, ttIn);
        uint256 limit = CurveMath.maxReserve(terms.raised);
        require(ttIn <= limit, ReserveLimitExceeded(ttIn, limit));
        uint256 net = _takeFees(terms, trade.quote, ttIn);
        uint256 tokensOut;
        // Both summands are at most `limit`; more reserve is never less supply.
        unchecked {
            uint256 reserve = CurveMath.reserveAt(terms.raised, position) + net;
            require(reserve <= limit, ReserveLimitExceeded(reserve, limit));
            trade.position = CurveMath.supplyAt(terms.raised, reserve);
            tokensOut = trade.position - position;
        }
        require(tokensOut != 0, ZeroAmount());
        trade.quote.ttAmount = ttIn;
        trade.quote.tokenAmount = tokensOut;
        _moveReserve(token, terms, trade, net, 0);
    }

    /// @dev The price is rounded up just so far that cost and fees are paid: the reserve gets exactly the cost.
    function _buyExactTrade(
        address token,
        uint256 tokensOut
    ) internal view returns (Trade memory trade) {
        (Terms storage terms, uint256 position) = _market(token, tokensOut);
        require(
            tokensOut <= CurveMath.MAX_SUPPLY - position,
            SupplyLimitExceeded(_saturatingAdd(position, tokensOut), CurveMath.MAX_SUPPLY)
        );
        uint256 ttIn;
        uint256 cost;
        // Fees are at most 700 of 10,000 bps; more supply never needs less reserve.
        unchecked {
            trade.position = position + tokensOut;
            cost = CurveMath.reserveAt(terms.raised, trade.position)
                - CurveMath.reserveAt(terms.raised, position);
            uint256 keptBps = BPS - PROTOCOL_FEE_BPS - terms.creatorFeeBps - terms.fanFeeBps;
            ttIn = (cost * BPS + keptBps - 1) / keptBps;
            // Three floored fees leave up to three wei over. A wei less never takes more than a wei from what is left
            // after fees, so a few steps down meet the cost exactly.
            while (_takeFees(terms, trade.quote, ttIn) != cost) --ttIn;
        }
        trade.quote.ttAmount = ttIn;
        trade.quote.tokenAmount = tokensOut;
        _moveReserve(token, terms, trade, cost, 0);
    }

    /// @dev The payout is a difference of two reserves that are both rounded up: never below the initial price.
    function _sellTrade(
        address token,
        uint256 tokensIn
    ) internal view returns (Trade memory trade) {
        (Terms storage terms, uint256 position) = _market(token, tokensIn);
        uint256 supply = position - uint256(terms.returned) * 1e18;
        require(tokensIn <= supply, AmountExceedsSupply(tokensIn, supply));
        uint256 gross;
        // Checked above; less supply never needs more reserve.
        unchecked {
            trade.position = position - tokensIn;
            gross = CurveMath.reserveAt(terms.raised, position)
                - CurveMath.reserveAt(terms.raised, trade.position);
        }
        trade.quote.ttAmount = _takeFees(terms, trade.quote, gross);
        trade.quote.tokenAmount = tokensIn;
        _moveReserve(token, terms, trade, 0, gross);
    }

    /// @dev What every trade starts from.
    function _market(
        address token,
        uint256 amount
    ) private view returns (Terms storage terms, uint256 position) {
        require(amount != 0, ZeroAmount());
        terms = _trading(token).terms;
        position = _positionOf(token, terms);
    }

    /// @dev Where on the curve a token stands: its supply, and what was returned off the flat part below it.
    function _positionOf(
        address token,
        Terms storage terms
    ) private view returns (uint256) {
        return IERC20(token).totalSupply() + uint256(terms.returned) * 1e18;
    }

    /// @dev Writes the fees on `gross` into the quote, each rounded down.
    /// @param gross TT wei, below 2^128.
    /// @return net What is left of it.
    function _takeFees(
        Terms storage terms,
        Quote memory q,
        uint256 gross
    ) private view returns (uint256 net) {
        // Three fees of at most 300 bps each.
        unchecked {
            q.creatorFee = gross * terms.creatorFeeBps / BPS;
            q.fanFee = gross * terms.fanFeeBps / BPS;
            q.protocolFee = gross * PROTOCOL_FEE_BPS / BPS;
            return gross - q.creatorFee - q.fanFee - q.protocolFee;
        }
    }

    /// @dev The reserve covers the curve, so a sale never takes more than there is: checked all the same.
    function _moveReserve(
        address token,
        Terms storage terms,
        Trade memory trade,
        uint256 ttIn,
        uint256 ttOut
    ) private view {
        Reserve storage reserve = _records[token].reserve;
        trade.reserve = uint256(reserve.amount) + ttIn - ttOut;
        trade.protocolOwed = reserve.protocolOwed;
        trade.supply = trade.position - uint256(terms.returned) * 1e18;
    }

    function _withPrices(
        address token,
        Trade memory trade
    ) private view returns (Quote memory quote) {
        Terms storage terms = _records[token].terms;
        quote = trade.quote;
        quote.priceBefore = CurveMath.priceAt(terms.raised, _positionOf(token, terms));
        quote.priceAfter = CurveMath.priceAt(terms.raised, trade.position);
    }

    function _saturatingAdd(
        uint256 a,
        uint256 b
    ) private pure returns (uint256) {
        return a > type(uint256).max - b ? type(uint256).max : a + b;
    }
}
