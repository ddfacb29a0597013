"""Many briefs at once: with processes, threads and Dask, killed and gone on with."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import evolve
from PIL import Image

from briefkit import (
    Brief,
    Figure,
    HouseStyle,
    ModelError,
    Outcome,
    OutputError,
    PageMaster,
    Paragraph,
    SourceError,
    note,
    render,
    render_each,
    render_many,
    write_json,
)

GOOD = [
    Brief(title=f"Brief {number}", body=[Paragraph("Some words", note("A note."), ".")])
    for number in range(6)
]
BAD = Brief(title="Bad", body=["A sign that no font has: \U00012000"])


def pdfs(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")
    }


def said(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [
        "kept" if one.is_kept else "made" if one.error is None else type(one.error).__name__
        for one in outcomes
    ]


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2) as executor:
        yield executor


@pytest.fixture(scope="module")
def cluster() -> Iterator[Callable[[], Executor]]:
    """Return a function that gives an executor of a Dask cluster of two processes, none fetched."""
    import dask
    from distributed import Client, LocalCluster

    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.admin.log-length": 0}
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",  # any port that is free
            host="127.0.0.1",
            silence_logs=60,
        ) as made,
        Client(made) as client,
    ):
        yield client.get_executor


# What becomes of each


@pytest.mark.parametrize("kind", ["processes", "threads", "dask", "none"])
def test_each_brief_becomes_the_same_file_as_alone_and_fails_alone(kind, request, tmp_path):
    briefs = [*GOOD[:2], BAD, *GOOD[2:]]
    executor: Executor | None = None
    if kind == "processes":
        executor = request.getfixturevalue("processes")
    elif kind == "dask":
        executor = request.getfixturevalue("cluster")()
    elif kind == "threads":
        executor = ThreadPoolExecutor(2)

    outcomes = render_many(briefs, tmp_path / "out", executor=executor)

    if executor is not None and kind != "processes":
        executor.shutdown()
    assert [one.name for one in outcomes] == [f"brief-{n + 1}" for n in range(7)]
    assert said(outcomes) == ["made", "made", "FontError", *["made"] * 4]
    assert str(outcomes[2].error).startswith("paragraphs[0]: ")
    assert [one.pages for one in outcomes] == [1, 1, 0, 1, 1, 1, 1]
    assert pdfs(tmp_path / "out") == {
        f"brief-{index + 1}.pdf": render(brief)
        for index, brief in enumerate(briefs)
        if brief is not BAD
    }


def test_files_are_read_by_the_workers_and_named_by_their_own_names(processes, tmp_path):
    (tmp_path / "rents.v2.md").write_text("# Rents\n\nText.\n", encoding="utf-8")
    (tmp_path / "wrong.md").write_text("# Wrong\n\n[^1]\n", encoding="utf-8")
    write_json(GOOD[0], tmp_path / "zero.json")
    paths = [tmp_path / name for name in ("rents.v2.md", "wrong.md", "zero.json", "none.md")]

    outcomes = render_many([*paths[:3], str(paths[3])], tmp_path / "out", executor=processes)

    assert said(outcomes) == ["made", "SourceError", "made", "SourceError"]
    assert set(pdfs(tmp_path / "out")) == {"rents.v2.pdf", "zero.pdf"}
    assert f"{paths[1]}:3: the call [^1] has no note" in str(outcomes[1].error)
    assert outcomes[0].output == tmp_path / "out" / "rents.v2.pdf"


def test_names_may_be_given_with_folders(tmp_path):
    outcomes = render_many([("2024/ölpreis", GOOD[0]), ("2025/ölpreis", GOOD[1])], tmp_path)

    assert said(outcomes) == ["made", "made"]
    assert set(pdfs(tmp_path)) == {"2024/ölpreis.pdf", "2025/ölpreis.pdf"}


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", ".briefkit/a", "a/", "\0", ".", 5])
def test_a_name_that_leads_elsewhere_is_refused(name, tmp_path):
    (out := tmp_path / "out").mkdir()

    (one,) = render_many([(name, GOOD[0])], out)

    assert isinstance(one.error, OutputError)
    assert f"{name!r}: is no name for a file in a folder" in str(one.error)
    assert pdfs(tmp_path) == {}


def test_two_briefs_of_one_name_do_not_overwrite_each_other(tmp_path):
    outcomes = render_many([("a", GOOD[0]), ("A", GOOD[1]), ("b", GOOD[2])], tmp_path)

    assert said(outcomes) == ["made", "OutputError", "made"]
    assert "'A': is the name of another of these briefs" in str(outcomes[1].error)
    assert pdfs(tmp_path)["a.pdf"] == render(GOOD[0])


def test_each_outcome_is_told_as_it_comes_and_the_options_hold_for_all(tmp_path):
    told: list[Outcome] = []
    house = HouseStyle(page=PageMaster(inner=100))

    outcomes = render_many(
        GOOD[:2], tmp_path, progress=told.append, house=house, standard="ua-2", embed_source=True
    )

    assert tuple(told) == outcomes
    assert pdfs(tmp_path)["brief-2.pdf"] == render(
        GOOD[1], house=house, standard="ua-2", embed_source=True
    )


def test_what_is_no_brief_and_what_nobody_foresaw_fail_by_name(tmp_path, monkeypatch):
    def fail(*given: object, **more: object) -> None:
        raise ZeroDivisionError("of a bug")

    monkeypatch.setattr("briefkit.batch.worker.render", fail)
    outcomes = render_many([GOOD[0], tmp_path / "a.txt"], tmp_path / "out")

    assert "ZeroDivisionError: of a bug: this is a fault of briefkit" in str(outcomes[0].error)
    assert outcomes[0].error.problems[0].where.startswith(f"{__file__}:")
    assert isinstance(outcomes[1].error, SourceError)


@pytest.mark.parametrize("given", ["brief.md", Path("brief.md"), GOOD[0], {"a": GOOD[0]}, None])
def test_what_is_no_list_of_briefs_is_refused(given, tmp_path):
    """The letters of a file's name are no files, and the keys of a mapping no briefs."""
    with pytest.raises(ModelError, match=r"briefs is a \w+: give a list"):
        render_many(given, tmp_path)


