//! Street, district and city of a document.
//!
//! In: the document's head (title, notice lines, file name) and text. Out: a [`Location`]. The street is what the head
//! calls it, else what the text mentions most; the district is the one of that street's districts that the text speaks
//! of. Where the text does not tell, the question stays open: all that it can be are given, and none is taken.

use super::super::divisions::{Area, AreaName, places_named};
use super::evidence::{ANY_TOWN, Evidence, scores};
use super::names::{Found, areas_before, areas_in, bare_names, first_new_street, is_boundary, known_streets};
use super::written::{is_official, opening};

/// Where the document comes from, its lines without blanks; empty where there is none.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The document's title.
    pub title: &'a str,
    /// Lines of the notice's shell that name who speaks, the plainest first.
    pub shell: &'a [String],
    /// The whole text.
    pub text: &'a str,
    /// The file's name without extension.
    pub file_stem: &'a str,
}

/// Where a document is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// As written, with its suffix.
    pub street: Option<String>,
    /// Full name.
    pub district: Option<String>,
    /// Full name.
    pub city: Option<String>,
    /// Paths of what it can be, sorted; empty where it is settled or nothing is known.
    pub candidates: Vec<String>,
}

/// A name that the list lacks counts in running text from so many mentions.
const LEAST_NEW_MENTIONS: usize = 2;
/// So many characters of the text introduce the street.
const OPENING_CHARS: usize = 300;
/// Bare forms of a street's name (友谊) count up to here: some are everyday words.
const MAX_BARE_MENTIONS: usize = 4;

/// So much of a text tells where it is from, in bytes: a longer one is a collection, and names are dear to look up.
const MAX_TEXT: usize = 120_000;

/// Finds the place.
pub fn locate(sources: &Sources<'_>) -> Location {
    let sources = &Sources { text: &sources.text[..sources.text.floor_char_boundary(MAX_TEXT)], ..*sources };
    let head = head(sources);
    let Some(street) = street(sources) else {
        let areas = area_of_head(sources);
        return settle(&areas, None, &Evidence { head: &head, text: sources.text, shields: &[], chain: &[] });
    };
    let chain = [head.as_str(), sources.text].iter().flat_map(|text| chains(text, street)).collect::<Vec<_>>();
    let mut shields = bare_names(street);
    shields.push(street);
    let evidence = Evidence { head: &head, text: sources.text, shields: &shields, chain: &chain };
    settle(&areas_of(street, &chain, sources), Some(street), &evidence)
}

/// The lines that say whose document it is, the file's name last.
fn head(sources: &Sources<'_>) -> String {
    let lines = std::iter::once(sources.title).chain(sources.shell.iter().map(String::as_str)).chain([sources.file_stem]);
    lines.collect::<Vec<_>>().join("\n")
}

/// The street's name: in the title, in the shell, in the text unless the head is a district's, in the file's name.
fn street<'a>(sources: &Sources<'a>) -> Option<&'a str> {
    let mut head = std::iter::once(sources.title).chain(sources.shell.iter().map(String::as_str));
    if let Some(street) = head.find_map(|line| street_in_line(line, sources.text)) {
        return Some(street);
    }
    let in_file_name = || street_in_line(sources.file_stem, sources.text);
    // A district's report mentions many streets and is none's.
    let own = Sources { file_stem: "", ..*sources };
    if !area_of_head(&own).is_empty() || !is_official(sources.text) {
        return in_file_name();
    }
    commonest_street(sources.text).or_else(|| new_street_of_opening(sources.text)).or_else(in_file_name)
}

fn street_in_line<'a>(line: &'a str, text: &str) -> Option<&'a str> {
    match known_streets(line).first() {
        Some(known) => Some(with_missed_start(line, *known, text)),
        None => first_new_street(line).map(|new| new.name),
    }
}

/// 大云上镇 where the list has 云上镇 only: a longer name, if the text never writes the shorter one alone.
fn with_missed_start<'a>(line: &'a str, known: Found<'a>, text: &str) -> &'a str {
    if is_boundary(line, known.start) {
        return known.name;
    }
    let end = known.start + known.name.len();
    let Some(longer) = first_new_street(&line[..end]).map(|new| new.name) else { return known.name };
    let mentions = text.matches(known.name).count();
    let always = mentions >= LEAST_NEW_MENTIONS && text.matches(longer).count() == mentions;
    if longer.ends_with(known.name) && always { longer } else { known.name }
}

