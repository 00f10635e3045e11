"""Which pages there are and what each says; no HTML here."""