def test_what_is_neither_brief_nor_file_fails_alone(tmp_path):
    outcomes = render_many([GOOD[0], 5, None, ("two", 2.5), ("a", GOOD[1], 3), ()], tmp_path)

    assert said(outcomes) == ["made", *["ModelError"] * 5]
    assert [one.name for one in outcomes] == [
        "brief-1", "brief-2", "brief-3", "two", "brief-5", "brief-6",
    ]  # fmt: skip


def test_what_cannot_be_asked_for_is_refused_before_anything_is_done(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"file: cannot be made: .*: name another folder"):
        render_many(GOOD, tmp_path / "file")
    with pytest.raises(OutputError, match="unknown standard"):
        render_many(GOOD, tmp_path / "out", standard="nothing")
    with pytest.raises(ModelError, match="ahead: is 0: give at least 1"):
        render_many(GOOD, tmp_path / "out", ahead=0)
    with pytest.raises(ModelError, match="ahead: is '4': give at least 1"):
        render_many(GOOD, tmp_path / "out", ahead="4")
    with pytest.raises(ModelError, match="executor is a int: give an executor, such as Process"):
        render_many(GOOD, tmp_path / "out", executor=4)
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out").exists()


# Resumed


def test_a_file_that_is_there_and_whole_is_kept_with_all_that_was_noticed(tmp_path):
    picture = tmp_path / "a.png"
    Image.new("RGB", (60, 40), "#336699").save(picture)
    (tmp_path / "read.md").write_text("# A title\n\n![A caption](a.png)\n", encoding="utf-8")
    no_alt = Brief(title="No alt", body=[Figure(picture, caption="A caption")])
    briefs = [GOOD[0], no_alt, tmp_path / "read.md"]
    out = tmp_path / "out"
    first = render_many(briefs, out)
    before = {path: path.stat().st_ino for path in out.glob("*.pdf")}

    again = render_many(briefs, out)

    assert said(first) == ["made", "made", "made"]
    assert said(again) == ["kept", "kept", "kept"]
    assert first[1].diagnostics
    assert {one.source for one in first[2].diagnostics} == {f"{tmp_path / 'read.md'}:3"}
    assert [(one.pages, one.diagnostics) for one in again] == [
        (one.pages, one.diagnostics) for one in first
    ]
    assert {path: path.stat().st_ino for path in out.glob("*.pdf")} == before
    assert said(render_many(briefs, out, resume=False)) == ["made", "made", "made"]


