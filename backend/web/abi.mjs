// Writes abi.ts: the parts of the exported ABIs that the pages use, and every error of any of them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// What the pages call and read.
const used = {
  ToktokToken: ["allowance", "approve", "balanceOf", "deposit", "nonces", "withdraw", "eip712Domain", "Deposited", "Withdrawn"],
  CreatorMarket: [
    "buy", "buyExact", "buyWithEth", "claimAllocation", "contribute", "finalize", "launch", "launchBond", "multicall",
    "pause", "refund", "returnUnvested", "sell", "selfPermit", "setPayoutAddress", "transferCreator", "acceptCreator",
    "lowerCreatorFee", "AllocationClaimed", "Contributed", "Finalized", "LaunchFailed",
    "Launched", "Refunded", "Traded", "UnvestedReturned", "unpause",
  ],
  PayoutLedger: ["claimAll", "multicall", "selfPermit", "setSplits", "tip", "Claimed", "IncomeDivided"],
  CreatorFund: ["claim", "veto"],
  CreatorToken: ["balanceOf"],
  TopMoments: [
    "approve", "cancelVoucher", "createMoment", "isApprovedForAll", "mint", "mintVoucher", "redeem", "safeTransferFrom", "setApprovalForAll",
    "Minted", "MomentCreated",
  ],
  MomentAuction: ["bid", "cancelAuction", "createAuction", "settle", "BidPlaced"],
  MomentExchange: ["acceptOffer", "cancelGroup", "counterOf", "fillListing", "isGroupClosed", "OrderFilled"],
  SoundLibrary: ["registerSound", "SoundRegistered"],
  Subscriptions: ["endPlan", "setPlan", "subscribe", "Subscribed"],
};

writeAbi();

function writeAbi() {
  const parts = Object.entries(used).map(([name, wanted]) => {
    const abi = read(`${name}.json`);
    const missing = wanted.filter((member) => !abi.some((entry) => entry.name === member));
    if (missing.length) throw new Error(`${name} has no ${missing.join(", ")}: export the ABIs again.`);
    const kept = abi.filter((entry) => entry.type !== "error" && wanted.includes(entry.name)).map(plain);
    const constant = name[0].toLowerCase() + name.slice(1);
    return `export const ${constant} = ${JSON.stringify(kept, null, 1)} as const;\n`;
  });
  const head = "// Made by abi.mjs from backend/toktok/chain/abi; do not edit.\n\n";
  const refused = `export const errors = ${JSON.stringify(errors(), null, 1)} as const;\n`;
  writeFileSync(here("abi.ts"), head + [...parts, refused].join("\n"));
}

/** Every error that any contract can refuse with, once: what a batch calls may refuse, too. */
function errors() {
  const found = new Map();
  for (const file of readdirSync(here("../toktok/chain/abi"))) {
    for (const entry of read(file)) {
      if (entry.type === "error") found.set(`${entry.name}(${entry.inputs.map((each) => each.type)})`, plain(entry));
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key));
}

function read(file) {
  return JSON.parse(readFileSync(here(`../toktok/chain/abi/${file}`), "utf8"));
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
