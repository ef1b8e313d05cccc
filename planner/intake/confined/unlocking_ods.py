"""OpenDocument sheets that open with a password: decrypted as part 2 of the standard describes.

All ways that office programs have used: Blowfish (standard 1.0 and 1.1), AES-CBC (1.2 and 1.3),
and the whole document in one AES-GCM part under a key by Argon2id (LibreOffice since 24.8).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from planner.intake.confined.archive import BROKEN, Refused
from planner.intake.confined.markup import attribute, name_of, pieces
from planner.intake.limits import Limits

_WHOLE, _CONTENT = "encrypted-package", "content.xml"
_CHECKED = 1024  # bytes of the packed content that the checksum is of
_MOST_ROUNDS, _MOST_PASSES, _MOST_LANES, _MOST_KIB = 5_000_000, 100, 64, 2**19


@dataclass(frozen=True)
class _Lock:
    """How one part is locked, as the manifest tells; texts as they stand, numbers read."""

    cipher: str
    vector: bytes
    start: str
    derivation: str
    salt: bytes
    key_size: int
    rounds: int
    argon: tuple[int, int, int]  # passes, lanes, KiB of memory
    digest: str
    checksum: bytes


def opened_document(content: bytes, manifest: bytes, password: str, limits: Limits) -> bytes:
    """The document without its password; Refused as "wrong password", "damaged" and so on."""
    try:
        part, lock = _locked_part(manifest)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            locked = archive.read(part)
        packed = _decrypted(locked, lock, _key(lock, password))
        opened = _inflated(packed, limits.inflated_bytes)
    except UnsupportedAlgorithm as unknown:
        raise Refused("locked for good") from unknown
    except (*BROKEN, KeyError) as bad:
        raise Refused("damaged") from bad
    return opened if part == _WHOLE else _plain_document(opened)


def _locked_part(manifest: bytes) -> tuple[str, _Lock]:
    """The part that holds the sheets, or the whole document, and how it is locked."""
    for entry in pieces(manifest, frozenset({"file-entry"})):
        part = attribute(entry, "full-path")
        if part in (_WHOLE, _CONTENT):
            return part, _lock(entry)
    raise Refused("locked for good")


def _plain_document(content: bytes) -> bytes:
    """A document that holds the sheets alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(_CONTENT, content)
    return out.getvalue()


def _lock(entry: Element) -> _Lock:
    """How a part is locked; Refused when nothing says so, or when no password opens it."""
    parts = {name_of(e): e for e in entry.iter()}
    if "encryption-data" not in parts or "key-derivation" not in parts:
        raise Refused("locked for good")
    data, algorithm = parts["encryption-data"], parts["algorithm"]
    derivation, start = parts["key-derivation"], parts.get("start-key-generation")
    return _Lock(
        cipher=attribute(algorithm, "algorithm-name").lower(),
        vector=b64decode(attribute(algorithm, "initialisation-vector")),
        start=attribute(start, "start-key-generation-name").lower() if start is not None else "",
        derivation=attribute(derivation, "key-derivation-name").lower(),
        salt=b64decode(attribute(derivation, "salt")),
        key_size=int(attribute(derivation, "key-size") or 16),
        rounds=int(attribute(derivation, "iteration-count") or 1024),
        argon=(
            int(attribute(derivation, "argon2-iterations") or 3),
            int(attribute(derivation, "argon2-lanes") or 4),
            int(attribute(derivation, "argon2-memory") or 65_536),
        ),
        digest="sha256" if "sha256" in attribute(data, "checksum-type").lower() else "sha1",
        checksum=b64decode(attribute(data, "checksum")),
    )


def _key(lock: _Lock, password: str) -> bytes:
    start = hashlib.new("sha256" if "sha256" in lock.start else "sha1", password.encode()).digest()
    if lock.key_size not in (16, 24, 32):
        raise Refused("damaged")
    if lock.derivation.endswith("argon2id"):
        passes, lanes, memory = lock.argon
        if passes > _MOST_PASSES or lanes > _MOST_LANES or memory > _MOST_KIB:
            raise Refused("too large")
        argon = Argon2id(
            salt=lock.salt,
            length=lock.key_size,
            iterations=passes,
            lanes=lanes,
            memory_cost=memory,
        )
        return argon.derive(start)
    if not lock.derivation.endswith("pbkdf2"):
        raise Refused("locked for good")
    if lock.rounds > _MOST_ROUNDS:
        raise Refused("too large")
    return hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.rounds, lock.key_size)


def _decrypted(locked: bytes, lock: _Lock, key: bytes) -> bytes:
    """The packed content; what tells a wrong password is a tag or a checksum."""
    if "gcm" in lock.cipher:
        try:
            return AESGCM(key).decrypt(locked[:12], locked[12:], None)
        except InvalidTag as wrong:
            raise Refused("wrong password") from wrong
    way = next((way for name, way in _WAYS.items() if name in lock.cipher), None)
    if way is None:
        raise Refused("locked for good")
    packed = way(locked, lock, key)
    if hashlib.new(lock.digest, packed[:_CHECKED]).digest() != lock.checksum:
        raise Refused("wrong password")
    return packed


def _by_aes(locked: bytes, lock: _Lock, key: bytes) -> bytes:
    decryptor = Cipher(AES(key), CBC(lock.vector)).decryptor()
    padded = decryptor.update(locked) + decryptor.finalize()
    return padded[: -padded[-1]] if padded else b""


def _by_blowfish(locked: bytes, lock: _Lock, key: bytes) -> bytes:
    decryptor = Cipher(Blowfish(key), CFB(lock.vector)).decryptor()
    return decryptor.update(locked) + decryptor.finalize()


_WAYS: dict[str, Callable[[bytes, _Lock, bytes], bytes]] = {
    "-cbc": _by_aes,
    "blowfish": _by_blowfish,
}


def _inflated(packed: bytes, most: int) -> bytes:
    opened = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most + 1)
    if len(opened) > most:
        raise Refused("too large")
    return opened
