// Writes abi.ts: the parts of the exported ABIs that the pages use.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// What the page calls and reads; every error stays, so that each can become a sentence.
const used = {
  ToktokToken: ["allowance", "balanceOf", "deposit", "nonces", "withdraw", "eip712Domain", "Deposited", "Withdrawn"],
  CreatorMarket: [
    "buy", "buyExact", "buyWithEth", "claimAllocation", "contribute", "finalize", "launch", "launchBond", "multicall",
    "refund", "returnUnvested", "sell", "selfPermit", "AllocationClaimed", "Contributed", "Finalized", "LaunchFailed",
    "Launched", "Refunded", "Traded", "UnvestedReturned",
  ],
  PayoutLedger: ["claimAll", "multicall", "selfPermit", "tip", "Claimed", "IncomeDivided"],
  CreatorToken: ["balanceOf"],
  Subscriptions: ["subscribe", "Subscribed"],
};

writeAbi();

function writeAbi() {
  const parts = Object.entries(used).map(([name, wanted]) => {
    const abi = JSON.parse(readFileSync(here(`../toktok/chain/abi/${name}.json`), "utf8"));
    const missing = wanted.filter((member) => !abi.some((entry) => entry.name === member));
    if (missing.length) throw new Error(`${name} has no ${missing.join(", ")}: export the ABIs again.`);
    const kept = abi.filter((entry) => entry.type === "error" || wanted.includes(entry.name)).map(plain);
    const constant = name[0].toLowerCase() + name.slice(1);
    return `export const ${constant} = ${JSON.stringify(kept, null, 1)} as const;\n`;
  });
  const head = "// Made by abi.mjs from backend/toktok/chain/abi; do not edit.\n\n";
  writeFileSync(here("abi.ts"), head + parts.join("\n"));
}

/** An ABI entry without the compiler's internal types. */
function plain(entry) {
  if (Array.isArray(entry)) return entry.map(plain);
  if (typeof entry !== "object" || entry === null) return entry;
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([key]) => key !== "internalType")
      .map(([key, value]) => [key, plain(value)]),
  );
}
