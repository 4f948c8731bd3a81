"""The whole protocol in exact integers, written from what is promised and not from the contracts.

Accounts, tokens and contracts have names. Amounts are wei, times are timestamps. An operation takes
its sender first; what it may not do it refuses by the name and the values of the contract's error.
"""
