//! Who issued the document, and when.
//!
//! In: the lines of the notice's shell. Out: the issuer as written, and the date.
//!
//! Signature and date often share a line (某工作委员会 某办事处 2025年2月5日). The office that prints a document
//! (版记 of GB/T 9704: 某办公室 2024年1月9日印发) is not who issues it: where there is a letterhead, that one tells.

use super::super::document::MetaKind;
use super::super::shell;
use super::MetadataInput;
use super::when::{self, Date};
use super::written::{is_blank, single_spaced};

/// What marks the date of print.
const PRINTED: &str = "印发";

/// Who signs, several bodies with a blank between; else whose letterhead it is.
pub fn issuer(input: &MetadataInput<'_>) -> Option<String> {
    let letterhead = joined(input.shell_lines(MetaKind::Letterhead).map(|line| {
        let line = single_spaced(line);
        line.strip_suffix("文件").map(str::trim_end).unwrap_or(&line).to_owned()
    }));
    let printed = input.shell_lines(MetaKind::Date).chain(input.shell_lines(MetaKind::Issuer)).any(|line| line.contains(PRINTED));
    let is_printer = |line: &String| letterhead.is_some() && printed && line.ends_with("办公室");
    let of_lines = |with_print: bool| {
        let lines = input.shell_lines(MetaKind::Issuer).filter(|line| with_print || !line.contains(PRINTED));
        joined(lines.map(without_date).filter_map(|line| without_speaker(&line)).filter(|line| !is_printer(line)))
    };
    let signed = of_lines(false).or_else(|| of_lines(true));
    signed.or(letterhead.clone())
}

/// The date of signature, else the date of print.
pub fn date(input: &MetadataInput<'_>) -> Option<Date> {
    let lines = || input.shell_lines(MetaKind::Date).chain(input.shell_lines(MetaKind::Issuer));
    let signed = lines().filter(|line| !line.contains(PRINTED)).find_map(when::date);
    signed.or_else(|| lines().find_map(when::date))
}

fn without_date(line: &str) -> String {
    let kept = when::date(line).map_or_else(|| line.to_owned(), |date| format!("{} {}", &line[..date.start], &line[date.end..]));
    let kept = single_spaced(&kept);
    let kept = kept.strip_suffix(PRINTED).unwrap_or(&kept);
    parted(kept.trim_matches(|c| is_blank(c) || matches!(c, '，' | ',' | '。' | '；')))
}

/// The office for which someone speaks: 某县人民政府县长 李四. Of 区长 李四 there is none.
fn without_speaker(line: &str) -> Option<String> {
    let office = shell::without_speaker(line);
    (office.len() == line.len() || shell::is_full_office(office)).then(|| office.to_owned())
}

/// Two bodies on one line, the blank between which cleaning took: 中共某街道工作委员会|某街道办事处.
fn parted(line: &str) -> String {
    match line.split_once("委员会").filter(|(_, rest)| shell::is_full_office(rest)) {
        Some((first, rest)) => format!("{first}委员会 {}", rest.trim_start()),
        None => line.to_owned(),
    }
}

/// The lines with a blank between, each once.
fn joined(lines: impl Iterator<Item = String>) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if !kept.contains(&line) {
            kept.push(line);
        }
    }
    // A heading line names in one what the signature names one by one.
    let bare = |line: &str| line.replace(' ', "");
    let alone: Vec<String> = kept.iter().map(|line| bare(line)).collect();
    let is_sum = |line: &String| {
        let mut rest = bare(line);
        let parts = alone.iter().filter(|part| **part != bare(line));
        parts.for_each(|part| rest = rest.replacen(part.as_str(), "", 1));
        rest.is_empty()
    };
    let kept: Vec<&str> = kept.iter().filter(|line| !is_sum(line)).map(String::as_str).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}
