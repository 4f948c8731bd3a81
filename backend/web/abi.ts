// Made by build.mjs from backend/toktok/chain/abi; do not edit.

export const toktokToken = [
 {
  "type": "function",
  "name": "allowance",
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
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "balanceOf",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "deposit",
  "inputs": [],
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "payable"
 },
 {
  "type": "function",
  "name": "eip712Domain",
  "inputs": [],
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
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "nonces",
  "inputs": [
   {
    "name": "owner",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "withdraw",
  "inputs": [
   {
    "name": "ttIn",
    "type": "uint256"
   }
  ],
  "outputs": [
   {
    "name": "ethOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "event",
  "name": "Deposited",
  "inputs": [
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "to",
    "type": "address",
    "indexed": true
   },
   {
    "name": "ethIn",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "ttOut",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Withdrawn",
  "inputs": [
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "to",
    "type": "address",
    "indexed": true
   },
   {
    "name": "ttIn",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "ethOut",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignature",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureLength",
  "inputs": [
   {
    "name": "length",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureS",
  "inputs": [
   {
    "name": "s",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientAllowance",
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
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientBalance",
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
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidApprover",
  "inputs": [
   {
    "name": "approver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidReceiver",
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSender",
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSpender",
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612ExpiredSignature",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612InvalidSigner",
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   },
   {
    "name": "owner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "FailedCall",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InsufficientBalance",
  "inputs": [
   {
    "name": "balance",
    "type": "uint256"
   },
   {
    "name": "needed",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidAccountNonce",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "currentNonce",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidRecipient",
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidShortString",
  "inputs": []
 },
 {
  "type": "error",
  "name": "StringTooLong",
  "inputs": [
   {
    "name": "str",
    "type": "string"
   }
  ]
 },
 {
  "type": "error",
  "name": "SupplyLimitExceeded",
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ZeroAmount",
  "inputs": []
 }
] as const;

export const creatorMarket = [
 {
  "type": "function",
  "name": "buy",
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
  "outputs": [
   {
    "name": "tokensOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "buyExact",
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
  "outputs": [
   {
    "name": "ttIn",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "buyWithEth",
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
  "outputs": [
   {
    "name": "tokensOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "payable"
 },
 {
  "type": "function",
  "name": "claimAllocation",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "contribute",
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
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "finalize",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "launch",
  "inputs": [
   {
    "name": "terms",
    "type": "tuple",
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
    ]
   }
  ],
  "outputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "launchBond",
  "inputs": [],
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "function",
  "name": "multicall",
  "inputs": [
   {
    "name": "data",
    "type": "bytes[]"
   }
  ],
  "outputs": [
   {
    "name": "results",
    "type": "bytes[]"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "refund",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "returnUnvested",
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
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "selfPermit",
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
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "sell",
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
  "outputs": [
   {
    "name": "ttOut",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "event",
  "name": "AllocationClaimed",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "claimed",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Contributed",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "contributed",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "raised",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Finalized",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "reserve",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "supply",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "LaunchFailed",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "raised",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "minimumRaise",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Launched",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "creator",
    "type": "address",
    "indexed": true
   },
   {
    "name": "terms",
    "type": "tuple",
    "indexed": false,
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
    ]
   },
   {
    "name": "closesAt",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "bond",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Refunded",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Traded",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "trader",
    "type": "address",
    "indexed": true
   },
   {
    "name": "to",
    "type": "address",
    "indexed": true
   },
   {
    "name": "isBuy",
    "type": "bool",
    "indexed": false
   },
   {
    "name": "ttAmount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "tokenAmount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "creatorFee",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "fanFee",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "protocolFee",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "referrer",
    "type": "address",
    "indexed": false
   },
   {
    "name": "referrerFee",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "reserve",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "supply",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "UnvestedReturned",
  "inputs": [
   {
    "name": "token",
    "type": "address",
    "indexed": true
   },
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "returned",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "ttOut",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "toFans",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "reserve",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "supply",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "error",
  "name": "AccessManagedInvalidAuthority",
  "inputs": [
   {
    "name": "authority",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AccessManagedRequiredDelay",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   },
   {
    "name": "delay",
    "type": "uint32"
   }
  ]
 },
 {
  "type": "error",
  "name": "AccessManagedUnauthorized",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AccountLimitExceeded",
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
  ]
 },
 {
  "type": "error",
  "name": "AddressEmptyCode",
  "inputs": [
   {
    "name": "target",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "AmountExceedsSupply",
  "inputs": [
   {
    "name": "amount",
    "type": "uint256"
   },
   {
    "name": "supply",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "CreatorHasToken",
  "inputs": [
   {
    "name": "creator",
    "type": "address"
   },
   {
    "name": "token",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "DeadlineExpired",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "timestamp",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "EntriesPaused",
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "FailedCall",
  "inputs": []
 },
 {
  "type": "error",
  "name": "FeeNotLowered",
  "inputs": [
   {
    "name": "currentBps",
    "type": "uint256"
   },
   {
    "name": "newBps",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "HandleTaken",
  "inputs": [
   {
    "name": "handle",
    "type": "string"
   },
   {
    "name": "token",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidHandle",
  "inputs": [
   {
    "name": "handle",
    "type": "string"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidRecipient",
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidText",
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
  ]
 },
 {
  "type": "error",
  "name": "LaunchEnded",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "LaunchFull",
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
  ]
 },
 {
  "type": "error",
  "name": "LaunchNotFailed",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "LaunchNotOpen",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "LaunchStillOpen",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "closesAt",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotCreator",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotPaused",
  "inputs": []
 },
 {
  "type": "error",
  "name": "NotPendingCreator",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NotTrading",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "status",
    "type": "uint8"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingToRefund",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingVested",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   },
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "OnlyLedger",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "PauseResting",
  "inputs": [
   {
    "name": "until",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ReserveLimitExceeded",
  "inputs": [
   {
    "name": "reserve",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ReturnExceedsUnvested",
  "inputs": [
   {
    "name": "unvested",
    "type": "uint256"
   },
   {
    "name": "amount",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SlippageExceeded",
  "inputs": [
   {
    "name": "limit",
    "type": "uint256"
   },
   {
    "name": "actual",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SupplyLimitExceeded",
  "inputs": [
   {
    "name": "supply",
    "type": "uint256"
   },
   {
    "name": "limit",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "TermOutOfRange",
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
  ]
 },
 {
  "type": "error",
  "name": "TransferNotReady",
  "inputs": [
   {
    "name": "eta",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "UnknownToken",
  "inputs": [
   {
    "name": "token",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ZeroAmount",
  "inputs": []
 }
] as const;

export const payoutLedger = [
 {
  "type": "function",
  "name": "claimAll",
  "inputs": [
   {
    "name": "tokens",
    "type": "address[]"
   },
   {
    "name": "to",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "amount",
    "type": "uint256"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "multicall",
  "inputs": [
   {
    "name": "data",
    "type": "bytes[]"
   }
  ],
  "outputs": [
   {
    "name": "results",
    "type": "bytes[]"
   }
  ],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "selfPermit",
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
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "function",
  "name": "tip",
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
  "outputs": [],
  "stateMutability": "nonpayable"
 },
 {
  "type": "event",
  "name": "Claimed",
  "inputs": [
   {
    "name": "account",
    "type": "address",
    "indexed": true
   },
   {
    "name": "to",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "fromLedger",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "event",
  "name": "Tipped",
  "inputs": [
   {
    "name": "creator",
    "type": "address",
    "indexed": true
   },
   {
    "name": "payer",
    "type": "address",
    "indexed": true
   },
   {
    "name": "amount",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "toCreatorSide",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "toFans",
    "type": "uint256",
    "indexed": false
   },
   {
    "name": "toProtocol",
    "type": "uint256",
    "indexed": false
   }
  ],
  "anonymous": false
 },
 {
  "type": "error",
  "name": "AddressEmptyCode",
  "inputs": [
   {
    "name": "target",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "FailedCall",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidAccountNonce",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   },
   {
    "name": "currentNonce",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidRecipient",
  "inputs": [
   {
    "name": "to",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidShortString",
  "inputs": []
 },
 {
  "type": "error",
  "name": "InvalidSignature",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "InvalidSplit",
  "inputs": [
   {
    "name": "recipient",
    "type": "address"
   },
   {
    "name": "bps",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "NothingOwed",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "SignatureExpired",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   },
   {
    "name": "timestamp",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "SplitsNotWhole",
  "inputs": [
   {
    "name": "totalBps",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "StringTooLong",
  "inputs": [
   {
    "name": "str",
    "type": "string"
   }
  ]
 },
 {
  "type": "error",
  "name": "TooManySplits",
  "inputs": [
   {
    "name": "count",
    "type": "uint256"
   },
   {
    "name": "maximum",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ZeroAmount",
  "inputs": []
 }
] as const;

export const creatorToken = [
 {
  "type": "function",
  "name": "balanceOf",
  "inputs": [
   {
    "name": "account",
    "type": "address"
   }
  ],
  "outputs": [
   {
    "name": "",
    "type": "uint256"
   }
  ],
  "stateMutability": "view"
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignature",
  "inputs": []
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureLength",
  "inputs": [
   {
    "name": "length",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ECDSAInvalidSignatureS",
  "inputs": [
   {
    "name": "s",
    "type": "bytes32"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientAllowance",
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
  ]
 },
 {
  "type": "error",
  "name": "ERC20InsufficientBalance",
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
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidApprover",
  "inputs": [
   {
    "name": "approver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidReceiver",
  "inputs": [
   {
    "name": "receiver",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSender",
  "inputs": [
   {
    "name": "sender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC20InvalidSpender",
  "inputs": [
   {
    "name": "spender",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612ExpiredSignature",
  "inputs": [
   {
    "name": "deadline",
    "type": "uint256"
   }
  ]
 },
 {
  "type": "error",
  "name": "ERC2612InvalidSigner",
  "inputs": [
   {
    "name": "signer",
    "type": "address"
   },
   {
    "name": "owner",
    "type": "address"
   }
  ]
 },
 {
  "type": "error",
  "name": "OnlyMarket",
  "inputs": [
   {
    "name": "caller",
    "type": "address"
   }
  ]
 }
] as const;
