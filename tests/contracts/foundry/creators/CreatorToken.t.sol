// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {ITT, IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract CreatorTokenTest is Deployment {
    IToken private token;
    uint256 private bought;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
        bought = buy(collector, token, 1000e18);
    }

    function test_TransferMoves() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(collector, stranger, 10e18);
        vm.prank(collector);
        assertTrue(token.transfer(stranger, 10e18), "returned");
        assertEq(token.balanceOf(stranger), 10e18, "to");
        assertEq(token.balanceOf(collector), bought - 10e18, "from");
        assertEq(token.totalSupply(), S0 + bought, "supply");
    }

    function test_TransferMovesNothingAndToItself() public {
        vm.startPrank(collector);
        token.transfer(stranger, 0);
        token.transfer(collector, bought);
        assertEq(token.balanceOf(collector), bought, "the same");
        assertEq(token.balanceOf(stranger), 0, "nothing");
    }

    function test_TransferRevertsToNobodyAndToTheMarket() public {
        address[2] memory receivers = [address(0), address(market)];
        for (uint256 i; i < 2; ++i) {
            bytes memory reason =
                abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, receivers[i]);
            vm.startPrank(collector);
            vm.expectRevert(reason);
            token.transfer(receivers[i], 1);
            token.approve(collector, 1);
            vm.expectRevert(reason);
            token.transferFrom(collector, receivers[i], 1);
            vm.stopPrank();
        }
    }

    function test_TransferRevertsFromNobody() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InvalidSender.selector, address(0))
        );
        token.transferFrom(address(0), stranger, 0);
    }

    function test_TransferRevertsBeyondTheBalance() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, collector, bought, bought + 1
            )
        );
        vm.prank(collector);
        token.transfer(stranger, bought + 1);
    }

    function test_TransferFromUsesTheAllowance() public {
        vm.expectEmit(address(token));
        emit IERC20.Approval(collector, stranger, 10e18);
        vm.prank(collector);
        assertTrue(token.approve(stranger, 10e18), "approved");
        vm.prank(stranger);
        assertTrue(token.transferFrom(collector, fan, 4e18), "moved");
        assertEq(token.allowance(collector, stranger), 6e18, "left");
        assertEq(token.balanceOf(fan), 4e18, "received");
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, stranger, 6e18, 6e18 + 1
            )
        );
        vm.prank(stranger);
        token.transferFrom(collector, fan, 6e18 + 1);
    }

    function test_TheLargestAllowanceIsNeverUsedUp() public {
        vm.prank(collector);
        token.approve(stranger, type(uint256).max);
        vm.prank(stranger);
        token.transferFrom(collector, fan, 4e18);
        assertEq(token.allowance(collector, stranger), type(uint256).max, "the same");
    }

    function test_NobodyMovesThePoolOfAllocations() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, stranger, 0, 1)
        );
        vm.prank(stranger);
        token.transferFrom(address(market), stranger, 1);
    }

    function test_PermitAllows() public {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("collector", address(token), fan, 7e18, FOREVER);
        vm.expectEmit(address(token));
        emit IERC20.Approval(collector, fan, 7e18);
        token.permit(collector, fan, 7e18, FOREVER, v, r, s);
        assertEq(token.allowance(collector, fan), 7e18, "allowance");
        assertEq(token.nonces(collector), 1, "nonce");
    }

    function test_ThePermitsDomainIsTheTokensOwn() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Mona Beat"),
                keccak256("1"),
                block.chainid,
                address(token)
            )
        );
        assertTrue(token.DOMAIN_SEPARATOR() == domain, "EIP-712");
    }

    function test_PermitRevertsWhenUsedAgain() public {
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("collector", address(token), fan, 7e18, FOREVER);
        token.permit(collector, fan, 7e18, FOREVER, v, r, s);
        vm.expectPartialRevert(ICreatorToken.ERC2612InvalidSigner.selector);
        token.permit(collector, fan, 7e18, FOREVER, v, r, s);
    }

    function test_PermitRevertsForAnotherTokenAndAnotherSigner() public {
        (uint8 v, bytes32 r, bytes32 s) = signPermit("collector", address(tt), fan, 7e18, FOREVER);
        vm.expectPartialRevert(ICreatorToken.ERC2612InvalidSigner.selector);
        token.permit(collector, fan, 7e18, FOREVER, v, r, s);
        bytes32 digest = permitDigest(ITT(address(token)), collector, fan, 7e18, FOREVER);
        (v, r, s) = vm.sign(keyOf("stranger"), digest);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorToken.ERC2612InvalidSigner.selector, stranger, collector)
        );
        token.permit(collector, fan, 7e18, FOREVER, v, r, s);
    }

    function test_PermitRevertsWhenLate() public {
        uint256 deadline = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("collector", address(token), fan, 7e18, deadline);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorToken.ERC2612ExpiredSignature.selector, deadline)
        );
        token.permit(collector, fan, 7e18, deadline, v, r, s);
    }

    function test_OnlyTheMarketKeepsTheBooks() public {
        refusesOthers(token);
        refusesOthers(IToken(market.tokenImplementation()));
    }

    function testFuzz_I4_BalancesAddUpToTheSupply(
        uint256[8] memory moves
    ) public {
        address[4] memory accounts = [creator, fan, collector, stranger];
        for (uint256 i; i < 8; ++i) {
            address from = accounts[moves[i] % 4];
            uint256 amount = bound(moves[i] / 16, 0, token.balanceOf(from));
            vm.prank(from);
            token.transfer(accounts[moves[i] / 4 % 4], amount);
        }
        uint256 sum = token.balanceOf(address(market));
        for (uint256 i; i < 4; ++i) {
            sum += token.balanceOf(accounts[i]);
        }
        assertEq(sum, token.totalSupply(), "I4");
    }

    function refusesOthers(
        IToken refusing
    ) private {
        bytes memory reason = abi.encodeWithSelector(ICreatorToken.OnlyMarket.selector, creator);
        vm.startPrank(creator);
        vm.expectRevert(reason);
        refusing.mint(creator, 1, 0, 0);
        vm.expectRevert(reason);
        refusing.burn(collector, 1, 0, 0);
        vm.expectRevert(reason);
        refusing.book(1);
        vm.expectRevert(reason);
        refusing.collect(creator, true);
        vm.stopPrank();
    }
}
