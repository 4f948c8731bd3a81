// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IToktokToken} from "../../../../contracts/interfaces/IToktokToken.sol";
import {ITT} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice Takes no ETH.
contract Closed {}

/// @notice Withdraws again while it is being paid.
contract Greedy {
    ITT private immutable tt;

    constructor(
        ITT tt_
    ) {
        tt = tt_;
    }

    receive() external payable {
        uint256 left = tt.balanceOf(address(this));
        if (left != 0) tt.withdraw(left);
    }
}

contract ToktokTokenTest is Deployment {
    function test_IsAnOrdinaryToken() public view {
        assertEq(tt.name(), "Toktok", "name");
        assertEq(tt.symbol(), "TT", "symbol");
        assertEq(tt.decimals(), 18, "decimals");
        assertEq(tt.TT_PER_ETH(), 10_000, "rate");
    }

    function test_DepositMintsTenThousandForOneEth() public {
        uint256 before = tt.balanceOf(stranger);
        vm.deal(stranger, 3 ether);
        vm.expectEmit(address(tt));
        emit IToktokToken.Deposited(stranger, stranger, 2 ether, 20_000e18);
        vm.prank(stranger);
        uint256 ttOut = tt.deposit{value: 2 ether}();
        assertEq(ttOut, 20_000e18, "minted");
        assertEq(tt.balanceOf(stranger) - before, 20_000e18, "balance");
        assertEq(stranger.balance, 1 ether, "paid");
    }

    function test_DepositToMintsToAnother() public {
        uint256 before = tt.balanceOf(fan);
        vm.deal(stranger, 1);
        vm.expectEmit(address(tt));
        emit IToktokToken.Deposited(stranger, fan, 1, 10_000);
        vm.prank(stranger);
        assertEq(tt.depositTo{value: 1}(fan), 10_000, "minted");
        assertEq(tt.balanceOf(fan) - before, 10_000, "balance");
    }

    function test_PlainEthIsADeposit() public {
        uint256 before = tt.balanceOf(stranger);
        vm.deal(stranger, 1 ether);
        vm.expectEmit(address(tt));
        emit IToktokToken.Deposited(stranger, stranger, 1 ether, 10_000e18);
        vm.prank(stranger);
        (bool success,) = address(tt).call{value: 1 ether}("");
        assertTrue(success, "taken");
        assertEq(tt.balanceOf(stranger) - before, 10_000e18, "balance");
    }

    function test_DepositRevertsWithoutEth() public {
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        tt.deposit();
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        tt.depositTo(fan);
    }

    function test_DepositRevertsForTheZeroAddress() public {
        vm.deal(address(this), 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0))
        );
        tt.depositTo{value: 1}(address(0));
    }

    function test_DepositRevertsBeyondWhatTheBooksHold() public {
        uint256 limit = type(uint128).max;
        uint256 eth = (limit - tt.totalSupply()) / 10_000;
        vm.deal(stranger, eth + 1);
        vm.startPrank(stranger);
        uint256 beyond = tt.totalSupply() + (eth + 1) * 10_000;
        vm.expectRevert(
            abi.encodeWithSelector(IToktokToken.SupplyLimitExceeded.selector, beyond, limit)
        );
        tt.deposit{value: eth + 1}();
        tt.deposit{value: eth}();
        assertLe(tt.totalSupply(), limit, "supply");
    }

    function test_WithdrawPaysATenThousandth() public {
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(tt));
        emit IToktokToken.Withdrawn(fan, fan, 20_000e18, 2 ether);
        vm.prank(fan);
        assertEq(tt.withdraw(20_000e18), 2 ether, "paid");
        assertEq(before - tt.balanceOf(fan), 20_000e18, "burned");
        assertEq(fan.balance, 2 ether, "received");
    }

    function test_WithdrawRoundsDown() public {
        uint256 supply = tt.totalSupply();
        vm.expectEmit(address(tt));
        emit IToktokToken.Withdrawn(fan, collector, 19_999, 1);
        vm.prank(fan);
        assertEq(tt.withdrawTo(collector, 19_999), 1, "paid");
        assertEq(supply - tt.totalSupply(), 19_999, "all of it is burned");
        assertEq(collector.balance, 1, "received");
        vm.prank(fan);
        assertEq(tt.withdraw(9999), 0, "less than a wei of ETH");
    }

    function test_WithdrawRevertsOnZero() public {
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        vm.prank(fan);
        tt.withdraw(0);
    }

    function test_WithdrawRevertsToTheZeroAddressAndToTheTokenItself() public {
        address[2] memory refused = [address(0), address(tt)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IToktokToken.InvalidRecipient.selector, refused[i])
            );
            vm.prank(fan);
            tt.withdrawTo(refused[i], 1);
        }
    }

    function test_WithdrawRevertsBeyondTheBalance() public {
        uint256 balance = tt.balanceOf(fan);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, fan, balance, balance + 1
            )
        );
        vm.prank(fan);
        tt.withdraw(balance + 1);
    }

    function test_WithdrawRevertsWhenTheRecipientRefuses() public {
        address closed = address(new Closed());
        uint256 before = tt.balanceOf(fan);
        vm.expectRevert();
        vm.prank(fan);
        tt.withdrawTo(closed, 1e18);
        assertEq(tt.balanceOf(fan), before, "nothing burned");
    }

    function test_WithdrawingAgainWhileBeingPaidPaysOnce() public {
        Greedy greedy = new Greedy(tt);
        fund(address(greedy), 30_000e18);
        uint256 held = address(tt).balance;
        vm.prank(address(greedy));
        tt.withdraw(10_000e18);
        assertEq(address(greedy).balance, 3 ether, "what it had");
        assertEq(held - address(tt).balance, 3 ether, "and no more");
        assertEq(tt.balanceOf(address(greedy)), 0, "all burned");
    }

    function test_PermitAllows() public {
        (uint8 v, bytes32 r, bytes32 s) = signPermit("fan", address(tt), collector, 7, FOREVER);
        tt.permit(fan, collector, 7, FOREVER, v, r, s);
        assertEq(tt.allowance(fan, collector), 7, "allowance");
        assertEq(tt.nonces(fan), 1, "nonce");
    }

    function test_PermitRevertsWhenUsedAgain() public {
        (uint8 v, bytes32 r, bytes32 s) = signPermit("fan", address(tt), collector, 7, FOREVER);
        tt.permit(fan, collector, 7, FOREVER, v, r, s);
        vm.expectPartialRevert(ITT.ERC2612InvalidSigner.selector);
        tt.permit(fan, collector, 7, FOREVER, v, r, s);
    }

    function test_PermitRevertsWhenLate() public {
        uint256 deadline = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) = signPermit("fan", address(tt), collector, 7, deadline);
        vm.expectRevert(abi.encodeWithSelector(ITT.ERC2612ExpiredSignature.selector, deadline));
        tt.permit(fan, collector, 7, deadline, v, r, s);
    }

    function test_PermitRevertsWhenSomebodyElseSigned() public {
        (uint8 v, bytes32 r, bytes32 s) = signPermit("stranger", address(tt), collector, 7, FOREVER);
        vm.expectPartialRevert(ITT.ERC2612InvalidSigner.selector);
        tt.permit(fan, collector, 7, FOREVER, v, r, s);
    }

    function test_ForcedEthMintsNothing() public {
        uint256 supply = tt.totalSupply();
        vm.deal(address(tt), address(tt).balance + 5 ether);
        assertEq(tt.totalSupply(), supply, "supply");
        assertEq(address(tt).balance * 10_000, supply + 50_000e18, "lies beside the backing");
        vm.prank(fan);
        assertEq(tt.withdraw(10_000e18), 1 ether, "rate");
    }

    function testFuzz_I3_EthBacksEveryToken(
        uint64[6] memory eths,
        uint96[6] memory tts
    ) public {
        uint256 lost = address(tt).balance * 10_000 - tt.totalSupply();
        assertEq(lost, 0, "all is backed at first");
        for (uint256 i; i < 6; ++i) {
            vm.deal(stranger, uint256(eths[i]) + 1);
            vm.startPrank(stranger);
            tt.deposit{value: uint256(eths[i]) + 1}();
            uint256 amount = bound(tts[i], 1, tt.balanceOf(stranger));
            lost += amount - tt.withdraw(amount) * 10_000;
            vm.stopPrank();
            assertEq(address(tt).balance * 10_000, tt.totalSupply() + lost, "backing");
        }
        assertLe(lost, 6 * 9999, "rounding");
    }
}
