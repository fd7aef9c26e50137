"""Everything that goes on paper: receipts, coupons, member cards."""
