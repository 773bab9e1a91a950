//! What goes into the reader and what comes out of it.

use egui::{Color32, FontFamily, Rect, Response};

use crate::text::{ByteOffset, Span};

/// Faces, sizes and colours of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderStyle {
    /// Running text.
    pub body: FontFamily,
    /// Title and bold stretches of running text.
    pub strong: FontFamily,
    /// Headings.
    pub heading: FontFamily,
    /// Size of running text in points; the other sizes follow from it.
    pub size: f32,
    /// Distance of two rows as a multiple of the size, about 1.75.
    pub line_height: f32,
    /// Blank at the left of the column, in points.
    pub margin_left: f32,
    /// Blank at the right of the column, in points: bars of strong highlights and the drag bar stand there.
    pub margin_right: f32,
    /// Whether the reader has a drag bar of its own at the right edge (without, show [`super::strip`] beside it).
    pub drag_bar: bool,
    /// Colours.
    pub colours: ReaderColours,
}

/// Colours of the text and of what is painted on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReaderColours {
    /// Running text.
    pub ink: Color32,
    /// Letterheads, footnotes, the drag bar.
    pub quiet: Color32,
    /// Footnote marks, focus.
    pub accent: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind what was found.
    pub find: Color32,
    /// Behind the hit that find stands on; outlined as well.
    pub find_current: Color32,
    /// Over text that stands back: the paper's colour, half seen through.
    pub veil: Color32,
}

/// How strongly a highlight shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A thin underline.
    Quiet,
    /// A fill, a rule and a bar in the margin.
    Strong,
    /// As strong, and an outline.
    Current,
}

/// A marked stretch of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Highlight {
    /// Where, in the document's cleaned text.
    pub span: Span,
    /// The app's name for it; several stretches may share one.
    pub tag: usize,
    /// Colour of underline, rule and bar; the fill is a thin wash of it.
    pub color: Color32,
    /// How strongly it shows.
    pub strength: Strength,
    /// Underlined with dots instead of a line.
    pub doubtful: bool,
}

/// Where a place comes to stand in the viewport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the top edge, a row below it.
    Top,
    /// On the reading line: some 15 % below the top, further down at the end of the text.
    Reading,
    /// In the middle.
    Centre,
    /// Wherever it takes the least scrolling; not at all where it is in view.
    Nearest,
}

/// A strong highlight in view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VisibleMark {
    /// The highlight's tag.
    pub tag: usize,
    /// [`Strength::Strong`] or [`Strength::Current`].
    pub strength: Strength,
    /// Its span in the cleaned text.
    pub span: Span,
    /// Around its rows in view, in screen coordinates; clipped to the viewport.
    pub rect: Rect,
}

/// What one frame of the reader tells.
#[derive(Debug, Clone)]
pub struct ReaderOutput {
    /// Of the whole reader.
    pub response: Response,
    /// The text on the reading line: some 15 % below the top, further down at the end of the text.
    pub reading_at: ByteOffset,
    /// The end of the row on the reading line: a run-in heading may begin within it.
    pub reading_end: ByteOffset,
    /// The text in view.
    pub visible: Span,
    /// Height of the whole column in points; partly estimated.
    pub content_height: f64,
    /// Height of what is shown at once, in points.
    pub viewport_height: f32,
    /// Distance from the column's top to the viewport's, in points; partly estimated.
    pub scroll_y: f64,
    /// The column of text on the screen (without margins, from the viewport's top to its bottom).
    pub column: Rect,
    /// Strong highlights in view, in the order of the text.
    pub marks: Vec<VisibleMark>,
    /// Where the watched stretches stand on the screen: index and the part in one row, in the order of the text. An empty stretch has no width.
    pub places: Vec<(usize, Rect)>,
    /// Where the selection's moving end stands on the screen, if it is in view.
    pub head: Option<Rect>,
    /// A click on highlights: their tags, innermost first. Empty for a click beside any. `None` without a click.
    pub clicked: Option<Vec<usize>>,
    /// Where in the text the click was.
    pub clicked_at: Option<ByteOffset>,
    /// Index into [`crate::structure::Document::footnotes`] of the footnote whose mark was clicked.
    pub clicked_footnote: Option<usize>,
    /// A click with the secondary button: the place, and the tags of the highlights there, innermost first.
    pub secondary_clicked: Option<(ByteOffset, Vec<usize>)>,
    /// Tags under the pointer, innermost first.
    pub hovered_tags: Vec<usize>,
    /// Index into [`crate::structure::Document::footnotes`] of the footnote whose mark is under the pointer.
    pub hovered_footnote: Option<usize>,
    /// The user asked to copy this span (never empty).
    pub copy_requested: Option<Span>,
    /// The user scrolled in this frame, by wheel, key, bar or strip.
    pub user_scrolled: bool,
    /// By how much, in points, down positive.
    pub user_moved: f64,
    /// A scroll asked for by the app is still on its way.
    pub gliding: bool,
}
