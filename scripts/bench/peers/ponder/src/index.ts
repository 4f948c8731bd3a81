import { ponder } from "ponder:registry";
import { claim, momentToken, trade, transfer } from "ponder:schema";

type Logged = {
  block: { number: bigint; timestamp: bigint };
  log: { logIndex: number };
  transaction: { hash: `0x${string}` };
};

ponder.on("CreatorMarket:Traded", async ({ event, context }) => {
  const { to, ...args } = event.args;
  await context.db.insert(trade).values({ ...place(event), ...args, recipient: to });
});

ponder.on("CreatorToken:Transfer", async ({ event, context }) => {
  const { from, to, value } = event.args;
  const token = event.log.address;
  await context.db.insert(transfer).values({ ...place(event), token, sender: from, recipient: to, amount: value });
});

ponder.on("TopMoments:Transfer", async ({ event, context }) => {
  const { to: owner, tokenId } = event.args;
  await context.db.insert(momentToken).values({ tokenId, owner }).onConflictDoUpdate({ owner });
});

ponder.on("PayoutLedger:Claimed", async ({ event, context }) => {
  await context.db.insert(claim).values({ ...place(event), ...event.args });
});

/** Where and when a log was written. */
function place(event: Logged) {
  return {
    blockNumber: Number(event.block.number),
    logIndex: event.log.logIndex,
    txHash: event.transaction.hash,
    timestamp: Number(event.block.timestamp),
  };
}
