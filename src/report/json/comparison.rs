//! A comparison as JSON: initiatives, measures, follow-ups, parallels, aligned sections.

use serde::Serialize;

use super::{DocumentJson, document_json, with_line_end};
use crate::compare::{Comparison, DocumentMeasure, Initiative, Place};

#[derive(Serialize)]
struct ComparisonJson<'a> {
    documents: Vec<DocumentJson<'a>>,
    initiatives: Vec<InitiativeJson<'a>>,
    measures: Vec<MeasureJson<'a>>,
    followups: Vec<FollowUpJson<'a>>,
    parallels: Vec<ParallelJson<'a>>,
    formulae: Vec<FormulaJson<'a>>,
    alignment: Vec<AlignmentJson<'a>>,
}

#[derive(Serialize)]
struct InitiativeJson<'a> {
    id: &'a str,
    name: &'a str,
    category: &'static str,
    origin: &'static str,
    score: f64,
    relations: Vec<RelationJson<'a>>,
    /// Beyond the contract: a discovered one that the user accepted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    accepted: bool,
    mentions: Vec<MentionJson<'a>>,
}

/// Beyond the contract.
#[derive(Serialize)]
struct RelationJson<'a> {
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    document: usize,
    start: usize,
    end: usize,
    surface: &'a str,
    section: Option<usize>,
    certainty: &'static str,
    why: &'a str,
}

#[derive(Serialize)]
struct AlignmentJson<'a> {
    a: SectionRefJson,
    b: SectionRefJson,
    score: f64,
    why: &'a str,
}

#[derive(Serialize)]
struct SectionRefJson {
    document: usize,
    section: usize,
}

#[derive(Serialize)]
struct MeasureJson<'a> {
    document: usize,
    start: usize,
    end: usize,
    action: &'a str,
    object: &'a str,
    quantity: &'a str,
    quantity_to: Option<&'a str>,
    bound: &'static str,
    unit: &'a str,
    base: Option<&'static str>,
    kind: &'static str,
    deadline: Option<&'a str>,
    sentence: [usize; 2],
    initiative: Option<usize>,
    why: &'a str,
}

#[derive(Serialize)]
struct FollowUpJson<'a> {
    plan: Option<PassageJson>,
    result: Option<PassageJson>,
    status: &'static str,
    measures: &'a [usize],
    why: &'a str,
    /// Beyond the contract: only where the user said so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
}

#[derive(Serialize)]
struct ParallelJson<'a> {
    a: PassageJson,
    b: PassageJson,
    kind: &'static str,
    similarity: f64,
    why: &'a str,
}

/// Beyond the contract.
#[derive(Serialize)]
struct FormulaJson<'a> {
    #[serde(flatten)]
    place: PassageJson,
    why: &'a str,
}

#[derive(Serialize)]
struct PassageJson {
    document: usize,
    start: usize,
    end: usize,
}

/// What `jiedu compare --format json` prints, with a line end.
///
/// # Errors
/// As [`super::documents_to_json`].
pub fn comparison_to_json(comparison: &Comparison) -> serde_json::Result<String> {
    let value = ComparisonJson {
        documents: comparison.documents.iter().enumerate().map(|(k, d)| document_json(k, d)).collect(),
        initiatives: comparison.initiatives.iter().map(|i| initiative_json(comparison, i)).collect(),
        measures: comparison.measures.iter().map(|m| measure_json(comparison, m)).collect(),
        followups: comparison
            .followups
            .iter()
            .map(|f| FollowUpJson {
                plan: f.plan.map(|p| passage_json(comparison, p)),
                result: f.result.map(|p| passage_json(comparison, p)),
                status: f.status.code(),
                measures: &f.measures,
                why: &f.why,
                corrected: f.corrected,
            })
            .collect(),
        parallels: comparison
            .parallels
            .iter()
            .map(|p| ParallelJson {
                a: passage_json(comparison, p.a),
                b: passage_json(comparison, p.b),
                kind: p.kind.code(),
                similarity: p.similarity,
                why: &p.why,
            })
            .collect(),
        formulae: comparison.formulae.iter().map(|f| FormulaJson { place: passage_json(comparison, f.place), why: &f.why }).collect(),
        alignment: comparison
            .alignment
            .iter()
            .map(|pair| AlignmentJson {
                a: SectionRefJson { document: pair.a.document, section: pair.a.section },
                b: SectionRefJson { document: pair.b.document, section: pair.b.section },
                score: pair.score,
                why: &pair.why,
            })
            .collect(),
    };
    with_line_end(serde_json::to_string_pretty(&value)?)
}

fn initiative_json<'a>(comparison: &'a Comparison, initiative: &'a Initiative) -> InitiativeJson<'a> {
    InitiativeJson {
        id: initiative.id.as_str(),
        name: &initiative.name,
        category: initiative.category.name(),
        origin: initiative.origin.code(),
        score: initiative.score,
        relations: initiative.relations.iter().map(|r| RelationJson { kind: r.kind.code(), name: &r.name }).collect(),
        accepted: initiative.accepted,
        mentions: initiative
            .mentions
            .iter()
            .filter_map(|mention| {
                let document = comparison.documents.get(mention.document)?;
                let chars = document.chars(mention.span);
                Some(MentionJson {
                    document: mention.document,
                    start: chars.start.0,
                    end: chars.end.0,
                    surface: mention.span.of(&document.text),
                    section: mention.section,
                    certainty: mention.certainty.code(),
                    why: &mention.why,
                })
            })
            .collect(),
    }
}

fn measure_json<'a>(comparison: &'a Comparison, measure: &'a DocumentMeasure) -> MeasureJson<'a> {
    let DocumentMeasure { document, measure, initiative } = measure;
    let at = passage_json(comparison, Place { document: *document, span: measure.span });
    let sentence = passage_json(comparison, Place { document: *document, span: measure.sentence });
    MeasureJson {
        document: *document,
        start: at.start,
        end: at.end,
        action: &measure.action,
        object: &measure.object,
        quantity: &measure.quantity,
        quantity_to: measure.quantity_to.as_deref(),
        bound: measure.bound.code(),
        unit: &measure.unit,
        base: measure.base.map(crate::measure::Base::code),
        kind: measure.kind.code(),
        deadline: measure.deadline.as_deref(),
        sentence: [sentence.start, sentence.end],
        initiative: *initiative,
        why: &measure.why,
    }
}

/// A passage in characters; an empty one at the start where the document is not there.
fn passage_json(comparison: &Comparison, place: Place) -> PassageJson {
    let chars = comparison.documents.get(place.document).map(|document| document.chars(place.span));
    let (start, end) = chars.map_or((0, 0), |chars| (chars.start.0, chars.end.0));
    PassageJson { document: place.document, start, end }
}
