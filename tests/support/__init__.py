"""What tests share: a node, deployed contracts, and people who use them."""
