// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAuction, IFund, ILedger, IMarket, IMoments, ITT, IToken} from "../support/Deployed.sol";
import {Moments} from "../support/Moments.sol";
import {Ghosts} from "./Ghosts.sol";
import {Hostile} from "./Hostile.sol";
import {Unwilling} from "./Unwilling.sol";

/// @notice Nine actors, the tokens they launch, and how a handler acts for one of them.
/// @dev A handler does what must succeed in the state it finds; if nothing can, it gives the call back (`_idle`), which
/// Foundry counts as a discard and replaces. So a call that fails is always news, and so is one that should have.
abstract contract World is Moments, Ghosts {
    /// @dev An entry stops in a pause of its contract; an exit never does; a step is neither.
    enum Kind {
        Step,
        Entry,
        Exit
    }

    uint256 internal constant ACTORS = 9;
    uint256 internal constant MAX_TOKENS = 4;
    uint256 internal constant WEALTH = 1_000_000_000e18;
    uint256 internal constant BPS = 10_000;

    Hostile public immutable HOSTILE;
    Unwilling public immutable UNWILLING;

    /// @dev First those with a key, then `HOSTILE`, which signs by EIP-1271, then `UNWILLING`, which signs nothing.
    address[] internal _actors;
    string[] internal _names =
        ["creator", "rival", "fan", "collector", "stranger", "scout", "treasury"];
    address[] internal _tokens;

    /// @dev Who ever put TT into a launch.
    mapping(address token => address[]) internal _contributors;

    /// @dev Contracts beside the market and the creator tokens.
    address[] internal _contracts;

    /// @dev Those of them that are sent creator tokens or are credited in the ledger, and have no way to use it.
    address[] internal _strays;

    /// @dev Contracts the guardian can pause, and until when it has.
    address[] internal _guarded;
    mapping(address target => uint256 timestamp) internal _pausedUntil;

    constructor() {
        vm.warp(START);
        deploy();
        for (uint256 i; i < _names.length; ++i) {
            _actors.push(actor(_names[i]));
        }
        HOSTILE = new Hostile(tt, market, moments);
        UNWILLING = new Unwilling();
        _actors.push(address(HOSTILE));
        _actors.push(address(UNWILLING));
        for (uint256 i; i < ACTORS; ++i) {
            fund(_actors[i], WEALTH);
            trust(_actors[i]);
        }
        address[4] memory open =
            [address(moments), address(auctions), address(exchange), address(subscriptions)];
        _guarded.push(address(market));
        _contracts = [address(tt), address(ledger), address(accessManager)];
        for (uint256 i; i < open.length; ++i) {
            _guarded.push(open[i]);
            _contracts.push(open[i]);
        }
        _contracts.push(address(sounds));
        _contracts.push(address(creatorFund));
        _strays = [address(ledger), address(auctions), address(tt)];
    }

    // Reading

    function actors() external view returns (address[] memory) {
        return _actors;
    }

    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    function deployed() external view returns (ITT, IMarket, ILedger, IMoments, IAuction, IFund) {
        return (tt, market, ledger, moments, auctions, creatorFund);
    }

    /// @notice Contracts through which TT only passes.
    function holdNothing() external view returns (address[4] memory) {
        return [address(moments), address(sounds), address(exchange), address(subscriptions)];
    }

    /// @notice Every address that can hold TT and moments.
    function ttHolders() external view returns (address[] memory holders) {
        uint256 count = ACTORS + _contracts.length;
        holders = new address[](count + _tokens.length + 1);
        for (uint256 i; i < holders.length; ++i) {
            if (i < ACTORS) holders[i] = _actors[i];
            else if (i < count) holders[i] = _contracts[i - ACTORS];
            else if (i < count + _tokens.length) holders[i] = _tokens[i - count];
            else holders[i] = address(market);
        }
    }

    /// @notice Every address that can hold `token`, the market last.
    function holdersOf(
        address token
    ) public view returns (address[] memory holders) {
        uint256 strays = _strays.length;
        holders = new address[](ACTORS + strays + 2);
        for (uint256 i; i < ACTORS; ++i) {
            holders[i] = _actors[i];
        }
        for (uint256 i; i < strays; ++i) {
            holders[ACTORS + i] = _strays[i];
        }
        holders[ACTORS + strays] = token;
        holders[ACTORS + strays + 1] = address(market);
    }

    // Acting

    /// @dev One call by `who`. A failure is put down unless a pause explains it.
    function _act(
        address who,
        address target,
        bytes memory data,
        Kind kind,
        string memory what
    ) internal returns (bool done, bytes memory result) {
        return _act(who, target, 0, data, kind, what);
    }

    function _act(
        address who,
        address target,
        uint256 value,
        bytes memory data,
        Kind kind,
        string memory what
    ) internal returns (bool done, bytes memory result) {
        bool paused = _anyPaused();
        if (value > who.balance) vm.deal(who, value);
        vm.prank(who);
        (done, result) = target.call{value: value}(data);
        ++_ghost.attempts;
        if (kind == Kind.Entry && _isPaused(target)) {
            ++_ghost.refusals;
            if (done) _break("I12", string.concat("a pause stops: ", what), 1, 0);
            return (false, result);
        }
        if (done) {
            ++_ghost.successes;
            if (paused && kind == Kind.Exit) ++_ghost.exitsInPause;
        } else {
            string memory invariant = kind == Kind.Exit ? paused ? "I12" : "I6" : "steps";
            _break(invariant, string.concat("succeeds: ", what), 0, 1);
        }
    }

    /// @dev A call that must not go through.
    function _fails(
        address who,
        address target,
        bytes memory data,
        string memory invariant,
        string memory what
    ) internal {
        vm.prank(who);
        (bool done,) = target.call(data);
        ++_ghost.denials;
        if (done) _break(invariant, string.concat("is refused: ", what), 1, 0);
    }

    /// @dev Gives the call back: nothing of its kind can be done now.
    function _idle() internal pure {
        vm.assume(false);
    }

    function _isPaused(
        address target
    ) internal view returns (bool) {
        return block.timestamp < _pausedUntil[target];
    }

    function _anyPaused() internal view returns (bool) {
        for (uint256 i; i < _guarded.length; ++i) {
            if (_isPaused(_guarded[i])) return true;
        }
        return false;
    }

    /// @dev A change of balance keeps what was earned, but for a rounding to the holder's loss.
    function _dividendsStay(
        address token,
        address holder,
        uint256 before
    ) internal {
        uint256 dividends = IToken(token).dividendsOf(holder);
        uint256 rounding = _rounding(IToken(token).balanceOf(holder));
        _atMost("I5", "dividends after a change of balance <= before", dividends, before);
        _atMost("I8", "dividends before <= after + rounding", before, dividends + rounding);
        _ghost.roundings += rounding;
    }

    /// @dev Most that a change to `balance` may round off, in TT wei, both its sides together.
    function _rounding(
        uint256 balance
    ) internal pure returns (uint256) {
        return 2 * (1 + (balance >> 80));
    }
}
