import { readFileSync } from "node:fs";
import { createConfig, factory } from "ponder";
import * as abis from "./abis";

const record = JSON.parse(readFileSync(needed("PEERS_RECORD"), "utf8"));
const startBlock: number = record.first_block;

export default createConfig({
  database: { kind: "postgres", connectionString: needed("PEERS_DATABASE_URL") },
  chains: {
    anvil: { id: record.chain_id, rpc: needed("PEERS_RPC_URLS").split(","), ws: needed("PEERS_WS_URL") },
  },
  contracts: {
    CreatorMarket: { chain: "anvil", abi: abis.market, address: at("CreatorMarket"), startBlock },
    CreatorToken: {
      chain: "anvil",
      abi: abis.token,
      address: factory({ address: at("CreatorMarket"), event: abis.launched, parameter: "token", startBlock }),
      startBlock,
    },
    TopMoments: { chain: "anvil", abi: abis.moments, address: at("TopMoments"), startBlock },
    PayoutLedger: { chain: "anvil", abi: abis.ledger, address: at("PayoutLedger"), startBlock },
  },
});

function at(name: string): `0x${string}` {
  return record.contracts[name].address;
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: start this by \`make bench-index-peers\`.`);
  return value;
}
