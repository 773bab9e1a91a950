//! What is taught, taken back, taken in and put out; a file that others changed.

use super::{Kept, LexiconJob};
use crate::compare::Decision;
use crate::initiative::Category;
use crate::workspace::Lesson;

fn define(name: &str) -> LexiconJob {
    let decision = Decision::Define { name: name.to_owned(), category: Category::Livelihood, forms: Vec::new() };
    LexiconJob::Teach(Box::new(Lesson { decision, known: Vec::new() }))
}

#[test]
fn what_is_taught_is_in_the_file_and_in_the_lexicon_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("new/lexicon.toml");
    let mut kept = Kept::default();
    assert!(kept.run(define("甲乙丙事项")).said.expect("an answer").contains("不可用"));
    assert!(!kept.run(LexiconJob::Use(file.clone())).changed, "there is none yet");
    let report = kept.run(define("甲乙丙事项"));
    assert!(report.changed && report.undoable);
    assert_eq!(report.entries.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["甲乙丙事项"]);
    assert!(kept.both.as_ref().expect("both").entries().iter().any(|e| e.name == "甲乙丙事项"));
    assert!(std::fs::read_to_string(&file).expect("written").contains("甲乙丙事项"));
    let report = kept.run(LexiconJob::Undo);
    assert!(report.entries.is_empty() && report.changed);
    assert!(!kept.is_stale());
    std::fs::write(&file, "[[initiative]]\nname = \"外来事项\"\ncategory = \"民生\"\n").expect("written");
    assert!(kept.is_stale(), "changed from outside");
}

#[test]
fn files_go_out_and_come_in_as_toml_and_csv_with_what_is_wrong_told() {
    let folder = tempfile::tempdir().expect("folder");
    let path = |name: &str| folder.path().join(name);
    let mut kept = Kept::default();
    kept.run(LexiconJob::Use(path("lexicon.toml")));
    kept.run(define("甲乙丙事项"));
    for name in ["out.csv", "out.toml"] {
        let said = kept.run(LexiconJob::Export(path(name))).said.expect("said");
        assert!(said.contains("已导出 1 个"), "{said}");
        let mut other = Kept::default();
        other.run(LexiconJob::Use(path(&format!("other-{name}"))));
        assert_eq!(other.run(LexiconJob::Import(path(name))).entries.len(), 1, "{name}");
    }
    std::fs::write(path("bad.csv"), "名称,类别\n好事项,民生\n坏事项,没有这类\n").expect("written");
    let report = kept.run(LexiconJob::Import(path("bad.csv")));
    let said = report.said.expect("said");
    assert!(said.contains("已导入 1 个") && said.contains("第 3 行"), "{said}");
    assert!(kept.run(LexiconJob::Import(path("nothing.csv"))).said.expect("said").contains("读不了"));
    assert!(kept.run(LexiconJob::Export(folder.path().to_owned())).said.expect("said").contains("没有导出"));
}

#[test]
fn a_change_is_put_back_and_made_again_but_not_over_what_others_wrote() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("lexicon.toml");
    let mut kept = Kept::default();
    kept.run(LexiconJob::Use(file.clone()));
    let edit = kept.run(define("甲乙丙事项")).edit.expect("an edit");
    let read = || std::fs::read_to_string(&file).expect("there");
    assert_eq!((&*edit.before, &*edit.after), ("", read().as_str()));
    let back = LexiconJob::Put { text: edit.before.clone(), expected: edit.after.clone() };
    assert!(kept.run(back.clone()).entries.is_empty());
    assert_eq!(kept.run(LexiconJob::Put { text: edit.after.clone(), expected: edit.before.clone() }).entries.len(), 1);
    let theirs = format!("{}# 别人写的\n", edit.after);
    std::fs::write(&file, &theirs).expect("written");
    assert!(kept.run(back).said.expect("said").contains("已在别处改动"));
    assert_eq!(read(), theirs);
}
