//! What views of passages say alike: section paths, amounts with their bounds, sentences with a stretch marked.

use crate::measure::{Bound, Measure};
use crate::structure::Document;
use crate::text::{Span, sentence_around};
use crate::ui::apply::section_label;
use crate::ui::language::t;

/// Outline entries as `一、民生 › （二）养老`.
pub fn path_text(document: &Document, path: &[usize]) -> String {
    let labels: Vec<String> = path.iter().map(|k| section_label(document, *k)).filter(|label| !label.is_empty()).collect();
    labels.join(" › ")
}

/// The headings above a passage, without the title.
pub fn section_path_text(document: &Document, span: Span) -> String {
    let Some(section) = document.section_at(span.start) else { return String::new() };
    let path: Vec<usize> =
        document.section_path(section).into_iter().filter(|k| document.sections.get(*k).is_some_and(|s| s.level > 0)).collect();
    path_text(document, &path)
}

/// The number with its bound: 约30, ≥50, 20–30.
pub fn quantity_text(measure: &Measure) -> String {
    let quantity = &measure.quantity;
    match (measure.bound, &measure.quantity_to) {
        (_, Some(to)) => format!("{quantity}–{to}"),
        (Bound::AtLeast, None) => format!("≥{quantity}"),
        (Bound::AtMost, None) => format!("≤{quantity}"),
        (Bound::About, None) => format!("{}{quantity}", t("约")),
        (Bound::Exact | Bound::Range, None) => quantity.clone(),
    }
}

/// The number with bound and unit: ≥50%, 约30家, 1/3.
pub fn amount_text(measure: &Measure) -> String {
    // 比例 stands for a fraction without a unit.
    let unit = if measure.unit == "比例" { "" } else { measure.unit.as_str() };
    format!("{}{unit}", quantity_text(measure))
}

/// The sentence around a passage, and the passage in it.
pub fn sentence_of(document: &Document, span: Span) -> (&str, std::ops::Range<usize>) {
    let around = sentence_around(&document.text, span.start);
    let sentence = Span { start: around.start.min(span.start), end: around.end.max(span.end) };
    let from = span.start.0 - sentence.start.0;
    (sentence.of(&document.text), from..from + span.len())
}

#[cfg(test)]
mod tests {
    use super::{amount_text, quantity_text};
    use crate::measure::{Bound, Kind, Measure};
    use crate::text::Span;

    fn measure(quantity: &str, to: Option<&str>, bound: Bound, unit: &str) -> Measure {
        Measure {
            span: Span::default(),
            action: String::new(),
            object: String::new(),
            object_span: None,
            clause: Span::default(),
            quantity: quantity.to_owned(),
            quantity_to: to.map(str::to_owned),
            bound,
            unit: unit.to_owned(),
            base: None,
            kind: Kind::Target,
            deadline: None,
            sentence: Span::default(),
            why: String::new(),
        }
    }

    #[test]
    fn bounds_and_ranges_are_told() {
        assert_eq!(amount_text(&measure("50", None, Bound::AtLeast, "%")), "≥50%");
        assert_eq!(amount_text(&measure("30", None, Bound::About, "家")), "约30家");
        assert_eq!(amount_text(&measure("20", Some("30"), Bound::Range, "台")), "20–30台");
        assert_eq!(amount_text(&measure("1/3", None, Bound::Exact, "比例")), "1/3");
        assert_eq!(quantity_text(&measure("5", None, Bound::AtMost, "%")), "≤5");
    }
}
