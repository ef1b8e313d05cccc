"""Open documents locked as each edition of the standard, and each program, locks them."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from base64 import b64encode

from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

PASSWORD = "Geheim 1é"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
SALT, VECTOR = bytes(range(16)), bytes(range(50, 66))
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="List">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
).format(
    rows="".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in (("Title", "Ministry"), ("Courts", "Law"), ("Police", "Peace"))
    )
).encode()  # fmt: skip


def archive(**parts: bytes | str) -> bytes:
    """A document of these parts, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in {"mimetype": KIND, **parts}.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return out.getvalue()


def packed(content: bytes) -> bytes:
    """The content deflated, with nothing around it."""
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeezer.compress(content) + squeezer.flush()


def manifest(part: str, cipher: str, derivation: str, start: str = "", check: str = "") -> str:
    """The list of parts, with how the one that is locked was locked."""
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        f'<manifest:file-entry manifest:full-path="{part}" manifest:size="{len(CONTENT)}">'
        f"<manifest:encryption-data {check}>"
        f"<manifest:algorithm {cipher}/>{start}<manifest:key-derivation {derivation}"
        f' manifest:salt="{text(SALT)}"/></manifest:encryption-data></manifest:file-entry>'
        "</manifest:manifest>"
    )


def text(content: bytes) -> str:
    """Bytes as a manifest writes them."""
    return b64encode(content).decode()


def by_blowfish(rounds: int = 1024) -> bytes:
    """As OpenOffice and the first two editions of the standard lock it."""
    plain = packed(CONTENT)
    start = hashlib.sha1(PASSWORD.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, SALT, 1024, 16)
    cipher = Cipher(Blowfish(key), CFB(VECTOR[:8])).encryptor()
    return archive(
        content_xml=cipher.update(plain) + cipher.finalize(),
        **{
            "META-INF__manifest_xml": manifest(
                "content.xml",
                f'manifest:algorithm-name="Blowfish CFB"'
                f' manifest:initialisation-vector="{text(VECTOR[:8])}"',
                f'manifest:key-derivation-name="PBKDF2" manifest:iteration-count="{rounds}"',
                check='manifest:checksum-type="SHA1/1K"'
                f' manifest:checksum="{text(hashlib.sha1(plain[:1024]).digest())}"',
            )
        },
    )


def by_aes(cipher: str = "aes256-cbc", part: str = "content.xml", told: bytes = VECTOR) -> bytes:
    """As the standard 1.2 describes it and LibreOffice 3.5 to 24.2 lock it."""
    plain = packed(CONTENT)
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, SALT, 2_000, 32)
    left = 16 - len(plain) % 16
    aes = Cipher(AES(key), CBC(VECTOR)).encryptor()
    return archive(
        content_xml=aes.update(plain + bytes(left - 1) + bytes([left])) + aes.finalize(),
        **{
            "META-INF__manifest_xml": manifest(
                part,
                f'manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#{cipher}"'
                f' manifest:initialisation-vector="{text(told)}"',
                'manifest:key-derivation-name="PBKDF2" manifest:key-size="32"'
                ' manifest:iteration-count="2000"',
                "<manifest:start-key-generation manifest:key-size='32' manifest:"
                "start-key-generation-name='http://www.w3.org/2000/09/xmldsig#sha256'/>",
                'manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'
                f'#sha256-1k" manifest:checksum="{text(hashlib.sha256(plain[:1024]).digest())}"',
            )
        },
    )


def by_gcm(memory: int = 65_536) -> bytes:
    """The whole document in one part, as LibreOffice since 24.8 locks it."""
    inner = archive(content_xml=CONTENT, **{"META-INF__manifest_xml": "<manifest/>"})
    start = hashlib.sha256(PASSWORD.encode()).digest()
    argon = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=65_536)
    vector = VECTOR[:12]
    locked = vector + AESGCM(argon.derive(start)).encrypt(vector, packed(inner), None)
    return archive(
        **{
            "encrypted-package": locked,
            "META-INF__manifest_xml": manifest(
                "encrypted-package",
                'manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"'
                f' manifest:initialisation-vector="{text(vector)}"',
                'manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:'
                'manifest:argon2id" manifest:key-size="32" loext:argon2-iterations="3"'
                f' loext:argon2-memory="{memory}" loext:argon2-lanes="4"',
                "<manifest:start-key-generation manifest:key-size='32' manifest:"
                "start-key-generation-name='http://www.w3.org/2001/04/xmlenc#sha256'/>",
            ),
        }
    )
