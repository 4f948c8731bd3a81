// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorFund} from "../../../../contracts/interfaces/ICreatorFund.sol";
import {Funded} from "./Funded.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract BudgetTest is Funded {
    function test_DepositAddsToTheBudget() public {
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.Deposited(stranger, 30e18, 30e18);
        deposit(30e18);
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.Deposited(stranger, 12e18, 42e18);
        deposit(12e18);
        assertEq(creatorFund.deposits(), 42e18, "deposits");
        assertEq(tt.balanceOf(address(creatorFund)), 42e18, "held");
    }

    function test_DepositRevertsForNothing() public {
        vm.expectRevert(ICreatorFund.ZeroAmount.selector);
        deposit(0);
    }

    function test_DepositRevertsWithoutTheTt() public {
        vm.prank(stranger);
        tt.approve(address(creatorFund), 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(creatorFund), 1, 2
            )
        );
        deposit(2);
    }

    function test_PermitAndDepositAreOneTransaction() public {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(creatorFund), 5e18, FOREVER);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(creatorFund.selfPermit, (5e18, FOREVER, v, r, s));
        calls[1] = abi.encodeCall(creatorFund.deposit, (5e18));
        vm.prank(fan);
        creatorFund.multicall(calls);
        assertEq(creatorFund.deposits(), 5e18, "deposited");
    }
}
