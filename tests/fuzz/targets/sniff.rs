#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = (jiedu::import::format(data), jiedu::import::is_plain(data));
});
