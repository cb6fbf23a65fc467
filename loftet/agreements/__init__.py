"""Collaboration agreements, their parties and councils, sharing between organisations, and signatures."""
