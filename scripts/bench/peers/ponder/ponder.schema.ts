import { onchainTable, primaryKey } from "ponder";

export const trade = onchainTable(
  "trade",
  (t) => ({
    blockNumber: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    txHash: t.hex().notNull(),
    timestamp: t.integer().notNull(),
    token: t.hex().notNull(),
    trader: t.hex().notNull(),
    recipient: t.hex().notNull(),
    isBuy: t.boolean().notNull(),
    ttAmount: t.bigint().notNull(),
    tokenAmount: t.bigint().notNull(),
    creatorFee: t.bigint().notNull(),
    fanFee: t.bigint().notNull(),
    protocolFee: t.bigint().notNull(),
    referrer: t.hex().notNull(),
    referrerFee: t.bigint().notNull(),
    reserve: t.bigint().notNull(),
    supply: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }) }),
);

export const transfer = onchainTable(
  "transfer",
  (t) => ({
    blockNumber: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    txHash: t.hex().notNull(),
    timestamp: t.integer().notNull(),
    token: t.hex().notNull(),
    sender: t.hex().notNull(),
    recipient: t.hex().notNull(),
    amount: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }) }),
);

export const momentToken = onchainTable("moment_token", (t) => ({
  tokenId: t.bigint().primaryKey(),
  owner: t.hex().notNull(),
}));

export const claim = onchainTable(
  "claim",
  (t) => ({
    blockNumber: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    txHash: t.hex().notNull(),
    timestamp: t.integer().notNull(),
    account: t.hex().notNull(),
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    fromLedger: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }) }),
);
