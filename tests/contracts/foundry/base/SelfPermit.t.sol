// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {IToktokToken} from "../../../../contracts/interfaces/IToktokToken.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract SelfPermitTest is Deployment {
    uint256 private constant SPENT = 500e18;

    IToken private token;
    address private newcomer = actor("newcomer");

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
        // TT, but no allowance for anyone.
        vm.deal(address(this), 1 ether);
        tt.depositTo{value: 1 ether}(newcomer);
    }

    function test_PermitAndPurchaseAreOneTransaction() public {
        bytes[] memory batch = permitAndBuy("newcomer", FOREVER);
        vm.prank(newcomer);
        bytes[] memory results = market.multicall(batch);
        uint256 bought = abi.decode(results[1], (uint256));
        assertEq(token.balanceOf(newcomer), bought, "bought");
        assertEq(tt.balanceOf(newcomer), 10_000e18 - SPENT, "paid");
        assertEq(tt.allowance(newcomer, address(market)), 0, "allowance used up");
    }

    function test_PermitAndTipAreOneTransaction() public {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("newcomer", address(tt), address(ledger), SPENT, FOREVER);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(ledger.selfPermit, (SPENT, FOREVER, v, r, s));
        batch[1] = abi.encodeCall(ledger.tip, (creator, SPENT));
        vm.prank(newcomer);
        ledger.multicall(batch);
        assertEq(ledger.balanceOf(creator), SPENT * 9 / 10, "tipped");
    }

    function test_APermitUsedUpInFrontDoesNotBreakTheBatch() public {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("newcomer", address(tt), address(market), SPENT, FOREVER);
        bytes[] memory batch = permitAndBuy("newcomer", FOREVER);
        vm.prank(stranger);
        tt.permit(newcomer, address(market), SPENT, FOREVER, v, r, s);
        vm.prank(newcomer);
        market.multicall(batch);
        assertEq(tt.balanceOf(newcomer), 10_000e18 - SPENT, "paid");
    }

    function test_ABatchWithSomebodyElsesPermitRevertsAtThePayment() public {
        bytes[] memory batch = permitAndBuy("fan", FOREVER);
        expectNoAllowance();
        vm.prank(newcomer);
        market.multicall(batch);
    }

    function test_ABatchWithALatePermitRevertsAtThePayment() public {
        bytes[] memory batch = permitAndBuy("newcomer", block.timestamp - 1);
        expectNoAllowance();
        vm.prank(newcomer);
        market.multicall(batch);
    }

    function test_ABatchRevertsWithTheErrorOfItsCall() public {
        bytes[] memory batch = permitAndBuy("newcomer", FOREVER);
        uint256 out = market.quoteBuy(address(token), SPENT).tokenAmount;
        batch[1] =
            abi.encodeCall(market.buy, (address(token), SPENT, out + 1, newcomer, FOREVER, NOBODY));
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, out + 1, out)
        );
        vm.prank(newcomer);
        market.multicall(batch);
    }

    function test_MulticallTakesNoEth() public {
        bytes[] memory batch = new bytes[](1);
        batch[0] = abi.encodeCall(market.buyWithEth, (address(token), 0, stranger, FOREVER, NOBODY));
        vm.deal(stranger, 1 ether);
        vm.prank(stranger);
        (bool success,) =
            address(market).call{value: 1 ether}(abi.encodeCall(market.multicall, (batch)));
        assertTrue(!success, "market refuses");
        vm.prank(stranger);
        (success,) = address(ledger).call{value: 1 ether}(abi.encodeCall(ledger.multicall, (batch)));
        assertTrue(!success, "ledger refuses");
    }

    function test_BuyWithEthInABatchHasNoEthToSpend() public {
        bytes[] memory batch = new bytes[](1);
        batch[0] = abi.encodeCall(market.buyWithEth, (address(token), 0, stranger, FOREVER, NOBODY));
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        vm.prank(stranger);
        market.multicall(batch);
    }

    function expectNoAllowance() private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(market), 0, SPENT
            )
        );
    }

    /// @dev The permit is `signer`'s, the purchase the newcomer's.
    function permitAndBuy(
        string memory signer,
        uint256 deadline
    ) private view returns (bytes[] memory batch) {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit(signer, address(tt), address(market), SPENT, deadline);
        batch = new bytes[](2);
        batch[0] = abi.encodeCall(market.selfPermit, (SPENT, deadline, v, r, s));
        batch[1] = abi.encodeCall(market.buy, (address(token), SPENT, 0, newcomer, FOREVER, NOBODY));
    }
}
