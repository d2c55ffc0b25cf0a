"""Every rule: its number, which never changes, where the specification has it, and its function.

Rules that look at every answer come last when a server is checked, whatever their number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from harvester.conformance.rules import (
    answers,
    arguments,
    identify,
    lists,
    paging,
    records,
    refusals,
)
from harvester.conformance.site import Site


@dataclass(frozen=True, slots=True)
class Rule:
    """`section` is one of OAI-PMH 2.0, unless it names a document `elsewhere`.

    `overall`: it looks at every answer that there was; `advice`: to break it is no failure.
    """

    number: int
    section: str
    look: Callable[[Site], None]
    overall: bool = False
    advice: bool = False
    elsewhere: bool = False

    @property
    def name(self) -> str:
        return self.look.__name__.replace("_", "-")

    @property
    def where(self) -> str:
        """The document and its section."""
        return self.section if self.elsewhere else f"OAI-PMH 2.0, {self.section}"

    @property
    def text(self) -> str:
        return (self.look.__doc__ or "").strip()


RULES = (
    Rule(1, "3.1", answers.reached),
    Rule(2, "3.1.2", answers.busy, overall=True),
    Rule(3, "3.1.2", answers.size, overall=True),
    Rule(4, "3.6", answers.status, overall=True),
    Rule(5, "3.2", answers.well_formed, overall=True),
    Rule(6, "3.2", answers.root_element, overall=True),
    Rule(7, "3.2, 3.3", answers.response_date, overall=True),
    Rule(8, "4.2", identify.identify),
    Rule(9, "4.2", identify.admin_email),
    Rule(10, "4.2", identify.protocol_version),
    Rule(11, "4.2", identify.base_url),
    Rule(12, "4.2", identify.granularity),
    Rule(13, "4.2, 3.3.2", identify.earliest_datestamp),
    Rule(14, "4.2, guideline oai-identifier", identify.oai_identifier),
    Rule(15, "4.6", lists.list_sets),
    Rule(16, "4.3, 2.7.2", lists.list_identifiers),
    Rule(17, "2.5, 4.3", lists.one_identifier),
    Rule(18, "4.4, 5", records.formats_of_a_record),
    Rule(19, "4.1, 3.3.2", records.get_record),
    Rule(20, "2.5, 2.6", records.set_of_a_record),
    Rule(21, "2.7.1", records.inclusive_bounds),
    Rule(22, "2.4", records.no_empty_identifier, overall=True),
    Rule(23, "3.6", refusals.no_verb),
    Rule(24, "3.6", refusals.unknown_verb),
    Rule(25, "4.1", refusals.record_without_identifier),
    Rule(26, "4.1", refusals.record_without_prefix),
    Rule(27, "3.6, 4.1", refusals.malformed_identifier),
    Rule(28, "4.3, 3.3.1", refusals.identifiers_until_junk),
    Rule(29, "4.3, 3.3.1", refusals.identifiers_from_junk),
    Rule(30, "4.3", refusals.identifiers_by_junk_and_date),
    Rule(31, "4.5, 3.3.1", refusals.records_from_junk),
    Rule(32, "4.5", refusals.records_by_junk),
    Rule(33, "4.5", refusals.records_by_junk_and_more),
    Rule(34, "4.5, 3.3.1", refusals.records_until_junk),
    Rule(35, "4.5", refusals.records_of_nothing),
    Rule(36, "2.7.1", refusals.mixed_granularity),
    Rule(37, "4.2, 2.7.1", refusals.before_the_earliest),
    Rule(38, "3.6", refusals.words_of_errors, overall=True, advice=True),
    Rule(39, "3.1.1", arguments.posted_identify),
    Rule(40, "3.1.1", arguments.posted_record),
    Rule(41, "3.5", paging.one_token, overall=True),
    Rule(42, "3.5", paging.no_empty_token_at_once, overall=True),
    Rule(43, "3.5", paging.first_cursor),
    Rule(44, "3.5, 3.1.1", paging.token_works),
    Rule(45, "3.6", arguments.wrong_arguments),
    Rule(46, "3.2", arguments.repeated_request, overall=True),
    Rule(47, "3.5", paging.last_page),
    Rule(48, "3.5.1", paging.token_again),
    Rule(49, "3.5", paging.token_keeps),
    Rule(50, "3.5", paging.cursor_and_size),
    Rule(51, "3.5.1", lists.nothing_twice),
    Rule(52, "2.7.1, 3.3.1", arguments.dates),
    Rule(53, "2.5.1", records.deleted_records),
    Rule(54, "2.7.1", records.one_datestamp),
    Rule(55, "2.6, 2.7.2", lists.sets),
    Rule(56, "3.6, 4.1, 4.4", records.unknown_things),
    Rule(57, "3.6", lists.no_empty_list, overall=True),
    Rule(58, "4.3, 4.5", lists.every_record),
    Rule(59, "3.2", identify.own_address, overall=True),
    Rule(60, "3.1.2, 3.1.3; RFC 9110, 9.1", answers.transport, overall=True),
    Rule(61, "XML 1.0, 2.2", answers.characters, overall=True, elsewhere=True),
    Rule(62, "3.2.1", answers.structure, overall=True),
)
