// Made by build.mjs from backend/toktok/chain/abi; do not edit.

export const toktokToken = [
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "to",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "ethIn",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "name": "Deposited",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "to",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "ttIn",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "ethOut",
    "type": "uint256"
   }
  ],
  "name": "Withdrawn",
  "type": "event"
 },
 {
  "inputs": [],
  "name": "ECDSAInvalidSignature",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "FailedCall",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "InvalidShortString",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ZeroAmount",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "deposit",
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "payable",
  "type": "function"
 },
 {
  "inputs": [],
  "name": "eip712Domain",
  "outputs": [
   {
    "name": "fields",
    "type": "bytes1"
   },
   {
    "name": "name",
    "type": "string"
   },
   {
    "name": "version",
    "type": "string"
   },
   {
    "name": "chainId",
    "type": "uint256"
   },
   {
    "name": "verifyingContract",
    "type": "address"
   },
   {
    "name": "salt",
    "type": "bytes32"
   },
   {
    "name": "extensions",
    "type": "uint256[]"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "currentNonce",
    "type": "uint256"
   }
  ],
  "name": "InvalidAccountNonce",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "balanceOf",
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "approver",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidApprover",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "owner",
    "type": "address"
   },
   {
    "name": "spender",
    "type": "address"
   }
  ],
  "name": "allowance",
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "owner",
    "type": "address"
   }
  ],
  "name": "nonces",
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   },
   {
    "name": "value",
    "type": "uint256"
   }
  ],
  "name": "ERC1363TransferFailed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ],
  "name": "ERC1363InvalidReceiver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidReceiver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   },
   {
    "name": "receiver",
    "type": "address"
   },
   {
    "name": "value",
    "type": "uint256"
   }
  ],
  "name": "ERC1363TransferFromFailed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   },
   {
    "name": "balance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "ERC20InsufficientBalance",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidSender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   },
   {
    "name": "owner",
    "type": "address"
   }
  ],
  "name": "ERC2612InvalidSigner",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   },
   {
    "name": "allowance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "ERC20InsufficientAllowance",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   },
   {
    "name": "value",
    "type": "uint256"
   }
  ],
  "name": "ERC1363ApproveFailed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ],
  "name": "ERC1363InvalidSpender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidSpender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ],
  "name": "InvalidRecipient",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "s",
    "type": "bytes32"
   }
  ],
  "name": "ECDSAInvalidSignatureS",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "str",
    "type": "string"
   }
  ],
  "name": "StringTooLong",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "balance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "InsufficientBalance",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ],
  "name": "ERC2612ExpiredSignature",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "length",
    "type": "uint256"
   }
  ],
  "name": "ECDSAInvalidSignatureLength",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ],
  "name": "SupplyLimitExceeded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "ttIn",
    "type": "uint256"
   }
  ],
  "name": "withdraw",
  "outputs": [
   {
    "name": "ethOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 }
] as const;

export const creatorMarket = [
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "raised",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "minimumRaise",
    "type": "uint256"
   }
  ],
  "name": "LaunchFailed",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "reserve",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "supply",
    "type": "uint256"
   }
  ],
  "name": "Finalized",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "claimed",
    "type": "uint256"
   }
  ],
  "name": "AllocationClaimed",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "contributed",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "raised",
    "type": "uint256"
   }
  ],
  "name": "Contributed",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "returned",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "returnedByAll",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "ttOut",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "reserve",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "supply",
    "type": "uint256"
   }
  ],
  "name": "UnvestedReturned",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "Refunded",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "creator",
    "type": "address"
   },
   {
    "components": [
     {
      "name": "handle",
      "type": "string"
     },
     {
      "name": "name",
      "type": "string"
     },
     {
      "name": "symbol",
      "type": "string"
     },
     {
      "name": "contractURI",
      "type": "string"
     },
     {
      "name": "window",
      "type": "uint40"
     },
     {
      "name": "minimumRaise",
      "type": "uint96"
     },
     {
      "name": "maximumRaise",
      "type": "uint96"
     },
     {
      "name": "maxPerAccount",
      "type": "uint96"
     },
     {
      "name": "creatorFeeBps",
      "type": "uint16"
     },
     {
      "name": "fanFeeBps",
      "type": "uint16"
     },
     {
      "name": "allocationVesting",
      "type": "uint32"
     },
     {
      "name": "creatorVesting",
      "type": "uint32"
     }
    ],
    "indexed": false,
    "name": "terms",
    "type": "tuple"
   },
   {
    "indexed": false,
    "name": "closesAt",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "bond",
    "type": "uint256"
   }
  ],
  "name": "Launched",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "token",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "trader",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "to",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "isBuy",
    "type": "bool"
   },
   {
    "indexed": false,
    "name": "ttAmount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "tokenAmount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "creatorFee",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "fanFee",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "protocolFee",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "referrer",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "referrerFee",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "reserve",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "supply",
    "type": "uint256"
   }
  ],
  "name": "Traded",
  "type": "event"
 },
 {
  "inputs": [],
  "name": "FailedCall",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "NotPaused",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ZeroAmount",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "launchBond",
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "name": "handle",
      "type": "string"
     },
     {
      "name": "name",
      "type": "string"
     },
     {
      "name": "symbol",
      "type": "string"
     },
     {
      "name": "contractURI",
      "type": "string"
     },
     {
      "name": "window",
      "type": "uint40"
     },
     {
      "name": "minimumRaise",
      "type": "uint96"
     },
     {
      "name": "maximumRaise",
      "type": "uint96"
     },
     {
      "name": "maxPerAccount",
      "type": "uint96"
     },
     {
      "name": "creatorFeeBps",
      "type": "uint16"
     },
     {
      "name": "fanFeeBps",
      "type": "uint16"
     },
     {
      "name": "allocationVesting",
      "type": "uint32"
     },
     {
      "name": "creatorVesting",
      "type": "uint32"
     }
    ],
    "name": "terms",
    "type": "tuple"
   }
  ],
  "name": "launch",
  "outputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "remaining",
    "type": "uint256"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "AccountLimitExceeded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "authority",
    "type": "address"
   }
  ],
  "name": "AccessManagedInvalidAuthority",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "delay",
    "type": "uint32"
   }
  ],
  "name": "AccessManagedRequiredDelay",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "AccessManagedUnauthorized",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "OnlyLedger",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "creator",
    "type": "address"
   },
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "CreatorHasToken",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "target",
    "type": "address"
   }
  ],
  "name": "AddressEmptyCode",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ],
  "name": "InvalidRecipient",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "NothingToRefund",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "NothingVested",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "NotCreator",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "NotPendingCreator",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ],
  "name": "LaunchEnded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ],
  "name": "LaunchNotFailed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ],
  "name": "LaunchNotOpen",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ],
  "name": "NotTrading",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "contribute",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "returnUnvested",
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "closesAt",
    "type": "uint256"
   }
  ],
  "name": "LaunchStillOpen",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "minTokensOut",
    "type": "uint256"
   },
   {
    "name": "to",
    "type": "address"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "referrer",
    "type": "address"
   }
  ],
  "name": "buyWithEth",
  "outputs": [
   {
    "name": "tokensOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "payable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "remaining",
    "type": "uint256"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "LaunchFull",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "tokensIn",
    "type": "uint256"
   },
   {
    "name": "minTtOut",
    "type": "uint256"
   },
   {
    "name": "to",
    "type": "address"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "referrer",
    "type": "address"
   }
  ],
  "name": "sell",
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "tokensOut",
    "type": "uint256"
   },
   {
    "name": "maxTtIn",
    "type": "uint256"
   },
   {
    "name": "to",
    "type": "address"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "referrer",
    "type": "address"
   }
  ],
  "name": "buyExact",
  "outputs": [
   {
    "name": "ttIn",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "ttIn",
    "type": "uint256"
   },
   {
    "name": "minTokensOut",
    "type": "uint256"
   },
   {
    "name": "to",
    "type": "address"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "referrer",
    "type": "address"
   }
  ],
  "name": "buy",
  "outputs": [
   {
    "name": "tokensOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "UnknownToken",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "claimAllocation",
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "finalize",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "refund",
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "data",
    "type": "bytes[]"
   }
  ],
  "name": "multicall",
  "outputs": [
   {
    "name": "results",
    "type": "bytes[]"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "field",
    "type": "string"
   },
   {
    "name": "length",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ],
  "name": "InvalidText",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "field",
    "type": "string"
   },
   {
    "name": "value",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ],
  "name": "TermOutOfRange",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "handle",
    "type": "string"
   },
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "HandleTaken",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "handle",
    "type": "string"
   }
  ],
  "name": "InvalidHandle",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "amount",
    "type": "uint256"
   },
   {
    "name": "supply",
    "type": "uint256"
   }
  ],
  "name": "AmountExceedsSupply",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "NotWholeTokens",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "currentBps",
    "type": "uint256"
   },
   {
    "name": "newBps",
    "type": "uint256"
   }
  ],
  "name": "FeeNotLowered",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "DeadlineExpired",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "eta",
    "type": "uint256"
   }
  ],
  "name": "TransferNotReady",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "limit",
    "type": "uint256"
   },
   {
    "name": "actual",
    "type": "uint256"
   }
  ],
  "name": "SlippageExceeded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "reserve",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ],
  "name": "ReserveLimitExceeded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ],
  "name": "SupplyLimitExceeded",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ],
  "name": "EntriesPaused",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ],
  "name": "PauseResting",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "unvested",
    "type": "uint256"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "ReturnExceedsUnvested",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "value",
    "type": "uint256"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "v",
    "type": "uint8"
   },
   {
    "name": "r",
    "type": "bytes32"
   },
   {
    "name": "s",
    "type": "bytes32"
   }
  ],
  "name": "selfPermit",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 }
] as const;