@pytest.mark.parametrize(
    "change",
    ["word", "picture", "house", "font", "standard", "source", "date", "file", "no file", "record"],
)
def test_a_file_is_made_anew_where_anything_has_changed(change, tmp_path, monkeypatch):
    """A word, a picture's bytes, the house, what is asked for; the file itself, or its record."""
    out, picture, font = tmp_path / "out", tmp_path / "a.png", tmp_path / "a.ttf"
    Image.new("RGB", (60, 40), "#336699").save(picture)
    squares = Path(__file__).parent / "fonts" / "squares.ttf"
    font.write_bytes(squares.read_bytes())
    brief = Brief(title="A brief", body=["Words.", Figure(picture, alt="a")], brand=None)
    brand = tmp_path / "_brand.yml"
    brand.write_text("meta: {name: House}\n", encoding="utf-8")
    brief = evolve(brief, brand=brand)
    more: dict[str, object] = {}
    assert said(render_many([brief], out)) == ["made"]
    assert said(render_many([brief], out)) == ["kept"]

    match change:
        case "word":
            brief = evolve(brief, subtitle="Other")
        case "picture":
            Image.new("RGB", (60, 40), "#996633").save(picture)
        case "house":
            brand.write_text("meta: {name: Another}\n", encoding="utf-8")
        case "font":
            more = {"house": HouseStyle(page=PageMaster(inner=99))}
        case "standard":
            more = {"standard": "ua-2"}
        case "source":
            more = {"embed_source": True}
        case "date":
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        case "file":
            (out / "brief-1.pdf").write_bytes((out / "brief-1.pdf").read_bytes()[:-1])
        case "no file":
            (out / "brief-1.pdf").unlink()
        case "record":
            (out / ".briefkit" / "brief-1.json").write_text("[", encoding="utf-8")

    assert said(render_many([brief], out, **more)) == ["made"]
    assert said(render_many([brief], out, **more)) == ["kept"]


def test_the_same_brief_from_another_folder_is_kept(tmp_path):
    """A checkout elsewhere, or the whole moved: what counts is what is in the files."""
    outcomes = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        Image.new("RGB", (60, 40), "#336699").save(folder / "a.png")
        (folder / "one.md").write_text("# T\n\n![x](a.png){alt=a}\n", encoding="utf-8")
        outcomes += render_many([folder / "one.md"], tmp_path / "out")

    assert said(tuple(outcomes)) == ["made", "kept"]


def test_a_brief_that_fails_leaves_what_stood_there(tmp_path):
    render_many([("a", GOOD[0])], tmp_path)

    outcomes = render_many([("a", BAD)], tmp_path)

    assert said(outcomes) == ["FontError"]
    assert pdfs(tmp_path) == {"a.pdf": render(GOOD[0])}
    assert said(render_many([("a", GOOD[0])], tmp_path)) == ["kept"]


KILLED = f"""
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from briefkit import Brief, render_many
briefs = [Brief(title=f"Brief {{n}}", body=["Words and words. " * 30]) for n in range(40)]
render_many(briefs[:1], sys.argv[1])
for moment in range(12):
    there = len(os.listdir(sys.argv[1]))
    child = os.fork()
    if not child:
        render_many(briefs, sys.argv[1])
        os._exit(0)
    while len(os.listdir(sys.argv[1])) < there + 2:
        time.sleep(0.001)
    time.sleep(moment / 2_000)
    os.kill(child, {signal.SIGKILL})
    os.waitpid(child, 0)
kept = []
render_many(briefs, sys.argv[1], progress=lambda one: kept.append(one.is_kept))
print(sum(kept), all(kept[: sum(kept)]))
for index, brief in enumerate(briefs):
    with open(f"{{sys.argv[1]}}/brief-{{index + 1}}.pdf", "rb") as file:
        from briefkit import render
        assert file.read() == render(brief)
files = {{f"brief-{{n + 1}}.pdf" for n in range(40)}}
print(set(os.listdir(sys.argv[1])) == {{".briefkit", *files}})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are of Unix")
def test_a_batch_killed_a_dozen_times_goes_on_where_it_was_and_loses_nothing(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    kept, in_order, is_clean = done.stdout.split()
    assert int(kept) >= 12  # of each two that came to be, one was on record
    assert (in_order, is_clean) == ("True", "True")


# Workers killed


POISON = """
import os, signal
from pathlib import Path
from briefkit import Brief

