// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {IToktokToken} from "../interfaces/IToktokToken.sol";
import {Accruals} from "./Accruals.sol";
import {CreatorToken} from "./CreatorToken.sol";
import {Launches} from "./Launches.sol";
import {MarketStorage} from "./MarketStorage.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Creator market
/// @dev Neither creator tokens nor plain transfers of TT call anyone back, so no call made here can come in again.
contract CreatorMarket is Accruals, SelfPermit {
    /// @inheritdoc ICreatorMarket
    // solhint-disable-next-line immutable-vars-naming
    address public immutable tokenImplementation;

    /// @param authority AccessManager that names guardian and admin.
    /// @param tt_ The platform token.
    /// @param payout Who may claim the protocol's fees.
    /// @param minWindow Shortest launch window in seconds.
    /// @param bond Launch bond in TT wei.
    constructor(
        address authority,
        address tt_,
        address payout,
        uint256 minWindow,
        uint256 bond
    ) AccessManaged(authority) MarketStorage(tt_) Launches(minWindow, bond) Accruals(payout) {
        tokenImplementation = address(new CreatorToken(address(this)));
    }

    /// @inheritdoc ICreatorMarket
    function tt() external view returns (address) {
        return address(_TT);
    }

    /// @inheritdoc ICreatorMarket
    function reserveOf(
        address token
    ) external view returns (uint256 reserve, uint256 protocolOwed) {
        Reserve memory r = _known(token).reserve;
        return (r.amount, r.protocolOwed);
    }

    /// @inheritdoc ICreatorMarket
    function buy(
        address token,
        uint256 ttIn,
        uint256 minTokensOut,
        address to,
        uint256 deadline,
        address referrer
    ) external whenEntriesOpen returns (uint256 tokensOut) {
        tokensOut = _buy(token, ttIn, minTokensOut, to, deadline, referrer);
        _TT.transferFrom(msg.sender, address(this), ttIn);
    }

    /// @inheritdoc ICreatorMarket
    function buyExact(
        address token,
        uint256 tokensOut,
        uint256 maxTtIn,
        address to,
        uint256 deadline,
        address referrer
    ) external whenEntriesOpen returns (uint256 ttIn) {
        _checkTrade(to, deadline);
        Trade memory trade = _buyExactTrade(token, tokensOut);
        ttIn = trade.quote.ttAmount;
        require(ttIn <= maxTtIn, SlippageExceeded(maxTtIn, ttIn));
        _execute(token, trade, true, to, referrer);
        _TT.transferFrom(msg.sender, address(this), ttIn);
    }

    /// @inheritdoc ICreatorMarket
    function buyWithEth(
        address token,
        uint256 minTokensOut,
        address to,
        uint256 deadline,
        address referrer
    ) external payable whenEntriesOpen returns (uint256 tokensOut) {
        uint256 ttIn = IToktokToken(address(_TT)).deposit{value: msg.value}();
        tokensOut = _buy(token, ttIn, minTokensOut, to, deadline, referrer);
    }

    /// @inheritdoc ICreatorMarket
    function sell(
        address token,
        uint256 tokensIn,
        uint256 minTtOut,
        address to,
        uint256 deadline,
        address referrer
    ) external returns (uint256 ttOut) {
        _checkTrade(to, deadline);
        Trade memory trade = _sellTrade(token, tokensIn);
        ttOut = trade.quote.ttAmount;
        require(ttOut >= minTtOut, SlippageExceeded(minTtOut, ttOut));
        _execute(token, trade, false, to, referrer);
        _TT.transfer(to, ttOut);
    }

    function _buy(
        address token,
        uint256 ttIn,
        uint256 minTokensOut,
        address to,
        uint256 deadline,
        address referrer
    ) private returns (uint256 tokensOut) {
        _checkTrade(to, deadline);
        Trade memory trade = _buyTrade(token, ttIn);
        tokensOut = trade.quote.tokenAmount;
        require(tokensOut >= minTokensOut, SlippageExceeded(minTokensOut, tokensOut));
        _execute(token, trade, true, to, referrer);
    }

    /// @dev Books a trade whose limits were checked; the caller moves the TT.
    function _execute(
        address token,
        Trade memory t,
        bool isBuy,
        address to,
        address referrer
    ) private {
        Record storage record = _records[token];
        t.isBuy = isBuy;
        t.to = to;
        if (referrer != address(0) && referrer != msg.sender && referrer != record.creator.account)
        {
            t.referrer = referrer;
            t.referrerFee = t.quote.protocolFee / 2;
            referralsOf[referrer] += t.referrerFee;
        }
        // Both are backed by TT, whose supply is below 2^128.
        unchecked {
            uint256 protocolOwed = t.protocolOwed + t.quote.protocolFee - t.referrerFee;
            record.reserve = Reserve(uint128(t.reserve), uint128(protocolOwed));
        }
        if (isBuy) {
            ICreatorToken(token).mint(to, t.quote.tokenAmount, t.quote.fanFee, t.quote.creatorFee);
        } else {
            ICreatorToken(token)
                .burn(msg.sender, t.quote.tokenAmount, t.quote.fanFee, t.quote.creatorFee);
        }
        _emitTraded(token, t);
    }

    /// @dev Apart from `_execute`: the stack has no room for both.
    function _emitTraded(
        address token,
        Trade memory t
    ) private {
        emit Traded(
            token,
            msg.sender,
            t.to,
            t.isBuy,
            t.quote.ttAmount,
            t.quote.tokenAmount,
            t.quote.creatorFee,
            t.quote.fanFee,
            t.quote.protocolFee,
            t.referrer,
            t.referrerFee,
            t.reserve,
            t.supply
        );
    }

    function _checkTrade(
        address to,
        uint256 deadline
    ) private view {
        require(block.timestamp <= deadline, DeadlineExpired(deadline, block.timestamp));
        require(to != address(0) && to != address(this), InvalidRecipient(to));
    }

    function _implementation() internal view override returns (address) {
        return tokenImplementation;
    }

    function _permitToken() internal view override returns (address) {
        return address(_TT);
    }
}
