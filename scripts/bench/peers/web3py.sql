CREATE TABLE trade (
    block_number INTEGER, log_index INTEGER, tx_hash TEXT, timestamp INTEGER, token TEXT, trader TEXT, recipient TEXT,
    is_buy INTEGER, tt_amount TEXT, token_amount TEXT, creator_fee TEXT, fan_fee TEXT, protocol_fee TEXT, referrer TEXT,
    referrer_fee TEXT, reserve TEXT, supply TEXT, PRIMARY KEY (block_number, log_index)
);

CREATE TABLE transfer (
    block_number INTEGER, log_index INTEGER, tx_hash TEXT, timestamp INTEGER, token TEXT, sender TEXT, recipient TEXT,
    amount TEXT, PRIMARY KEY (block_number, log_index)
);

CREATE TABLE moment_token (token_id INTEGER PRIMARY KEY, owner TEXT);

CREATE TABLE claim (
    block_number INTEGER, log_index INTEGER, tx_hash TEXT, timestamp INTEGER, account TEXT, "to" TEXT, amount TEXT,
    from_ledger TEXT, PRIMARY KEY (block_number, log_index)
);
