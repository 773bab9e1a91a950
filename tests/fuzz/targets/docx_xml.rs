#![no_main]
//! The input is the body; numbering, styles and notes are the same bytes, so that one input reaches all of them.
mod common;
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/header1.xml"];
    common::check_import(&common::container(&parts.map(|name| (name, data))));
});
