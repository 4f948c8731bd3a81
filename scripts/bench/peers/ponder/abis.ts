import { parseAbi, parseAbiItem } from "viem";

/** A creator's token is born; its address is the first topic after the signature. */
export const launched = parseAbiItem([
  "event Launched(address indexed token, address indexed creator, Terms terms, uint256 closesAt, uint256 bond)",
  "struct Terms { string handle; string name; string symbol; string contractURI; uint40 window; uint96 minimumRaise; uint96 maximumRaise; uint96 maxPerAccount; uint16 creatorFeeBps; uint16 fanFeeBps; uint32 allocationVesting; uint32 creatorVesting; }",
]);

export const market = parseAbi([
  "event Traded(address indexed token, address indexed trader, address indexed to, bool isBuy, uint256 ttAmount, uint256 tokenAmount, uint256 creatorFee, uint256 fanFee, uint256 protocolFee, address referrer, uint256 referrerFee, uint256 reserve, uint256 supply)",
]);

export const token = parseAbi(["event Transfer(address indexed from, address indexed to, uint256 value)"]);

export const moments = parseAbi([
  "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
]);

export const ledger = parseAbi([
  "event Claimed(address indexed account, address indexed to, uint256 amount, uint256 fromLedger)",
]);
