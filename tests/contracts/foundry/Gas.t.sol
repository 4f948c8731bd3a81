// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IncomeTerms} from "../../../contracts/types/IncomeTerms.sol";
import {LaunchTerms} from "../../../contracts/types/LaunchTerms.sol";
import {Source} from "../../../contracts/types/Source.sol";
import {IToken} from "./support/Deployed.sol";
import {SignedClaims} from "./support/SignedClaims.sol";

/// @notice Whole-transaction gas of each operation, as a wallet would pay it. Runs isolated: every call is its own
/// transaction, with its calldata, cold slots and refunds. "again" is the steady state: the account's slots are non-zero
/// and the approval stands. Time passes between the steps, so that every trade also releases dividends.
/// forge-config: default.isolate = true
contract GasTest is SignedClaims {
    uint256 private constant DEADLINE = 2_000_000_000;
    address private constant REFERRER = address(0xCAFE);

    IToken private token;

    function setUp() public override {
        super.setUp();
        // Somebody's launch was there before: the market already holds TT.
        openLaunch(stranger, gasTerms("before"));
    }

    function test_GasOfALaunch() public {
        vm.prank(creator);
        token = IToken(market.launch(gasTerms("luna_park")));
        snapshot("launch");

        vm.prank(fan);
        market.contribute(address(token), 5000e18);
        snapshot("contribute");

        vm.warp(vm.getBlockTimestamp() + 3 days);
        vm.prank(stranger);
        market.finalize(address(token));
        snapshot("finalize");

        vm.warp(vm.getBlockTimestamp() + 3 days);
        vm.prank(fan);
        market.claimAllocation(address(token));
        snapshot("claim_allocation");

        vm.prank(fan);
        market.returnUnvested(address(token), 1000e18);
        snapshot("return_unvested");
    }

    function test_GasOfTrades() public {
        startTrading();
        buyFor(NOBODY, "buy_first");
        buyFor(NOBODY, "buy_again");
        buyFor(REFERRER, "buy_referrer_first");
        buyFor(REFERRER, "buy_referrer_again");

        vm.prank(fan);
        market.buyExact(address(token), 1000e18, 100e18, fan, DEADLINE, NOBODY);
        snapshot("buy_exact_again");
        hour();

        vm.deal(fan, 1 ether);
        vm.prank(fan);
        market.buyWithEth{value: 0.01 ether}(address(token), 0, fan, DEADLINE, NOBODY);
        snapshot("buy_eth_again");
        hour();

        vm.prank(fan);
        market.sell(address(token), 1000e18, 0, fan, DEADLINE, NOBODY);
        snapshot("sell");
        hour();

        vm.prank(fan);
        token.transfer(collector, 1000e18);
        snapshot("transfer_first");
    }

    function test_GasOfAPurchaseWithPermit() public {
        startTrading();
        vm.prank(fan);
        tt.approve(address(market), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(market), 100e18, DEADLINE);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(market.selfPermit, (100e18, DEADLINE, v, r, s));
        calls[1] = abi.encodeCall(market.buy, (address(token), 100e18, 0, fan, DEADLINE, NOBODY));
        vm.prank(fan);
        market.multicall(calls);
        snapshot("buy_permit_first");
    }

    function test_GasOfPayouts() public {
        startTrading();
        buyFor(NOBODY, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        claimFor(fan, "claim_one");
        claimFor(creator, "claim_one_creator");

        vm.prank(fan);
        ledger.tip(creator, 10e18);
        snapshot("tip_first");
        hour();
        vm.prank(fan);
        ledger.tip(creator, 10e18);
        snapshot("tip_again");
        hour();
        claimFor(creator, "claim_one_creator_with_tips");
    }

    function test_GasOfAClaimBySignature() public {
        startTrading();
        buyFor(NOBODY, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        bytes memory signature = signClaim("fan", fan, only(token), none(), fan, DEADLINE);
        vm.prank(stranger);
        ledger.claimAllFor(fan, only(token), none(), fan, DEADLINE, signature);
        snapshot("claim_one_signed");
    }

    function test_GasOfBookings() public {
        startTrading();
        uint256 moment = ledger.openMoment(IncomeTerms(creator, 1000, 0, 0, 0));
        book(moment);
        claimWith(moment, "claim_one_moment_first");
        book(moment);
        claimWith(moment, "claim_one_moment_again");
        book(moment);
        vm.prank(stranger);
        ledger.distribute(onlyMoment(moment));
        snapshot("distribute_one");
        hour();

        vm.prank(fan);
        tt.transfer(address(token), 10e18);
        vm.prank(stranger);
        token.sweep();
        snapshot("sweep");
    }

    /// @dev A sale and a resale.
    function book(
        uint256 moment
    ) private {
        bytes memory sale = abi.encode(Source.Sale, moment, NOBODY);
        bytes memory resale = abi.encode(Source.Resale, moment, NOBODY);
        vm.startPrank(fan);
        tt.transferAndCall(address(ledger), 10e18, sale);
        tt.transferAndCall(address(ledger), 11e18, resale);
        vm.stopPrank();
        hour();
    }

    function claimWith(
        uint256 moment,
        string memory operation
    ) private {
        address[] memory tokens = only(token);
        vm.prank(creator);
        ledger.claimAll(tokens, onlyMoment(moment), creator);
        snapshot(operation);
        hour();
    }

    function startTrading() private {
        token = openLaunch(creator, gasTerms("luna_park"));
        contribute(collector, token, 5000e18);
        finalize(token);
        buy(collector, token, 100e18);
        hour();
    }

    function buyFor(
        address referrer,
        string memory operation
    ) private {
        vm.prank(fan);
        market.buy(address(token), 100e18, 0, fan, DEADLINE, referrer);
        if (bytes(operation).length != 0) snapshot(operation);
        hour();
    }

    function claimFor(
        address account,
        string memory operation
    ) private {
        address[] memory tokens = only(token);
        vm.prank(account);
        ledger.claimAll(tokens, none(), account);
        snapshot(operation);
        hour();
    }

    function snapshot(
        string memory operation
    ) private {
        vm.snapshotGasLastCall("operations", operation);
    }

    function hour() private {
        vm.warp(vm.getBlockTimestamp() + 1 hours);
    }

    function gasTerms(
        string memory handle
    ) private pure returns (LaunchTerms memory t) {
        t = terms(handle);
        t.contractURI = "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
        t.fanFeeBps = 200;
    }
}
