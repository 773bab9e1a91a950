//! What the control words mean. Those that are not here are passed over, with their group where it says so (`\*`).

use super::super::model::ApartKind;
use super::flow::{Kind, RowDefinition};
use super::reader::Reader;
use super::state::Destination;

/// Destinations that hold no text of the document and do not begin with `\*`.
const SKIPPED: &[&str] = &[
    "aftncn",
    "aftnsep",
    "aftnsepc",
    "atnid",
    "background",
    "bkmkend",
    "bkmkstart",
    "buptim",
    "colorschememapping",
    "colortbl",
    "comment",
    "datafield",
    "datastore",
    "falt",
    "filetbl",
    "fldinst",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "generator",
    "levelnumbers",
    "leveltext",
    "listname",
    "listoverridetable",
    "listtable",
    "nonesttables",
    "nonshppict",
    "objclass",
    "objdata",
    "objname",
    "panose",
    "picprop",
    "pict",
    "private",
    "revtbl",
    "rsidtbl",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "tcn",
    "template",
    "themedata",
    "txe",
    "xe",
];

impl Reader<'_> {
    /// A control word.
    pub fn word(&mut self, name: &[u8], number: Option<i32>) {
        let Ok(name) = std::str::from_utf8(name) else { return };
        let is_optional = std::mem::take(&mut self.state.is_optional);
        if name == "bin" {
            return self.skip_data(number.unwrap_or_default());
        }
        if name == "ud" && self.state.in_alternative {
            self.state.in_alternative = false;
            self.state.destination = self.state.outer;
            return;
        }
        if self.state.destination == Destination::Skip || self.destination(name, is_optional) {
            return;
        }
        match self.state.destination {
            Destination::Fonts => self.font_word(name, number),
            Destination::Styles => self.style_word(name, number),
            Destination::InnerRow => {
                self.row_word(name, number);
                self.character_word(name, number);
            }
            _ => {
                let is_known = self.text_word(name) || self.row_word(name, number) || self.character_word(name, number);
                if !is_known {
                    self.paragraph_word(name, number);
                }
            }
        }
    }

    /// A control symbol.
    pub fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.state.is_optional = true,
            b'\\' | b'{' | b'}' => self.character(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'~' => self.character("\u{A0}"),
            b'_' => self.character("-"),
            b'\t' => self.character("\t"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    /// A word that says where the group's text goes.
    fn destination(&mut self, name: &str, is_optional: bool) -> bool {
        let in_flow = self.state.destination == Destination::Flow;
        match name {
            "footnote" => self.begin_note(),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.begin_flow(Kind::Apart(ApartKind::RunningHead));
            }
            "annotation" => self.begin_flow(Kind::Apart(ApartKind::Annotation)),
            "shptxt" | "dptxbxtext" => self.begin_flow(Kind::Box),
            "listtext" | "pntext" if in_flow => self.begin_capture(Destination::Number),
            "fldinst" if in_flow => self.begin_capture(Destination::Instruction),
            "fonttbl" => self.begin_capture(Destination::Fonts),
            "stylesheet" => self.begin_capture(Destination::Styles),
            "info" => self.state.destination = Destination::Info,
            "title" if self.state.destination == Destination::Info => self.begin_capture(Destination::Title),
            "nesttableprops" => {
                self.state.destination = Destination::InnerRow;
                self.flow().inner_row = RowDefinition::default();
            }
            "upr" => {
                self.state.outer = self.state.destination;
                self.state.in_alternative = true;
                self.state.destination = Destination::Skip;
            }
            // Shapes hold text boxes further in.
            "shpinst" | "do" | "fldrslt" | "shptop" => {}
            _ if is_optional || SKIPPED.binary_search(&name).is_ok() => self.state.destination = Destination::Skip,
            _ => return false,
        }
        true
    }

    fn font_word(&mut self, name: &str, number: Option<i32>) {
        let number = number.unwrap_or_default();
        match name {
            "f" => {
                self.fonts.begin(number);
                // The name is written in the font's own encoding.
                self.state.font = number;
            }
            "fcharset" => self.fonts.charset(number),
            "cpg" => self.fonts.code_page(number),
            _ => {
                self.character_word(name, Some(number));
            }
        }
    }

    fn style_word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "cs" | "ts" | "ds" => self.state.style = -1,
            "sbasedon" => self.style_base = number.filter(|n| *n != 222),
            "s" | "outlinelevel" => self.paragraph_word(name, number),
            _ => {
                self.character_word(name, number);
            }
        }
    }

    /// Words that are text, or end some.
    fn text_word(&mut self, name: &str) -> bool {
        let character = match name {
            "tab" => "\t",
            "emdash" => "—",
            "endash" => "–",
            "emspace" => "\u{2003}",
            "enspace" => "\u{2002}",
            "qmspace" => "\u{2005}",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "line" | "lbr" | "column" => {
                self.line_break();
                return true;
            }
            "par" | "page" | "sect" => {
                self.end_paragraph();
                return true;
            }
            "cell" | "nestcell" | "row" | "nestrow" => {
                self.end_in_table(name);
                return true;
            }
            "chpgn" => {
                self.flow().has_page = true;
                return true;
            }
            _ => return false,
        };
        self.character(character);
        true
    }

    fn line_break(&mut self) {
        self.end_characters();
        if self.state.destination == Destination::Flow && !self.state.hidden {
            let (format, depth) = (self.state.format, self.depth());
            self.flow().line_break(format, depth);
        }
    }

    fn end_paragraph(&mut self) {
        self.end_characters();
        if self.state.destination == Destination::Flow {
            let (role, depth, is_deleted) = (self.role(), self.depth(), self.state.format.deleted);
            self.flow().end_paragraph(role, depth, is_deleted);
        }
    }

    fn end_in_table(&mut self, name: &str) {
        self.end_characters();
        if self.state.destination != Destination::Flow {
            return;
        }
        let (role, inner) = (self.role(), self.depth().max(2));
        match name {
            "cell" => self.flow().end_cell(role, 1),
            "nestcell" => self.flow().end_cell(role, inner),
            _ => {
                self.flow().end_row(1);
                self.flow().in_row = false;
            }
        }
    }

    /// Words of a row's definition.
    fn row_word(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_inner = self.state.destination == Destination::InnerRow;
        if is_inner && name == "nestrow" {
            let depth = self.depth().max(2);
            self.flow().end_row(depth);
            return true;
        }
        let flow = self.flow();
        let row = if is_inner { &mut flow.inner_row } else { &mut flow.row };
        match name {
            "trowd" => *row = RowDefinition::default(),
            "trleft" => row.left = number.unwrap_or_default(),
            "clmrg" => row.next.continues = true,
            "clvmrg" => row.next.hangs = true,
            "cellx" => row.cell(number.unwrap_or_default()),
            _ => return false,
        }
        flow.in_row |= !is_inner && name == "trowd";
        true
    }

    /// Words about characters.
    fn character_word(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match name {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.state.fallback = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            "plain" => self.state.reset_characters(),
            "b" => self.state.format.bold = is_on,
            "i" => self.state.format.italic = is_on,
            "ab" if self.state.is_east => self.state.east.0 = is_on,
            "ai" if self.state.is_east => self.state.east.1 = is_on,
            "dbch" => self.state.is_east = true,
            "loch" | "hich" | "ltrch" | "rtlch" => self.state.is_east = false,
            "v" => self.state.hidden = is_on,
            "revised" => self.state.format.inserted = is_on,
            "deleted" => self.state.format.deleted = is_on,
            "f" => self.state.font = number.unwrap_or_default(),
            "deff" => self.default_font = number.unwrap_or_default(),
            "ansicpg" => {
                let encoding = number.and_then(|n| u16::try_from(n).ok()).and_then(super::super::code_page::of_number);
                self.encoding = encoding.unwrap_or(self.encoding);
            }
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            _ => return false,
        }
        true
    }

    /// Words about paragraphs.
    fn paragraph_word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "pard" => self.state.reset_paragraph(),
            "s" => self.state.style = number.unwrap_or_default(),
            "outlinelevel" => self.state.outline = number.and_then(|n| u8::try_from(n).ok()),
            "intbl" => self.state.in_table = true,
            "itap" => self.state.depth = number.and_then(|n| u32::try_from(n).ok()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SKIPPED;

    #[test]
    fn skipped_destinations_are_sorted() {
        assert!(SKIPPED.is_sorted());
    }
}
