"""What words tell by themselves, whatever stands around them: a time, a room, a name, a state.

Readers of pages ask here as well as what decides: nothing in here knows of a page.
"""
