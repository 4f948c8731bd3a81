// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {MarketStorage} from "./MarketStorage.sol";

/// @title Creators and their tokens
abstract contract CreatorRegistry is ICreatorRegistry, MarketStorage {
    struct PendingTransfer {
        address to;
        uint40 eta;
    }

    uint256 private constant TRANSFER_DELAY = 3 days;

    /// @inheritdoc ICreatorRegistry
    mapping(address creator => address token) public tokenOf;

    /// @inheritdoc ICreatorRegistry
    mapping(address account => uint256 count) public movesOf;

    mapping(bytes32 handle => address token) internal _handles;
    mapping(address creator => address payout) private _payouts;
    mapping(address token => PendingTransfer) private _transfers;

    modifier onlyCreator(
        address token
    ) {
        // A failed launch frees its creator: the token is then nobody's.
        require(_isCreator(token, msg.sender), NotCreator(token, msg.sender));
        _;
    }

    /// @inheritdoc ICreatorRegistry
    function creatorOf(
        address token
    ) external view returns (address) {
        return _known(token).creator.account;
    }

    /// @inheritdoc ICreatorRegistry
    function tokenOfHandle(
        string calldata handle
    ) external view returns (address) {
        return bytes(handle).length > 32 ? address(0) : _handles[bytes32(bytes(handle))];
    }

    /// @inheritdoc ICreatorRegistry
    function payoutOf(
        address creator
    ) public view returns (address) {
        address payout = _payouts[creator];
        return payout == address(0) ? creator : payout;
    }

    /// @inheritdoc ICreatorRegistry
    function pendingTransferOf(
        address token
    ) external view returns (address to, uint256 eta) {
        PendingTransfer memory pending = _transfers[token];
        return (pending.to, pending.eta);
    }

    /// @inheritdoc ICreatorRegistry
    function setPayoutAddress(
        address payout
    ) external {
        _payouts[msg.sender] = payout;
        address token = tokenOf[msg.sender];
        if (token != address(0)) _records[token].creator.redirected = payout != address(0);
        emit PayoutAddressSet(msg.sender, payoutOf(msg.sender));
    }

    /// @inheritdoc ICreatorRegistry
    function transferCreator(
        address token,
        address to
    ) external onlyCreator(token) {
        uint256 eta = to == address(0) ? 0 : block.timestamp + TRANSFER_DELAY;
        _transfers[token] = PendingTransfer(to, uint40(eta));
        emit CreatorTransferStarted(token, msg.sender, to, eta);
    }

    /// @inheritdoc ICreatorRegistry
    function acceptCreator(
        address token
    ) external {
        PendingTransfer memory pending = _transfers[token];
        address from = _known(token).creator.account;
        require(
            pending.to == msg.sender && _isCreator(token, from),
            NotPendingCreator(token, msg.sender)
        );
        require(block.timestamp >= pending.eta, TransferNotReady(pending.eta));
        // Until trading begins, bond and longer vesting belong to who opened the launch.
        _trading(token);
        require(tokenOf[msg.sender] == address(0), CreatorHasToken(msg.sender, tokenOf[msg.sender]));
        delete _transfers[token];
        delete tokenOf[from];
        ++movesOf[from];
        tokenOf[msg.sender] = token;
        _records[token].creator.account = msg.sender;
        _records[token].creator.redirected = _payouts[msg.sender] != address(0);
        emit CreatorTransferred(token, from, msg.sender);
    }

    /// @inheritdoc ICreatorRegistry
    function lowerCreatorFee(
        address token,
        uint16 newFeeBps
    ) external onlyCreator(token) {
        uint256 current = _records[token].terms.creatorFeeBps;
        require(newFeeBps < current, FeeNotLowered(current, newFeeBps));
        _records[token].terms.creatorFeeBps = newFeeBps;
        emit CreatorFeeLowered(token, newFeeBps);
    }

    /// @dev `payoutOf` for the creator of a token, without a look at the payouts where none was named.
    function _payoutOf(
        Creator memory creator
    ) internal view returns (address) {
        return creator.redirected ? _payouts[creator.account] : creator.account;
    }

    function _isCreator(
        address token,
        address account
    ) private view returns (bool) {
        return token != address(0) && tokenOf[account] == token;
    }
}
