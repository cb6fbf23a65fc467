import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.checkpoint import (
    Checkpoint,
    KeyNotReadable,
    NoteNotReadable,
    PublicKey,
    SignatureWrong,
    SigningKey,
    open_checkpoint,
    open_note,
    text_of,
)

# The example of Go's sumdb/note, which the form comes from.
PETER = PublicKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
SAYING = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
    "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = SigningKey("loftet.example", bytes(range(32)))
HEAD = Checkpoint("loftet.example", 7, bytes(32))
NOTE = KEY.sign(HEAD.text)


def test_the_known_note_is_opened() -> None:
    assert open_note(SAYING, PETER).startswith("If you think cryptography")


def test_a_checkpoint_reads_back_and_so_does_its_key() -> None:
    assert open_checkpoint(NOTE, KEY.public) == HEAD
    assert text_of(NOTE) == HEAD.text == f"loftet.example\n7\n{base64.b64encode(bytes(32)).decode()}\n"
    assert PublicKey.read(str(KEY.public)) == KEY.public
    assert SigningKey.read(str(KEY)) == KEY


def test_a_new_key_is_like_no_other_and_does_not_show_itself() -> None:
    made = SigningKey.make("a")
    assert made != SigningKey.make("a")
    assert base64.b64encode(made.seed).decode() not in repr(made)


def test_the_same_secret_under_another_name_signs_for_that_name_alone() -> None:
    demo = KEY.named("loftet.example/demo")
    assert open_note(demo.sign("text\n"), demo.public) == "text\n"
    with pytest.raises(SignatureWrong, match=r"loftet\.example has not signed"):
        open_note(demo.sign("text\n"), KEY.public)


@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_no_bit_can_be_flipped(bit: int) -> None:
    content = bytearray(NOTE.encode())
    content[bit // 8] ^= 1 << bit % 8
    with pytest.raises((SignatureWrong, NoteNotReadable, UnicodeDecodeError)):
        open_checkpoint(content.decode(), KEY.public)


def test_other_signatures_may_stand_below_but_not_alone() -> None:
    witness = SigningKey("witness.example", b"w" * 32)
    line = witness.sign(HEAD.text).split("\n\n")[1]
    assert open_checkpoint(NOTE + line, KEY.public) == HEAD
    with pytest.raises(SignatureWrong):
        open_checkpoint(witness.sign(HEAD.text), KEY.public)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "a\n1\nb\n",
        NOTE.removesuffix("\n"),
        NOTE + "x\n",
        NOTE.replace("— loft", "- loft"),
        "a\n\n— k AAAA\n",
    ],
)
def test_what_is_no_note(note: str) -> None:
    with pytest.raises(NoteNotReadable):
        open_note(note, KEY.public)


@pytest.mark.parametrize(
    "text", ["a\n1\n", "a\n01\n" + "A" * 43 + "=\n", "\n1\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n"]
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteNotReadable):
        Checkpoint.read(text)


@pytest.mark.parametrize(
    "text", ["", "a+b", "a b+00000000+AA==", "a+00000000+" + str(KEY.public).split("+", 2)[2]]
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(KeyNotReadable):
        PublicKey.read(text)
    with pytest.raises(KeyNotReadable):
        SigningKey.read(f"PRIVATE+KEY+{text}")
    with pytest.raises(KeyNotReadable):
        SigningKey.read(str(KEY.public))
    with pytest.raises(KeyNotReadable):
        SigningKey("a b", bytes(32))
