//! Workspace files on the disk: read, saved, and their documents found again.
//!
//! In: a path. Out: the [`Workspace`] there with where each of its documents lies now; and the other way. A file is written whole or not at all, and
//! the version before the first save of a session stays beside it as `.bak`. What stands there and cannot be understood is never overwritten: it
//! is set aside first.

use std::fs;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::file::{Workspace, WorkspaceDocument, WorkspaceError};
use super::files::{find_files, read_bytes};
use super::save::{WriteError, write_file};

/// So many files of the workspace's folder are looked through for one that was renamed.
const MAX_LOOKED_AT: usize = 400;

/// A workspace from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What the file holds.
    pub workspace: Workspace,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Reads a workspace file.
///
/// # Errors
/// [`WorkspaceError`] with what is wrong and what to do.
pub fn load_workspace(path: &Path) -> Result<Loaded, WorkspaceError> {
    let bytes = read_bytes(path)?;
    Ok(Loaded { workspace: Workspace::parse(&bytes)?, sha256: digest(&bytes) })
}

/// Where a document lies now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its file; where nothing was found, where it lay.
    pub path: Option<PathBuf>,
    /// Whether that is another place than the one in the workspace.
    pub moved: bool,
}

/// Where each document of a workspace lies now, seen from the workspace file's `folder`: at its place beside the workspace or at its old
/// one, whichever still has its bytes; else wherever in the folder the bytes are; else a file of its name, which then has changed.
#[must_use]
pub fn find_documents(folder: Option<&Path>, documents: &[WorkspaceDocument]) -> Vec<Found> {
    let mut nearby: Option<Vec<(PathBuf, String)>> = None;
    documents.iter().map(|document| find_document(folder, document, &mut nearby)).collect()
}

fn find_document(folder: Option<&Path>, document: &WorkspaceDocument, nearby: &mut Option<Vec<(PathBuf, String)>>) -> Found {
    if document.sample {
        return Found::default();
    }
    let old = document.path.as_ref().map(PathBuf::from);
    let beside = document.relative.as_ref().zip(folder).map(|(relative, folder)| plain(&folder.join(relative)));
    let same_name = folder.map(|folder| folder.join(&document.name));
    let mut candidates: Vec<PathBuf> = Vec::new();
    for path in [beside, old.clone(), same_name].into_iter().flatten() {
        if !candidates.contains(&path) && path.is_file() {
            candidates.push(path);
        }
    }
    if candidates.len() == 1 && candidates.first() == old.as_ref() {
        // Where it always was: whether it changed is seen when it is read.
        return Found { path: old, moved: false };
    }
    let has_its_bytes = |path: &&PathBuf| !document.sha256.is_empty() && file_digest(path).as_deref() == Some(document.sha256.as_str());
    let found = candidates
        .iter()
        .find(has_its_bytes)
        .cloned()
        .or_else(|| folder.and_then(|folder| renamed(folder, &document.sha256, nearby)))
        .or_else(|| candidates.first().cloned());
    let moved = found.is_some() && found != old;
    Found { path: found.or(old), moved }
}

/// The file in the folder that has these bytes.
fn renamed(folder: &Path, sha256: &str, nearby: &mut Option<Vec<(PathBuf, String)>>) -> Option<PathBuf> {
    if sha256.is_empty() {
        return None;
    }
    let look = || {
        let files = find_files(folder).unwrap_or_default();
        files.into_iter().take(MAX_LOOKED_AT).filter_map(|path| Some((path.clone(), file_digest(&path)?))).collect()
    };
    nearby.get_or_insert_with(look).iter().find(|(_, digest)| digest == sha256).map(|(path, _)| path.clone())
}

/// SHA-256 of a file's bytes, in hexadecimal; `None` where it cannot be read.
#[must_use]
pub fn file_digest(path: &Path) -> Option<String> {
    Some(digest(&read_bytes(path).ok()?))
}

/// SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Why a workspace was not saved. The message says what is wrong and what to do; the file is as before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk.
    #[error("没有保存：{0}。改动仍在窗口里，原来的文件没有变")]
    Write(#[from] WriteError),
    /// Another program wrote the file meanwhile.
    #[error("没有保存：磁盘上的工作区文件已被别的程序改动；请选择覆盖它，或另存为新文件")]
    Changed,
    /// A value that JSON cannot say: a fault of the program's.
    #[error("没有保存：内容无法写成文件（{0}）；请把这条信息发给开发者。改动仍在窗口里")]
    Json(#[from] serde_json::Error),
}

/// How a workspace is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveOptions {
    /// SHA-256 of what the file held when it was read or saved last: where it holds something else, nothing is written. `None` writes in any case.
    pub expected: Option<String>,
    /// Keep what stands there as `.bak`.
    pub backup: bool,
}

/// Saves a workspace; SHA-256 of what was written.
///
/// # Errors
/// [`SaveError`] with what is wrong and what to do.
pub fn save_workspace(path: &Path, workspace: &Workspace, options: &SaveOptions) -> Result<String, SaveError> {
    let bytes = workspace.to_bytes()?;
    if let Ok(old) = fs::read(path) {
        if options.expected.as_ref().is_some_and(|expected| *expected != digest(&old)) && old != bytes {
            return Err(SaveError::Changed);
        }
        let is_workspace = Workspace::parse(&old).is_ok();
        if options.backup && is_workspace {
            write_file(&backup_path(path), &old)?;
        } else if !is_workspace && !old.is_empty() {
            write_file(&with_suffix(path, "damaged"), &old)?;
        }
    }
    write_file(path, &bytes)?;
    Ok(digest(&bytes))
}

