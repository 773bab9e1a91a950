#![no_main]
//! The input is content and styles both.
mod common;
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mimetype: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    common::check_import(&common::container(&[mimetype, ("content.xml", data), ("styles.xml", data)]));
});
