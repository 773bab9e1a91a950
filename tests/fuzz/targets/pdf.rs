#![no_main]
mod common;
use jiedu::import::Format;
libfuzzer_sys::fuzz_target!(|data: &[u8]| common::import_as(&[Format::Pdf], data));
