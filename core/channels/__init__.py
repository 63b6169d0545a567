"""The ways out behind one contract: outbox, CSV, e-mail, webhook, warehouse."""
