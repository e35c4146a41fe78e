"""The tests tested: each mutant is the code with one small change, and some test must notice it."""
