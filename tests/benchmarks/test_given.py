import gzip
import wave

import av
import numpy as np
import pytest

from tests.benchmarks import given

TONE = (8_000 * np.sin(np.arange(16_000) * 0.1)).astype(np.int16)


def save(path, data, *, rate=16_000, channels=1, width=2):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data.tobytes())
    return path


def test_a_recording_of_the_wanted_kind_is_returned_as_it_is(tmp_path):
    path = save(tmp_path / "a.wav", TONE)

    assert (given.sound(path) == TONE).all()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (np.repeat(np.repeat(TONE, 3), 2), {"rate": 48_000, "channels": 2}),
        (((TONE >> 8) + 128).astype(np.uint8), {"width": 1}),
    ],
)
def test_a_recording_of_another_kind_comes_out_as_mono_of_16_khz(tmp_path, data, form):
    sound = given.sound(save(tmp_path / "a.wav", data, **form))

    assert abs(len(sound) - len(TONE)) <= 20
    assert np.corrcoef(sound[500:15_000], TONE[500:15_000])[0, 1] > 0.95


@pytest.mark.parametrize("content", [b"", b"no sound", b"RIFF....WAVE"])
def test_what_is_no_sound_is_named(tmp_path, content):
    path = tmp_path / "a.wav"
    path.write_bytes(content)

    with pytest.raises(given.Unusable, match=r"a\.wav: no sound"):
        given.sound(path)


def test_a_coding_that_nobody_can_read_is_named(tmp_path):
    path = save(tmp_path / "a.wav", TONE)
    data = bytearray(path.read_bytes())
    data[20:22] = b"\x34\x12"  # the format's tag
    path.write_bytes(data)

    with pytest.raises(given.Unusable, match=r"a\.wav: no sound"):
        given.sound(path)


def test_a_film_without_sound_is_said_to_have_none(tmp_path):
    path = tmp_path / "a.wav"
    with av.open(str(path), "w", format="matroska") as file:
        stream = file.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 16
        file.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        file.mux(stream.encode(None))

    with pytest.raises(given.Unusable, match="no sound in it"):
        given.sound(path)


def test_a_recording_without_samples_is_named(tmp_path):
    with pytest.raises(given.Unusable, match="no sound in it"):
        given.sound(save(tmp_path / "a.wav", TONE[:0]))


def test_a_folder_that_is_missing_or_has_no_recording_is_named(tmp_path):
    with pytest.raises(given.Unusable, match="no such folder"):
        given.recordings(tmp_path / "nowhere")
    with pytest.raises(given.Unusable, match="no WAV file"):
        given.recordings(tmp_path)


def test_a_folder_that_nobody_named_may_be_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert given.shared(None, "speech") is None
    assert given.shared(tmp_path, "speech") == tmp_path
    with pytest.raises(given.Unusable, match="no such folder"):
        given.shared(tmp_path / "nowhere", "speech")


def test_capital_letters_in_a_name_do_not_hide_a_recording(tmp_path):
    path = save(tmp_path / "A.WAV", TONE)

    assert given.recordings(tmp_path) == [path]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_usual_codings(tmp_path, coding):
    path = tmp_path / "a.txt"
    path.write_bytes("naïve, um,\r\nyes".encode(coding))

    assert given.text(path) == "naïve, um,\r\nyes"


def test_text_in_another_coding_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("naïve".encode("latin-1"))

    with pytest.raises(given.Unusable, match=r"a\.txt: no text"):
        given.text(path)


def test_rows_that_were_damaged_on_their_way_are_named(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    data = gzip.compress(b'{"id": "1"}\n' * 1000)
    path.write_bytes(data[:14] + b"\xff\xff" + data[16:])

    with pytest.raises(given.Unusable, match=r"a\.jsonl\.gz: no text"):
        given.rows(path)


@pytest.mark.parametrize("line", ["{", "[1]", "[" * 100_000])
def test_a_line_that_is_no_row_is_named(tmp_path, line):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1"}\r\n\r\n' + line)

    with pytest.raises(given.Unusable, match=r"a\.jsonl, line 3"):
        given.rows(path)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [('{"end_ms": [900, 400]}', [400, 900]), ('{"end_ms": 900}', [900]), ('{"end_ms": []}', [])],
)
def test_marked_ends_are_read(tmp_path, marks, expected):
    (tmp_path / "a.json").write_text(marks)

    assert given.ends_ms(tmp_path / "a.wav") == expected


@pytest.mark.parametrize(
    "marks",
    ["{}", "[1]", '{"end_ms": ["late"]}', "nothing", '{"end_ms": [Infinity]}', "[" * 100_000],
)
def test_marks_that_are_none_are_named(tmp_path, marks):
    (tmp_path / "a.json").write_text(marks)

    with pytest.raises(given.Unusable, match=r"a\.json"):
        given.ends_ms(tmp_path / "a.wav")


def test_a_recording_that_nobody_marked_has_no_marks(tmp_path):
    assert given.ends_ms(tmp_path / "a.wav") == []
