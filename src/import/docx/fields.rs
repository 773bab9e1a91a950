//! Fields (ECMA-376 part 1, 17.16): begin, instruction, result, end. Only the result is text.
//!
//! An equation of the old kind (`EQ`) has none: what it shows stands in its instruction. Chinese Word sets a number in a circle that way.

use super::super::numbering::NumberFormat;

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
        const NEEDED: usize = 256;
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

    /// The field is over. Gives what it shows without a result.
    pub fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        match field.result {
            None => {
                self.in_instruction -= 1;
                return equation(&field.instruction);
            }
            Some(Kind::Contents) => self.contents -= 1,
            Some(Kind::Page) => self.pages -= 1,
            Some(Kind::Other) => {}
        }
        None
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

/// What an `EQ` field shows: a number in a circle, a fraction with a slash, else its elements one after another.
fn equation(instruction: &str) -> Option<String> {
    let (name, rest) = instruction.split_once(|c: char| c.is_whitespace() || c == '\\')?;
    let elements = rest.split_once('(').filter(|_| name.eq_ignore_ascii_case("EQ"))?.1.trim_end().strip_suffix(')')?;
    let elements: Vec<&str> = elements.split([',', ';', '，']).map(str::trim).collect();
    match elements.as_slice() {
        ["○" | "〇" | "◯", number] => {
            Some(number.parse().map_or_else(|_| (*number).to_owned(), |n| NumberFormat::EnclosedCircle.write(n)))
        }
        [above, below] if rest.trim_start().trim_start_matches('\\').starts_with(['f', 'F']) => Some(format!("{above}/{below}")),
        elements => Some(elements.concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::equation;

    #[test]
    fn equations_of_the_old_kind_show_their_instruction() {
        assert_eq!(equation("eq \\o\\ac(○,12)").as_deref(), Some("⑫"));
        assert_eq!(equation("EQ \\o\\ac(○, 优)").as_deref(), Some("优"));
        assert_eq!(equation("EQ \\f(1,2) ").as_deref(), Some("1/2"));
        assert_eq!(equation("EQ \\o(甲,乙)").as_deref(), Some("甲乙"));
        assert_eq!(equation("TC \"x(y)\""), None);
    }
}
