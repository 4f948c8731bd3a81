// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pieces} from "./Pieces.sol";

/// @notice Tokens of moments between people, where they do not belong, and what their perks are for.
abstract contract Keeping is Pieces {
    /// @notice Plainly, safely, by an approval, or by an operator.
    function transferPiece(
        uint256 which,
        uint256 to,
        uint256 by,
        uint256 how
    ) external {
        (uint256 tokenId, address owner) = _anyPiece(which);
        address receiver = _actor(to);
        address spender = _actor(by);
        if (how % 4 == 0) {
            _transferPiece(owner, owner, receiver, tokenId);
        } else if (how % 4 == 1) {
            _transferSafely(owner, receiver, tokenId);
        } else if (how % 4 == 2) {
            bytes memory data = abi.encodeCall(moments.approve, (spender, tokenId));
            _act(owner, address(moments), data, Kind.Step, "approve");
            _transferPiece(spender, owner, receiver, tokenId);
        } else {
            if (spender == owner) _idle();
            _setOperator(owner, spender, true);
            _transferPiece(spender, owner, receiver, tokenId);
            _setOperator(owner, spender, false);
        }
    }

    /// @notice What nobody may: move a token that is another's, or approve somebody for it.
    function takePiece(
        uint256 which,
        uint256 by
    ) external {
        uint256 tokenId = _pieces.length == 0 ? 0 : _pieces[which % _pieces.length];
        address thief = _actor(by);
        address owner = _pieceOf[tokenId].owner;
        if (tokenId == 0 || thief == owner) _idle();
        bytes memory take = abi.encodeCall(moments.transferFrom, (owner, thief, tokenId));
        _fails(thief, address(moments), take, "I9", "a token is its owner's");
        bytes memory approve = abi.encodeCall(moments.approve, (thief, tokenId));
        _fails(thief, address(moments), approve, "I9", "the owner approves");
        bytes memory redeem_ = abi.encodeCall(moments.redeem, (tokenId));
        _fails(thief, address(moments), redeem_, "I9", "the owner redeems");
    }

    /// @notice A token sent to one of the contracts by mistake; TopMoments takes none.
    function losePiece(
        uint256 which,
        uint256 to
    ) external {
        if (which % 8 != 0) _idle();
        (uint256 tokenId, address owner) = _anyPiece(which >> 8);
        address target = _contracts[to % _contracts.length];
        if (target != address(moments)) {
            _transferPiece(owner, owner, target, tokenId);
            return;
        }
        bytes memory data = abi.encodeCall(moments.transferFrom, (owner, target, tokenId));
        _fails(owner, target, data, "I9", "TopMoments takes no token");
    }

    /// @notice Once; a second time it is refused.
    function redeem(
        uint256 which
    ) external {
        uint256 count = _pieces.length;
        for (uint256 i; i < count; ++i) {
            uint256 tokenId = _pieces[(which % count + i) % count];
            if (!_isActor(_pieceOf[tokenId].owner)) continue;
            if (_redeem(tokenId)) return;
        }
        _idle();
    }

    /// @return Whether there was a perk left to redeem.
    function _redeem(
        uint256 tokenId
    ) internal returns (bool) {
        address owner = _pieceOf[tokenId].owner;
        bytes memory data = abi.encodeCall(moments.redeem, (tokenId));
        bool isLeft = _editions[tokenId / 100_000].hasPerk && !_pieceOf[tokenId].redeemed;
        if (isLeft) {
            (bool done,) = _act(owner, address(moments), data, Kind.Exit, "redeem");
            if (done) _redeemed(tokenId);
        }
        _fails(owner, address(moments), data, "I9", "a perk is redeemed once");
        return isLeft;
    }

    function _transferPiece(
        address by,
        address from,
        address to,
        uint256 tokenId
    ) internal {
        bytes memory data = abi.encodeCall(moments.transferFrom, (from, to, tokenId));
        (bool done,) = _act(by, address(moments), data, Kind.Exit, "transfer of a moment");
        if (done) _moved(tokenId, to);
    }

    /// @dev A contract that refuses moments is sent none this way.
    function _transferSafely(
        address owner,
        address to,
        uint256 tokenId
    ) private {
        bytes memory data = abi.encodeWithSignature(
            "safeTransferFrom(address,address,uint256)", owner, to, tokenId
        );
        if (to == address(UNWILLING)) {
            _fails(owner, address(moments), data, "I9", "the receiver refuses the moment");
            return;
        }
        (bool done,) = _act(owner, address(moments), data, Kind.Exit, "safe transfer of a moment");
        if (done) _moved(tokenId, to);
    }

    function _setOperator(
        address owner,
        address operator,
        bool approved
    ) private {
        bytes memory data = abi.encodeCall(moments.setApprovalForAll, (operator, approved));
        _act(owner, address(moments), data, Kind.Step, "setApprovalForAll");
    }
}
