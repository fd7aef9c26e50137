"""The coupons place: templates, batches, gifts, the stamp card, and member cards."""
