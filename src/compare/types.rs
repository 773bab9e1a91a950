//! [`Comparison`]: the one value that window, paper and command line show.

use std::sync::Arc;

use crate::initiative::{Category, InitiativeId};
use crate::measure::Measure;
use crate::structure::Document;
use crate::text::Span;

/// Several documents and what they share.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// In the order in which the user has them.
    pub documents: Vec<Arc<Document>>,
    /// Every initiative found in any of them: by category, then by how many documents share it, then by name.
    pub initiatives: Vec<Initiative>,
    /// Sections of different documents that are about the same thing, best first.
    pub alignment: Vec<SectionPair>,
    /// Numbers promised or reported, by document, then by place.
    pub measures: Vec<DocumentMeasure>,
    /// What became of the items of each plan that has a later summary of the same street and year.
    pub followups: Vec<FollowUp>,
    /// Passages of two documents that say the same.
    pub parallels: Vec<Parallel>,
    /// Passages handed down from above, by document, then by place: what is left without them is local.
    pub formulae: Vec<Formula>,
}

/// One initiative and where it is mentioned.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiative {
    /// Derived from the name; the same in every run.
    pub id: InitiativeId,
    /// The name to show.
    pub name: String,
    /// The policy area.
    pub category: Category,
    /// How it came to be known.
    pub origin: Origin,
    /// 1 for the lexicon; for discovered ones how sure discovery is. In 0..=1, three decimals.
    pub score: f64,
    /// What the lexicon says of it and others; those need not be mentioned anywhere.
    pub relations: Vec<Relation>,
    /// A discovered one that the user said is an initiative.
    pub accepted: bool,
    /// By document, then by place.
    pub mentions: Vec<Mention>,
}

/// How one initiative stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// In which way.
    pub kind: RelationKind,
    /// The other's name.
    pub name: String,
}

/// Kinds of relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// A part of the other, which is broader.
    PartOf,
    /// The other took its place under a new name.
    RenamedTo,
    /// Beside the other, under one broader thing.
    Sibling,
    /// Easily taken for the other.
    NotSame,
}

impl RelationKind {
    /// The name in JSON and in lexicon files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PartOf => "part_of",
            Self::RenamedTo => "renamed_to",
            Self::Sibling => "sibling",
            Self::NotSame => "not_same",
        }
    }

    /// For people, before the other's name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PartOf => "属于",
            Self::RenamedTo => "后称",
            Self::Sibling => "同类",
            Self::NotSame => "勿混于",
        }
    }
}

/// How an initiative came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From a lexicon.
    Lexicon,
    /// From what the documents share.
    Discovered,
    /// From the user.
    User,
}

impl Origin {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Discovered => "discovered",
            Self::User => "user",
        }
    }
}

/// One place where an initiative is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index into [`Comparison::documents`].
    pub document: usize,
    /// The name (not its sentence), in the cleaned text.
    pub span: Span,
    /// Index of the innermost outline entry around it.
    pub section: Option<usize>,
    /// Whether the context settles the meaning.
    pub certainty: Certainty,
    /// What the match rests on, in Chinese.
    pub why: String,
}

/// Whether a mention is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// The form has one meaning, or its context settles it.
    Sure,
    /// The form has several meanings and the context does not tell.
    Possible,
}

impl Certainty {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Possible => "possible",
        }
    }
}

/// Two sections about the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionPair {
    /// The section of the earlier document.
    pub a: SectionRef,
    /// The section of the later document.
    pub b: SectionRef,
    /// In 0..=1, three decimals.
    pub score: f64,
    /// What it rests on, in Chinese.
    pub why: String,
}

/// A passage of one of the compared documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into [`Comparison::documents`].
    pub document: usize,
    /// In the document's cleaned text.
    pub span: Span,
}

/// A measure and the document that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentMeasure {
    /// Index into [`Comparison::documents`].
    pub document: usize,
    /// What is measured.
    pub measure: Measure,
    /// Index into [`Comparison::initiatives`]: what it is a number of.
    pub initiative: Option<usize>,
}

/// A plan's item and the passage that reports on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The item; `None` for a result without one.
    pub plan: Option<Place>,
    /// The passage that reports on it; `None` where the summary does not mention it.
    pub result: Option<Place>,
    /// What became of it.
    pub status: Status,
    /// Indexes into [`Comparison::measures`] of the numbers that were compared.
    pub measures: Vec<usize>,
    /// What it rests on, in Chinese.
    pub why: String,
    /// The user said so.
    pub corrected: bool,
}

/// What a summary says of a plan's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Stated as done, and the number reached.
    Met,
    /// A part, a weaker verb or a substitute.
    Partly,
    /// Progress is told, but the plan has no measurable target.
    Reported,
    /// Not in the text; never “not done”.
    NotMentioned,
    /// A result without an item.
    Unplanned,
}

impl Status {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::Reported => "reported",
            Self::NotMentioned => "not mentioned",
            Self::Unplanned => "unplanned",
        }
    }

    /// The status of a name in JSON.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// All, in the order in which views count them.
    pub const ALL: [Self; 5] = [Self::Met, Self::Partly, Self::Reported, Self::NotMentioned, Self::Unplanned];

    /// For people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "已完成",
            Self::Partly => "部分完成",
            Self::Reported => "有进展",
            Self::NotMentioned => "未提及",
            Self::Unplanned => "计划外",
        }
    }
}

/// Two passages that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// The passage of the earlier document.
    pub a: Place,
    /// The passage of the later document.
    pub b: Place,
    /// In nearly the same words, or in others.
    pub kind: ParallelKind,
    /// In 0..=1, three decimals.
    pub similarity: f64,
    /// What it rests on, in Chinese.
    pub why: String,
}

/// How alike two passages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParallelKind {
    /// The same statement in nearly the same words.
    Verbatim,
    /// The same initiative in other words.
    Related,
}

impl ParallelKind {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Related => "related",
        }
    }
}

/// A passage that is handed down from above: an opening, a slogan, required study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// Where it stands.
    pub place: Place,
    /// What it rests on, in Chinese.
    pub why: String,
}

/// A section of one of the compared documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionRef {
    /// Index into [`Comparison::documents`].
    pub document: usize,
    /// Index into the document's sections.
    pub section: usize,
}

impl Initiative {
    /// The mentions in one document, in order of place.
    pub fn mentions_in(&self, document: usize) -> impl Iterator<Item = &Mention> {
        let start = self.mentions.partition_point(|m| m.document < document);
        let rest = self.mentions.get(start..).unwrap_or_default();
        rest.iter().take_while(move |m| m.document == document)
    }

    /// In how many documents it is mentioned.
    #[must_use]
    pub fn document_count(&self) -> usize {
        let mut count = 0;
        let mut rest = self.mentions.as_slice();
        while let Some(first) = rest.first() {
            count += 1;
            rest = &rest[rest.partition_point(|m| m.document <= first.document)..];
        }
        count
    }

    /// Whether two documents or more mention it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.mentions.first().zip(self.mentions.last()).is_some_and(|(first, last)| first.document != last.document)
    }
}
