// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {IToken} from "../support/Deployed.sol";
import {Logs, TradeLog} from "../support/Logs.sol";

contract ReferralsTest is Logs {
    IToken private token;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_AReferrerGetsHalfOfTheProtocolsFee() public {
        referred(collector, collector, 1000e18, stranger);
        assertEq(market.referralsOf(stranger), 5e18, "half");
        assertEq(protocolOwed(), 5e18, "the other half");
        referred(collector, collector, 199, stranger);
        assertEq(market.referralsOf(stranger), 5e18, "half of one wei is nothing");
        assertEq(protocolOwed(), 5e18 + 1, "the protocol has it");
    }

    function test_SalesHaveReferrersToo() public {
        uint256 out = buy(collector, token, 1000e18);
        uint256 fee = market.quoteSell(address(token), out).protocolFee;
        vm.prank(collector);
        market.sell(address(token), out, 0, collector, FOREVER, stranger);
        assertEq(market.referralsOf(stranger), fee / 2, "half");
    }

    function test_NobodyTheTraderAndTheCreatorGetNothing() public {
        address[3] memory excluded = [NOBODY, collector, creator];
        for (uint256 i; i < excluded.length; ++i) {
            vm.recordLogs();
            referred(collector, fan, 1000e18, excluded[i]);
            TradeLog memory trade = recordedTrade();
            assertEq(trade.data.referrer, NOBODY, "no referrer");
            assertEq(trade.data.referrerFee, 0, "no referrer's fee");
            assertEq(market.referralsOf(excluded[i]), 0, "nothing");
        }
        assertEq(protocolOwed(), 30e18, "the protocol keeps all");
    }

    function test_TheRecipientMayBeTheReferrer() public {
        referred(collector, fan, 1000e18, fan);
        assertEq(market.referralsOf(fan), 5e18, "half");
    }

    function test_ReferralsArePaidWithoutNamingAToken() public {
        referred(collector, collector, 1000e18, stranger);
        address[] memory nothing = new address[](0);
        assertEq(ledger.owed(stranger, nothing, none()), 5e18, "owed");
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(market));
        emit ICreatorMarket.ReferralsCollected(stranger, 5e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Claimed(stranger, fan, 5e18, 0);
        vm.prank(stranger);
        assertEq(ledger.claimAll(nothing, none(), fan), 5e18, "claimed");
        assertEq(tt.balanceOf(fan) - before, 5e18, "received");
        assertEq(market.referralsOf(stranger), 0, "nothing left");
    }

    function referred(
        address by,
        address to,
        uint256 ttIn,
        address referrer
    ) private {
        vm.prank(by);
        market.buy(address(token), ttIn, 0, to, FOREVER, referrer);
    }

    function protocolOwed() private view returns (uint256 amount) {
        (, amount) = market.reserveOf(address(token));
    }
}
