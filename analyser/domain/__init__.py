"""The nouns of the analyser: plain, frozen types that import nothing but the standard library."""
