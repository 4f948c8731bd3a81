// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {Choices} from "./Choices.sol";

/// @notice What creators, the guardian and the admin may do, and time.
abstract contract Powers is Choices {
    /// @notice From a second to three weeks, on a logarithmic scale.
    function pass(
        uint256 seed
    ) external {
        vm.warp(block.timestamp + _amount(seed, 3 weeks));
    }

    function transferCreator(
        uint256 which,
        uint256 to
    ) external {
        address token = _tokens[which % _tokens.length];
        address by = market.creatorOf(token);
        if (market.tokenOf(by) != token) _idle();
        address next = to % 4 == 0 ? NOBODY : _actor(to >> 8);
        bytes memory data = abi.encodeCall(market.transferCreator, (token, next));
        _act(by, address(market), data, Kind.Step, "transferCreator");
    }

    function acceptCreator(
        uint256 which
    ) external {
        for (uint256 i; i < _tokens.length; ++i) {
            address token = _tokens[(which % _tokens.length + i) % _tokens.length];
            (address to, uint256 eta) = market.pendingTransferOf(token);
            // Not before it trades.
            if (to == NOBODY || !market.isTrading(token) || market.tokenOf(to) != address(0)) {
                continue;
            }
            if (block.timestamp < eta) vm.warp(eta);
            bytes memory data = abi.encodeCall(market.acceptCreator, (token));
            _act(to, address(market), data, Kind.Step, "acceptCreator");
            return;
        }
        _idle();
    }

    function lowerCreatorFee(
        uint256 which,
        uint256 bps
    ) external {
        address token = _tokens[which % _tokens.length];
        address by = market.creatorOf(token);
        uint256 current = market.launchOf(token).creatorFeeBps;
        if (market.tokenOf(by) != token || current == 0) _idle();
        // Mostly a little, so that fees stay.
        uint256 next = bps % 8 == 0 ? (bps >> 8) % current : current - 1;
        bytes memory data = abi.encodeCall(market.lowerCreatorFee, (token, uint16(next)));
        (bool done,) = _act(by, address(market), data, Kind.Step, "lowerCreatorFee");
        if (done) creatorFeeBps[token] = next;
    }

    /// @notice What nobody may do: the creator tries to raise a fee, a stranger to lower it.
    function raiseCreatorFee(
        uint256 which,
        uint256 bps
    ) external {
        address token = _tokens[which % _tokens.length];
        uint256 current = market.launchOf(token).creatorFeeBps;
        uint256 next = bound(bps, current, type(uint16).max);
        vm.prank(market.creatorOf(token));
        (bool raised,) =
            address(market).call(abi.encodeCall(market.lowerCreatorFee, (token, uint16(next))));
        if (raised) _break("I7", "new fee < old fee", next, current);
        vm.prank(guardian);
        (bool lowered,) = address(market).call(abi.encodeCall(market.lowerCreatorFee, (token, 0)));
        if (lowered) _break("I7", "only the creator lowers its fee", 1, 0);
    }

    /// @notice One call in four pauses a contract, if its last pause has rested; entries would have no chance otherwise.
    function pause(
        uint256 which,
        uint256 seed
    ) external {
        address target = _guarded[which % _guarded.length];
        uint256 last = _pausedUntil[target];
        if (last != 0 && block.timestamp < last + 30 days) {
            bytes memory data = abi.encodeCall(IGuarded.pause, ());
            _fails(guardian, target, data, "I12", "a pause without rest");
            return;
        }
        if (seed % 4 != 0) _idle();
        _pause(target);
    }

    function unpause(
        uint256 which
    ) external {
        for (uint256 i; i < _guarded.length; ++i) {
            address target = _guarded[(which % _guarded.length + i) % _guarded.length];
            if (!_isPaused(target)) continue;
            bytes memory data = abi.encodeCall(IGuarded.unpause, ());
            _act(guardian, target, data, Kind.Step, "unpause");
            _pausedUntil[target] = block.timestamp;
            return;
        }
        _idle();
    }

    /// @notice The admin's two calls, each after its delay of two days.
    function administrate(
        uint256 seed
    ) external {
        bytes memory data = seed % 2 == 0
            ? abi.encodeCall(market.setLaunchBond, ((seed >> 8) % 1001 * 1e18))
            : abi.encodeCall(market.setProtocolPayout, (_actor(seed >> 8)));
        bytes memory schedule = abi.encodeCall(accessManager.schedule, (address(market), data, 0));
        _act(admin, address(accessManager), schedule, Kind.Step, "schedule");
        vm.warp(block.timestamp + ADMIN_DELAY);
        bytes memory execute = abi.encodeCall(accessManager.execute, (address(market), data));
        _act(admin, address(accessManager), execute, Kind.Step, "execute");
    }

    /// @notice Somebody tries what only the guardian, the admin, the operator, the market or the ledger may.
    function usurp(
        uint256 who,
        uint256 which,
        uint256 seed
    ) external {
        address token = _tokens[which % _tokens.length];
        address[] memory all = _tokens;
        bytes[11] memory calls = [
            abi.encodeCall(IGuarded.pause, ()),
            abi.encodeCall(IGuarded.unpause, ()),
            abi.encodeCall(market.setLaunchBond, (0)),
            abi.encodeCall(market.setProtocolPayout, (_actor(who))),
            abi.encodeCall(market.collect, (_actor(seed), all, _actor(who))),
            abi.encodeWithSignature(
                "mint(address,uint256,uint256,uint256)", _actor(who), 1e18, 0, 0
            ),
            abi.encodeWithSignature("burn(address,uint256,uint256,uint256)", _actor(seed), 1, 0, 0),
            abi.encodeWithSignature("book(uint256)", 1e18),
            abi.encodeWithSignature("collect(address,bool)", _actor(who), true),
            abi.encodeCall(creatorFund.postRoot, (bytes32(uint256(1)), 0, "data")),
            abi.encodeCall(creatorFund.veto, ())
        ];
        uint256 kind = seed % 11;
        address target = address(market);
        if (kind < 2) target = _guarded[(seed >> 8) % _guarded.length];
        else if (kind > 8) target = address(creatorFund);
        else if (kind > 4) target = token;
        _fails(_actor(who), target, calls[kind], "steps", "a power that nobody else has");
    }

    function _pause(
        address target
    ) internal {
        _act(guardian, target, abi.encodeCall(IGuarded.pause, ()), Kind.Step, "pause");
        uint256 until = IGuarded(target).pausedUntil();
        _equal("I12", "a pause lasts 7 days", until, block.timestamp + 7 days);
        _pausedUntil[target] = until;
    }
}
