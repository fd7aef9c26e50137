"""Tables, the open shop and its ledger. Peewee lives here and in the services."""
