// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorFund} from "../interfaces/ICreatorFund.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {Source} from "../types/Source.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Creator fund
/// @dev Holds `deposits - claimed`; TT that was sent to it by mistake stays unassigned. Only the last root can wait, so
/// that a veto takes it off the end and frees its number.
contract CreatorFund is ICreatorFund, AccessManaged, SelfPermit {
    /// @param effectiveAt 0: no root.
    struct StoredRoot {
        bytes32 root;
        uint128 total;
        uint40 effectiveAt;
        string uri;
    }

    uint256 private constant DELAY = 2 days;

    /// @inheritdoc ICreatorFund
    // solhint-disable-next-line immutable-vars-naming
    address public immutable ledger;

    address private immutable _TT;

    /// @inheritdoc ICreatorFund
    uint256 public deposits;

    /// @inheritdoc ICreatorFund
    uint256 public claimed;

    /// @inheritdoc ICreatorFund
    mapping(address account => uint256 amount) public claimedOf;

    uint256 private _lastPeriod;
    mapping(uint256 period => StoredRoot) private _roots;

    constructor(
        address authority,
        address ledger_
    ) AccessManaged(authority) {
        ledger = ledger_;
        _TT = IPayoutLedger(ledger_).tt();
    }

    /// @inheritdoc ICreatorFund
    function currentRoot() external view returns (Root memory) {
        return _rootOf(_periodInForce());
    }

    /// @inheritdoc ICreatorFund
    function pendingRoot() external view returns (Root memory) {
        return _rootOf(_isPending() ? _lastPeriod : 0);
    }

    /// @inheritdoc ICreatorFund
    function deposit(
        uint256 amount
    ) external {
        require(amount != 0, ZeroAmount());
        uint256 sum = deposits + amount;
        deposits = sum;
        emit Deposited(msg.sender, amount, sum);
        IERC20(_TT).transferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ICreatorFund
    function postRoot(
        bytes32 root,
        uint256 total,
        string calldata uri
    ) external restricted returns (uint256 period) {
        uint256 last = _lastPeriod;
        require(!_isPending(), RootPending(last, _roots[last].effectiveAt));
        require(root != 0 && bytes(uri).length != 0, InvalidRoot(root, uri));
        uint256 minimum = _roots[last].total;
        require(total >= minimum && total <= deposits, TotalOutOfRange(total, minimum, deposits));

        period = last + 1;
        uint256 effectiveAt = block.timestamp + DELAY;
        _lastPeriod = period;
        _roots[period] = StoredRoot(root, SafeCast.toUint128(total), uint40(effectiveAt), uri);
        emit RootPosted(period, root, total, effectiveAt, uri);
    }

    /// @inheritdoc ICreatorFund
    function veto() external restricted {
        require(_isPending(), NothingToVeto());
        uint256 period = _lastPeriod;
        delete _roots[period];
        _lastPeriod = period - 1;
        emit RootVetoed(period, msg.sender);
    }

    /// @inheritdoc ICreatorFund
    function claim(
        address account,
        uint256 cumulative,
        bytes32[] calldata proof
    ) external returns (uint256 amount) {
        uint256 period = _periodInForce();
        StoredRoot storage root = _roots[period];
        require(
            MerkleProof.verifyCalldata(proof, root.root, _leafOf(account, cumulative)),
            InvalidProof(period, account, cumulative)
        );
        uint256 paid = claimedOf[account];
        require(cumulative > paid, NothingToClaim(account, cumulative));
        amount = cumulative - paid;
        uint256 sum = claimed + amount;
        require(sum <= root.total, TotalExceeded(root.total, sum));

        claimedOf[account] = cumulative;
        claimed = sum;
        emit FundClaimed(account, period, amount, cumulative, sum);
        bytes memory data = abi.encode(Source.Fund, uint160(account), address(0));
        IERC1363(_TT).transferAndCall(ledger, amount, data);
    }

    /// @dev The last root waits until it takes effect; the one before it is in force until then.
    function _periodInForce() private view returns (uint256) {
        return _isPending() ? _lastPeriod - 1 : _lastPeriod;
    }

    function _isPending() private view returns (bool) {
        return block.timestamp < _roots[_lastPeriod].effectiveAt;
    }

    /// @dev Zeros for period 0, which has no root.
    function _rootOf(
        uint256 period
    ) private view returns (Root memory) {
        StoredRoot memory r = _roots[period];
        return Root(period, r.root, r.total, r.effectiveAt, r.uri);
    }

    /// @dev Hashed twice, so that no inner node of a tree can pass for a leaf.
    function _leafOf(
        address account,
        uint256 cumulative
    ) private view returns (bytes32) {
        bytes memory leaf = abi.encode(block.chainid, address(this), account, cumulative);
        return keccak256(bytes.concat(keccak256(leaf)));
    }

    function _permitToken() internal view override returns (address) {
        return _TT;
    }
}
