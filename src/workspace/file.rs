//! [`Workspace`]: what a `.jiedu` file holds, and the JSON that it is.
//!
//! In: the bytes of a file. Out: documents (where they lie and how they were), the user's [`Work`], the state of the views; and back to bytes. The
//! JSON is written for people too: one thing a line, names in plain words. What a file has that this version does not know is kept and written
//! again. A file of a newer version is not read at all: half of it understood would be half of it lost at the next save.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::files::FileError;
use super::views::ViewState;
use super::work::Work;

/// The ending of workspace files.
pub const WORKSPACE_ENDING: &str = "jiedu";
/// What the file says it is.
const FORMAT: &str = "jiedu-workspace";
/// The newest version that is understood, and the one that is written.
pub const WORKSPACE_VERSION: u32 = 1;

/// Everything that a workspace file holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workspace {
    /// In the user's order.
    pub documents: Vec<WorkspaceDocument>,
    /// What the user added.
    pub work: Work,
    /// How the views stood.
    pub view: ViewState,
    /// Of which file this is the unsaved state, where it was kept for recovery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery: Option<RecoveryNote>,
    /// What this version does not know.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// One document of a workspace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkspaceDocument {
    /// The file's name, without folders.
    pub name: String,
    /// Where it lay, in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Where it lay seen from the workspace file's folder, with `/`: a folder that moves takes both along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
    /// SHA-256 of its bytes, in hexadecimal; empty where it was never read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// Which part of its file it is, where a file holds several documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// Taken out of the comparison.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Groups of repairs that the user took back.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub undone: BTreeSet<u32>,
    /// One of the samples.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// What this version does not know.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Whose unsaved state a recovery file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecoveryNote {
    /// The workspace file; `None` for work that was never saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// SHA-256 of the workspace file that it was changed from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

/// Why a workspace file cannot be opened. The message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another kind of file.
    #[error("这不是街读的工作区文件；请选择“另存为”得到的 .jiedu 文件")]
    OtherFormat,
    /// Written by a newer version.
    #[error(
        "这个工作区由更新版本的街读保存（格式 {version}，本程序支持到 {newest}）；请升级后再打开。文件没有改动",
        newest = WORKSPACE_VERSION
    )]
    Newer {
        /// The file's version.
        version: u64,
    },
    /// Ends in the middle.
    #[error("工作区文件不完整，在第 {line} 行中断（可能没有复制完，或被截断）；文件没有改动")]
    CutShort {
        /// One-based.
        line: usize,
    },
    /// Edited into something that cannot be understood.
    #[error("工作区文件第 {line} 行第 {column} 列读不懂：{excerpt}；请改正这一行，文件没有改动")]
    Broken {
        /// One-based.
        line: usize,
        /// One-based.
        column: usize,
        /// What stands there.
        excerpt: String,
    },
}

/// What is written: the workspace with its head before it.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    workspace: &'a Workspace,
}

/// Characters of a line that a message shows.
const EXCERPT: usize = 40;

impl Workspace {
    /// Understands the bytes of a workspace file.
    ///
    /// # Errors
    /// [`WorkspaceError`] with what is wrong, the line, and what to do.
    pub fn parse(bytes: &[u8]) -> Result<Self, WorkspaceError> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let head: Value = serde_json::from_str(text).map_err(|error| problem(text, &error))?;
        if head.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(WorkspaceError::OtherFormat);
        }
        let version = head.get("version").and_then(Value::as_u64).unwrap_or(1);
        if version > u64::from(WORKSPACE_VERSION) {
            return Err(WorkspaceError::Newer { version });
        }
        let mut workspace: Self = serde_json::from_str(text).map_err(|error| problem(text, &error))?;
        workspace.rest.remove("format");
        workspace.rest.remove("version");
        Ok(workspace)
    }

    /// The bytes of its file.
    ///
    /// # Errors
    /// None for what can be in a workspace.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(&Written { format: FORMAT, version: WORKSPACE_VERSION, workspace: self })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Whether there is nothing in it that a user would miss.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.work == Work::default() && self.documents.iter().all(|d| d.sample)
    }

    /// The same without what only recovery and views need: what counts as changed.
    #[must_use]
    pub fn content(&self) -> (&[WorkspaceDocument], &Work) {
        (&self.documents, &self.work)
    }
}

