"""Coupons: designed, issued, used and taken back."""
