"""PPh 23 that customers withhold from their invoices, and the bukti potong that prove it."""
