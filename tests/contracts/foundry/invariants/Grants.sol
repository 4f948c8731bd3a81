// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Tree} from "../support/Tree.sol";
import {Choices} from "./Choices.sol";

/// @notice The creator fund: deposits, roots that an operator posts and a guardian may veto, claims.
abstract contract Grants is Choices {
    /// @param amounts What each actor has earned in all periods; the leaves of the tree.
    /// @param total As posted; now and then below what the leaves add up to.
    struct RootGhost {
        uint256 period;
        uint256 total;
        uint256 effectiveAt;
        uint256[] amounts;
    }

    RootGhost private _current;
    RootGhost private _pending;

    /// @notice TT wei the fund has paid, in all and to each account.
    uint256 public granted;
    mapping(address account => uint256 amount) public grantedTo;

    function depositToFund(
        uint256 who,
        uint256 amount
    ) external {
        address a = _actor(who);
        _deposit(a, _amount(amount, tt.balanceOf(a) / 100));
    }

    function postRoot(
        uint256 seed
    ) external {
        _promote();
        uint256 deposits = creatorFund.deposits();
        uint256 room = deposits - _current.total;
        if (_pending.period != 0) {
            _fails(operator, address(creatorFund), _post(_pending), "I13", "a second root");
            return;
        }
        RootGhost memory r;
        r.period = _current.period + 1;
        r.total = _current.total + (room == 0 ? 0 : _amount(seed, room));
        r.amounts = _grow(seed >> 32, r.total - _current.total);
        RootGhost memory tooMuch = RootGhost(r.period, deposits + 1, 0, r.amounts);
        _fails(operator, address(creatorFund), _post(tooMuch), "I13", "more than the deposits");
        (bool done,) = _act(operator, address(creatorFund), _post(r), Kind.Step, "postRoot");
        if (!done) return;
        r.effectiveAt = block.timestamp + 2 days;
        _pending = r;
    }

    /// @notice One root in four is thrown out, if it still can be.
    function veto(
        uint256 seed
    ) external {
        _promote();
        bytes memory data = abi.encodeCall(creatorFund.veto, ());
        if (_pending.period == 0) {
            _fails(guardian, address(creatorFund), data, "I13", "nothing to veto");
            return;
        }
        if (seed % 4 != 0) _idle();
        (bool done,) = _act(guardian, address(creatorFund), data, Kind.Step, "veto");
        if (done) delete _pending;
    }

    /// @notice Claims of a root that waits are refused; every other time it has waited long enough then.
    function claimFund(
        uint256 who,
        uint256 by
    ) external {
        _promote();
        if (_pending.period != 0) {
            uint256 i = who % ACTORS;
            bytes memory data = _claimOf(_pending, i, _pending.amounts[i]);
            if (_current.period == 0 || _current.amounts[i] != _pending.amounts[i]) {
                _fails(_actor(by), address(creatorFund), data, "I13", "a root that waits");
            }
            if (by % 2 == 0) vm.warp(_pending.effectiveAt);
        }
        for (uint256 i; i < ACTORS; ++i) {
            if (_claimFund((who % ACTORS + i) % ACTORS, _actor(by))) return;
        }
        _idle();
    }

    /// @return Whether there was anything for the account.
    function _claimFund(
        uint256 index,
        address by
    ) internal returns (bool) {
        _promote();
        if (_current.period == 0) return false;
        address a = _actors[index];
        uint256 earned = _current.amounts[index];
        uint256 paid = grantedTo[a];
        bytes memory data = _claimOf(_current, index, earned);
        if (earned <= paid || granted + earned - paid > _current.total) {
            _fails(by, address(creatorFund), data, "I13", "a claim of nothing, or beyond the total");
            return false;
        }
        _fails(by, address(creatorFund), _claimOf(_current, index, earned + 1), "I13", "a wei more");
        uint256 credit = ledger.balanceOf(a);
        (bool done,) = _act(by, address(creatorFund), data, Kind.Exit, "claim of the fund");
        if (!done) return true;
        _equal("I13", "credited = leaf - paid", ledger.balanceOf(a) - credit, earned - paid);
        _received(earned - paid, 0);
        granted += earned - paid;
        grantedTo[a] = earned;
        _fails(by, address(creatorFund), data, "I13", "a leaf twice");
        return true;
    }

    function _deposit(
        address by,
        uint256 amount
    ) internal {
        bytes memory data = abi.encodeCall(creatorFund.deposit, (amount));
        _act(by, address(creatorFund), data, Kind.Step, "deposit into the fund");
    }

    /// @dev When the next root is in force, if one waits.
    function _effectiveAt() internal view returns (uint256) {
        return _pending.effectiveAt;
    }

    /// @dev What has waited long enough is in force.
    function _promote() private {
        if (_pending.period == 0 || block.timestamp < _pending.effectiveAt) return;
        _current = _pending;
        delete _pending;
    }

    /// @dev Shares `more` out, on top of what everybody has; now and then more than that, or less for somebody.
    function _grow(
        uint256 seed,
        uint256 more
    ) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](ACTORS);
        if (seed % 16 == 0) more *= 2;
        for (uint256 i; i < ACTORS; ++i) {
            uint256 part = i + 1 == ACTORS ? more : (seed >> 16 + 8 * i) % (more / 2 + 1);
            more -= part;
            amounts[i] = part + (_current.period == 0 ? 0 : _current.amounts[i]);
        }
        if (seed % 16 == 1) amounts[seed >> 8 & 7] /= 2;
    }

    function _post(
        RootGhost memory r
    ) private view returns (bytes memory) {
        bytes32 root = Tree.rootOf(_leaves(r));
        return abi.encodeCall(creatorFund.postRoot, (root, r.total, "data"));
    }

    function _claimOf(
        RootGhost memory r,
        uint256 index,
        uint256 amount
    ) private view returns (bytes memory) {
        bytes32[] memory proof = Tree.proofOf(_leaves(r), index);
        return abi.encodeCall(creatorFund.claim, (_actors[index], amount, proof));
    }

    function _leaves(
        RootGhost memory r
    ) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](ACTORS);
        for (uint256 i; i < ACTORS; ++i) {
            bytes memory leaf = abi.encode(block.chainid, creatorFund, _actors[i], r.amounts[i]);
            leaves[i] = keccak256(bytes.concat(keccak256(leaf)));
        }
    }
}
