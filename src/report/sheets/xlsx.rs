//! Tables as a workbook of Office Open XML (ISO/IEC 29500) for Excel and WPS: a sheet each, with a filter, frozen heads, widths, real numbers
//! and links. Words are written as words, never as formulae; the time that a workbook carries comes from the caller, never from the clock.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet};

use super::{Sheet, SheetKind, Value};

/// The most rows of a sheet, its head counted.
const MAX_ROWS: usize = 1_048_576;
/// The most characters of a cell, in UTF-16.
const MAX_CELL: usize = 32_767;
/// What ends a cell that was cut.
const CUT: &str = "…（过长，已截断）";
/// Excel counts in digits, of which two are as wide as a Han character.
const DIGITS: f64 = 2.0;
/// A filter's arrow covers so much of a head.
const ARROW: f64 = 2.5;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// A sheet would have more rows than the format takes.
    #[error("“{sheet}”有 {rows} 行，超过一张工作表的上限 {MAX_ROWS} 行；请减少文档，或用 --initiative 只导出部分事项，或改存 CSV")]
    TooManyRows {
        /// Its name.
        sheet: &'static str,
        /// Its rows.
        rows: usize,
    },
    /// The writer's own.
    #[error("工作簿无法写成（{0}）")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

struct Formats {
    head: Format,
    words: Format,
    number: Format,
    link: Format,
}

/// A workbook with a sheet for each table that has rows, those without any left out but the first. `date` (ISO 8601, a day) is what it says of
/// the time when it was made; without one it is the first day that the format knows for files.
///
/// # Errors
/// [`XlsxError`] where a table is too long for the format.
pub fn sheets_to_xlsx(sheets: &[Sheet], date: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = date.map_or_else(|| ExcelDateTime::from_ymd(1980, 1, 1), ExcelDateTime::parse_from_str)?;
    workbook.set_properties(&DocProperties::new().set_title("街读：文件比较").set_creation_datetime(&made));
    let top = || Format::new().set_align(FormatAlign::Top);
    let formats = Formats {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_background_color(0x00F1_EEE6),
        words: top().set_text_wrap(),
        number: top(),
        link: top().set_text_wrap().set_font_color(0x00B0_3024),
    };
    let head = formats.head.clone().set_border_bottom(FormatBorder::Thin);
    let formats = Formats { head, ..formats };
    let kept: Vec<&Sheet> = sheets.iter().enumerate().filter(|(k, sheet)| *k == 0 || !sheet.rows.is_empty()).map(|(_, s)| s).collect();
    for sheet in &kept {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.kind.title())?;
        write(worksheet, sheet, &formats, &|kind| kept.iter().any(|s| s.kind == kind))?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats, has: &dyn Fn(SheetKind) -> bool) -> Result<(), XlsxError> {
    if sheet.rows.len() >= MAX_ROWS {
        return Err(XlsxError::TooManyRows { sheet: sheet.kind.title(), rows: sheet.rows.len() });
    }
    let number = |k: usize| u16::try_from(k).unwrap_or(u16::MAX);
    for (k, column) in sheet.columns.iter().enumerate() {
        worksheet.set_column_width(number(k), column.width * DIGITS + ARROW)?;
        worksheet.write_string_with_format(0, number(k), cell(&column.head), &formats.head)?;
    }
    for (r, row) in sheet.rows.iter().enumerate() {
        let r = u32::try_from(r + 1).unwrap_or(u32::MAX);
        for (k, value) in row.iter().enumerate() {
            write_value(worksheet, (r, number(k)), value, formats, has)?;
        }
    }
    worksheet.set_freeze_panes(1, number(sheet.frozen))?;
    let (last_row, last_column) = (u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX), number(sheet.columns.len().saturating_sub(1)));
    worksheet.autofilter(0, 0, last_row, last_column)?;
    worksheet.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_value(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formats: &Formats,
    has: &dyn Fn(SheetKind) -> bool,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            worksheet.write_string_with_format(row, column, cell(text), &formats.words)?;
        }
        #[expect(clippy::cast_precision_loss, reason = "far fewer than a double holds")]
        Value::Count(count) => {
            worksheet.write_number_with_format(row, column, *count as f64, &formats.number)?;
        }
        Value::Amount(amount) => match amount.parse::<f64>().ok().filter(|_| digits(amount) <= 15) {
            Some(number) => {
                worksheet.write_number_with_format(row, column, number, &formats.number)?;
            }
            // A double would round it.
            None => {
                worksheet.write_string_with_format(row, column, cell(amount), &formats.words)?;
            }
        },
        Value::Link { text, to, row: there } if has(*to) => {
            let url = Url::new(format!("internal:'{}'!A{}", to.title(), there + 2)).set_text(cell(text));
            worksheet.write_url_with_format(row, column, url, &formats.link)?;
        }
        Value::Link { text, .. } => {
            worksheet.write_string_with_format(row, column, cell(text), &formats.words)?;
        }
    }
    Ok(())
}

fn digits(amount: &str) -> usize {
    amount.bytes().filter(u8::is_ascii_digit).count()
}

/// Words as a cell takes them: without the two characters that XML has no way to write, and cut where they are longer than the format allows.
fn cell(text: &str) -> String {
    let text = &text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    if text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL {
        return text.to_owned();
    }
    let mut left = MAX_CELL - CUT.encode_utf16().count();
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    kept + CUT
}
