//! Which documents have a column in the matrix: the streets and years chosen in, the documents' places in the comparison out.
//!
//! A district's researcher has thirty documents open and asks of three streets, or of one year; what is counted then is what the
//! columns show, so that 共有 is never true of a document that nobody sees.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::structure::Document;

/// The documents that have a column. Both conditions hold together; an empty set asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The streets, as [`street_of`] names them.
    pub streets: BTreeSet<String>,
    /// The years; `None` is that of the documents that tell none.
    pub years: BTreeSet<Option<i32>>,
}

/// What columns can be chosen by: what the documents have, each with the number of documents that have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnFacets {
    /// The streets in the order in which the documents come; what tells none is an empty name at the end.
    pub streets: Vec<(String, usize)>,
    /// The years from the first to the last; what tells none comes at the end.
    pub years: Vec<(Option<i32>, usize)>,
}

/// The street by which a document is chosen, the district where it names no street; empty where it names neither.
#[must_use]
pub fn street_of(document: &Document) -> &str {
    let meta = &document.meta;
    meta.street.as_deref().or(meta.district.as_deref()).unwrap_or_default()
}

impl Columns {
    /// Whether a document has a column.
    #[must_use]
    pub fn has(&self, document: &Document) -> bool {
        let street = self.streets.is_empty() || self.streets.contains(street_of(document));
        street && (self.years.is_empty() || self.years.contains(&document.meta.year))
    }

    /// The places of those that have one.
    #[must_use]
    pub fn among(&self, documents: &[Arc<Document>]) -> Vec<usize> {
        (0..documents.len()).filter(|k| self.has(&documents[*k])).collect()
    }

    /// The same without what no document has any more: a street whose last document was closed asks for nothing.
    #[must_use]
    pub fn of_these(&self, facets: &ColumnFacets) -> Self {
        let has_street = |street: &&String| facets.streets.iter().any(|(one, _)| one == *street);
        let has_year = |year: &&Option<i32>| facets.years.iter().any(|(one, _)| one == *year);
        Self {
            streets: self.streets.iter().filter(has_street).cloned().collect(),
            years: self.years.iter().filter(has_year).copied().collect(),
        }
    }
}

impl ColumnFacets {
    /// What these documents have.
    #[must_use]
    pub fn of(documents: &[Arc<Document>]) -> Self {
        let mut streets: Vec<(String, usize)> = Vec::new();
        let mut years: BTreeMap<(bool, Option<i32>), usize> = BTreeMap::new();
        for document in documents {
            let street = street_of(document);
            match streets.iter_mut().find(|(one, _)| one == street) {
                Some((_, count)) => *count += 1,
                None => streets.push((street.to_owned(), 1)),
            }
            let year = document.meta.year;
            *years.entry((year.is_none(), year)).or_default() += 1;
        }
        streets.sort_by_key(|(street, _)| street.is_empty());
        Self { streets, years: years.into_iter().map(|((_, year), count)| (year, count)).collect() }
    }
}
