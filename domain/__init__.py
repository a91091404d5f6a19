"""The words everybody uses and their arithmetic: frozen dataclasses and pure functions, nothing else."""
