"""Small pieces that several places use."""
