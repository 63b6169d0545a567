"""`make bench`: how fast the Lab is, as ratios against what a person would write by hand, within one run.

Absolute seconds depend on the machine and its neighbours; ratios of two things timed in turn hardly do.
"""