fn problem(text: &str, error: &serde_json::Error) -> WorkspaceError {
    let line = error.line().max(1);
    if error.is_eof() {
        return WorkspaceError::CutShort { line };
    }
    let column = error.column().max(1);
    let excerpt: String = text.lines().nth(line - 1).unwrap_or_default().trim().chars().take(EXCERPT).collect();
    WorkspaceError::Broken { line, column, excerpt }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Workspace, WorkspaceDocument, WorkspaceError};
    use crate::compare::Decision;
    use crate::workspace::{PaneView, ReadingView};

    fn sample() -> Workspace {
        let mut workspace = Workspace::default();
        workspace.documents.push(WorkspaceDocument {
            name: "计划.txt".to_owned(),
            path: Some("/文件/计划.txt".to_owned()),
            sha256: "ab".to_owned(),
            undone: BTreeSet::from([3, 5]),
            ..WorkspaceDocument::default()
        });
        workspace.work.decisions.push(Decision::Rename { initiative: "甲".to_owned(), name: "乙".to_owned() });
        workspace.view.initiative = Some("乙".to_owned());
        workspace
    }

    #[test]
    fn what_is_written_is_read_again_and_can_be_read_by_people() {
        let bytes = sample().to_bytes().expect("bytes");
        assert_eq!(Workspace::parse(&bytes).expect("read"), sample());
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.starts_with("{\n  \"format\": \"jiedu-workspace\",\n  \"version\": 1,\n"), "{text}");
        assert!(text.contains("\"计划.txt\"") && !text.contains("hidden"), "{text}");
    }

    #[test]
    fn how_the_panes_stood_is_kept_and_an_older_file_says_nothing_of_it() {
        let mut workspace = sample();
        let pane = PaneView { document: 0, share: Some(1.5), maximised: true, held: true, repairs: true };
        workspace.view.reading = ReadingView { only_local: true, panes: vec![pane] };
        workspace.view.matrix.streets.insert("吴淞街道".to_owned());
        workspace.view.matrix.years = BTreeSet::from([None, Some(2021)]);
        let bytes = workspace.to_bytes().expect("bytes");
        assert_eq!(Workspace::parse(&bytes).expect("read"), workspace);
        let older = r#"{"format":"jiedu-workspace","version":1,"documents":[{"name":"a"}],"view":{"view":"read","matrix":{"text":"梯"}}}"#;
        let older = Workspace::parse(older.as_bytes()).expect("an older file");
        assert!(older.view.reading.is_usual() && older.view.matrix.streets.is_empty() && older.view.matrix.text == "梯");
        let again = String::from_utf8(older.to_bytes().expect("bytes")).expect("text");
        assert!(!again.contains("reading") && !again.contains("streets"), "what is usual is not written: {again}");
    }

    #[test]
    fn what_this_version_does_not_know_is_kept() {
        let text =
            r#"{"format":"jiedu-workspace","version":1,"colour":{"a":[1]},"documents":[{"name":"a","tag":"x"}],"view":{"later":true}}"#;
        let workspace = Workspace::parse(text.as_bytes()).expect("read");
        let again: serde_json::Value = serde_json::from_slice(&workspace.to_bytes().expect("bytes")).expect("json");
        assert_eq!(again["colour"]["a"][0], 1);
        assert_eq!(again["documents"][0]["tag"], "x");
        assert_eq!(again["view"]["later"], true);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let text = String::from_utf8(sample().to_bytes().expect("bytes")).expect("text");
        let error = |text: &str| Workspace::parse(text.as_bytes()).expect_err("an error");
        assert!(matches!(error(&text.replace("\"version\": 1", "\"version\": 2")), WorkspaceError::Newer { version: 2 }));
        assert!(matches!(error("{}"), WorkspaceError::OtherFormat));
        assert!(matches!(error("[1]"), WorkspaceError::OtherFormat));
        assert!(matches!(error(""), WorkspaceError::CutShort { line: 1 }));
        let half = &text[..text.find("sha256").expect("there")];
        let lines = half.lines().count();
        assert!(matches!(error(half), WorkspaceError::CutShort { line } if line == lines));
        let broken = text.replace("\"rename\"", "\"rename");
        let at = 1 + text.lines().position(|l| l.contains("\"rename\"")).expect("line");
        match error(&broken) {
            WorkspaceError::Broken { line, excerpt, .. } => {
                assert!(line == at || line == at + 1, "{line} {at}");
                assert!(!excerpt.is_empty());
            }
            other => panic!("{other}"),
        }
        let unknown = text.replace("\"rename\"", "\"rechristen\"");
        assert!(matches!(error(&unknown), WorkspaceError::Broken { line, .. } if line > 3));
        assert!(error(&unknown).to_string().contains("行"));
    }

    proptest! {
        #[test]
        fn a_file_cut_short_anywhere_is_an_error_and_never_half_a_workspace(cut in any::<prop::sample::Index>()) {
            let bytes = sample().to_bytes().expect("bytes");
            let whole = bytes.len() - "}\n".len();
            let cut = cut.index(whole);
            prop_assert!(Workspace::parse(&bytes[..cut]).is_err());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Workspace::parse(&bytes).is_err());
        }
    }
}
