//! Why a file could not be read. Each message says what is wrong and what to do; whoever shows it puts the file's name before it.

use serde::{Deserialize, Serialize};

use super::{Format, MAX_BYTES};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ImportError {
    /// No bytes, or nothing but blanks.
    #[error("文件是空的，没有可读的文字；请确认下载或导出是否完整")]
    Empty,
    /// Larger than [`MAX_BYTES`].
    #[error("文件有 {} MB，超过 {} MB 的上限；请拆分后再打开", .bytes.div_ceil(1_048_576), MAX_BYTES / 1_048_576)]
    TooLarge {
        /// Size of the file.
        bytes: u64,
    },
    /// A format that holds no document of running text, or that is not read.
    #[error("这是{}，不是可比较的文档；{}", .0.label(), .0.advice())]
    Unsupported(Foreign),
    /// Not text in any encoding.
    #[error("内容不是文本（像是二进制文件），无法阅读；请检查扩展名是否正确，或在原程序中另存为 .docx 或 .txt 后再打开")]
    Binary,
    /// Protected by a password or by rights management.
    #[error("该文件已加密（{}），无法读取；请先在 WPS 或 Word 中用密码打开，另存为未加密的文件后再打开", .0.label())]
    Encrypted(Format),
    /// The container or its main part cannot be read.
    #[error("文件已损坏或不完整（{}：{detail}）；请重新下载，或在原程序中打开修复后另存", .format.label())]
    Damaged {
        /// What the file is.
        format: Format,
        /// What could not be read, in Chinese.
        detail: String,
    },
    /// Well-formed, and no text in it.
    #[error("文件里没有文字（{}），可能只有图片或空白页；请确认内容，扫描件请先做文字识别（OCR）", .0.label())]
    NoText(Format),
    /// Every page is an image.
    #[error("文件共 {pages} 页，全部是图片（{}，扫描件），没有可读的文字；请先做文字识别（OCR）后再打开", .format.label())]
    OnlyImages {
        /// What the file is.
        format: Format,
        /// Its pages.
        pages: u32,
    },
    /// No page whose glyphs say which characters they are.
    #[error("文件共 {pages} 页（{}），所嵌字体没有字符对照，文字无法取出；请索取原 Word 文件，或打印后做文字识别（OCR）", .format.label())]
    Unmappable {
        /// What the file is.
        format: Format,
        /// Its pages.
        pages: u32,
    },
    /// Unpacks to more than allowed, or nests deeper than allowed: made to exhaust the machine, or broken.
    #[error("文件展开后过大或嵌套过深（{}：{detail}），为安全起见没有读取；请确认文件来源，或在原程序中另存后再打开", .format.label())]
    Bomb {
        /// What the file is.
        format: Format,
        /// Which limit, in Chinese.
        detail: String,
    },
}

impl ImportError {
    /// A damaged file of a format.
    #[must_use]
    pub fn damaged(format: Format, detail: impl Into<String>) -> Self {
        Self::Damaged { format, detail: detail.into() }
    }

    /// A file beyond a limit.
    #[must_use]
    pub fn bomb(format: Format, detail: impl Into<String>) -> Self {
        Self::Bomb { format, detail: detail.into() }
    }
}

/// Formats that are told and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// PNG, JPEG, GIF, TIFF, BMP, WebP.
    Image,
    /// Excel and its kin.
    Spreadsheet,
    /// PowerPoint and its kin.
    Slides,
    /// ZIP, RAR, 7z, gzip and the like.
    Archive,
    /// Microsoft Works' own word processor, which shares WPS Writer's ending.
    Works,
    /// WordPerfect, Word for DOS and others long gone.
    Legacy,
    /// A program.
    Program,
    /// An OLE container with nothing in it that we know.
    Compound,
}

impl Foreign {
    /// Name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Image => "图片",
            Self::Spreadsheet => "电子表格",
            Self::Slides => "演示文稿",
            Self::Archive => "压缩包",
            Self::Works => "微软 Works 文档（与金山 WPS 的 .wps 同名而不同格式）",
            Self::Legacy => "早期文字处理软件的文档",
            Self::Program => "程序文件",
            Self::Compound => "不含 Word 正文的复合文档",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Image => "请先做文字识别（OCR），再打开识别出的文本",
            Self::Spreadsheet | Self::Slides => "请把正文复制到 Word 或文本文件中再打开",
            Self::Archive => "请先解压，再打开其中的文档",
            Self::Works | Self::Legacy => "请用 LibreOffice 打开并另存为 .docx 后再打开",
            Self::Program => "请检查文件是否选错",
            Self::Compound => "请检查文件是否选错，或在原程序中另存为 .docx",
        }
    }
}
