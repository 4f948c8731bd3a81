// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IToken} from "../support/Deployed.sol";
import {Choices} from "./Choices.sol";

/// @notice Creator tokens between people, and where they do not belong.
abstract contract Shares is Choices {
    function transfer(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount
    ) external {
        address token = _tradingToken(which);
        (address a, uint256 balance) = _holder(who, token);
        _transfer(token, a, _actor(to), _amount(amount, balance));
    }

    /// @notice By allowance; without one, the owner gives it first, by a call or by a signature.
    function transferFrom(
        uint256 who,
        uint256 which,
        uint256 spender,
        uint256 to,
        uint256 amount
    ) external {
        address token = _tradingToken(which);
        (address a, uint256 balance) = _holder(who, token);
        amount = _amount(amount, balance);
        uint256 allowed = IToken(token).allowance(a, _actor(spender));
        if (allowed < amount) _allow(token, who, a, _actor(spender), amount);
        uint256 toBefore = IToken(token).dividendsOf(_actor(to));
        uint256 fromBefore = IToken(token).dividendsOf(a);
        bytes memory data = abi.encodeCall(IToken(token).transferFrom, (a, _actor(to), amount));
        (bool done,) = _act(_actor(spender), token, data, Kind.Step, "transferFrom");
        if (!done) return;
        _dividendsStay(token, a, fromBefore);
        if (_actor(to) != a) _dividendsStay(token, _actor(to), toBefore);
    }

    function approve(
        uint256 who,
        uint256 which,
        uint256 spender,
        uint256 amount
    ) external {
        address token = _tokens[which % _tokens.length];
        bytes memory data = abi.encodeCall(IToken(token).approve, (_actor(spender), amount));
        _act(_actor(who), token, data, Kind.Step, "approve");
    }

    function permit(
        uint256 who,
        uint256 which,
        uint256 spender,
        uint256 amount
    ) external {
        address token = _tokens[which % _tokens.length];
        _permit(token, _names[who % _names.length], _actor(spender), amount);
    }

    /// @notice Creator tokens sent to a contract that cannot use them; the market takes none.
    function donateTokens(
        uint256 who,
        uint256 which,
        uint256 to,
        uint256 amount
    ) external {
        address token = _tradingToken(which);
        (address a, uint256 balance) = _holder(who, token);
        amount = _amount(amount, 1 + balance / 1000);
        uint256 kind = to % (_strays.length + 2);
        if (kind < _strays.length) {
            _transfer(token, a, _strays[kind], amount);
        } else if (kind == _strays.length) {
            _transfer(token, a, token, amount);
        } else {
            vm.prank(a);
            (bool done,) =
                token.call(abi.encodeCall(IToken(token).transfer, (address(market), amount)));
            if (done) _break("I8", "nothing can be sent into the pool of allocations", 1, 0);
        }
    }

    function _transfer(
        address token,
        address from,
        address to,
        uint256 amount
    ) internal {
        uint256 toBefore = IToken(token).dividendsOf(to);
        uint256 fromBefore = IToken(token).dividendsOf(from);
        bytes memory data = abi.encodeCall(IToken(token).transfer, (to, amount));
        (bool done,) = _act(from, token, data, Kind.Step, "transfer");
        if (!done) return;
        _dividendsStay(token, from, fromBefore);
        if (to != from) _dividendsStay(token, to, toBefore);
    }

    /// @dev A contract cannot sign a permit; it approves.
    function _allow(
        address token,
        uint256 seed,
        address owner,
        address spender,
        uint256 amount
    ) private {
        for (uint256 i; i < _names.length; ++i) {
            if (_actors[i] == owner && seed & 1 << 200 != 0) {
                _permit(token, _names[i], spender, amount);
                return;
            }
        }
        bytes memory data = abi.encodeCall(IToken(token).approve, (spender, amount));
        _act(owner, token, data, Kind.Step, "approve");
    }

    function _permit(
        address token,
        string memory owner,
        address spender,
        uint256 amount
    ) private {
        (uint8 v, bytes32 r, bytes32 s) = signPermit(owner, token, spender, amount, block.timestamp);
        bytes memory data = abi.encodeCall(
            IToken(token).permit, (vm.addr(keyOf(owner)), spender, amount, block.timestamp, v, r, s)
        );
        _act(_actors[0], token, data, Kind.Step, "permit");
    }
}
