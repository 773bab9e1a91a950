//! What a group of RTF remembers: where its text goes, how it is set, and which paragraph it stands in.

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Destination {
    /// Into the open flow: the body, a footnote, a head, a text box.
    #[default]
    Flow,
    /// Nowhere.
    Skip,
    /// The table of fonts.
    Fonts,
    /// The stylesheet.
    Styles,
    /// The number of the open paragraph (`\listtext`, `\pntext`).
    Number,
    /// What the document says of itself.
    Info,
    /// The title that it says of itself.
    Title,
    /// A field's instruction, of which only the name matters.
    Instruction,
    /// The row of an inner table (`\nesttableprops`).
    InnerRow,
}

/// How characters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// In bold.
    pub bold: bool,
    /// In italic.
    pub italic: bool,
    /// Put in by a revision.
    pub inserted: bool,
    /// Taken out by a revision.
    pub deleted: bool,
}

/// What a group remembers. Small, since each group has a copy.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// Where text goes.
    pub destination: Destination,
    /// The destination outside `\upr`, for the half of it that counts.
    pub outer: Destination,
    /// How characters are set.
    pub format: Format,
    /// Not shown.
    pub hidden: bool,
    /// What follows is about Chinese characters (`\dbch`): LibreOffice says with `\ab` that they are bold.
    pub is_east: bool,
    /// Chinese characters are set in bold, in italic.
    pub east: (bool, bool),
    /// Fonts by number.
    pub font: i32,
    /// Bytes or characters behind `\u` that stand for it where it is not understood.
    pub fallback: u32,
    /// Style of the paragraph; negative for none.
    pub style: i32,
    /// Outline level of the paragraph itself, from 0.
    pub outline: Option<u8>,
    /// In a table.
    pub in_table: bool,
    /// How deep in tables, where it says so.
    pub depth: Option<u32>,
    /// The group began a flow of its own, which ends with it.
    pub owns_flow: bool,
    /// The group began a text of its own (a name, a number), which ends with it.
    pub owns_capture: bool,
    /// `\*` was met: the group is skipped if the next word is not known.
    pub is_optional: bool,
    /// In `\upr`: groups are the old text, until `\ud`.
    pub in_alternative: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Flow,
            outer: Destination::Flow,
            format: Format::default(),
            hidden: false,
            is_east: false,
            east: (false, false),
            font: -1,
            fallback: 1,
            style: 0,
            outline: None,
            in_table: false,
            depth: None,
            owns_flow: false,
            owns_capture: false,
            is_optional: false,
            in_alternative: false,
        }
    }
}

impl State {
    /// What a group inside this one begins with.
    pub const fn inner(self) -> Self {
        Self { owns_flow: false, owns_capture: false, is_optional: false, ..self }
    }

    /// `\plain`.
    pub fn reset_characters(&mut self) {
        self.format = Format::default();
        self.hidden = false;
        self.is_east = false;
        self.east = (false, false);
        self.font = -1;
    }

    /// How characters are set here.
    pub const fn characters(&self) -> Format {
        let (bold, italic) = if self.is_east { self.east } else { (false, false) };
        Format { bold: self.format.bold || bold, italic: self.format.italic || italic, ..self.format }
    }

    /// `\pard`.
    pub const fn reset_paragraph(&mut self) {
        self.style = 0;
        self.outline = None;
        self.in_table = false;
        self.depth = None;
    }
}