def build():
    marks = Path(__file__).with_name("killed")
    marks.mkdir(exist_ok=True)
    if len(list(marks.iterdir())) < {times}:
        (marks / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Brief(title="It lives", body=["Text."])
"""


def with_poison(folder: Path, times: int) -> list[Brief | Path]:
    poison = folder / "poison.py"
    poison.write_text(POISON.format(times=times), encoding="utf-8")
    return [*GOOD[:3], poison, *GOOD[3:], *GOOD]


@pytest.mark.parametrize("times", [1, 99])
def test_a_worker_killed_takes_no_other_brief_with_it(times, tmp_path):
    """What was lost is tried again; what kills its process again is named; the rest goes on."""
    briefs = with_poison(tmp_path, times)

    with ProcessPoolExecutor(2) as executor:
        outcomes = render_many(briefs, tmp_path / "out", executor=executor, ahead=3)

    became = said(outcomes)
    if times > 1:
        assert became.pop(3) == "BriefError"
        assert "its process was killed, and again when alone" in str(outcomes[3].error)
        assert outcomes[3].name == "poison"
    # Those whose files were whole when their neighbour died are tried again, and kept.
    assert set(became) <= {"made", "kept"}
    assert became.count("kept") <= 2


def test_an_executor_that_is_broken_from_the_start_is_replaced(tmp_path):
    executor = ProcessPoolExecutor(1)
    lost = executor.submit(os.kill, 0, 0)  # so that it has a process
    lost.result()
    with pytest.raises(Exception, match="abruptly"):
        executor.submit(os._exit, 1).result()

    assert said(render_many(GOOD, tmp_path, executor=executor)) == ["made"] * 6


def test_a_worker_of_a_dask_cluster_killed_in_mid_run_loses_nothing(cluster, tmp_path):
    executor = cluster()
    client = executor._client
    workers = client.run(os.getpid)
    told: list[Outcome] = []

    def kill_one(outcome: Outcome) -> None:
        told.append(outcome)
        if len(told) == 3:
            os.kill(next(iter(workers.values())), signal.SIGKILL)

    outcomes = render_many(GOOD * 5, tmp_path, executor=executor, ahead=6, progress=kill_one)

    assert len(told) == 30
    assert said(outcomes) == ["made" if not one.is_kept else "kept" for one in outcomes]
    assert pdfs(tmp_path) == {f"brief-{n + 1}.pdf": render(GOOD[n % 6]) for n in range(30)}


def test_a_brief_that_kills_its_dask_workers_is_named_and_the_rest_goes_on(cluster, tmp_path):
    briefs = with_poison(tmp_path, 99)

    outcomes = render_many(briefs, tmp_path / "out", executor=cluster(), ahead=4)

    assert said(outcomes)[3] == "BriefError"
    assert "KilledWorker, when alone too: " in str(outcomes[3].error)
    # With one failure allowed, Dask may blame another that stood in line on the workers that died.
    others = [one for one in outcomes if one.index != 3]
    blamed = [one for one in others if one.error is not None]
    assert all("KilledWorker" in str(one.error) for one in blamed)
    assert len(blamed) <= 2
    assert {one for one in said(tuple(others)) if one != "BriefError"} <= {"made", "kept"}


# How much at once


def test_no_more_briefs_are_taken_than_are_under_way(tmp_path):
    taken = 0

    def briefs() -> Iterator[Brief]:
        nonlocal taken
        for brief in GOOD * 5:
            taken += 1
            yield brief

    seen = 0
    with ThreadPoolExecutor(1) as executor:
        for _ in render_each(briefs(), tmp_path, executor=executor, ahead=4):
            seen += 1
            assert taken <= seen + 4
    assert seen == 30


def test_nothing_goes_on_once_no_more_is_asked_for(tmp_path):
    with ThreadPoolExecutor(1) as executor:
        each = render_each(GOOD * 5, tmp_path, executor=executor, ahead=4)
        next(each)
        each.close()

    assert len(pdfs(tmp_path)) <= 3


def test_briefs_that_fail_to_be_made_stop_the_batch_and_are_told(tmp_path):
    def briefs() -> Iterator[Brief]:
        yield GOOD[0]
        yield Brief(title="")

    with ThreadPoolExecutor(1) as executor, pytest.raises(ModelError, match="has no title"):
        render_many(briefs(), tmp_path, executor=executor)


REMEMBERED = """
import gc, pathlib, sys, tracemalloc
from briefkit import Brief, render_each

# Python remembers the parts of paths, in a table that grows by leaps; 3.12 for ever.
PATHS = tracemalloc.Filter(False, pathlib.__file__.replace("__init__.py", "*"))

def run(count):
    briefs = (Brief(title="A brief", body=["Words that come again."]) for _ in range(count))
    for _ in render_each(briefs, sys.argv[1], resume=False):
        pass
    gc.collect()
    taken = tracemalloc.take_snapshot().filter_traces([PATHS])
    return sum(each.size for each in taken.traces)

tracemalloc.start()
run(5)
few = run(10)
print(run(100) - few)
"""


def test_many_briefs_take_no_more_memory_than_few(tmp_path):
    """In a process of its own, for here others remember what they do."""
    done = subprocess.run(
        [sys.executable, "-c", REMEMBERED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) < 90 * 60, "bytes, for 90 briefs more"
