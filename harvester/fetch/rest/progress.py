"""Is the list whole? What shows it, and what makes it doubtful; where the list goes on.

A list asked for page by page moves when records come or go meanwhile. Three things show that none
was passed over: pages that overlap (each begins with a record that was seen), a second reading in
which nothing of the first is missing, and the total that the interface announces.
"""

from __future__ import annotations

from harvester.fetch.fault import Fault
from harvester.fetch.listing import BARREN
from harvester.fetch.rest.listing import Listing
from harvester.fetch.rest.state import Position, State, ends, mark
from harvester.styles import Style

HOLE = "an empty page came in the middle"
NOTHING_THERE = (400, 404, 416, 422)
"""HTTP statuses with which interfaces answer for a page behind the last one."""
ROUND = 1_000
"""Records: the most that an interface gives of one list is a multiple of these."""
MOST = 20_000_000
"""Records of one list; what goes on behind them is taken for a list without an end."""
READINGS = 6
"""Of one list that is changed each time it is read."""
STEPS_BACK = 40
"""In one list that moves while it is read."""


class Progress:
    """Of one window, on from `state`."""

    def __init__(self, style: Style, state: State) -> None:
        self.style = style
        self.state = state
        self._seen: set[str] = set()
        self._begin_slice()
        self._seen.update(state.anchors)

    def _begin_slice(self) -> None:
        self._before: set[str] | None = None
        self._readings = 1
        self._steps_back = 0
        self._begin_reading()

    def _begin_reading(self) -> None:
        self._seen = set()
        self._followed: set[Position] = set()
        self._barren = self._empty = self._back = 0

    @property
    def readings(self) -> int:
        """How often the slice at work was read before."""
        return self._readings - 1

    def size(self) -> int:
        """How many to ask for: no more than the cap leaves."""
        paging, at = self.style.paging, self.state.at
        if paging.by == "offset" and self.style.cap and isinstance(at, int):
            return max(1, min(paging.at_once, self.style.cap - at))
        return paging.at_once

    def take(self, listing: Listing) -> bool:
        """Count a page and move on; False if the list moved, so that it is to be asked again.

        Raises:
            Fault: the list does not end.
        """
        marks = [mark(name) for name in listing.names]
        if self._is_adrift(marks):
            self._step_back()
            return False
        self._back = 0
        self._count(listing, marks)
        onward = self._onward(listing, marks)
        if not marks and onward is not None and listing.total is None and listing.next:
            self._doubt(HOLE)
        self._seen.update(marks)
        self._followed.add(self.state.at)
        if onward is None:
            self._end_reading()
        else:
            self.state.at = onward
            self.state.anchors = ends(listing.names) or self.state.anchors
        return True

    def _is_adrift(self, marks: list[str]) -> bool:
        """The page does not begin with a record that was seen: one may have been passed over."""
        overlapping = self.style.paging.checked == "overlap" and not self.state.at_start
        return bool(overlapping and marks and not self._empty and marks[0] not in self._seen)

    def _step_back(self) -> None:
        self._steps_back += 1
        if self._steps_back > STEPS_BACK:
            raise Fault("belongs to a list that moves faster than it can be read", patience=1)
        self._back = self._back * 2 or self.style.paging.at_once
        at = self.state.at
        back = at - self._back if isinstance(at, int) and not self.state.torn else 0
        if back <= int(self.state.start):
            self.state.begin()
            self._begin_reading()
        else:
            self.state.at = back

    def _count(self, listing: Listing, marks: list[str]) -> None:
        state, new = self.state, [each for each in marks if each not in self._seen]
        if state.at in self._followed and not new:
            raise Fault("leads back to a page that was read before, so that the list has no end")
        self._barren = 0 if new else self._barren + 1
        if self._barren >= BARREN:
            raise Fault(f"is the {BARREN}th in a row that brings nothing new")
        state.came += len(new)
        state.passed += len(marks)
        if state.passed > MOST:
            said = f"belongs to a list that goes on behind {MOST:,} records"
            raise Fault(f"{said}; ask for it in parts (`sets:`, `params:`)", patience=1)
        if listing.total is not None:
            state.least = min(listing.total, listing.total if state.least is None else state.least)
        elif marks and not new and len(marks) > 1:
            self._doubt("a page came twice")

    def _onward(self, listing: Listing, marks: list[str]) -> Position | None:
        """Where the next page begins; None at the end of the list."""
        paging, link = self.style.paging, listing.next
        if paging.by in ("next", "whole"):
            return link
        if paging.by == "cursor":
            same = paging.end == "same" and link == self.state.at
            over = paging.end == "empty" and not marks
            return None if same or over else link
        return self._next_by_number(listing, marks)

    def _next_by_number(self, listing: Listing, marks: list[str]) -> int | None:
        bare = not any(each not in self._seen for each in marks)
        if marks and not bare and self._empty and listing.total is None:
            self._doubt(HOLE)
        self._empty = self._empty + 1 if bare else 0
        at, size = int(self.state.at), self.size()
        if self.style.paging.by == "page":
            reach, onward = self.state.passed, at + 1
            read = (onward - int(self.state.start)) * size
        else:
            reach = read = at + (len(marks) or size)
            overlaps = self.style.paging.checked == "overlap" and len(marks) > 1
            onward = reach - 1 if overlaps else reach
        if listing.total is None:
            ended = self._empty >= 2
        else:
            told_too_little = reach > listing.total and not bare  # a total that is not true
            # a total that a full page meets may be all that is given, and not all
            more = not bare and len(marks) >= size and self.style.cap is None
            ended = (reach >= listing.total and not told_too_little and not more) or (
                self._empty >= 2 and not marks
            )
        return None if ended or self._is_at_cap(read) else onward

    def refused(self, fault: Fault) -> None:
        """Behind a full page with which all announced records came, this is the end of the list.

        Not where just a round number came: some interfaces announce, and give, no more than so
        many of any list.

        Raises:
            Fault: anywhere else.
        """
        state, numbered = self.state, self.style.paging.by in ("offset", "page")
        came_all = state.came > 0 and state.came == state.least
        if not (came_all and numbered and fault.status in NOTHING_THERE):
            raise fault
        if state.came % ROUND == 0:
            said = f"{fault}; just {state.came:,} records came, which may be all that it gives"
            raise Fault(said, patience=1, evidence=fault.evidence, status=fault.status) from fault
        self._end_reading()

    def _is_at_cap(self, read: int) -> bool:
        return self.style.cap is not None and read >= self.style.cap

    def _end_reading(self) -> None:
        """Is the slice read to its end, or to be read once more?"""
        state = self.state
        if not self._is_same_again():
            if self._readings < READINGS:
                return self._read_again()
            self._doubt(f"it changed each of the {READINGS} times that it was read")
        exact = self.style.total is not None and self.style.total.exact
        if exact and state.least is not None and state.came < state.least:
            self._doubt(f"{state.came:,} of {state.least:,} announced records came")
        if self._may_be_capped():
            self._doubt(f"just {state.came:,} records came, which may be all that it gives")
        state.all_came += state.came
        state.slices.pop(0)
        state.begin()
        return self._begin_slice()

    def _may_be_capped(self) -> bool:
        """Some interfaces announce as many as they give, and answer with empty pages behind them.

        Lists over a cap that the style knows are asked for in slices instead.
        """
        state, style = self.state, self.style
        movable = style.cap is None and style.paging.by in ("offset", "page", "next")
        return movable and state.came > 0 and state.came == state.least and not state.came % ROUND

    def _is_same_again(self) -> bool:
        """Nothing of an earlier whole reading is missing; a list of one page cannot move."""
        if self.style.paging.checked != "sweep" or self.state.at_start:
            return True
        return self._before is not None and self._before <= self._seen

    def _read_again(self) -> None:
        self._readings += 1
        self._before = None if self.state.torn else self._seen
        self.state.begin()
        self._begin_reading()

    def _doubt(self, why: str) -> None:
        if why not in self.state.doubts:
            self.state.doubts.append(why)
