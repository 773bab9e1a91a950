//! What a lexicon file may say, and what is said of its errors.

use super::Lexicon;

fn problems(files: &[(&str, &str)]) -> (usize, Vec<String>) {
    let (lexicon, problems) = Lexicon::new(files);
    (lexicon.len(), problems.iter().map(ToString::to_string).collect())
}

#[test]
fn the_built_in_lexicon_has_no_error() {
    let (lexicon, problems) = Lexicon::new(&super::BUILTIN);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(lexicon.len() > 600, "{} entries", lexicon.len());
    assert!(lexicon.entries().iter().all(|e| !e.source.is_empty()), "an entry without its source");
}

#[test]
fn an_entry_with_an_error_is_left_out_with_its_line_and_reason() {
    let text = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\n\n[[initiative]]\nname = \"月下书屋\"\ncategory = \"喝茶\"\n";
    let (entries, problems) = problems(&[("own.toml", text)]);
    assert_eq!(entries, 1);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("own.toml 第 5 行：条目有误"), "{problems:?}");
}

#[test]
fn a_slip_in_the_syntax_costs_one_entry_and_an_unknown_field_too() {
    let good = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\n";
    for bad in [
        "[[initiative]]\nname = \"月下书屋\ncategory = \"民生\"\n",
        "[[initiative]]\nname = \"月下书屋\"\ncategory = \"民生\"\nform = [\"书屋\"]\n",
    ] {
        let (entries, problems) = problems(&[("own.toml", &format!("{bad}{good}"))]);
        assert_eq!(entries, 1, "{bad}");
        assert!(problems.iter().any(|p| p.starts_with("own.toml 第 1 行")), "{problems:?}");
    }
}

#[test]
fn two_entries_that_claim_one_form_are_told_unless_their_contexts_tell_them_apart() {
    let entry = |name: &str, rest: &str| format!("[[initiative]]\nname = \"{name}\"\ncategory = \"党建\"\nforms = [\"两新\"]\n{rest}\n");
    let (_, found) =
        problems(&[("own.toml", &(entry("两新组织党建", "") + &entry("大规模设备更新和消费品以旧换新", "near = [\"设备\"]")))]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("两新") && found[0].contains("两新组织党建") && found[0].contains("第 1 行"), "{found:?}");
    let apart = entry("两新组织党建", "near = [\"党组织\"]") + &entry("大规模设备更新和消费品以旧换新", "near = [\"设备\"]");
    assert!(problems(&[("own.toml", &apart)]).1.is_empty());
}

#[test]
fn a_later_file_replaces_an_entry_silently_and_a_second_one_in_the_same_file_is_told() {
    let entry = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\n";
    assert_eq!(problems(&[("a.toml", entry), ("b.toml", entry)]), (1, vec![]));
    let (entries, found) = problems(&[("a.toml", &entry.repeat(2))]);
    assert_eq!((entries, found.len()), (1, 1));
    assert!(found[0].contains("第 4 行") && found[0].contains("在第 1 行已有条目"), "{found:?}");
}

#[test]
fn relations_and_patterns_are_checked() {
    let text = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\npart_of = \"茶馆工程\"\n\n[[family]]\npattern = \"{名}圈\"\ncategory = \"民生\"\n";
    let (entries, found) = problems(&[("own.toml", text)]);
    assert_eq!(entries, 1);
    assert!(found.iter().any(|p| p.contains("“茶馆工程”不存在")), "{found:?}");
    assert!(found.iter().any(|p| p.starts_with("own.toml 第 6 行") && p.contains("须含变量")), "{found:?}");
}

#[test]
fn a_circle_of_same_ends() {
    let text = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\nsame = \"月下书屋\"\n[[initiative]]\nname = \"月下书屋\"\ncategory = \"民生\"\nsame = \"云上茶馆\"\n";
    let (lexicon, _) = Lexicon::new(&[("own.toml", text)]);
    assert_eq!(lexicon.folded.iter().map(|f| f.meant).collect::<Vec<_>>(), [0, 1]);
}
