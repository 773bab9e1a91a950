//! Edits of the imported text, and their application: clean text, repairs and the way back.
//!
//! Every stage of cleaning proposes edits against the *imported* text, none of which overlap; one function applies them
//! all. So each repair can be undone without the others, and nothing can change silently: what no edit covers is copied.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Repair, RepairKind};
use crate::text::{OffsetMap, Segment, Span};

/// One change of the imported text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the imported text. Empty for an insertion.
    pub source: Span,
    /// What stands there instead.
    pub pieces: Vec<Piece>,
    /// What kind of change.
    pub kind: RepairKind,
    /// Edits with the same key are undone together; `None` stands alone.
    pub group: Option<GroupKey>,
}

/// Ties edits into one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey(pub u32);

/// Part of what an edit writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// New characters.
    Literal(String),
    /// Characters of the imported text that stood elsewhere.
    Moved(Span),
}

impl Edit {
    /// Removes a stretch.
    pub const fn remove(source: Span, kind: RepairKind) -> Self {
        Self { source, pieces: Vec::new(), kind, group: None }
    }

    /// Puts `text` for a stretch.
    pub fn replace(source: Span, text: &str, kind: RepairKind) -> Self {
        Self { source, pieces: vec![Piece::Literal(text.to_owned())], kind, group: None }
    }

    /// The same edit in a group.
    pub const fn grouped(mut self, group: GroupKey) -> Self {
        self.group = Some(group);
        self
    }
}

/// What application gives.
pub struct Applied {
    pub text: String,
    pub map: OffsetMap,
    pub repairs: Vec<Repair>,
}

/// Sorts edits by place and drops one that overlaps an earlier one; insertions at one place keep their order.
pub fn settle(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|e| (e.source.start, e.source.is_empty()));
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        if out.last().is_none_or(|last| last.source.end <= edit.source.start) {
            out.push(edit);
        }
    }
    out
}

/// The group of the edits that take a file's other documents out, the same in each of them: undone, the file is one document again.
pub const SPLIT_GROUP: u32 = 1;

/// Applies settled edits to `source`, except the groups in `undone`. Their ids count from `first_id`.
pub fn apply(source: &str, edits: &[Edit], first_id: u32, undone: &BTreeSet<u32>) -> Applied {
    let mut writer = Writer { source, text: String::with_capacity(source.len()), segments: Vec::new() };
    let mut repairs = Vec::new();
    let mut at = 0;
    for (edit, (id, group)) in edits.iter().zip(numbered(edits, first_id)) {
        if undone.contains(&group) {
            continue;
        }
        writer.copy(Span::new(at, edit.source.start.0));
        let start = writer.text.len();
        for piece in &edit.pieces {
            match piece {
                Piece::Literal(text) => writer.literal(text, edit.source),
                Piece::Moved(span) => writer.copy(*span),
            }
        }
        let span = Span::new(start, writer.text.len());
        repairs.push(Repair {
            id,
            group,
            span,
            kind: edit.kind,
            before: edit.source.of(source).to_owned(),
            after: span.of(&writer.text).to_owned(),
            source: edit.source,
        });
        at = edit.source.end.0;
    }
    writer.copy(Span::new(at, source.len()));
    Applied { text: writer.text, map: OffsetMap::new(writer.segments), repairs }
}

/// One-based id and group of each edit. They depend on the edits alone, so undoing one renumbers nothing.
fn numbered(edits: &[Edit], first_id: u32) -> Vec<(u32, u32)> {
    let mut first_of_group: BTreeMap<GroupKey, u32> = BTreeMap::new();
    let group_of = |id: u32, edit: &Edit, firsts: &mut BTreeMap<GroupKey, u32>| match edit.group {
        _ if edit.kind == RepairKind::OtherPart => SPLIT_GROUP,
        Some(key) => *firsts.entry(key).or_insert(id),
        None => id,
    };
    (first_id..).zip(edits).map(|(id, edit)| (id, group_of(id, edit, &mut first_of_group))).collect()
}

struct Writer<'a> {
    source: &'a str,
    text: String,
    segments: Vec<Segment>,
}

impl Writer<'_> {
    fn copy(&mut self, span: Span) {
        let piece = span.of(self.source);
        if !piece.is_empty() {
            let start = self.text.len();
            self.text.push_str(piece);
            self.segments.push(Segment { clean: Span::new(start, self.text.len()), source: span, verbatim: true });
        }
    }

    fn literal(&mut self, piece: &str, source: Span) {
        if !piece.is_empty() {
            let start = self.text.len();
            self.text.push_str(piece);
            self.segments.push(Segment { clean: Span::new(start, self.text.len()), source, verbatim: false });
        }
    }
}
