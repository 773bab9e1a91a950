//! What the arguments stand for: files, folders, standard input, and the documents of workspaces.
//!
//! In: paths. Out: one [`Input`] per document to read, in order, and the decisions of the workspaces among them. A workspace opens here as it
//! does in the window: its documents where they lie now, in its order, without those taken out of the comparison, with the repairs that the
//! user took back.

use std::path::{Path, PathBuf};

use crate::compare::Decision;
use crate::workspace::{WORKSPACE_ENDING, WorkspaceDocument, file_digest, find_documents, find_files, load_workspace};

/// Where documents are to come from.
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file with all its documents.
    File(PathBuf),
    /// One document of a workspace, and where it lies now.
    Known(PathBuf, Box<WorkspaceDocument>),
    /// One of the samples, by name.
    Sample(String),
    /// Neither a file nor a folder with documents: what is wrong and what to do.
    Unusable(PathBuf, String),
}

impl Input {
    /// The file on the disk, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Known(path, _) => Some(path),
            Self::Stdin | Self::Sample(_) | Self::Unusable(..) => None,
        }
    }

    /// What a message calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) | Self::Known(path, _) | Self::Unusable(path, _) => path.display().to_string(),
            Self::Sample(name) => name.clone(),
        }
    }

    /// What is to be said though it can be read: the file is not what the workspace knew.
    pub fn remark(&self) -> Option<&'static str> {
        let Self::Known(path, document) = self else { return None };
        let is_other = !document.sha256.is_empty() && file_digest(path).is_some_and(|digest| digest != document.sha256);
        is_other.then_some("内容与工作区保存时不同，已按现在的文件读取")
    }
}

/// The inputs of all arguments, and what the user settled in the workspaces among them.
pub fn find(arguments: &[PathBuf]) -> (Vec<Input>, Vec<Decision>) {
    let (mut inputs, mut decisions) = (Vec::new(), Vec::new());
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if argument.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(WORKSPACE_ENDING)) {
            match load_workspace(argument) {
                Ok(loaded) => {
                    decisions.extend(loaded.workspace.work.decisions);
                    inputs.extend(of_workspace(argument, loaded.workspace.documents));
                }
                Err(error) => inputs.push(Input::Unusable(argument.clone(), error.to_string())),
            }
        } else {
            match find_files(argument) {
                Ok(files) => inputs.extend(files.into_iter().map(Input::File)),
                Err(error) => inputs.push(Input::Unusable(argument.clone(), error.to_string())),
            }
        }
    }
    (inputs, decisions)
}

fn of_workspace(workspace: &Path, documents: Vec<WorkspaceDocument>) -> Vec<Input> {
    let found = find_documents(workspace.parent(), &documents);
    let shown = documents.into_iter().zip(found).filter(|(document, _)| !document.hidden);
    shown
        .map(|(document, found)| match found.path {
            _ if document.sample => Input::Sample(document.name),
            Some(path) => Input::Known(path, Box::new(document)),
            None => Input::Unusable(document.name.into(), "工作区没有记下这份文档的位置；请在窗口里重新选择它".to_owned()),
        })
        .collect()
}
