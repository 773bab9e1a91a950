#![no_main]
//! The input is a page, its template and its annotations.
mod common;
const OFD: &[u8] = br#"<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
const DOCUMENT: &[u8] = br#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="Page.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages><ofd:Annotations>Page.xml</ofd:Annotations></ofd:Document>"#;
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    common::check_import(&common::container(&[("OFD.xml", OFD), ("Doc_0/Document.xml", DOCUMENT), ("Doc_0/Page.xml", data)]));
});
