// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMoments} from "../support/Deployed.sol";
import {Moments} from "../support/Moments.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @notice Takes tokens and remembers what it was told.
contract Vault is IERC721Receiver {
    bytes public told;

    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4) {
        told = abi.encode(operator, from, tokenId, data);
        return IERC721Receiver.onERC721Received.selector;
    }
}

/// @notice Takes tokens with the wrong word.
contract Mumbling {
    function onERC721Received(
        address,
        address,
        uint256,
        bytes calldata
    ) external pure returns (bytes4) {
        return 0xdeadbeef;
    }
}

/// @notice Refuses tokens with a reason.
contract Grumpy {
    error NotToday(uint256 tokenId);

    function onERC721Received(
        address,
        address,
        uint256 tokenId,
        bytes calldata
    ) external pure returns (bytes4) {
        revert NotToday(tokenId);
    }
}

/// @notice Knows nothing of tokens.
contract Ignorant {}

/// @notice Uses the moment it is told: redeems, hands the token on, and tries to take it again from who gave it.
contract Greedy is IERC721Receiver {
    address private immutable friend;
    bool public tookAgain;

    constructor(
        address friend_
    ) {
        friend = friend_;
    }

    function onERC721Received(
        address,
        address from,
        uint256 tokenId,
        bytes calldata
    ) external returns (bytes4) {
        IMoments(msg.sender).redeem(tokenId);
        IMoments(msg.sender).transferFrom(address(this), friend, tokenId);
        try IMoments(msg.sender).transferFrom(from, address(this), tokenId) {
            tookAgain = true;
        } catch {}
        return IERC721Receiver.onERC721Received.selector;
    }
}

contract SafeTransfersTest is Moments {
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        tokenId = mint(fan, createMoment(), 5) + 2;
    }

    function test_ASafeTransferTellsTheReceiver() public {
        Vault vault = new Vault();
        vm.startPrank(fan);
        moments.approve(stranger, tokenId);
        moments.safeTransferFrom(fan, address(vault), tokenId + 1);
        assertEq(vault.told(), abi.encode(fan, fan, tokenId + 1, ""), "told");
        vm.stopPrank();
        vm.prank(stranger);
        moments.safeTransferFrom(fan, address(vault), tokenId, "hello");
        assertEq(vault.told(), abi.encode(stranger, fan, tokenId, "hello"), "told all");
        assertEq(moments.balanceOf(address(vault)), 2, "has both");
        vm.prank(fan);
        moments.safeTransferFrom(fan, stranger, tokenId + 2);
        assertEq(moments.ownerOf(tokenId + 2), stranger, "accounts take everything");
    }

    function test_ASafeTransferToWhoRefusesReverts() public {
        address grumpy = address(new Grumpy());
        address[2] memory silent = [address(new Mumbling()), address(new Ignorant())];
        vm.startPrank(fan);
        for (uint256 i; i < silent.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, silent[i])
            );
            moments.safeTransferFrom(fan, silent[i], tokenId);
        }
        vm.expectRevert(abi.encodeWithSelector(Grumpy.NotToday.selector, tokenId));
        moments.safeTransferFrom(fan, grumpy, tokenId);
        assertEq(moments.ownerOf(tokenId), fan, "as before");
        // A plain transfer asks nobody.
        moments.transferFrom(fan, grumpy, tokenId);
        vm.stopPrank();
    }

    function test_AReceiverThatComesBackGainsNothing() public {
        Greedy greedy = new Greedy(stranger);
        vm.prank(fan);
        moments.safeTransferFrom(fan, address(greedy), tokenId);
        assertTrue(!greedy.tookAgain(), "one token, once");
        assertEq(moments.ownerOf(tokenId), stranger, "where it sent it");
        assertEq(moments.versionOf(tokenId), 4, "transfer, redemption, transfer");
        assertEq(moments.balanceOf(address(greedy)), 0, "has none");
        assertEq(moments.balanceOf(fan), 4, "the others stayed");
        assertEq(moments.balanceOf(stranger), 1, "one");
    }
}
