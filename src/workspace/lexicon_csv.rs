//! The user's own lexicon as a table of comma-separated values, for spreadsheets.
//!
//! In: entries. Out: CSV with a row per entry and a byte order mark, so that Excel takes it for UTF-8; and back. Several values of a cell are
//! parted by `；`. A row with an error is left out with its line and reason; the rest is used.

use std::collections::BTreeMap;

use super::user_lexicon::{lists, relations};
use crate::initiative::{Category, Entry, Lexicon, LexiconProblem};

/// How problems name the file.
const FILE: &str = "CSV";
/// What parts the values of a cell.
const BETWEEN: char = '；';
/// Columns: the field's name, and the heads that mean it.
const COLUMNS: [(&str, &str); 15] = [
    ("name", "名称"),
    ("category", "类别"),
    ("forms", "其他写法"),
    ("short", "简称"),
    ("gapped", "分写"),
    ("anti", "排除写法"),
    ("ambiguous", "多义写法"),
    ("near", "上下文"),
    ("not_near", "排除上下文"),
    ("same", "同"),
    ("part_of", "属于"),
    ("renamed_to", "后称"),
    ("sibling", "同类"),
    ("not_same", "勿混于"),
    ("source", "来源"),
];

/// Entries as CSV.
#[must_use]
pub fn to_csv(entries: &[Entry]) -> String {
    let mut out = String::from("\u{feff}");
    row(&mut out, COLUMNS.iter().map(|(_, head)| (*head).to_owned()));
    for entry in entries {
        let join = |values: &[String]| values.join(&BETWEEN.to_string());
        let fields = [entry.name.clone(), entry.category.name().to_owned()].into_iter();
        let fields = fields.chain(lists(entry).map(|(_, values)| join(values)));
        let fields = fields.chain(relations(entry).map(|(_, names)| join(names.list())));
        row(&mut out, fields.chain([entry.source.clone()]));
    }
    out
}

fn row(out: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.map(|field| escaped(&field)).collect();
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

fn escaped(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

/// The entries of a table, and what of it cannot be used. The first row names the columns, in Chinese or as in lexicon files.
#[must_use]
pub fn from_csv(text: &str) -> (Vec<Entry>, Vec<LexiconProblem>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = records(text).into_iter();
    let problem = |line: usize, reason: String| LexiconProblem { file: FILE.to_owned(), line, reason };
    let heads = rows.next().map(|(_, heads)| heads).unwrap_or_default();
    let column = |head: &str| COLUMNS.iter().find(|(key, name)| head.trim() == *key || head.trim() == *name).map(|(key, _)| *key);
    let keys: Vec<Option<&str>> = heads.iter().map(|head| column(head)).collect();
    if !keys.contains(&Some("name")) {
        return (Vec::new(), vec![problem(1, "第一行没有“名称”一列；请用导出的表格作模板".to_owned())]);
    }
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (line, fields) in rows {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let cells: BTreeMap<&str, &str> = keys.iter().zip(&fields).filter_map(|(key, field)| Some(((*key)?, field.trim()))).collect();
        match entry_of(&cells) {
            Ok(entry) => entries.push(entry),
            Err(reason) => problems.push(problem(line, reason)),
        }
    }
    (entries, problems)
}

/// An entry through the lexicon's own reader, so that both formats have one set of rules.
fn entry_of(cells: &BTreeMap<&str, &str>) -> Result<Entry, String> {
    let cell = |key: &str| cells.get(key).copied().unwrap_or_default();
    let category = if cell("category").is_empty() { Category::Other.name() } else { cell("category") };
    let mut table = toml::Table::new();
    table.insert("name".to_owned(), cell("name").into());
    table.insert("category".to_owned(), category.into());
    for (key, value) in cells.iter().filter(|(key, value)| !matches!(**key, "name" | "category" | "source") && !value.is_empty()) {
        let values: Vec<toml::Value> =
            value.split([BETWEEN, ';', '|']).map(str::trim).filter(|v| !v.is_empty()).map(toml::Value::from).collect();
        table.insert((*key).to_owned(), values.into());
    }
    if !cell("source").is_empty() {
        table.insert("source".to_owned(), cell("source").into());
    }
    let mut file = toml::Table::new();
    file.insert("initiative".to_owned(), toml::Value::Array(vec![table.into()]));
    let text = toml::to_string(&file).map_err(|error| error.to_string())?;
    let (lexicon, problems) = Lexicon::new(&[(FILE, &text)]);
    match lexicon.entries().first() {
        Some(entry) => Ok(entry.clone()),
        None => Err(problems.into_iter().next().map_or_else(|| "没有名称".to_owned(), |p| p.reason)),
    }
}

/// The records of a table, each with the line where it begins (one-based), after RFC 4180; a tab parts fields too where no comma stands in the head.
fn records(text: &str) -> Vec<(usize, Vec<String>)> {
    let head = text.lines().next().unwrap_or_default();
    let between = if head.contains('\t') && !head.contains(',') { '\t' } else { ',' };
    let mut out = Vec::new();
    let (mut fields, mut field) = (Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            _ if quoted => field.push(c),
            '\r' => {}
            '\n' => {
                fields.push(std::mem::take(&mut field));
                out.push((begun, std::mem::take(&mut fields)));
                begun = line;
            }
            c if c == between => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        out.push((begun, fields));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{from_csv, to_csv};
    use crate::initiative::Lexicon;

    #[test]
    fn the_built_in_lexicon_comes_back_as_it_went_out() {
        let entries = Lexicon::builtin().entries().to_vec();
        let (back, problems) = from_csv(&to_csv(&entries));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(back.len(), entries.len());
        for (a, b) in entries.iter().zip(&back) {
            assert_eq!((&a.name, a.category, &a.forms, &a.near, a.same.list()), (&b.name, b.category, &b.forms, &b.near, b.same.list()));
        }
    }

    #[test]
    fn a_bad_row_costs_itself_alone_and_says_where() {
        let text = "名称,类别,其他写法\n邻里汇,民生,\"邻里汇客厅；邻里, 中心\"\n坏的,不存在,\n单,民生,\n楼组会,,\n";
        let (entries, problems) = from_csv(text);
        assert_eq!(entries.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["邻里汇", "楼组会"]);
        assert_eq!(entries[0].forms, ["邻里汇客厅", "邻里, 中心"]);
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [3, 4]);
        assert!(problems.iter().all(|p| !p.reason.is_empty()));
    }

    #[test]
    fn a_table_without_names_is_told() {
        let (entries, problems) = from_csv("甲,乙\n一,二\n");
        assert!(entries.is_empty() && problems[0].reason.contains("名称"));
        assert!(from_csv("").0.is_empty());
    }
}
