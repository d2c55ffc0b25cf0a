"""What is wrong at a repository is said in plain words."""

import pytest
from catalogue import repository
from changing import Changing, Page
from loopback import Reply

from harvester.rehearsal import rehearse
from tests.fetch import answers
from tests.loopback import Asked, serving


def wrong(home, script, pages: int = 2, **more: object) -> str:
    with serving(script) as server:
        return "; ".join(rehearse(home, repository(server.url, **more), pages).wrong)


def offering(records: bytes, **verbs: bytes):
    known = {
        "Identify": answers.identify(),
        "ListMetadataFormats": answers.FORMATS,
        "ListSets": answers.SETS,
        "ListRecords": records,
        **verbs,
    }
    return lambda asked: known.get(asked.params.get("verb", ""), Reply(status=404))


SOUND = answers.records(answers.record("1"))


def test_nothing_is_wrong_at_a_sound_one(home) -> None:
    assert wrong(home, offering(SOUND)) == ""


def test_a_format_that_it_does_not_offer(home) -> None:
    assert "does not offer the format mods, but oai_dc" in wrong(
        home, offering(SOUND), format="mods"
    )


def test_a_set_that_it_does_not_have(home) -> None:
    assert "it has no set stones" in wrong(home, offering(SOUND), sets=["stones"])


def test_deletions_that_it_does_not_tell(home) -> None:
    silent = answers.identify().replace(b">persistent<", b">no<")
    assert "does not tell what was deleted" in wrong(home, offering(SOUND, Identify=silent))


def test_dates_in_the_future_of_its_own_clock(home) -> None:
    ahead = answers.records(answers.record("1", datestamp="2062-01-05T10:00:00Z"))
    assert "records have dates in the future (2062" in wrong(home, offering(ahead))


def test_an_empty_one(home) -> None:
    empty = answers.error("noRecordsMatch")
    assert "it is empty: there is no record" in wrong(home, offering(empty))


def test_records_that_are_broken(home) -> None:
    headless = SOUND.replace(b"<identifier>oai:rum.example:1</identifier>", b"")
    assert "1 of its records are broken beyond reading" in wrong(home, offering(headless))


def test_a_second_page_that_is_the_first(home) -> None:
    def script(asked: Asked) -> Reply | bytes:
        if asked.params["verb"] != "ListRecords":
            return offering(SOUND)(asked)
        number = len(asked.params.get("resumptionToken", ""))
        return answers.records(answers.record("1"), answers.token("x" * (number + 1)))

    assert "its second page repeats the first" in wrong(home, script)


def test_a_second_page_that_does_not_come_is_the_verdict(home) -> None:
    rum = Changing(page_size=2)
    rum.fill(*range(4))

    def cut(page: Page) -> Reply | None:
        return page.cut if page.number == 2 else None

    rum.trouble = cut
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url), pages=2)
    assert (seen.records, seen.exit_code) == (2, 4)
    assert "page 2 was cut off" in seen.problem


@pytest.mark.parametrize("pages", [1, 2])
def test_only_so_many_pages_are_asked(home, pages: int) -> None:
    rum = Changing(page_size=2)
    rum.fill(*range(8))
    with rum.serve() as server:
        rehearse(home, repository(server.url), pages)
    assert len(server.params()) == pages