/// The street that a text mentions more than all others together, its bare forms counted where the full one occurs.
fn commonest_street(text: &str) -> Option<&str> {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for found in known_streets(text) {
        match names.iter_mut().find(|(name, _)| *name == found.name) {
            Some((_, count)) => *count += 1,
            None => names.push((found.name, 1)),
        }
    }
    for (name, count) in &mut names {
        let bare = bare_names(name).iter().map(|bare| text.matches(bare).count()).max().unwrap_or(0);
        *count += bare.saturating_sub(*count).min(MAX_BARE_MENTIONS);
    }
    let all: usize = names.iter().map(|(_, count)| count).sum();
    names.into_iter().find(|(_, count)| count * 2 > all).map(|(name, _)| name)
}

fn new_street_of_opening(text: &str) -> Option<&str> {
    let name = first_new_street(opening(text, OPENING_CHARS))?.name;
    (text.matches(name).count() >= LEAST_NEW_MENTIONS).then_some(name)
}

/// Areas written right before the street's name, wherever it stands.
fn chains(text: &str, street: &str) -> Vec<&'static [AreaName]> {
    text.match_indices(street).flat_map(|(at, _)| areas_before(text, at)).collect()
}

/// Where the street can be. What is written right before its name is believed even where the list has no such street.
fn areas_of(street: &str, chain: &[&'static [AreaName]], sources: &Sources<'_>) -> Vec<Area> {
    let listed = distinct(places_named(street).iter().map(|place| *place.area));
    let written = chain.iter().filter_map(|areas| districts(areas)).next();
    match written {
        Some(written) if !written.iter().any(|area| listed.contains(area)) => written,
        _ if !listed.is_empty() => listed,
        _ => chain.first().map_or_else(|| area_of_head(sources), |areas| full_names(areas)),
    }
}

/// The area of which the head speaks in full: of the first line that has one, a district before its city.
fn area_of_head(sources: &Sources<'_>) -> Vec<Area> {
    let mut lines = std::iter::once(sources.title).chain(sources.shell.iter().map(String::as_str)).chain([sources.file_stem]);
    let named = lines.find_map(|line| Some(areas_in(line)).filter(|named| !named.is_empty())).unwrap_or_default();
    let district = named.iter().find_map(|areas| districts(areas));
    district.or_else(|| named.last().map(|areas| full_names(areas))).unwrap_or_default()
}

fn districts(areas: &[AreaName]) -> Option<Vec<Area>> {
    let believed = |area: &Area| area.district.is_some_and(|district| !ANY_TOWN.contains(&district));
    let districts: Vec<Area> = full_names(areas).into_iter().filter(believed).collect();
    (!districts.is_empty()).then_some(districts)
}

fn full_names(areas: &[AreaName]) -> Vec<Area> {
    areas.iter().filter(|known| !known.short).map(|known| *known.area).collect()
}

fn distinct(areas: impl Iterator<Item = Area>) -> Vec<Area> {
    let mut areas: Vec<Area> = areas.collect();
    areas.sort_unstable();
    areas.dedup();
    areas
}

/// Takes the one area that there is, or the one that the evidence is for; else lists those that are left and takes
/// only what all of them have in common (宝山区, be it Shanghai's or 双鸭山's).
fn settle(areas: &[Area], street: Option<&str>, evidence: &Evidence<'_>) -> Location {
    let scores = scores(areas, evidence);
    let best = scores.iter().copied().max().unwrap_or(0);
    let left: Vec<Area> = areas.iter().zip(&scores).filter(|(_, score)| **score == best).map(|(area, _)| *area).collect();
    let agreed = |name: fn(&Area) -> Option<&'static str>| {
        let first = left.first().and_then(name);
        first.filter(|_| left.iter().all(|area| name(area) == first)).map(str::to_owned)
    };
    let path = |area: &Area| street.map_or_else(|| area.path(), |street| format!("{}/{street}", area.path()));
    let mut candidates: Vec<String> = if left.len() > 1 { left.iter().map(path).collect() } else { Vec::new() };
    candidates.sort();
    Location { street: street.map(str::to_owned), district: agreed(|area| area.district), city: agreed(|area| area.city), candidates }
}
