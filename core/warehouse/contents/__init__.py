"""What a snapshot holds, asked in sets: columns, customers, trade."""