/// Where the version before the first save of a session stays: `name.jiedu.bak`.
#[must_use]
pub fn backup_path(path: &Path) -> PathBuf {
    with_suffix(path, "bak")
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{suffix}"))
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            other => out.push(other),
        }
    }
    out
}

/// `path` seen from `folder`, with `/`; `None` where they have nothing in common but the root.
#[must_use]
pub fn relative_to(folder: &Path, path: &Path) -> Option<String> {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if !to[..common].iter().any(|part| matches!(part, Component::Normal(_))) || common == to.len() {
        return None;
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{SaveError, SaveOptions, backup_path, digest, find_documents, load_workspace, relative_to, save_workspace};
    use crate::compare::Decision;
    use crate::workspace::{Workspace, WorkspaceDocument};

    fn document(folder: &Path, name: &str, bytes: &str) -> WorkspaceDocument {
        WorkspaceDocument {
            name: name.rsplit('/').next().unwrap_or_default().to_owned(),
            path: Some(folder.join(name).to_string_lossy().into_owned()),
            relative: Some(name.to_owned()),
            sha256: digest(bytes.as_bytes()),
            ..WorkspaceDocument::default()
        }
    }

    fn workspace(name: &str) -> Workspace {
        let mut out = Workspace::default();
        out.work.decisions.push(Decision::Accept { initiative: name.to_owned() });
        out
    }

    #[test]
    fn documents_are_found_again_when_the_folder_moved() {
        let (old, new) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
        let documents = [
            document(old.path(), "年/a.txt", "a"),
            document(old.path(), "b.txt", "b"),
            document(old.path(), "c.txt", "c"),
            document(old.path(), "d.txt", "d"),
            document(old.path(), "e.txt", "e"),
        ];
        let write = |folder: &Path, name: &str, bytes: &str| {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
            std::fs::write(&path, bytes).expect("written");
        };
        write(new.path(), "年/a.txt", "a");
        write(new.path(), "又/换了名.txt", "b");
        write(new.path(), "c.txt", "changed");
        // Another file has its name beside the workspace; its own still lies where it lay.
        write(old.path(), "d.txt", "d");
        write(new.path(), "d.txt", "another");
        let found = find_documents(Some(new.path()), &documents);
        let paths: Vec<PathBuf> = found.iter().filter_map(|f| f.path.clone()).collect();
        let expected = [
            new.path().join("年/a.txt"),
            new.path().join("又/换了名.txt"),
            new.path().join("c.txt"),
            old.path().join("d.txt"),
            old.path().join("e.txt"),
        ];
        assert_eq!(paths, expected);
        assert_eq!(found.iter().map(|f| f.moved).collect::<Vec<_>>(), [true, true, true, false, false]);
    }

    #[test]
    fn the_version_before_the_session_stays_as_a_backup() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.jiedu");
        let first = save_workspace(&path, &workspace("一"), &SaveOptions { expected: None, backup: true }).expect("saved");
        assert!(!backup_path(&path).exists());
        let second = save_workspace(&path, &workspace("二"), &SaveOptions { expected: Some(first.clone()), backup: true }).expect("saved");
        save_workspace(&path, &workspace("三"), &SaveOptions { expected: Some(second), backup: false }).expect("saved");
        assert_eq!(load_workspace(&backup_path(&path)).expect("backup").sha256, first);
        assert_eq!(load_workspace(&path).expect("there").workspace, workspace("三"));
    }

    #[test]
    fn what_another_program_wrote_is_not_overwritten_unasked() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.jiedu");
        let first = save_workspace(&path, &workspace("一"), &SaveOptions::default()).expect("saved");
        save_workspace(&path, &workspace("别人"), &SaveOptions::default()).expect("saved");
        let options = SaveOptions { expected: Some(first), backup: false };
        assert!(matches!(save_workspace(&path, &workspace("二"), &options), Err(SaveError::Changed)));
        assert_eq!(load_workspace(&path).expect("there").workspace, workspace("别人"));
        save_workspace(&path, &workspace("二"), &SaveOptions::default()).expect("asked to");
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_good_backup_stays() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.jiedu");
        std::fs::write(backup_path(&path), workspace("好").to_bytes().expect("bytes")).expect("written");
        std::fs::write(&path, "{\"format\": \"jiedu-").expect("written");
        save_workspace(&path, &workspace("新"), &SaveOptions { expected: None, backup: true }).expect("saved");
        assert_eq!(load_workspace(&backup_path(&path)).expect("backup").workspace, workspace("好"));
        assert_eq!(std::fs::read(folder.path().join("比较.jiedu.damaged")).expect("set aside"), b"{\"format\": \"jiedu-");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told() {
        let folder = tempfile::tempdir().expect("folder");
        let error =
            save_workspace(&folder.path().join("没有/比较.jiedu"), &workspace("一"), &SaveOptions::default()).expect_err("no folder");
        assert!(error.to_string().contains("没有保存") && error.to_string().contains("文件夹不存在"));
    }

    #[test]
    fn a_path_is_seen_from_a_folder() {
        let seen = |path: &str| relative_to(Path::new("/家/比较"), Path::new(path));
        assert_eq!(seen("/家/比较/a.txt").as_deref(), Some("a.txt"));
        assert_eq!(seen("/家/文件/二/a.txt").as_deref(), Some("../文件/二/a.txt"));
        assert_eq!(seen("/别处/a.txt"), None);
    }
}
