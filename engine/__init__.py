"""The Neo4j process of a store: its jars, its start, its watcher, its end.

Hands out an address and a password, and never speaks Bolt.
"""
