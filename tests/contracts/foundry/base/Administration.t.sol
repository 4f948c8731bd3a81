// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

interface IRoles {
    function GUARDIAN_ROLE() external view returns (uint64);
    function ADMIN_DELAY() external view returns (uint32);
}

contract AdministrationTest is Deployment {
    function test_TheRolesAreReadable() public view {
        assertEq(market.authority(), address(accessManager), "authority");
        IRoles roles = IRoles(address(accessManager));
        assertEq(roles.GUARDIAN_ROLE(), GUARDIAN, "guardian's role");
        assertEq(roles.ADMIN_DELAY(), ADMIN_DELAY, "admin's delay");
    }

    function test_StrangersSetNothing() public {
        address[3] memory others = [stranger, guardian, creator];
        for (uint256 i; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(
                IAccessManaged.AccessManagedUnauthorized.selector, others[i]
            );
            vm.startPrank(others[i]);
            vm.expectRevert(reason);
            market.setLaunchBond(1e18);
            vm.expectRevert(reason);
            market.setProtocolPayout(others[i]);
            vm.stopPrank();
        }
    }

    function test_TheAdminWaitsTwoDays() public {
        bytes memory call = abi.encodeCall(market.setLaunchBond, (5e18));
        bytes32 id = accessManager.hashOperation(admin, address(market), call);
        vm.startPrank(admin);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id)
        );
        market.setLaunchBond(5e18);
        accessManager.schedule(address(market), call, 0);
        vm.warp(block.timestamp + 2 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        market.setLaunchBond(5e18);
        vm.warp(block.timestamp + 1);
        market.setLaunchBond(5e18);
        assertEq(market.launchBond(), 5e18, "bond");
    }

    function test_TheBondIsThatOfFutureLaunches() public {
        IToken open = openLaunch();
        bytes memory call = waited(abi.encodeCall(market.setLaunchBond, (1000e18)));
        vm.expectEmit(address(market));
        emit ILaunches.LaunchBondSet(1000e18);
        asAdmin(call);
        assertEq(market.launchOf(address(open)).bond, LAUNCH_BOND, "of the open one");
        IToken next = openLaunch(stranger, terms("other"));
        assertEq(market.launchOf(address(next)).bond, 1000e18, "of the next");
    }

    function test_TheBondIsWholeAndAtMostAThousand() public {
        expectBondOutOfRange(1001e18);
        expectBondOutOfRange(1000e18 + 1);
        expectBondOutOfRange(0.5e18);
        asAdmin(waited(abi.encodeCall(market.setLaunchBond, (0))));
        uint256 before = tt.balanceOf(creator);
        openLaunch();
        assertEq(tt.balanceOf(creator), before, "no bond taken");
    }

    function test_ThePayoutClaimsWhatAccruedBefore() public {
        IToken token = tradingToken(5000e18);
        buy(collector, token, 1000e18);
        bytes memory call = waited(abi.encodeCall(market.setProtocolPayout, (stranger)));
        vm.expectEmit(address(market));
        emit ICreatorMarket.ProtocolPayoutSet(stranger);
        asAdmin(call);
        assertEq(market.protocolPayout(), stranger, "payout");
        assertEq(owed(treasury, token), 0, "the old one has nothing");
        assertEq(claim(stranger, token), 10e18, "the new one has all");
    }

    function test_ThePayoutIsNeverTheZeroAddress() public {
        waited(abi.encodeCall(market.setProtocolPayout, (address(0))));
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.InvalidRecipient.selector, address(0))
        );
        vm.prank(admin);
        market.setProtocolPayout(address(0));
    }

    function test_TheAdminNamesTheGuardian() public {
        bytes memory call = abi.encodeCall(accessManager.grantRole, (GUARDIAN, stranger, 0));
        vm.prank(admin);
        accessManager.schedule(address(accessManager), call, 0);
        vm.warp(block.timestamp + 2 days);
        vm.prank(admin);
        accessManager.execute(address(accessManager), call);
        vm.prank(stranger);
        market.pause();
    }

    function test_AClosedTargetClosesNoExit() public {
        IToken token = tradingToken(5000e18);
        uint256 bought = buy(collector, token, 100e18);
        bytes memory call = abi.encodeCall(accessManager.setTargetClosed, (address(market), true));
        vm.prank(admin);
        accessManager.schedule(address(accessManager), call, 0);
        vm.warp(block.timestamp + 2 days);
        vm.prank(admin);
        accessManager.execute(address(accessManager), call);

        sell(collector, token, bought);
        claimAllocation(fan, token);
        assertTrue(claim(fan, token) > 0, "claimed");
        buy(collector, token, 1e18);
    }

    /// @dev Schedules a call of the admin on the market and lets the delay pass.
    function waited(
        bytes memory call
    ) private returns (bytes memory) {
        vm.prank(admin);
        accessManager.schedule(address(market), call, 0);
        vm.warp(block.timestamp + ADMIN_DELAY);
        return call;
    }

    function asAdmin(
        bytes memory call
    ) private {
        vm.prank(admin);
        (bool success,) = address(market).call(call);
        assertTrue(success, "the admin's call");
    }

    function expectBondOutOfRange(
        uint256 bond
    ) private {
        waited(abi.encodeCall(market.setLaunchBond, (bond)));
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, "bond", bond, 0, 1000e18)
        );
        vm.prank(admin);
        market.setLaunchBond(bond);
    }
}
