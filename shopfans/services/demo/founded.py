"""Where the demo shops are, and how their owners sign in."""

ZONE = "Asia/Shanghai"
OWNER_PIN = "246810"
