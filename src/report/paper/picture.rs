//! An SVG picture as PNG: a page that holds nothing else, drawn by the typesetter in the program's own faces. No other renderer is needed.

use std::sync::LazyLock;

use typst::syntax::Source;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::world::{FontData, PaperWorld};
use super::{PaperError, messages};

/// The page: as large as the picture.
const PAGE: &str = "#set page(width: auto, height: auto, margin: 0pt)\n#image(\"picture.svg\", format: \"svg\")";
/// An SVG's own unit in points, as CSS has it.
const POINTS_PER_UNIT: f64 = 0.75;
/// The name under which the page reads the picture.
const PICTURE: &str = "picture.svg";

static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::detached(PAGE));

/// Draws an SVG with so many pixels to each of its own units.
///
/// # Errors
/// [`PaperError::Typeset`] where it is no SVG that can be drawn.
pub fn svg_to_png(svg: &str, pixels_per_unit: f64, fonts: &[FontData]) -> Result<Vec<u8>, PaperError> {
    let world = PaperWorld::of(&SOURCE, PICTURE, svg.to_owned(), fonts, None);
    let compiled = typst::compile::<PagedDocument>(&world);
    let document = compiled.output.map_err(|errors| PaperError::Typeset(messages(&errors)))?;
    let page = document.pages().first().ok_or_else(|| PaperError::Typeset("no page".to_owned()))?;
    let options = RenderOptions { pixel_per_pt: (pixels_per_unit / POINTS_PER_UNIT).clamp(0.1, 8.0).into(), render_bleed: false };
    typst_render::render(page, &options).encode_png().map_err(|error| PaperError::Typeset(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::bundled_fonts;
    use super::svg_to_png;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\" fill=\"#fff\"/>TEXT</svg>";

    #[test]
    fn a_picture_is_drawn_as_large_as_it_says_and_its_text_with_it() {
        let blank = svg_to_png(&SVG.replace("TEXT", ""), 2.0, bundled_fonts()).expect("drawn");
        assert!(blank.starts_with(b"\x89PNG\r\n\x1a\n"));
        let size = |at: usize| u32::from_be_bytes([blank[at], blank[at + 1], blank[at + 2], blank[at + 3]]);
        assert_eq!((size(16), size(20)), (80, 40));
        let text = "<text x=\"2\" y=\"16\" font-size=\"16\" font-family=\"'Noto Sans SC'\">党建</text>";
        let written = svg_to_png(&SVG.replace("TEXT", text), 2.0, bundled_fonts()).expect("drawn");
        assert!(written.len() > blank.len() + 200, "{} {}", written.len(), blank.len());
        assert_eq!(written, svg_to_png(&SVG.replace("TEXT", text), 2.0, bundled_fonts()).expect("drawn"), "the same bytes");
    }

    #[test]
    fn what_is_no_picture_is_an_error() {
        assert!(svg_to_png("<svg", 2.0, bundled_fonts()).is_err());
    }
}
