"""Case files under pseudonyms."""

from analyser.pseudonyms.case import Pseudonymised, pseudonymise
from analyser.pseudonyms.ledger import KeyEntry

__all__ = ["KeyEntry", "Pseudonymised", "pseudonymise"]
