"""Walks a document's blocks and says of each what it is: promise, outcome, lead-in, background, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loftet.language.performers import parse_performers
from loftet.language.tokens import sentences

from . import evidence
from .blocks import Block, BlockKind, tree_of
from .columns import ColumnRole
from .dates import find_periods
from .marks import has_trailing_mark
from .records import Labels, Record, is_title, note_field, read_record, repeated_labels
from .sections import FURNITURE, PART, HeadingMeaning, Role, read_heading
from .source import Passage
from .tables import TableWalk
from .telling import (
    from_first_outcome,
    goes_on,
    has_outcome,
    is_cut,
    is_definite,
    is_lead,
    parse_subject,
    promised_and_told,
    split_by_performer,
    split_by_subject,
    told_performers,
    undertakings,
)
from .walk_model import Candidate, Context, Verdict, retitle

_FINITE = re.compile(
    r"\b(?:är|har|ska|skall|kan|bör|måste|visar|behövs|lovar|ansvarar|svarar|gör|arbetar|kommer|får|vill|sker|fortsätter)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"(?i)^(?:(?:medborgar)?löfte|punkt|\w*område|del|mål)?\s*\d{1,2}(?:\.\d{1,2})*\s*[-–—:.)]\s*(?=\w)"
)
_WE = re.compile(r"\bvi\b", re.IGNORECASE)
_QUOTED = re.compile(r"\b(?:säger|berättar|menar|avslutar|tycker|förklarar) (?:\w+ ?){1,4}", re.IGNORECASE)


@dataclass(slots=True)
class Walk:
    """One way through the blocks; `candidates` and `verdicts` are its result."""

    blocks: Sequence[Block]
    is_follow_up: bool
    candidates: list[Candidate] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    tables: TableWalk = field(default_factory=TableWalk)
    told_at: int = -1
    labels: Labels = field(default_factory=Labels)

    def run(self) -> Walk:
        index, self.labels = 0, repeated_labels(self.blocks)
        while index < len(self.blocks):
            if self.blocks[index].kind is BlockKind.ITEM and not self._begins_list(index):
                end = self._list_end(index)
                self._list(index, end)
                index = end
                continue
            self._single(index)
            index += 1
        return self

    def _list_end(self, start: int) -> int:
        end = start
        while end < len(self.blocks) and self.blocks[end].kind is BlockKind.ITEM:
            if end > start and self._begins_list(end):
                break
            end += 1
        return end

    def _begins_list(self, index: int) -> bool:
        """ "Det här lovar kommunen:" among items that all stand alike: the next party's own begin."""
        block, following = self.blocks[index], self.blocks[index + 1 : index + 2]
        if not is_lead(block.text) or not following or following[0].level > block.level:
            return False
        meaning = read_heading(block.text)
        return meaning.role in {Role.PROMISES, Role.ACTIVITIES} and bool(meaning.performers)

    def _say(self, index: int, became: str, code: str) -> None:
        self.verdicts.append(Verdict(index, became, code))

    def _single(self, index: int) -> None:
        block = self.blocks[index]
        if block.kind is BlockKind.TABLE:
            self._table(index, block)
        elif self._record(index, block):
            return
        elif block.kind is BlockKind.HEADING:
            self._heading(index, block)
        elif FURNITURE.search(block.text) and not evidence.undertakes(block.text):
            self._say(index, "furniture", "page_furniture")
        elif is_lead(block.text) or self._opens_list(index):
            self._lead(index, block)
        elif block.is_quote or _QUOTED.search(block.text):
            self._say(index, "background", "speech")
        else:
            self._paragraph(index, block)

    def _opens_list(self, index: int) -> bool:
        """A sentence without end right over a list runs on in its items: "Polisen lovar att under året"."""
        following = self.blocks[index + 1 : index + 2]
        has_end = self.blocks[index].text.endswith((".", "!", "?", ")"))
        return bool(following) and following[0].kind is BlockKind.ITEM and not has_end

    def _record(self, index: int, block: Block) -> bool:
        """Take a labelled line for what its label says; say whether it is one."""
        record = read_record(block, self.labels)
        if record is None:
            return False
        self.context.lead, self.context.lead_focus = None, None
        if record.role in {ColumnRole.PROMISE, ColumnRole.OUTCOME}:
            self._add_record(index, record)
        else:
            last = self.candidates[-1] if self.candidates else None
            note_field(record, self.context.promise, last if last and last.is_outcome else None)
            self._say(index, "field", "label")
        return True

    def _add_record(self, index: int, record: Record) -> None:
        is_outcome, above = record.role is ColumnRole.OUTCOME, self.context.promise
        if not is_outcome and above and above is self.candidates[-1] and is_title(above, record):
            self.candidates.pop()
            self.context.focus = above.passage.text
            retitle(self.verdicts, above)
        added = self._add(index, record.passage, code="label", confidence=0.9, is_outcome=is_outcome)
        if is_outcome:
            added.answers, added.performers, added.label = self.context.promise, (), record.period
        else:
            self.context.promise, added.label = added, record.label
        self._say(index, "outcome" if is_outcome else "promise", "label")

    def _table(self, index: int, block: Block) -> None:
        found = list(self.tables.read(block, index, self.context))
        self.candidates += found
        self._say(index, "table" if found else "background", "columns_known" if found else "columns_unknown")

    # Headings and lead-ins

    def _heading(self, index: int, block: Block) -> None:
        if FURNITURE.search(block.text):
            self._say(index, "furniture", "page_furniture")
            self.context.is_promising = False
            return
        meaning = read_heading(block.text)
        context = self.context
        is_title = not any(each.became == "heading" for each in self.verdicts)
        self._say(index, "heading", meaning.code)
        keeps_focus = 0 < context.focus_level < block.level
        context.lead, context.lead_focus, context.promise = None, None, None
        context.section += 1
        context.is_promising = not is_title and (
            meaning.role in {Role.PROMISES, Role.ACTIVITIES}
            or (context.is_promising and meaning.role in {Role.SUBJECT, Role.NEUTRAL})
        )
        context.says_we = bool(_WE.search(block.text))
        if meaning.role in {Role.SUBJECT, Role.NEUTRAL}:
            context.role = Role.NEUTRAL if context.role is Role.BACKGROUND else context.role
            context.performers = meaning.performers or context.performers
        else:
            context.role, context.code = meaning.role, meaning.code
            context.performers = meaning.performers
            context.window = meaning.window
        if self.told_at != index - 1:
            context.told_performers = ()
        if not keeps_focus:
            names = meaning.has_subject and meaning.role is not Role.BACKGROUND and not is_title
            if not names and PART.match(block.text) and meaning.role in {Role.PROMISES, Role.ACTIVITIES}:
                return
            context.focus = _NUMBERING.sub("", block.text) if names else None
            context.focus_level = block.level if names else 0
        self._note_period(block.text, meaning)

    def _note_period(self, text: str, meaning: HeadingMeaning) -> None:
        """A set of another time begins with a heading that names its promises and years."""
        if meaning.role in {Role.PROMISES, Role.ACTIVITIES} and (found := find_periods(text)):
            self.context.period = found[0].period

    def _lead(self, index: int, block: Block) -> None:
        # Of a paragraph that opens a list only the last sentence rules it.
        meaning = read_heading(sentences(block.text)[-1].of(block.text).strip())
        self._say(index, "lead_in", meaning.code)
        self._take_sentences(index, block, is_lead=True)
        context = self.context
        context.lead = meaning
        context.says_we = bool(_WE.search(block.text))
        has_verb = bool(_FINITE.search(block.text))
        names = meaning.has_subject and meaning.role not in {Role.BACKGROUND, Role.OUTCOMES}
        context.lead_focus = block.text.rstrip(" :;") if names and not has_verb else None
        self._note_period(block.text, meaning)

    # Running text

    def _paragraph(self, index: int, block: Block) -> None:
        context = self.context
        if self._is_item_without_bullet(block):
            self._promise_item(
                index, block, None, False, context.role, context.lead.code if context.lead else "", 0.85
            )
            return
        context.lead, context.lead_focus = None, None
        context.told_performers = told_performers(block.text)
        context.speaker = parse_subject(block.text) or context.speaker
        self.told_at = index
        self._take_sentences(index, block, is_lead=False)

    def _is_item_without_bullet(self, block: Block) -> bool:
        """Under "X lovar:" what undertakes something, or under promises what names who does it: no bullets are left."""
        lead, text, context = self.context.lead, block.text, self.context
        governs = lead is not None and lead.role in {Role.PROMISES, Role.ACTIVITIES}
        if governs and len(text) < 400 and (evidence.undertakes(text) or text.startswith("Att ")):
            return True
        is_promised = context.role in {Role.PROMISES, Role.ACTIVITIES} and not self.is_follow_up
        return is_promised and has_trailing_mark(text) and not evidence.tells_done(text)

    def _take_sentences(self, index: int, block: Block, *, is_lead: bool) -> None:
        """Outcomes of a paragraph as one; undertakings sentence by sentence."""
        if not is_lead and self.is_follow_up and (pairs := promised_and_told(block.passage)):
            return self._add_pairs(index, pairs)
        if not is_lead and self._takes_outcome(block):
            return self._add_outcome(index, block)
        found = list(undertakings(block.passage)) if not is_lead else []
        if not found and not is_lead and self._tells_of_doing(index, block):
            found = split_by_subject(block.passage)
        if self.context.role is Role.BACKGROUND or not found:
            if not is_lead:
                self._say(index, "background", "no_undertaking" if not found else self.context.code)
            return None
        for passage in found:
            self._add(index, passage, code="sentence_undertakes", confidence=0.6, is_prose=True)
        if self.is_follow_up:
            self.context.promise = self.candidates[-1]
        self._say(index, "promise", "sentence_undertakes")
        return None

    def _takes_outcome(self, block: Block) -> bool:
        role = self.context.role
        is_told = has_outcome(block.text) or (role is Role.OUTCOMES and goes_on(block.text))
        return self.is_follow_up and role is not Role.BACKGROUND and is_told

    def _add_outcome(self, index: int, block: Block) -> None:
        # Before the first subject a paragraph may begin with what the report is about.
        passage = block.passage if self.context.focus else from_first_outcome(block.passage)
        passage = self._without_cut_end(index, passage)
        candidate = self._add(index, passage, code="tells_what_was_done", confidence=0.7, is_outcome=True)
        candidate.answers = self.context.promise
        self.context.told_performers = parse_subject(block.text)
        self._say(index, "outcome", "tells_what_was_done")

    def _add_pairs(self, index: int, pairs: Sequence[tuple[Passage, Passage | None]]) -> None:
        for promised, told in pairs:
            promise = self._add(index, promised, code="sentence_undertakes", confidence=0.6, is_prose=True)
            self.context.promise = promise
            if told:
                outcome = self._add(index, told, code="tells_what_was_done", confidence=0.7, is_outcome=True)
                outcome.answers = promise
        self._say(index, "promise", "sentence_undertakes")

    # Lists

    def _list(self, start: int, end: int) -> None:
        role, code, confidence = self._list_role(start, end)
        for index, parent, has_children in tree_of(self.blocks, start, end):
            block = self.blocks[index]
            if FURNITURE.search(block.text) and role not in {Role.OUTCOMES}:
                self._say(index, "furniture", "page_furniture")
            elif role in {Role.PROMISES, Role.ACTIVITIES}:
                self._promise_item(index, block, parent, has_children, role, code, confidence)
            elif role is Role.OUTCOMES:
                self._outcome_item(index, block, code, confidence)
            else:
                self._say(index, "background", code)
        self.context.lead, self.context.lead_focus = None, None

    def _list_role(self, start: int, end: int) -> tuple[Role, str, float]:
        """What governs the list: its lead-in, else its section, else what most of its items show."""
        context, texts = self.context, [block.text for block in self.blocks[start:end]]
        undertaken = sum(map(evidence.undertakes, texts)) / len(texts)
        done = sum(evidence.tells_done(each) or evidence.begins_with_count(each) for each in texts) / len(
            texts
        )
        lead = context.lead.role if context.lead else Role.NEUTRAL
        # "Vi lovade:" over items with numbers in a report.
        is_promised = context.lead is not None and context.lead.code == "heading_of_promises"
        for role, code in ((lead, context.lead.code if context.lead else ""), (context.role, context.code)):
            if role is Role.BACKGROUND and undertaken > 0.6:
                return Role.PROMISES, "items_undertake", 0.7
            if (
                role in {Role.PROMISES, Role.ACTIVITIES}
                and not is_promised
                and self.is_follow_up
                and done > 0.6
                and not undertaken
            ):
                return Role.OUTCOMES, "items_tell_what_was_done", 0.7
            if role not in {Role.NEUTRAL, Role.SUBJECT}:
                return role, code, 0.9
        if undertaken >= 0.5:
            return Role.PROMISES, "items_undertake", 0.8
        if self.is_follow_up and done >= 0.5:
            return Role.OUTCOMES, "items_tell_what_was_done", 0.7
        return Role.BACKGROUND, "nothing_makes_it_a_promise", 0.6

    def _promise_item(
        self,
        index: int,
        block: Block,
        parent: Block | None,
        has_children: bool,  # noqa: FBT001
        role: Role,
        code: str,
        confidence: float,
    ) -> None:
        if has_children and not is_definite(block.text):
            return self._say(index, "lead_in", "item_governs_items")
        if parent is not None and is_definite(parent.text):
            return self._say(index, "background", "explains_item_above")
        if is_cut(block.text) or self._is_cut_off(index):
            return self._say(index, "background", "cut_before_it_says_what")
        for passage in split_by_performer(block.passage):
            added = self._add(index, passage, code=code, confidence=confidence)
            added.role = role
            if parent is not None:
                added.focus = parent.text.rstrip(" :;")
                added.performers = parse_performers(parent.text) or added.performers
        self._say(index, "promise", code)
        return None

    def _outcome_item(self, index: int, block: Block, code: str, confidence: float) -> None:
        if self._is_cut_off(index):
            return self._say(index, "background", "cut_before_it_says_what")
        added = self._add(index, block.passage, code=code, confidence=confidence, is_outcome=True)
        added.answers = self.context.promise
        return self._say(index, "outcome", code)

    def _tells_of_doing(self, index: int, block: Block) -> bool:
        """A paragraph in the present tense, with a subject, under a heading of acts or after one that undertakes."""
        last = self.candidates[-1] if self.candidates else None
        follows = last is not None and last.is_prose and not last.is_outcome and last.block == index - 1
        text = block.text
        is_act = self.context.is_promising and not self.is_follow_up and len(text) < 250
        is_asked = is_act and evidence.says_ska(text) and not evidence.is_aim(text)
        is_theirs = bool(self.context.performers) and evidence.happens_now(text)
        says_so = bool(parse_performers(text)) or is_asked or is_theirs
        return (
            (follows or is_act) and says_so and "löfte" not in text.lower() and not evidence.tells_done(text)
        )

    def _without_cut_end(self, index: int, passage: Passage) -> Passage:
        """Without the few words that the document's end left of a last sentence."""
        spans = sentences(passage.text)
        last = spans[-1].of(passage.text).strip() if len(spans) > 1 else ""
        if index + 1 == len(self.blocks) and last and last[-1].isalpha() and len(last.split()) < 5:
            return passage.part(0, spans[-1].start)
        return passage

    def _is_cut_off(self, index: int) -> bool:
        """The document's last words, too few to tell anything."""
        text = self.blocks[index].text
        return index + 1 == len(self.blocks) and len(text.split()) < 4 and not text.endswith((".", "!"))

    def _add(
        self,
        index: int,
        passage: Passage,
        *,
        code: str,
        confidence: float,
        is_outcome: bool = False,
        is_prose: bool = False,
    ) -> Candidate:
        context, lead = self.context, self.context.lead
        performers = (lead.performers if lead else ()) or context.performers or context.told_performers
        if not performers and (context.says_we or _WE.search(passage.text)):
            performers = context.speaker
        candidate = Candidate(
            passage,
            is_outcome,
            code,
            confidence,
            index,
            focus=context.lead_focus or context.focus,
            performers=performers,
            window=(lead.window if lead else None) or context.window,
            period=context.period,
            role=context.role,
            is_prose=is_prose,
            section=context.section,
        )
        self.candidates.append(candidate)
        return candidate
