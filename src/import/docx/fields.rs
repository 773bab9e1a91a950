//! Fields (ECMA-376 part 1, 17.16): begin, instruction, result, end. Only the result is text.

/// The fields that are open at a place of the text.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    /// Open ones whose instruction is being read: what stands there is not shown.
    in_instruction: usize,
    /// Open tables of contents.
    contents: usize,
    /// Open page numbers.
    pages: usize,
}

#[derive(Debug)]
struct Field {
    /// The first letters of the instruction, blanks before it left out.
    instruction: String,
    /// What the result is; `None` while the instruction is being read.
    result: Option<Kind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Contents,
    Page,
    Other,
}

impl Kind {
    fn of(instruction: &str) -> Self {
        match instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "TOC" => Self::Contents,
            "PAGE" | "NUMPAGES" | "SECTIONPAGES" => Self::Page,
            _ => Self::Other,
        }
    }
}

impl Fields {
    /// A field begins; its instruction follows.
    pub fn begin(&mut self) {
        self.open.push(Field { instruction: String::new(), result: None });
        self.in_instruction += 1;
    }

    /// A piece of the instruction.
    pub fn instruction(&mut self, text: &str) {
        const NEEDED: usize = 32;
        if let Some(field) = self.open.last_mut().filter(|f| f.result.is_none()) {
            let text = if field.instruction.is_empty() { text.trim_start() } else { text };
            field.instruction.extend(text.chars().take(NEEDED.saturating_sub(field.instruction.len())));
        }
    }

    /// The instruction is over; the result follows.
    pub fn separate(&mut self) {
        let Some(field) = self.open.last_mut().filter(|f| f.result.is_none()) else { return };
        let kind = Kind::of(&field.instruction);
        field.result = Some(kind);
        self.in_instruction -= 1;
        match kind {
            Kind::Contents => self.contents += 1,
            Kind::Page => self.pages += 1,
            Kind::Other => {}
        }
    }

    /// The field is over.
    pub fn end(&mut self) {
        match self.open.pop().map(|f| f.result) {
            None | Some(Some(Kind::Other)) => {}
            Some(None) => self.in_instruction -= 1,
            Some(Some(Kind::Contents)) => self.contents -= 1,
            Some(Some(Kind::Page)) => self.pages -= 1,
        }
    }

    /// A paragraph ends: an instruction never runs on into the next one, so that a field without its end hides no text.
    pub fn end_paragraph(&mut self) {
        while self.open.last().is_some_and(|f| f.result.is_none()) {
            self.end();
        }
    }

    /// Whether what stands here is not shown.
    #[must_use]
    pub const fn hides(&self) -> bool {
        self.in_instruction > 0
    }

    /// Whether this is a table of contents.
    #[must_use]
    pub const fn is_contents(&self) -> bool {
        self.contents > 0
    }

    /// Whether this is the number of a page, or how many there are.
    #[must_use]
    pub const fn is_page_number(&self) -> bool {
        self.pages > 0
    }
}
