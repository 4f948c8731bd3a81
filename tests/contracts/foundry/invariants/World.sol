// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {Ghosts} from "./Ghosts.sol";
import {Hostile} from "./Hostile.sol";

/// @notice Eight actors, the tokens they launch, and how a handler acts for one of them.
/// @dev A handler does what must succeed in the state it finds; if nothing can, it gives the call back (`_idle`), which
/// Foundry counts as a discard and replaces. So a call that fails is always news.
abstract contract World is Deployment, Ghosts {
    /// @dev An entry stops in a pause; an exit never does; a step is neither.
    enum Kind {
        Step,
        Entry,
        Exit
    }

    uint256 internal constant ACTORS = 8;
    uint256 internal constant MAX_TOKENS = 4;
    uint256 internal constant WEALTH = 1_000_000_000e18;
    uint256 internal constant BPS = 10_000;

    address[] internal _actors;
    string[] internal _names =
        ["creator", "rival", "fan", "collector", "stranger", "scout", "treasury"];
    address[] internal _tokens;
    uint256[] internal _moments;

    /// @dev Who ever put TT into a launch.
    mapping(address token => address[]) internal _contributors;

    /// @dev Contracts that can be sent tokens, and have no way to use them.
    address[] internal _strays;

    Hostile public immutable HOSTILE;

    constructor() {
        vm.warp(START);
        deploy();
        for (uint256 i; i < _names.length; ++i) {
            _actors.push(actor(_names[i]));
        }
        HOSTILE = new Hostile(tt, market, ledger);
        _actors.push(address(HOSTILE));
        for (uint256 i; i < ACTORS; ++i) {
            fund(_actors[i], WEALTH);
        }
        _strays = [address(tt), address(ledger), address(accessManager)];
    }

    // Reading

    function actors() external view returns (address[] memory) {
        return _actors;
    }

    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    function contracts() external view returns (address tt_, address market_, address ledger_) {
        return (address(tt), address(market), address(ledger));
    }

    /// @notice Every address that can hold `token` or TT, the market last.
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
        bool paused = _paused();
        if (value > who.balance) vm.deal(who, value);
        vm.prank(who);
        (done, result) = target.call{value: value}(data);
        ++_ghost.attempts;
        if (paused && kind == Kind.Entry) {
            ++_ghost.refusals;
            if (done) _break("I12", string.concat("a pause stops: ", what), 1, 0);
        } else if (done) {
            ++_ghost.successes;
            if (paused && kind == Kind.Exit) ++_ghost.exitsInPause;
        } else {
            string memory invariant = kind == Kind.Exit ? paused ? "I12" : "I6" : "steps";
            _break(invariant, string.concat("succeeds: ", what), 0, 1);
        }
    }

    /// @dev Gives the call back: nothing of its kind can be done now.
    function _idle() internal pure {
        vm.assume(false);
    }

    function _paused() internal view returns (bool) {
        return block.timestamp < market.pausedUntil();
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

    // Picking

    function _actor(
        uint256 seed
    ) internal view returns (address) {
        return _actors[seed % ACTORS];
    }

    /// @dev Somebody or nobody, as a referrer.
    function _referrer(
        uint256 seed
    ) internal view returns (address) {
        return seed % 3 == 0 ? NOBODY : _actor(seed >> 8);
    }

    /// @dev From one wei to `max`, on a logarithmic scale.
    function _amount(
        uint256 seed,
        uint256 max
    ) internal pure returns (uint256) {
        if (max == 0) _idle();
        uint256 kind = seed % 12;
        if (kind == 0) return 1;
        if (kind == 1) return max;
        uint256 limit = max >> ((seed >> 8) % 48);
        return limit == 0 ? 1 : 1 + (seed >> 16) % limit;
    }

    /// @dev A token in `status`; zero if there is none.
    function _tokenIn(
        uint256 seed,
        ILaunches.Status status
    ) internal view returns (address) {
        uint256 count = _tokens.length;
        for (uint256 i; i < count; ++i) {
            address token = _tokens[(seed % count + i) % count];
            if (market.launchOf(token).status == status) return token;
        }
        return address(0);
    }

    function _tradingToken(
        uint256 seed
    ) internal view returns (address) {
        uint256 count = _tokens.length;
        for (uint256 i; i < count; ++i) {
            address token = _tokens[(seed % count + i) % count];
            if (market.isTrading(token)) return token;
        }
        _idle();
        return address(0);
    }

    /// @dev A holder of `token` among the actors.
    function _holder(
        uint256 seed,
        address token
    ) internal view returns (address who, uint256 balance) {
        for (uint256 i; i < ACTORS; ++i) {
            who = _actors[(seed % ACTORS + i) % ACTORS];
            balance = IToken(token).balanceOf(who);
            if (balance != 0) return (who, balance);
        }
        _idle();
    }

    function _min(
        uint256 a,
        uint256 b
    ) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
