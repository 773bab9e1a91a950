//! Offsets, spans and views of text: the vocabulary that every later stage speaks.
//!
//! In: strings. Out: values that say *where* something stands. A byte offset and a character offset
//! are two types here, because mixing them is the bug that a program full of Chinese text would
//! have everywhere: a Han character is one scalar value and three bytes.
//!
//! Nothing in here knows what a paragraph, a heading or an initiative is.

mod fold;
mod heaps;
mod letters;
mod line_index;
mod note_marks;
mod offset_map;
mod offsets;
mod parallel;
mod sentences;

pub use fold::{FoldedText, fold, fold_text, han_digit};
pub use heaps::{heap_of_letter, sort_in_heaps};
pub use letters::is_letter_or_figure;
pub use line_index::LineIndex;
pub use note_marks::{Stretch, footnote_mark, shown_stretches, without_note_marks};
pub use offset_map::{OffsetMap, Segment};
pub use offsets::{ByteOffset, CharOffset, CharSpan, Span};
pub use parallel::{both, in_parallel};
pub use sentences::{clauses, is_closing_mark, is_sentence_end, sentence_around, sentences};
