//! What a story of docx and odt meets that is no text of it: watermarks, page numbers, what nests too deep.
//!
//! In: pieces of text and boxes as the story is walked. Out: what a head or foot is, and what is set apart or left out.

use super::{ApartKind, Builder, NoteCode};

/// Tables and text boxes inside each other: deeper ones are left out.
const MAX_NESTING: usize = 32;

/// Characters that stand around a page's number.
const AROUND: &str = "第页共/-—–－−―·•.|()（）[]";

/// What a story meets that is no text of it.
#[derive(Debug, Default)]
pub struct Aside {
    watermarks: Vec<String>,
    /// Text outside the fields that number pages.
    beside_page_numbers: String,
    has_page_number: bool,
    nesting: usize,
    is_too_deep: bool,
}

impl Aside {
    /// Text across the page.
    pub fn watermark(&mut self, text: String) {
        self.watermarks.push(text);
    }

    /// Text of a head or foot, in a field that numbers pages or beside one.
    pub fn head_text(&mut self, text: &str, is_page_number: bool) {
        self.has_page_number |= is_page_number;
        if !is_page_number {
            self.beside_page_numbers.push_str(text);
        }
    }

    /// What the head or foot is whose text was told.
    #[must_use]
    pub fn head_kind(&self) -> ApartKind {
        running_head(self.has_page_number, &self.beside_page_numbers)
    }

    /// Goes into something that may stand inside itself; false where that is too deep, and it is to be passed over.
    pub fn enter(&mut self) -> bool {
        self.is_too_deep |= self.nesting >= MAX_NESTING;
        let may_enter = self.nesting < MAX_NESTING;
        self.nesting += usize::from(may_enter);
        may_enter
    }

    /// Comes out of what was entered.
    pub const fn leave(&mut self) {
        self.nesting = self.nesting.saturating_sub(1);
    }

    /// Tells what was set apart or left out.
    pub fn finish(&mut self, out: &mut Builder) {
        for text in std::mem::take(&mut self.watermarks) {
            out.apart(ApartKind::Watermark, &text, None);
        }
        if self.is_too_deep {
            out.note(NoteCode::LeftOut, format!("表格或文本框嵌套超过 {MAX_NESTING} 层，更深的内容没有读入；请核对原文件"));
        }
    }
}

/// What a head or foot is: whether a field that numbers pages stands in it, and its text outside such fields.
fn running_head(has_page_field: bool, beside: &str) -> ApartKind {
    let has_number = has_page_field || beside.contains(|c: char| c.is_ascii_digit());
    let is_around = |c: char| c.is_whitespace() || c.is_ascii_digit() || AROUND.contains(c);
    if has_number && beside.chars().all(is_around) { ApartKind::PageNumber } else { ApartKind::RunningHead }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_its_dashes_is_no_running_head() {
        assert_eq!(running_head(true, "— —"), ApartKind::PageNumber);
        assert_eq!(running_head(false, "- 1 -"), ApartKind::PageNumber);
        assert_eq!(running_head(true, "第页 共页"), ApartKind::PageNumber);
        assert_eq!(running_head(true, "街道工作要点"), ApartKind::RunningHead);
        assert_eq!(running_head(false, "———"), ApartKind::RunningHead);
    }
}
