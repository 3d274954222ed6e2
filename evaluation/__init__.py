"""How good the analyser is: benchmarks, baselines, intervals and committed reports. A workbench; not shipped."""
