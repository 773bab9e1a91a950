//! Tests of the background table, and the tool that writes it.
//!
//! `zcat ngrams.tsv.gz > /tmp/ngrams.tsv; JIEDU_NGRAMS=/tmp/ngrams.tsv cargo test --no-default-features --lib write_the_table -- --ignored`

use std::collections::BTreeMap;

use super::{BLOCK, Background, SCALE};
use crate::text::fold;

/// Folds the runs as texts are folded and packs them as the module's head says.
fn pack(lines: &str) -> Vec<u8> {
    let mut table: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for line in lines.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [run, documents, occurrences] = fields[..] else { continue };
        let digits = run.chars().zip(run.chars().skip(1)).any(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit());
        let (Ok(documents), Ok(occurrences)) = (documents.parse::<u32>(), occurrences.parse::<u32>()) else { continue };
        let folded = fold(run).text;
        if !digits && (2..=12).contains(&folded.chars().count()) {
            let entry = table.entry(folded).or_default();
            *entry = (entry.0.max(documents), entry.1 + occurrences);
        }
    }
    let mut frequency: BTreeMap<char, usize> = BTreeMap::new();
    table.keys().flat_map(|run| run.chars()).for_each(|c| *frequency.entry(c).or_default() += 1);
    let mut letters: Vec<char> = frequency.keys().copied().collect();
    letters.sort_by_key(|c| (std::cmp::Reverse(frequency[c]), *c));
    let ids: BTreeMap<char, u16> = letters.iter().enumerate().map(|(k, c)| (*c, u16::try_from(k).unwrap())).collect();
    let mut runs: Vec<(Vec<u16>, (u32, u32))> = table.iter().map(|(run, known)| (run.chars().map(|c| ids[&c]).collect(), *known)).collect();
    runs.sort();
    let (mut data, mut blocks) = (Vec::new(), Vec::new());
    let mut before: Vec<u16> = Vec::new();
    for (k, (run, (documents, occurrences))) in runs.iter().enumerate() {
        if k % BLOCK == 0 {
            blocks.push(u32::try_from(data.len()).unwrap());
            before.clear();
        }
        let shared = run.iter().zip(&before).take_while(|(a, b)| a == b).count();
        data.push(u8::try_from(shared << 4 | (run.len() - shared)).unwrap());
        for id in &run[shared..] {
            if *id < 0x80 {
                data.push(*id as u8);
            } else {
                data.extend([0x80 | (*id >> 8) as u8, (*id & 0xff) as u8]);
            }
        }
        data.push(u8::try_from(*documents).unwrap_or(u8::MAX));
        data.push((SCALE * libm::log(f64::from(*occurrences))).round().min(255.0) as u8);
        before.clone_from(run);
    }
    let letters: String = letters.into_iter().collect();
    let mut out = u32::try_from(letters.len()).unwrap().to_le_bytes().to_vec();
    out.extend(letters.bytes());
    out.extend(u32::try_from(blocks.len()).unwrap().to_le_bytes());
    blocks.iter().for_each(|block| out.extend(block.to_le_bytes()));
    out.extend(data);
    out
}

#[test]
#[ignore = "writes assets/background.bin"]
fn write_the_table() {
    let path = std::env::var("JIEDU_NGRAMS").expect("JIEDU_NGRAMS names the unpacked n-grams");
    let packed = pack(&std::fs::read_to_string(path).expect("n-grams"));
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/background.bin"), packed).expect("write");
}

#[test]
fn what_is_packed_is_found_again() {
    let mut lines = String::new();
    for (k, a) in "甲乙丙丁戊己庚辛壬".chars().enumerate() {
        for (l, b) in "子丑寅卯辰巳午未申酉戌亥".chars().enumerate() {
            lines.push_str(&format!("{a}{b}\t{}\t{}\n", k + 3, l + 3));
        }
    }
    let table = Background::read(Vec::leak(pack(&lines))).expect("table");
    assert_eq!(table.get("甲子").documents, 3.0);
    assert_eq!(table.get("壬亥").documents, 11.0);
    assert!((table.get("壬亥").occurrences - 14.0).abs() < 1.0);
    assert_eq!(table.get("子甲").documents, 0.0);
    assert_eq!(table.get("天地").documents, 0.0);
}

#[test]
fn the_built_in_table_knows_what_every_report_says() {
    let table = Background::builtin();
    assert!(table.get("高质量发展").documents > 20.0);
    assert!(table.get("1网通办").documents > 2.0, "runs are folded as texts are");
    assert_eq!(table.get("").documents, 0.0);
    assert_eq!(table.get("吴淞口").documents, 0.0);
}
