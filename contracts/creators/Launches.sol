// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Guarded} from "../base/Guarded.sol";
import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {CurveMath} from "../libraries/CurveMath.sol";
import {LaunchRules} from "../libraries/LaunchRules.sol";
import {LaunchTerms} from "../types/LaunchTerms.sol";
import {Allocations} from "./Allocations.sol";
import {LibClone} from "solady/src/utils/LibClone.sol";

/// @title Launches
/// @dev Open → (Closed) → Trading or Failed, never back.
abstract contract Launches is Allocations, Guarded {
    uint256 private constant MAX_BOND = 1000;

    /// @inheritdoc ILaunches
    // solhint-disable-next-line immutable-vars-naming
    uint256 public immutable MIN_WINDOW;

    /// @dev In whole TT.
    uint16 private _launchBond;

    constructor(
        uint256 minWindow,
        uint256 bond
    ) {
        MIN_WINDOW = minWindow;
        _setLaunchBond(bond);
    }

    /// @inheritdoc ILaunches
    function launchBond() public view returns (uint256) {
        return uint256(_launchBond) * 1e18;
    }

    /// @inheritdoc ILaunches
    function launchOf(
        address token
    ) external view returns (LaunchState memory) {
        Record memory r = _known(token);
        return LaunchState({
            status: _statusOf(r.terms),
            creator: r.creator.account,
            raised: r.terms.raised,
            closesAt: r.terms.closesAt,
            finalizedAt: r.terms.finalizedAt,
            minimumRaise: r.limits.minimumRaise,
            maximumRaise: r.limits.maximumRaise,
            maxPerAccount: r.creator.maxPerAccount,
            allocationVesting: r.limits.allocationVesting,
            creatorVesting: r.limits.creatorVesting,
            creatorFeeBps: r.terms.creatorFeeBps,
            fanFeeBps: r.terms.fanFeeBps,
            bond: uint256(r.terms.bond) * 1e18,
            returned: uint256(r.terms.returned) * 1e18
        });
    }

    /// @inheritdoc ILaunches
    function isTrading(
        address token
    ) external view returns (bool) {
        return _records[token].terms.status == Status.Trading;
    }

    /// @inheritdoc ILaunches
    function launch(
        LaunchTerms calldata terms
    ) external whenEntriesOpen returns (address token) {
        LaunchRules.validate(terms, MIN_WINDOW);
        bytes32 handle = bytes32(bytes(terms.handle));
        require(tokenOf[msg.sender] == address(0), CreatorHasToken(msg.sender, tokenOf[msg.sender]));
        require(_handles[handle] == address(0), HandleTaken(terms.handle, _handles[handle]));

        uint256 closesAt = block.timestamp + terms.window;
        uint16 bond = _launchBond;
        token = _cloneToken(terms, closesAt);
        tokenOf[msg.sender] = token;
        _handles[handle] = token;
        Record storage record = _records[token];
        record.terms = Terms(
            0, uint40(closesAt), 0, terms.creatorFeeBps, terms.fanFeeBps, bond, Status.Open, 0
        );
        record.limits = Limits(
            terms.minimumRaise, terms.maximumRaise, terms.allocationVesting, terms.creatorVesting
        );
        record.creator =
            Creator(msg.sender, uint88(terms.maxPerAccount), payoutOf(msg.sender) != msg.sender);
        emit Launched(token, msg.sender, terms, closesAt, uint256(bond) * 1e18);

        if (bond != 0) _TT.transferFrom(msg.sender, address(this), uint256(bond) * 1e18);
    }

    /// @inheritdoc ILaunches
    function contribute(
        address token,
        uint256 amount
    ) external {
        require(amount != 0, ZeroAmount());
        Record storage record = _known(token);
        Terms memory terms = record.terms;
        require(_statusOf(terms) == Status.Open, LaunchNotOpen(token, _statusOf(terms)));

        uint256 cap =
            record.limits.maximumRaise == 0 ? type(uint96).max : record.limits.maximumRaise;
        require(amount <= cap - terms.raised, LaunchFull(token, cap - terms.raised, amount));
        AllocationRecord storage allocation = _allocations[token][msg.sender];
        uint256 contributed = allocation.contributed;
        uint256 limit = record.creator.maxPerAccount == 0 ? cap : record.creator.maxPerAccount;
        require(
            contributed + amount <= limit,
            AccountLimitExceeded(msg.sender, limit > contributed ? limit - contributed : 0, amount)
        );

        contributed += amount;
        uint256 raised = terms.raised + amount;
        allocation.contributed = uint96(contributed);
        if (msg.sender == record.creator.account) allocation.founder = true;
        record.terms.raised = uint96(raised);
        if (raised == cap) record.terms.closesAt = uint40(block.timestamp);
        emit Contributed(token, msg.sender, amount, contributed, raised);

        _TT.transferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ILaunches
    function finalize(
        address token
    ) public {
        Record storage record = _known(token);
        Terms memory terms = record.terms;
        require(terms.status == Status.Open, LaunchEnded(token, terms.status));
        require(block.timestamp >= terms.closesAt, LaunchStillOpen(token, terms.closesAt));

        address creator = record.creator.account;
        if (terms.raised >= record.limits.minimumRaise) {
            record.terms.status = Status.Trading;
            record.terms.finalizedAt = uint40(block.timestamp);
            record.reserve.amount = terms.raised;
            ICreatorToken(token).mint(address(this), CurveMath.LAUNCH_SUPPLY, 0, 0);
            emit Finalized(token, terms.raised, CurveMath.LAUNCH_SUPPLY);
        } else {
            record.terms.status = Status.Failed;
            delete tokenOf[creator];
            delete _handles[bytes32(bytes(ICreatorToken(token).handle()))];
            emit LaunchFailed(token, terms.raised, record.limits.minimumRaise);
        }
        // TT moves to any address but zero without asking it.
        if (terms.bond != 0) _TT.transfer(creator, uint256(terms.bond) * 1e18);
    }

    /// @inheritdoc ILaunches
    function refund(
        address token
    ) external returns (uint256 amount) {
        Record storage record = _known(token);
        if (record.terms.status == Status.Open) finalize(token);
        require(record.terms.status == Status.Failed, LaunchNotFailed(token, record.terms.status));
        amount = _allocations[token][msg.sender].contributed;
        require(amount != 0, NothingToRefund(token, msg.sender));
        delete _allocations[token][msg.sender];
        emit Refunded(token, msg.sender, amount);
        _TT.transfer(msg.sender, amount);
    }

    /// @inheritdoc ILaunches
    function setLaunchBond(
        uint256 bond
    ) external restricted {
        _setLaunchBond(bond);
    }

    function _setLaunchBond(
        uint256 bond
    ) private {
        require(
            bond % 1e18 == 0 && bond <= MAX_BOND * 1e18,
            TermOutOfRange("bond", bond, 0, MAX_BOND * 1e18)
        );
        _launchBond = uint16(bond / 1e18);
        emit LaunchBondSet(bond);
    }

    /// @dev The address depends on creator, handle and time, so that after a reorg nobody pays into another's launch.
    function _cloneToken(
        LaunchTerms calldata terms,
        uint256 closesAt
    ) private returns (address) {
        bytes memory args = abi.encodePacked(
            uint8(bytes(terms.handle).length),
            uint8(bytes(terms.name).length),
            uint8(bytes(terms.symbol).length),
            terms.handle,
            terms.name,
            terms.symbol,
            terms.contractURI
        );
        bytes32 salt = keccak256(abi.encode(msg.sender, terms.handle, closesAt));
        return LibClone.cloneDeterministic(_implementation(), args, salt);
    }

    function _statusOf(
        Terms memory terms
    ) private view returns (Status) {
        if (terms.status == Status.Open && block.timestamp >= terms.closesAt) return Status.Closed;
        return terms.status;
    }

    /// @dev The code creator tokens are clones of.
    function _implementation() internal view virtual returns (address);
}
