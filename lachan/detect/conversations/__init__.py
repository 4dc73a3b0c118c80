"""Chats read turn by turn: signs of grooming, coercion, luring away and pile-ons, with places."""
