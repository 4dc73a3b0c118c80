"""Hashes of pictures, files and addresses: exact search within a Hamming distance, and banks."""
