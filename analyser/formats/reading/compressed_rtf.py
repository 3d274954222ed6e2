"""The compressed RTF of Outlook messages, by the published description of its format (MS-OXRTFCP)."""

import struct

from analyser.errors import InputError

COMPRESSED, PLAIN = b"LZFu", b"MELA"
LARGEST = 100 * 2**20
WINDOW = 4096
DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds before the first byte."""


def decompress(data: bytes) -> bytes:
    """Return the RTF; a stream that breaks off gives what came before.

    Raises
    ------
    InputError
        If the bytes are no such stream, or would give more than ``LARGEST`` bytes.

    """
    if len(data) < 16:
        raise _damaged()
    _, size, kind, _ = struct.unpack_from("<II4sI", data)
    if size > LARGEST:
        raise InputError(where="", what="unpacks to far more than such a file should hold", next_step="Save the message as text and give that.")
    if kind == PLAIN:
        return data[16 : 16 + size]
    if kind != COMPRESSED:
        raise _damaged()
    return _expand(data, size)


def _expand(data: bytes, size: int) -> bytes:
    window = bytearray(DICTIONARY.ljust(WINDOW, b" "))
    place = len(DICTIONARY)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data) or len(out) >= size:
                break
            if not flags >> bit & 1:
                copied, at = data[at : at + 1], at + 1
            else:
                if at + 2 > len(data):
                    break
                reference = data[at] << 8 | data[at + 1]
                at += 2
                offset, length = reference >> 4, (reference & 15) + 2
                if offset == place:  # the mark of the end
                    return bytes(out)
                copied = b""
                for step in range(length):  # byte by byte: what is copied may be copied from
                    byte = window[(offset + step) % WINDOW]
                    out.append(byte)
                    window[place] = byte
                    place = (place + 1) % WINDOW
            for byte in copied:
                out.append(byte)
                window[place] = byte
                place = (place + 1) % WINDOW
    return bytes(out[:size])


def _damaged() -> InputError:
    return InputError(where="", what="has a body that is damaged", next_step="Save the message as text and give that.")
