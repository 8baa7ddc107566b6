"""Tables, repositories, dialog state and jobs in PostgreSQL."""
