"""Measurements that anyone can repeat; each fills its own section of `docs/benchmarks.md`."""
