// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Moments} from "../support/Moments.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @notice Refuses every call.
contract Unwilling {
    error Refused();

    fallback() external {
        revert Refused();
    }
}

contract MintTest is Moments {
    function testFuzz_WhoPaysPaysPriceTimesQuantityToTheLedger(
        uint96 price,
        uint256 quantity,
        uint256 earlier
    ) public {
        MomentTerms memory terms = momentTerms();
        terms.price = uint96(bound(price, 1, 10_000e18));
        uint256 moment = createMoment(creator, terms);
        earlier = bound(earlier, 1, 50);
        quantity = bound(quantity, 1, 50);
        mint(collector, moment, earlier);
        uint256 before = tt.balanceOf(fan);
        uint256 cost = terms.price * quantity;
        vm.prank(fan);
        uint256 first = moments.mint(moment, quantity, stranger, cost, NOBODY);
        assertEq(first, tokenOf(moment, earlier + 1), "the next");
        assertEq(before - tt.balanceOf(fan), cost, "paid");
        assertEq(tt.balanceOf(address(ledger)), cost + terms.price * earlier, "received");
        (uint256 sales, uint256 resales, uint256 referred) = ledger.bookedOf(moment);
        assertEq(sales, cost + terms.price * earlier, "booked");
        assertEq(resales + referred, 0, "nothing else");
        assertEq(moments.momentState(moment).minted, earlier + quantity, "minted");
        assertEq(moments.balanceOf(stranger), quantity, "who it is for has them");
        assertEq(moments.balanceOf(fan), 0, "who pays has none");
    }

    function test_ItEmitsATransferForEachAndMinted() public {
        uint256 moment = createMoment();
        mint(collector, moment, 2);
        for (uint256 serial = 3; serial <= 13; ++serial) {
            vm.expectEmit(address(moments));
            emit IERC721.Transfer(address(0), stranger, tokenOf(moment, serial));
        }
        vm.expectEmit(address(moments));
        emit ITopMoments.Minted(
            moment, fan, stranger, tokenOf(moment, 3), 11, 110e18, collector, 13
        );
        vm.expectEmit(address(ledger));
        emit IMomentIncome.SaleBooked(moment, Source.Sale, fan, 110e18, 130e18, 0);
        vm.prank(fan);
        moments.mint(moment, 11, stranger, FOREVER, collector);
    }

    function test_AReferrerGetsHalfOfTheProtocolsPart() public {
        uint256 moment = createMoment();
        vm.prank(fan);
        moments.mint(moment, 3, fan, FOREVER, stranger);
        assertEq(ledger.balanceOf(stranger), 0.75e18, "2.5%");
        vm.prank(fan);
        moments.mint(moment, 1, fan, FOREVER, fan);
        assertEq(ledger.balanceOf(fan), 0, "not the payer");
        vm.prank(fan);
        moments.mint(moment, 1, fan, FOREVER, creator);
        assertEq(ledger.balanceOf(creator), 0, "not the creator");
    }

    function test_ZeroQuantityReverts() public {
        uint256 moment = createMoment();
        vm.expectRevert(ITopMoments.ZeroQuantity.selector);
        mint(fan, moment, 0);
    }

    function test_AnUnknownMomentReverts() public {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.UnknownMoment.selector, 1));
        mint(fan, 1, 1);
        uint256 huge = type(uint256).max;
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.UnknownMoment.selector, huge));
        mint(fan, huge, 1);
    }

    function test_NobodyAndTheContractItselfGetNone() public {
        uint256 moment = createMoment();
        address[2] memory refused = [address(0), address(moments)];
        for (uint256 i; i < refused.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ITopMoments.InvalidRecipient.selector, refused[i])
            );
            vm.prank(fan);
            moments.mint(moment, 1, refused[i], FOREVER, NOBODY);
        }
    }

    function test_ItIsSoldFromOpeningToClosing() public {
        MomentTerms memory terms = momentTerms();
        terms.opensAt = uint40(block.timestamp + 1 days);
        terms.closesAt = uint40(block.timestamp + 3 days);
        uint256 moment = createMoment(creator, terms);
        vm.warp(terms.opensAt - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ITopMoments.SaleNotOpen.selector, moment, terms.opensAt)
        );
        mint(fan, moment, 1);
        vm.warp(terms.opensAt);
        mint(fan, moment, 1);
        vm.warp(terms.closesAt - 1);
        mint(fan, moment, 1);
        vm.warp(terms.closesAt);
        vm.expectRevert(
            abi.encodeWithSelector(ITopMoments.SaleClosed.selector, moment, terms.closesAt)
        );
        mint(fan, moment, 1);
    }

    function testFuzz_NoMoreThanTheEditionIsEverMinted(
        uint256 size,
        uint8[8] memory quantities
    ) public {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = uint16(bound(size, 1, 300));
        uint256 moment = createMoment(creator, terms);
        uint256 minted;
        for (uint256 i; i < quantities.length; ++i) {
            uint256 quantity = bound(quantities[i], 1, 100);
            if (minted + quantity > terms.editionSize) {
                expectSoldOut(moment, terms.editionSize - minted, quantity);
                mint(fan, moment, quantity);
                continue;
            }
            assertEq(mint(fan, moment, quantity), tokenOf(moment, minted + 1), "the next");
            minted += quantity;
        }
        if (minted < terms.editionSize) mint(fan, moment, terms.editionSize - minted);
        expectSoldOut(moment, 0, 1);
        mint(fan, moment, 1);
        assertEq(moments.balanceOf(fan), terms.editionSize, "all of them, none twice");
    }

    function test_AQuantityBeyondAllBoundsIsSoldOut() public {
        uint256 moment = createMoment();
        expectSoldOut(moment, 100, type(uint256).max);
        mint(fan, moment, type(uint256).max);
    }

    function test_TheLargestEditionIsMintedAtTheDearestPrice() public {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = 10_000;
        terms.price = type(uint96).max;
        uint256 moment = createMoment(creator, terms);
        uint256 cost = uint256(terms.price) * 10_000;
        fund(collector, cost + 10_000 - cost % 10_000);
        vm.prank(collector);
        moments.mint(moment, 10_000, collector, cost, NOBODY);
        assertEq(moments.ownerOf(tokenOf(moment, 10_000)), collector, "the last");
        assertEq(moments.balanceOf(collector), 10_000, "all");
        (uint256 sales,,) = ledger.bookedOf(moment);
        assertEq(sales, cost, "booked");
    }

    function test_ADearerMintThanAllowedReverts() public {
        uint256 moment = createMoment();
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.CostExceeded.selector, 30e18 - 1, 30e18));
        vm.prank(fan);
        moments.mint(moment, 3, fan, 30e18 - 1, NOBODY);
        vm.prank(fan);
        moments.mint(moment, 3, fan, 30e18, NOBODY);
    }

    function test_WithoutTheMoneyItReverts() public {
        uint256 moment = createMoment();
        address poor = actor("poor");
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(moments), 0, 10e18
            )
        );
        mint(poor, moment, 1);
        trust(poor);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, poor, 0, 10e18)
        );
        mint(poor, moment, 1);
        assertEq(moments.momentState(moment).minted, 0, "nothing was minted");
    }

    function test_APermitAndAMintAreOneTransaction() public {
        uint256 moment = createMoment();
        vm.prank(fan);
        tt.approve(address(moments), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(moments), 20e18, FOREVER);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(moments.selfPermit, (20e18, FOREVER, v, r, s));
        batch[1] = abi.encodeCall(moments.mint, (moment, 2, fan, 20e18, NOBODY));
        vm.prank(fan);
        bytes[] memory results = moments.multicall(batch);
        assertEq(abi.decode(results[1], (uint256)), tokenOf(moment, 1), "returned");
        assertEq(moments.balanceOf(fan), 2, "minted");
        assertEq(tt.allowance(fan, address(moments)), 0, "used up");
    }

    function test_TheReceiverIsNotCalled() public {
        uint256 moment = createMoment();
        address unwilling = address(new Unwilling());
        vm.prank(fan);
        uint256 tokenId = moments.mint(moment, 1, unwilling, FOREVER, unwilling);
        assertEq(moments.ownerOf(tokenId), unwilling, "it has it all the same");
    }

    function test_WhilePausedItReverts() public {
        uint256 moment = createMoment();
        vm.prank(guardian);
        moments.pause();
        uint256 until = block.timestamp + 7 days;
        vm.expectRevert(abi.encodeWithSelector(IGuarded.EntriesPaused.selector, until));
        mint(fan, moment, 1);
        vm.warp(until);
        mint(fan, moment, 1);
    }

    function expectSoldOut(
        uint256 moment,
        uint256 remaining,
        uint256 quantity
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITopMoments.EditionSoldOut.selector, moment, remaining, quantity)
        );
    }
}
