// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Choices} from "./Choices.sol";

/// @notice TT for ETH and back, TT between people, and what is sent where it does not belong.
abstract contract Money is Choices {
    function deposit(
        uint256 who,
        uint256 amount
    ) external {
        uint256 value = _amount(amount, 1_000_000 ether);
        // ETH that is sent plainly is a deposit too.
        bytes memory data = who % 16 < 8 ? abi.encodeCall(tt.deposit, ()) : bytes("");
        _act(_actor(who), address(tt), value, data, Kind.Step, "deposit");
    }

    function depositTo(
        uint256 who,
        uint256 to,
        uint256 amount
    ) external {
        uint256 value = _amount(amount, 1_000_000 ether);
        bytes memory data = abi.encodeCall(tt.depositTo, (_actor(to)));
        _act(_actor(who), address(tt), value, data, Kind.Step, "depositTo");
    }

    function withdraw(
        uint256 who,
        uint256 amount
    ) external {
        address a = _actor(who);
        _withdraw(a, _amount(amount, tt.balanceOf(a)));
    }

    function withdrawTo(
        uint256 who,
        uint256 to,
        uint256 amount
    ) external {
        address a = _actor(who);
        bytes memory data =
            abi.encodeCall(tt.withdrawTo, (_actor(to), _amount(amount, tt.balanceOf(a))));
        if (_actor(to) == address(UNWILLING)) {
            _fails(a, address(tt), data, "I3", "the receiver refuses ETH");
        } else {
            _act(a, address(tt), data, Kind.Exit, "withdrawTo");
        }
    }

    function transferTt(
        uint256 who,
        uint256 to,
        uint256 amount
    ) external {
        address a = _actor(who);
        bytes memory data =
            abi.encodeCall(tt.transfer, (_actor(to), _amount(amount, tt.balanceOf(a))));
        _act(a, address(tt), data, Kind.Step, "transfer of TT");
    }

    /// @notice TT sent to one of the contracts by mistake: it belongs to nobody from then on.
    function donateTt(
        uint256 who,
        uint256 to,
        uint256 amount
    ) external {
        address a = _actor(who);
        address target = _contract(to);
        uint256 given = _amount(amount, tt.balanceOf(a) / 1000);
        bytes memory data = abi.encodeCall(tt.transfer, (target, given));
        (bool done,) = _act(a, address(tt), data, Kind.Step, "donation of TT");
        if (done) strayTt[target] += given;
    }

    /// @notice ETH forced upon one of the contracts.
    function donateEth(
        uint256 to,
        uint256 amount
    ) external {
        address target = _contract(to);
        vm.deal(target, target.balance + _amount(amount, 1000 ether));
    }

    /// @dev To itself; who refuses ETH sends it to another.
    function _withdraw(
        address who,
        uint256 amount
    ) internal {
        address to = who == address(UNWILLING) ? _actors[0] : who;
        uint256 eth = to.balance;
        bytes memory data = to == who
            ? abi.encodeCall(tt.withdraw, (amount))
            : abi.encodeCall(tt.withdrawTo, (to, amount));
        (bool done,) = _act(who, address(tt), data, Kind.Exit, "withdraw");
        if (done) _equal("I6", "ETH out = TT in / 10,000", to.balance - eth, amount / 10_000);
    }

    function _contract(
        uint256 seed
    ) private view returns (address) {
        uint256 kind = seed % (_contracts.length + 3);
        if (kind < _contracts.length) return _contracts[kind];
        // Creator tokens twice: what arrives there can be swept.
        if (kind == _contracts.length) return address(market);
        return _tokens[(seed >> 8) % _tokens.length];
    }
}
