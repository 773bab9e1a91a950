//! The comparison as typeset pages: PDF for paper and archive, pictures for the preview, both from one compile.
//!
//! In: a comparison, options, the faces to set it in. Out: [`Pages`]. Typst sets a fixed template (`assets/paper.typ`) that reads one
//! JSON value; what the documents say reaches it as strings only, so that markup in them prints as it stands. What no face can show
//! is replaced and told before anything is set ([`coverage`]): a single such character would stop an accessible PDF. The pages
//! depend on nothing but what comes in: no clock, no file, no package, no network.

mod arrange;
mod coverage;
mod picture;
mod reading;
mod world;

use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

pub use picture::svg_to_png;
pub use reading::OutlineEntry;
pub use world::{FontData, bundled_fonts};

use super::printout::{Printout, printout};
use crate::compare::Comparison;
use crate::initiative::InitiativeId;

/// What the pages take beside the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperOptions {
    /// The date to print and to put into the PDF, ISO 8601 (2026-03-01); none without.
    pub date: Option<String>,
    /// The sheet, always landscape.
    pub size: PaperSize,
    /// The initiatives to print; without, all that two documents or more share.
    pub initiatives: Option<Vec<InitiativeId>>,
}

/// Sheets, landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    /// 297 by 210 mm.
    #[default]
    A4,
    /// 420 by 297 mm.
    A3,
}

/// Why there are no pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A face that the template sets in is not among those given.
    #[error("缺少排版用的字体“{0}”；请重新安装本程序")]
    Font(&'static str),
    /// The template could not be set: a fault of ours.
    #[error("页面没有排成（{0}）；请改用 HTML 导出，并把这条消息告诉开发者")]
    Typeset(String),
    /// The pages could not be written as an accessible PDF: a fault of ours.
    #[error("PDF 没有生成（{0}）；请改用 HTML 导出，并把这条消息告诉开发者")]
    Pdf(String),
}

/// Typeset pages. Cheap to clone; may be sent to another thread.
#[derive(Debug, Clone)]
pub struct Pages {
    document: PagedDocument,
}

/// One page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green, blue, alpha, a byte each, colours multiplied by alpha; row by row from the top.
    pub rgba: Vec<u8>,
}

/// The one value that the template reads.
#[derive(Serialize)]
struct TemplateInput<'a> {
    paper: PaperSize,
    /// Year, month, day, for the PDF's metadata.
    date: Option<[i32; 3]>,
    printout: &'a Printout,
    arrangement: arrange::Arrangement,
}

/// Sets the comparison.
///
/// # Errors
/// [`PaperError`]; none that the documents' content could cause.
pub fn typeset(comparison: &Comparison, options: &PaperOptions, fonts: &[FontData]) -> Result<Pages, PaperError> {
    world::require_faces(fonts)?;
    let printout = printout(comparison, options.initiatives.as_deref(), options.date.as_deref());
    let date = options.date.as_deref().and_then(calendar_date);
    let day = date.map(|d| [d.year(), d.month().map(i32::from), d.day().map(i32::from)].map(Option::unwrap_or_default));
    let arrangement = arrange::arrange(&printout, options.size);
    let input = TemplateInput { paper: options.size, date: day, printout: &printout, arrangement };
    let mut value = serde_json::to_value(&input).map_err(|error| PaperError::Typeset(error.to_string()))?;
    let replaced = coverage::make_printable(&mut value, fonts);
    if let Some(note) = replaced.note() {
        value["printout"]["legend"].as_array_mut().into_iter().for_each(|legend| legend.push(note.clone().into()));
    }
    let world = world::PaperWorld::new(value.to_string(), fonts, date);
    let compiled = typst::compile::<PagedDocument>(&world);
    // What earlier pages left behind is dropped once it has gone unused for some compiles: a window compiles again and again.
    typst::comemo::evict(CACHE_AGE);
    let document = compiled.output.map_err(|errors| PaperError::Typeset(messages(&errors)))?;
    Ok(Pages { document })
}

/// Results of compiles older than this many are dropped.
const CACHE_AGE: usize = 3;

impl Pages {
    /// How many pages there are; never zero.
    #[must_use]
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of a page (from zero) in points; `None` past the end.
    #[must_use]
    pub fn size(&self, page: usize) -> Option<(f64, f64)> {
        let size = self.document.pages().get(page)?.frame.size();
        Some((size.x.to_pt(), size.y.to_pt()))
    }

    /// The pages as a PDF: accessible (PDF/UA-1, by typst's own check), with an outline, fonts cut down to what is used.
    ///
    /// # Errors
    /// [`PaperError::Pdf`] where typst's check refuses it.
    pub fn pdf(&self) -> Result<Vec<u8>, PaperError> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PaperError::Pdf(error.message().to_string()))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some(concat!("街读 ", env!("CARGO_PKG_VERSION")).to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| PaperError::Pdf(messages(&errors)))
    }

    /// A page (from zero) as a picture, so many pixels to a point; `None` past the end.
    #[must_use]
    pub fn image(&self, page: usize, pixels_per_point: f64) -> Option<PageImage> {
        let page = self.document.pages().get(page)?;
        let options = RenderOptions { pixel_per_pt: pixels_per_point.clamp(0.05, 10.0).into(), render_bleed: false };
        let picture = typst_render::render(page, &options);
        Some(PageImage { width: picture.width(), height: picture.height(), rgba: picture.take() })
    }
}

/// The day of an ISO date; `None` for what is no day.
fn calendar_date(iso: &str) -> Option<Datetime> {
    let mut parts = iso.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Datetime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    let all: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    all.join("; ")
}
