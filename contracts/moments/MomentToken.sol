// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Run, packRun} from "../types/MomentSlots.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";

/// @title Tokens of moments
/// @notice ERC-721 whose batches are written lazily.
/// @dev Tokens minted together are runs: only the first of each is written, and stands for the others until one of
/// them is touched. That one then has a word of its own, of length 1, which goes before the run's. So a token's owner
/// is in the nearest word at or before it that reaches it.
abstract contract MomentToken is IERC721Metadata, IERC721Errors {
    /// @dev A longer run would be cheaper to mint and dearer to look up: this bounds the search.
    uint256 private constant MAX_RUN = 5;

    /// @inheritdoc IERC721
    mapping(address owner => mapping(address operator => bool)) public isApprovedForAll;

    mapping(uint256 tokenId => Run) private _runs;
    mapping(address owner => uint256) private _balances;

    /// @dev Stale unless the token's word says otherwise.
    mapping(uint256 tokenId => address) private _approvals;

    /// @inheritdoc IERC721Metadata
    function name() external pure returns (string memory) {
        return "Toktok Top Moments";
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "MOMENT";
    }

    /// @inheritdoc IERC721
    function balanceOf(
        address owner
    ) external view returns (uint256) {
        require(owner != address(0), ERC721InvalidOwner(owner));
        return _balances[owner];
    }

    /// @inheritdoc IERC721
    function ownerOf(
        uint256 tokenId
    ) external view returns (address) {
        return _tokenAt(tokenId).owner();
    }

    /// @inheritdoc IERC721
    function getApproved(
        uint256 tokenId
    ) external view returns (address) {
        return _approvedOf(tokenId, _tokenAt(tokenId));
    }

    /// @inheritdoc IERC721
    function approve(
        address to,
        uint256 tokenId
    ) external {
        Run token = _tokenAt(tokenId);
        address owner = token.owner();
        require(
            msg.sender == owner || isApprovedForAll[owner][msg.sender],
            ERC721InvalidApprover(msg.sender)
        );
        // The first of a run keeps speaking for it: its flag is its own.
        if (token.approved() != (to != address(0))) {
            _runs[tokenId] = token.withApproved(to != address(0));
        }
        if (to != address(0)) _approvals[tokenId] = to;
        emit Approval(owner, to, tokenId);
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(
        address operator,
        bool approved
    ) external {
        require(operator != address(0), ERC721InvalidOperator(operator));
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(
        address from,
        address to,
        uint256 tokenId
    ) external {
        safeTransferFrom(from, to, tokenId, "");
    }

    /// @inheritdoc IERC721
    function transferFrom(
        address from,
        address to,
        uint256 tokenId
    ) public {
        require(_canReceive(to), ITopMoments.InvalidRecipient(to));
        Run token = _tokenAt(tokenId);
        address owner = token.owner();
        require(owner == from, ERC721IncorrectOwner(from, tokenId, owner));
        require(
            msg.sender == owner || isApprovedForAll[owner][msg.sender]
                || msg.sender == _approvedOf(tokenId, token),
            ERC721InsufficientApproval(msg.sender, tokenId)
        );
        // The owner has one at least, and nobody ever has 2^256.
        unchecked {
            --_balances[from];
            ++_balances[to];
        }
        _rewrite(tokenId, token, to, token.redeemed(), false);
        emit Transfer(from, to, tokenId);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(
        address from,
        address to,
        uint256 tokenId,
        bytes memory data
    ) public {
        transferFrom(from, to, tokenId);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, tokenId, data);
    }

    /// @dev `quantity` tokens that never were, to `to`.
    function _mintTokens(
        address to,
        uint256 firstTokenId,
        uint256 quantity
    ) internal {
        // Ids of moments and editions are far below 2^256.
        unchecked {
            _balances[to] += quantity;
            uint256 end = firstTokenId + quantity;
            for (uint256 head = firstTokenId; head < end; head += MAX_RUN) {
                uint256 left = end - head;
                _runs[head] = packRun(to, 1, left < MAX_RUN ? left : MAX_RUN, false);
            }
            for (uint256 tokenId = firstTokenId; tokenId < end; ++tokenId) {
                emit Transfer(address(0), to, tokenId);
            }
        }
    }

    /// @dev Gives the token the next version, and a word of its own.
    /// @param token What `_tokenAt` says of it.
    /// @return version The next.
    function _rewrite(
        uint256 tokenId,
        Run token,
        address owner,
        bool redeemed,
        bool approved
    ) internal returns (uint256 version) {
        if (token.length() > 1) _passOn(tokenId, token);
        // A version a second would fill 40 bits in 30,000 years.
        unchecked {
            version = token.version() + 1;
        }
        _runs[tokenId] = packRun(owner, version, 1, redeemed).withApproved(approved);
    }

    /// @dev The token's word, or what it would be: of length 1, as minted, in the middle of a run. Reverts for tokens
    /// that do not exist.
    function _tokenAt(
        uint256 tokenId
    ) internal view returns (Run token) {
        token = _runs[tokenId];
        if (token.length() != 0) return token;
        // Below the first token there is nothing, on the far side of zero neither.
        unchecked {
            for (uint256 distance = 1; distance < MAX_RUN; ++distance) {
                Run run = _runs[tokenId - distance];
                if (run.length() > distance) return packRun(run.owner(), 1, 1, false);
            }
        }
        revert ERC721NonexistentToken(tokenId);
    }

    function _canReceive(
        address to
    ) internal view returns (bool) {
        return to != address(0) && to != address(this);
    }

    /// @dev The first token leaves its run: the next that has no word of its own stands for the rest.
    function _passOn(
        uint256 tokenId,
        Run run
    ) private {
        uint256 count = run.length();
        // A run is short.
        unchecked {
            for (uint256 i = 1; i < count; ++i) {
                if (_runs[tokenId + i].length() != 0) continue;
                _runs[tokenId + i] = packRun(run.owner(), 1, count - i, false);
                return;
            }
        }
    }

    function _approvedOf(
        uint256 tokenId,
        Run token
    ) private view returns (address) {
        return token.approved() ? _approvals[tokenId] : address(0);
    }
}
