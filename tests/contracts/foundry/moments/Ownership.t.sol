// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {Moments} from "../support/Moments.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

contract OwnershipTest is Moments {
    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(fan, moment, 5) + 2;
    }

    function test_TheOwnerTransfers() public {
        vm.expectEmit(address(moments));
        emit IERC721.Transfer(fan, stranger, tokenId);
        vm.prank(fan);
        moments.transferFrom(fan, stranger, tokenId);
        assertEq(moments.ownerOf(tokenId), stranger, "owner");
        assertEq(moments.balanceOf(fan), 4, "from");
        assertEq(moments.balanceOf(stranger), 1, "to");
    }

    function test_AnApprovedAccountTransfersOnce() public {
        vm.expectEmit(address(moments));
        emit IERC721.Approval(fan, stranger, tokenId);
        vm.prank(fan);
        moments.approve(stranger, tokenId);
        assertEq(moments.getApproved(tokenId), stranger, "approved");
        expectNotApproved(collector);
        moments.transferFrom(fan, collector, tokenId);
        vm.prank(stranger);
        moments.transferFrom(fan, collector, tokenId);
        assertEq(moments.getApproved(tokenId), address(0), "used up");
        // An approval of the past does not come back with the token.
        vm.prank(collector);
        moments.transferFrom(collector, fan, tokenId);
        assertEq(moments.getApproved(tokenId), address(0), "still used up");
        expectNotApproved(stranger);
        moments.transferFrom(fan, stranger, tokenId);
    }

    function test_AnApprovalCanBeTakenBack() public {
        vm.startPrank(fan);
        moments.approve(stranger, tokenId);
        moments.approve(collector, tokenId);
        assertEq(moments.getApproved(tokenId), collector, "one at a time");
        vm.expectEmit(address(moments));
        emit IERC721.Approval(fan, address(0), tokenId);
        moments.approve(address(0), tokenId);
        vm.stopPrank();
        assertEq(moments.getApproved(tokenId), address(0), "nobody");
        expectNotApproved(collector);
        moments.transferFrom(fan, collector, tokenId);
    }

    function test_AnApprovalOutlivesARedemption() public {
        vm.startPrank(fan);
        moments.approve(stranger, tokenId);
        moments.redeem(tokenId);
        vm.stopPrank();
        assertEq(moments.getApproved(tokenId), stranger, "as ERC-721 has it");
        vm.prank(stranger);
        moments.transferFrom(fan, stranger, tokenId);
    }

    function test_AnOperatorTransfersAndApproves() public {
        vm.expectEmit(address(moments));
        emit IERC721.ApprovalForAll(fan, collector, true);
        vm.prank(fan);
        moments.setApprovalForAll(collector, true);
        assertTrue(moments.isApprovedForAll(fan, collector), "operator");
        vm.startPrank(collector);
        moments.approve(stranger, tokenId);
        moments.transferFrom(fan, collector, tokenId + 1);
        vm.stopPrank();
        assertEq(moments.getApproved(tokenId), stranger, "approved");
        vm.expectEmit(address(moments));
        emit IERC721.ApprovalForAll(fan, collector, false);
        vm.prank(fan);
        moments.setApprovalForAll(collector, false);
        expectNotApproved(collector);
        moments.transferFrom(fan, collector, tokenId);
        vm.prank(fan);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InvalidOperator.selector, address(0))
        );
        moments.setApprovalForAll(address(0), true);
    }

    function test_NobodyElseTransfersOrApproves() public {
        expectNotApproved(stranger);
        moments.transferFrom(fan, stranger, tokenId);
        expectNotApproved(stranger);
        moments.safeTransferFrom(fan, stranger, tokenId);
        expectNotApproved(creator);
        moments.transferFrom(fan, creator, tokenId);
        // Who is approved may not approve others.
        vm.prank(fan);
        moments.approve(stranger, tokenId);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, stranger)
        );
        vm.prank(stranger);
        moments.approve(collector, tokenId);
    }

    function test_ATransferFromAnotherThanTheOwnerReverts() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721IncorrectOwner.selector, stranger, tokenId, fan
            )
        );
        vm.prank(fan);
        moments.transferFrom(stranger, collector, tokenId);
    }

    function test_NobodyAndTheContractItselfGetNone() public {
        address[2] memory refused = [address(0), address(moments)];
        vm.startPrank(fan);
        for (uint256 i; i < refused.length; ++i) {
            bytes memory expected =
                abi.encodeWithSelector(ITopMoments.InvalidRecipient.selector, refused[i]);
            vm.expectRevert(expected);
            moments.transferFrom(fan, refused[i], tokenId);
            vm.expectRevert(expected);
            moments.safeTransferFrom(fan, refused[i], tokenId);
        }
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0))
        );
        moments.balanceOf(address(0));
    }

    function test_APauseHoldsNoTokenBack() public {
        vm.prank(guardian);
        moments.pause();
        vm.startPrank(fan);
        moments.approve(stranger, tokenId);
        moments.setApprovalForAll(stranger, true);
        moments.transferFrom(fan, stranger, tokenId);
        moments.safeTransferFrom(fan, stranger, tokenId + 1);
        moments.redeem(tokenId + 2);
        vm.stopPrank();
        assertEq(moments.balanceOf(stranger), 2, "transferred");
    }

    function expectNotApproved(
        address operator
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC721Errors.ERC721InsufficientApproval.selector, operator, tokenId
            )
        );
        vm.prank(operator);
    }
}
