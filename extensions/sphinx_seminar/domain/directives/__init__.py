"""Directives read what an author typed; they register nothing and see no other document."""
