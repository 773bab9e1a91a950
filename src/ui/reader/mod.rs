//! The reader: the text of one document in its pane.
//!
//! In: a [`Document`](crate::structure::Document), a [`ReaderStyle`], sorted [`Highlight`]s and what find has
//! found. Out: a [`ReaderOutput`] a frame, which tells what is in view, where the strong highlights stand on the
//! screen, and what the user clicked, selected or asked to copy. [`ReaderState`] keeps scroll position and selection;
//! it is also where the app asks to scroll.
//!
//! How it works, from the text up: `marks` and `breaker` end rows by Chinese rules; `cells` says what is shown of
//! each character; `look` how each kind of paragraph is set; `setting` makes one row a justified galley and ties
//! every byte to its place; `page` and `column` keep rows and heights of a document, estimated until needed; `grid`
//! and `table` give each cell of a table its box, and `lines` says where a row stands, in a cell or across the column;
//! `scroll` moves the view; `turns` lets one reader in a frame be set anew; `paint` lays highlights over the galleys, which are never set anew for them, and `frames`
//! lines around cells. Only rows in view are set. All offsets are zero-based bytes of the cleaned text, all lengths points.
//!
//! ```ignore
//! let out = Reader::new(id, "友谊路街道 2021", &document, &style).highlights(&marks).show(ui, &mut state);
//! strip(ui, id.with("strip"), "标记位置", strip_rect, &mut state, &marks, &strip_colours);
//! ```

mod breaker;
mod cells;
mod column;
mod frames;
mod glyphs;
mod grid;
mod highlights;
mod lines;
mod look;
mod marks;
mod page;
mod paint;
mod pointer;
mod scroll;
mod selection;
mod setting;
mod state;
mod strip;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod turns;
mod types;
mod widget;

pub use breaker::break_rows;
pub use glyphs::glyphs_of;
pub use state::{ReaderState, watch_atlas};
pub use strip::{StripColours, strip};
pub use types::{Align, Highlight, ReaderColours, ReaderOutput, ReaderStyle, Strength, VisibleMark};
pub use widget::Reader;