export const payoutLedger = [
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "account",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "to",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "fromLedger",
    "type": "uint256"
   }
  ],
  "name": "Claimed",
  "type": "event"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "name": "creator",
    "type": "address"
   },
   {
    "indexed": true,
    "name": "source",
    "type": "uint8"
   },
   {
    "indexed": true,
    "name": "moment",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "payer",
    "type": "address"
   },
   {
    "indexed": false,
    "name": "amount",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "toSound",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "toCreatorSide",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "toFans",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "toProtocol",
    "type": "uint256"
   },
   {
    "indexed": false,
    "name": "toReferrers",
    "type": "uint256"
   }
  ],
  "name": "IncomeDivided",
  "type": "event"
 },
 {
  "inputs": [],
  "name": "FailedCall",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "InvalidShortString",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ZeroAmount",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "currentNonce",
    "type": "uint256"
   }
  ],
  "name": "InvalidAccountNonce",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "InvalidSignature",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "NothingOwed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "OnlyTT",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "creator",
    "type": "address"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "name": "tip",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "recipient",
    "type": "address"
   },
   {
    "name": "bps",
    "type": "uint256"
   }
  ],
  "name": "InvalidSplit",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "target",
    "type": "address"
   }
  ],
  "name": "AddressEmptyCode",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ],
  "name": "InvalidRecipient",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "tokens",
    "type": "address[]"
   },
   {
    "name": "moments",
    "type": "uint256[]"
   },
   {
    "name": "to",
    "type": "address"
   }
  ],
  "name": "claimAll",
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "UnknownSplits",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "data",
    "type": "bytes[]"
   }
  ],
  "name": "multicall",
  "outputs": [
   {
    "name": "results",
    "type": "bytes[]"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "source",
    "type": "uint8"
   }
  ],
  "name": "InvalidSource",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "field",
    "type": "string"
   },
   {
    "name": "length",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ],
  "name": "InvalidText",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "field",
    "type": "string"
   },
   {
    "name": "value",
    "type": "uint256"
   },
   {
    "name": "minimum",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ],
  "name": "TermOutOfRange",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "str",
    "type": "string"
   }
  ],
  "name": "StringTooLong",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "count",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ],
  "name": "TooManySplits",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "SignatureExpired",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "moment",
    "type": "uint256"
   }
  ],
  "name": "UnknownMoment",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "totalBps",
    "type": "uint256"
   }
  ],
  "name": "SplitsNotWhole",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "value",
    "type": "uint256"
   },
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "v",
    "type": "uint8"
   },
   {
    "name": "r",
    "type": "bytes32"
   },
   {
    "name": "s",
    "type": "bytes32"
   }
  ],
  "name": "selfPermit",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 }
] as const;

export const creatorToken = [
 {
  "inputs": [],
  "name": "ECDSAInvalidSignature",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "NothingToSweep",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "name": "balanceOf",
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "name": "approver",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidApprover",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "OnlyMarket",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "erc20",
    "type": "address"
   }
  ],
  "name": "NotSweepable",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidReceiver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   },
   {
    "name": "balance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "ERC20InsufficientBalance",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidSender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   },
   {
    "name": "owner",
    "type": "address"
   }
  ],
  "name": "ERC2612InvalidSigner",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   },
   {
    "name": "allowance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "ERC20InsufficientAllowance",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ],
  "name": "ERC20InvalidSpender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "name": "SafeERC20FailedOperation",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "s",
    "type": "bytes32"
   }
  ],
  "name": "ECDSAInvalidSignatureS",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ],
  "name": "ERC2612ExpiredSignature",
  "type": "error"
 },
 {
  "inputs": [
   {
    "name": "length",
    "type": "uint256"
   }
  ],
  "name": "ECDSAInvalidSignatureLength",
  "type": "error"
 }
] as const;
