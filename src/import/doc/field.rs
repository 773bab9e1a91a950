//! Fields (MS-DOC 2.8.25): `0x13 instruction 0x14 result 0x15`, nested. Only results are text.

/// The fields that are open at a place of a story.
#[derive(Debug, Default)]
pub struct Fields {
    /// For each open field, whether its result has begun.
    open: Vec<bool>,
    /// Open fields whose result has not begun.
    instructions: usize,
    /// Beginnings without an end, which must not swallow the rest of the text; sorted.
    endless: Vec<usize>,
}

impl Fields {
    /// Looks for fields without an end in a story that begins at position `start`.
    pub fn of(units: &[u16], start: usize) -> Self {
        let mut open = Vec::new();
        for (k, unit) in units.iter().enumerate() {
            match unit {
                0x13 => open.push(start + k),
                0x15 => {
                    open.pop();
                }
                _ => {}
            }
        }
        Self { endless: open, ..Self::default() }
    }

    /// Goes past a character; true where it is no text.
    pub fn meets(&mut self, unit: u16, at: usize) -> bool {
        match unit {
            0x13 if self.endless.binary_search(&at).is_err() => {
                self.open.push(false);
                self.instructions += 1;
            }
            0x14 => {
                if let Some(has_result @ false) = self.open.last_mut() {
                    *has_result = true;
                    self.instructions -= 1;
                }
            }
            0x15 => {
                if self.open.pop() == Some(false) {
                    self.instructions -= 1;
                }
            }
            0x13 => {}
            _ => return self.instructions > 0,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    fn shown(text: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut fields = Fields::of(&units, 0);
        let kept: Vec<u16> = units.iter().enumerate().filter(|(k, unit)| !fields.meets(**unit, *k)).map(|(_, unit)| *unit).collect();
        String::from_utf16_lossy(&kept)
    }

    #[test]
    fn only_results_are_text() {
        assert_eq!(shown("a\u{13}HYPERLINK x\u{14}链接\u{15}b"), "a链接b");
        assert_eq!(shown("\u{13}IF \u{13}PAGE\u{14}3\u{15}=1\u{14}r\u{15}."), "r.");
        assert_eq!(shown("a\u{13}TC x\u{15}b"), "ab");
    }

    #[test]
    fn a_field_without_an_end_hides_nothing() {
        assert_eq!(shown("a\u{13}x\u{14}正文"), "ax正文");
        assert_eq!(shown("a\u{15}b\u{14}c"), "abc");
    }
}
