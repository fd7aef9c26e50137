"""What a member earns by coming: points, stamps and tiers."""
