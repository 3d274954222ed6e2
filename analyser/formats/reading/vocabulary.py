"""The words of case systems: which column holds what, which value means which code; a user's file goes before ours."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyser.domain.codes import Agency, DocumentType
from analyser.errors import ConfigError
from analyser.lexicons import load_table

PARTS_OF_SHAPE = {"date", "time", "type", "author", "title", "id"}
FIELDS = ("case_id", "document_id", "date", "type", "agency", "author", "title", "text", "status")


def key_of(value: str) -> str:
    """Return a value without case and punctuation, words apart: "C&F  Assessment" is "c f assessment"."""
    return " ".join(re.findall(r"[^\W_]+", value.casefold()))


@lru_cache(maxsize=4096)
def column_key(name: str) -> str:
    """Return a column name without case, spaces and punctuation."""
    return key_of(name).replace(" ", "")


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Words for codes: ``exact`` ones stand for a whole value or a whole part of it, ``phrases`` also inside one, ``leading`` at its beginning."""

    exact: Mapping[str, str]
    phrases: Mapping[str, str]
    leading: Mapping[str, str]

    def of_value(self, value: str) -> str | None:
        """Return the code of a column's value, such as "Case Note - Home Visit"; ``None`` when no word of it is known.

        The whole value goes first, then its parts from the last to the first, then the longest phrase inside.
        """
        parts = [value, *reversed(re.split(r"\s+[-–—]\s+|[:/>|,;()\[\]\\]", value))]
        for part in parts:
            key = key_of(part)
            code = self.exact.get(key) or self.phrases.get(key)
            if code:
                return code
        return self.within(value)

    def within(self, text: str) -> str | None:
        """Return the code of the words that a line of text begins with, or of the longest phrase inside it; of two equally long ones the last."""
        words = key_of(text).split()
        for length in range(min(len(words), 4), 0, -1):
            code = self.leading.get(" ".join(words[:length]))
            if code:
                return code
        for length in range(min(len(words), 8), 0, -1):
            for start in range(len(words) - length, -1, -1):
                code = self.phrases.get(" ".join(words[start : start + length]))
                if code:
                    return code
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a reader knows about other systems' words.

    ``columns`` are keys of column names for each field in order of preference; ``domains`` ends of e-mail addresses,
    ``prints`` a user's own labels and head lines of prints.
    """

    columns: Mapping[str, tuple[str, ...]]
    types: CodeWords
    agencies: CodeWords
    domains: Mapping[str, str]
    empty: frozenset[str]
    by_type: Mapping[str, str]
    implied: Mapping[str, str]
    status: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    prints: Mapping[str, tuple[str, ...]]

    def type_of(self, value: str) -> DocumentType | None:
        """Return the document type that a column's value means."""
        code = self.types.of_value(value)
        return DocumentType(code) if code else None

    def agency_of(self, value: str) -> Agency | None:
        """Return the agency that a column's value or a role means."""
        code = self.agencies.of_value(value)
        return Agency(code) if code else None

    def is_empty(self, value: str) -> bool:
        """Whether a value says nothing, such as "NULL" or "n/a"."""
        return not value.strip() or value.strip().casefold() in self.empty


def load_vocabulary(user_file: Path | None = None) -> Vocabulary:
    """Return our words, with those of a user's TOML file before them.

    The file may have the tables ``[columns]`` (field = list of column names), ``[types]`` and ``[agencies]`` (code = list of values), and
    ``[prints]`` (field = labels in the heads of a print; ``lines`` = shapes of head lines).

    Raises
    ------
    ConfigError
        If the file cannot be read, or names a field or code that does not exist.

    """
    own = _read_user_file(user_file) if user_file else {}
    return _compose(_freeze(own))


Frozen = tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


@lru_cache(maxsize=8)
def _compose(own: Frozen) -> Vocabulary:
    mine = {table: dict(entries) for table, entries in own}
    columns, types, agencies, details = (load_table(f"taxonomies/{name}") for name in ("columns", "document_types", "agencies_map", "stated_details"))
    return Vocabulary(
        columns={name: tuple(dict.fromkeys(map(column_key, (*mine.get("columns", {}).get(name, ()), *columns["columns"][name])))) for name in FIELDS},
        types=_code_words(types["types"], mine.get("types", {}), tuple(DocumentType)),
        agencies=_code_words(agencies["agencies"], mine.get("agencies", {}), tuple(Agency)),
        domains={domain: code for code, words in agencies["agencies"].items() for domain in words.get("domains", ())},
        empty=frozenset(columns["empty"]["values"]),
        by_type=agencies["by_type"],
        implied={part: code for code, parts in columns["implied_type"].items() for part in parts},
        status={key_of(word): remark for remark, words in columns["status_remarks"].items() for word in words},
        prints=mine.get("prints", {}),
        labels={name: tuple(map(key_of, words)) for name, words in details["labels"].items()},
    )


def _code_words(table: Mapping[str, Any], own: Mapping[str, Iterable[str]], codes: Iterable[str]) -> CodeWords:
    exact = {key_of(code): str(code) for code in codes}
    phrases: dict[str, str] = {}
    leading: dict[str, str] = {}
    for code, words in table.items():
        leading.update({key_of(word): code for word in words.get("leading", ())})
        exact.update({key_of(word): code for word in words.get("exact", ())})
        phrases.update({key_of(word): code for word in words.get("phrases", ())})
    for code, values in own.items():
        exact.update({key_of(value): code for value in values})
    return CodeWords(exact, phrases, leading)


def _read_user_file(path: Path) -> dict[str, dict[str, list[str]]]:
    where = str(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(where=where, what=f"cannot be read as TOML ({type(error).__name__})", next_step="Check its path and its syntax.") from None
    known: dict[str, set[str]] = {
        "columns": set(FIELDS),
        "types": set(DocumentType),
        "agencies": set(Agency),
        "prints": {*load_table("taxonomies/print_layouts")["labels"], "lines"},
    }
    for name, entries in table.items():
        if name == "about":
            continue
        if name not in known or not isinstance(entries, dict):
            raise ConfigError(where=where, what=f"has a table [{name}]", next_step=f"Use {', '.join(f'[{table}]' for table in known)}.")
        for code, values in entries.items():
            if code not in known[name]:
                raise ConfigError(
                    where=where, what=f"[{name}] names '{code}', which does not exist", next_step=f"Use: {', '.join(sorted(known[name]))}."
                )
            if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
                raise ConfigError(where=where, what=f"[{name}] {code} is no list of words", next_step='Write it as a list: ["Home visit note"].')
    _check_shapes(where, table.get("prints", {}).get("lines", []))
    return {name: entries for name, entries in table.items() if name != "about"}


def _check_shapes(where: str, shapes: Iterable[str]) -> None:
    """Check the shapes of head lines: a date, and no part twice."""
    for number, shape in enumerate(shapes, start=1):
        parts = re.findall(r"\{(\w+)\}", shape)
        if "date" not in parts or len(set(parts)) < len(parts) or not set(parts) <= PARTS_OF_SHAPE:
            known = ", ".join(f"{{{part}}}" for part in sorted(PARTS_OF_SHAPE))
            raise ConfigError(where=where, what=f"[prints] lines {number} needs {{date}} and each part once", next_step=f"Use: {known}.")


def _freeze(own: Mapping[str, Mapping[str, Iterable[str]]]) -> Frozen:
    return tuple((table, tuple((code, tuple(values)) for code, values in entries.items())) for table, entries in own.items())
