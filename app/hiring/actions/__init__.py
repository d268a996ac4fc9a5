"""What people and the clock do with roles and applications."""
