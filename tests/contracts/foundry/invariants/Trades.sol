// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {CurveMath} from "../../../../contracts/libraries/CurveMath.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Choices} from "./Choices.sol";

/// @notice Purchases and sales, each held against its quote to the wei.
abstract contract Trades is Choices {
    /// @dev A trade as it will be asked for. `payer` gives, `to` receives.
    struct Order {
        address token;
        address payer;
        address to;
        address referrer;
        bool isBuy;
    }

    /// @dev What a trade may change, at one moment.
    struct State {
        uint256 reserve;
        uint256 protocolOwed;
        uint256 referrals;
        uint256 pending;
        uint256 creatorOwed;
        uint256 supply;
        uint256 price;
        uint256 dividends;
        uint256 tt;
        uint256 tokens;
    }

    function buy(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount,
        uint256 referrer
    ) external {
        address a = _actor(who);
        uint256 ttIn = _amount(amount, tt.balanceOf(a));
        _buy(Order(_tradingToken(which), a, _recipient(a, to), _referrer(referrer), true), ttIn);
    }

    function buyExact(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount,
        uint256 referrer
    ) external {
        address a = _actor(who);
        address token = _tradingToken(which);
        uint256 tokensOut = _amount(amount, 10 * IToken(token).totalSupply() + S0);
        _buyExact(Order(token, a, _recipient(a, to), _referrer(referrer), true), tokensOut);
    }

    function buyWithEth(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount,
        uint256 referrer
    ) external {
        address a = _actor(who);
        Order memory o =
            Order(_tradingToken(which), a, _recipient(a, to), _referrer(referrer), true);
        uint256 value = _amount(amount, 10_000 ether);
        Quote memory q = _quote(abi.encodeCall(market.quoteBuy, (o.token, value * 10_000)));
        bytes memory data = abi.encodeCall(
            market.buyWithEth, (o.token, q.tokenAmount, o.to, block.timestamp, o.referrer)
        );
        State memory before = _state(o);
        (bool done,) = _act(a, address(market), value, data, Kind.Entry, "buyWithEth");
        if (!done) return;
        // It was paid in ETH: the account's TT does not move.
        before.tt += q.ttAmount;
        _compare(o, q, before);
    }

    function sell(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount,
        uint256 referrer
    ) external {
        address token = _tradingToken(which);
        (address a, uint256 balance) = _holder(who, token);
        Order memory o = Order(token, a, _recipient(a, to), _referrer(referrer), false);
        _sell(o, _amount(amount, balance));
    }

    function _buy(
        Order memory o,
        uint256 ttIn
    ) internal {
        Quote memory q = _quote(abi.encodeCall(market.quoteBuy, (o.token, ttIn)));
        bytes memory data = abi.encodeCall(
            market.buy, (o.token, ttIn, q.tokenAmount, o.to, block.timestamp, o.referrer)
        );
        State memory before = _state(o);
        (bool done,) = _act(o.payer, address(market), data, Kind.Entry, "buy");
        if (done) _compare(o, q, before);
    }

    function _buyExact(
        Order memory o,
        uint256 tokensOut
    ) internal {
        Quote memory q = _quote(abi.encodeCall(market.quoteBuyExact, (o.token, tokensOut)));
        if (q.ttAmount > tt.balanceOf(o.payer)) _idle();
        bytes memory data = abi.encodeCall(
            market.buyExact, (o.token, tokensOut, q.ttAmount, o.to, block.timestamp, o.referrer)
        );
        State memory before = _state(o);
        (bool done,) = _act(o.payer, address(market), data, Kind.Entry, "buyExact");
        if (done) _compare(o, q, before);
    }

    function _sell(
        Order memory o,
        uint256 tokensIn
    ) internal {
        Quote memory q = market.quoteSell(o.token, tokensIn);
        bytes memory data = abi.encodeCall(
            market.sell, (o.token, tokensIn, q.ttAmount, o.to, block.timestamp, o.referrer)
        );
        State memory before = _state(o);
        (bool done,) = _act(o.payer, address(market), data, Kind.Exit, "sell");
        if (!done) return;
        _compare(o, q, before);
        ++_ghost.sales;
        uint256 gross = q.ttAmount + q.creatorFee + q.fanFee + q.protocolFee;
        uint256 floor = market.launchOf(o.token).raised * tokensIn / S0;
        _atMost("I15", "floor(p0 * tokens) <= TT for a sale before fees", floor, gross);
    }

    /// @dev A quote that is refused foretells a refusal: such a trade is not tried.
    function _quote(
        bytes memory call
    ) private view returns (Quote memory) {
        (bool possible, bytes memory result) = address(market).staticcall(call);
        if (!possible) _idle();
        return abi.decode(result, (Quote));
    }

    /// @dev Mostly oneself.
    function _recipient(
        address self,
        uint256 seed
    ) private view returns (address) {
        return seed % 2 == 0 ? self : _actor(seed >> 8);
    }

    function _state(
        Order memory o
    ) private view returns (State memory s) {
        IToken token = IToken(o.token);
        (s.reserve, s.protocolOwed) = market.reserveOf(o.token);
        s.referrals = market.referralsOf(o.referrer);
        (, s.pending, s.creatorOwed) = token.revenue();
        s.supply = token.totalSupply();
        s.price = market.priceOf(o.token);
        address holder = o.isBuy ? o.to : o.payer;
        s.tokens = token.balanceOf(holder);
        s.dividends = token.dividendsOf(holder);
        s.tt = tt.balanceOf(o.isBuy ? o.payer : o.to);
    }

    /// @dev What happened against what the quote said.
    function _compare(
        Order memory o,
        Quote memory q,
        State memory a
    ) private {
        State memory b = _state(o);
        uint256 fees = q.creatorFee + q.fanFee + q.protocolFee;
        if (o.isBuy) {
            _equal("I14", "TT paid = quote", a.tt - b.tt, q.ttAmount);
            _equal("I14", "tokens received = quote", b.tokens - a.tokens, q.tokenAmount);
            _equal("I14", "supply + tokens", b.supply, a.supply + q.tokenAmount);
            _equal("I14", "reserve + TT - fees", b.reserve, a.reserve + q.ttAmount - fees);
        } else {
            _equal("I14", "TT received = quote", b.tt - a.tt, q.ttAmount);
            _equal("I14", "tokens given = quote", a.tokens - b.tokens, q.tokenAmount);
            _equal("I14", "supply - tokens", b.supply, a.supply - q.tokenAmount);
            _equal("I14", "reserve - TT - fees", b.reserve, a.reserve - q.ttAmount - fees);
        }
        _equal("I14", "price before = quote", a.price, q.priceBefore);
        _equal("I14", "price after = quote", b.price, q.priceAfter);
        _equal("I14", "creator's fee booked = quote", b.creatorOwed - a.creatorOwed, q.creatorFee);
        _equal("I14", "fans' fee booked = quote", b.pending - a.pending, q.fanFee);
        uint256 toProtocol = b.protocolOwed - a.protocolOwed;
        uint256 toReferrer = b.referrals - a.referrals;
        _equal("I14", "protocol's fee booked = quote", toProtocol + toReferrer, q.protocolFee);
        _equal("I14", "referrer's half", toReferrer, _refers(o) ? q.protocolFee / 2 : 0);
        _dividendsStay(o.token, o.isBuy ? o.to : o.payer, a.dividends);
        _checkFees(o.token, o.isBuy ? q.ttAmount : q.ttAmount + fees, q);
        _ghost.credits += fees;
        _ghost.roundings += 3;
        _checkDust(o.token, a, b);
    }

    /// @dev What the trade left in the reserve beyond the curve; a sale leaves nothing.
    function _checkDust(
        address token,
        State memory a,
        State memory b
    ) private {
        ILaunches.LaunchState memory l = market.launchOf(token);
        uint256 price = a.price > b.price ? a.price : b.price;
        uint256 dust = 1 + (price + 1e18 - 1) / 1e18;
        uint256 left = b.reserve + CurveMath.reserveAt(l.raised, a.supply + l.returned);
        uint256 kept = a.reserve + CurveMath.reserveAt(l.raised, b.supply + l.returned);
        _atMost("I6", "reserve - curve after <= before + 1 + price", left, kept + dust);
        dustOf[token] += dust;
    }

    function _checkFees(
        address token,
        uint256 gross,
        Quote memory q
    ) private {
        uint256 creatorBps = market.launchOf(token).creatorFeeBps;
        _equal("I7", "creator's fee = floor", q.creatorFee, gross * creatorBps / BPS);
        _equal("I7", "fans' fee = floor", q.fanFee, gross * fanFeeBps[token] / BPS);
        _equal("I7", "protocol's fee = floor", q.protocolFee, gross / 100);
    }

    function _refers(
        Order memory o
    ) private view returns (bool) {
        return
            o.referrer != NOBODY && o.referrer != o.payer && o.referrer != market.creatorOf(o.token);
    }
}
