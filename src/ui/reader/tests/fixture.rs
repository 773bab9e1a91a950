//! A document from plain text, and a window without a display to read it in.

use std::sync::Arc;

use egui::{
    Color32, Context, Event, FontData, FontDefinitions, FontFamily, FullOutput, Id, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2,
    vec2,
};

use crate::import;
use crate::structure::{Cell, Document, Footnote, Metadata, Paragraph, ParagraphRole, Table};
use crate::text::{ByteOffset, LineIndex, OffsetMap, Span};
use crate::ui::reader::{Highlight, Reader, ReaderColours, ReaderOutput, ReaderState, ReaderStyle, Strength, StripColours, strip};

pub(in crate::ui::reader) fn document(lines: &[(ParagraphRole, &str)]) -> Arc<Document> {
    let text: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    let text = text.trim_end_matches('\n').to_owned();
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for (role, line) in lines {
        paragraphs.push(Paragraph { span: Span::new(at, at + line.len()), role: *role, strong: Vec::new() });
        at += line.len() + 1;
    }
    let footnotes = text.find("[^1]").map(|k| Footnote { mark: "1".to_owned(), anchor: Some(ByteOffset(k)), span: Span::new(0, 0) });
    Arc::new(Document {
        source: Arc::new(import::import("样本.txt", "样本".as_bytes()).unwrap()),
        part: None,
        index: LineIndex::new(&text),
        text,
        map: OffsetMap::default(),
        repairs: Vec::new(),
        paragraphs,
        sections: Vec::new(),
        footnotes: footnotes.into_iter().collect(),
        tables: Vec::new(),
        meta: Metadata::default(),
        diagnostics: Vec::new(),
    })
}

pub(super) fn bodies(lines: &[&str]) -> Arc<Document> {
    document(&lines.iter().map(|l| (ParagraphRole::Body, *l)).collect::<Vec<_>>())
}

/// A paragraph, a table, a paragraph. A cell is its text, its columns and its rows.
pub(super) fn table(rows: &[&[(&str, u16, u16)]]) -> Arc<Document> {
    let joined: Vec<String> = rows.iter().map(|row| row.iter().map(|c| c.0).collect::<Vec<_>>().join("\t")).collect();
    let mut lines = vec![(ParagraphRole::Body, "表前的一段。")];
    lines.extend(joined.iter().map(|line| (ParagraphRole::Row, line.as_str())));
    lines.push((ParagraphRole::Body, "表后的一段。"));
    let mut document = document(&lines);
    let inner = Arc::make_mut(&mut document);
    let cells = |(row, paragraph): (&&[(&str, u16, u16)], &Paragraph)| {
        let mut at = paragraph.span.start.0;
        let cell = |(text, columns, rows): &(&str, u16, u16)| {
            let span = Span::new(at, at + text.len());
            at += text.len() + 1;
            Cell { span, columns: *columns, rows: *rows }
        };
        row.iter().map(cell).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<Cell>> = rows.iter().zip(&inner.paragraphs[1..]).map(cells).collect();
    let span = Span { start: inner.paragraphs[1].span.start, end: inner.paragraphs[rows.len()].span.end };
    inner.tables.push(Table { span, rows });
    document
}

/// A table whose cells take a column and a row each.
pub(super) fn plain_table(rows: &[&[&str]]) -> Arc<Document> {
    let rows: Vec<Vec<(&str, u16, u16)>> = rows.iter().map(|row| row.iter().map(|c| (*c, 1, 1)).collect()).collect();
    table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

pub(in crate::ui::reader) fn style() -> ReaderStyle {
    let named = |name: &str| FontFamily::Name(name.into());
    ReaderStyle {
        body: named("song"),
        strong: named("song-bold"),
        heading: named("hei-bold"),
        size: 15.0,
        line_height: 1.75,
        margin_left: 15.0,
        margin_right: 24.0,
        drag_bar: true,
        colours: ReaderColours {
            ink: Color32::from_gray(30),
            quiet: Color32::from_gray(120),
            accent: Color32::from_rgb(176, 48, 36),
            selection: Color32::from_rgb(190, 215, 245),
            find: Color32::from_rgb(250, 230, 150),
            find_current: Color32::from_rgb(250, 190, 80),
            veil: Color32::from_white_alpha(150),
        },
    }
}

pub(super) fn highlight(text: &str, needle: &str, tag: usize, strength: Strength) -> Highlight {
    let start = text.find(needle).unwrap();
    let span = Span::new(start, start + needle.len());
    Highlight { span, tag, color: Color32::from_rgb(40, 130, 80), strength, doubtful: false }
}

const STRIP: StripColours = StripColours { ground: Color32::from_gray(245), view: Color32::from_gray(220), edge: Color32::from_gray(150) };

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 4] = [
        ("song", include_bytes!("../../../../fonts/NotoSerifSC-Regular.ttf")),
        ("song-bold", include_bytes!("../../../../fonts/NotoSerifSC-Bold.ttf")),
        ("hei", include_bytes!("../../../../fonts/NotoSansSC-Regular.ttf")),
        ("hei-bold", include_bytes!("../../../../fonts/NotoSansSC-Bold.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["hei".to_owned()]);
    }
    fonts
}

/// A window with one reader that fills it.
pub(super) struct Window {
    pub context: Context,
    pub state: ReaderState,
    pub document: Arc<Document>,
    pub style: ReaderStyle,
    pub highlights: Vec<Highlight>,
    pub find: Vec<Span>,
    pub watched: Vec<Span>,
    pub size: egui::Vec2,
    pub strip: bool,
    pub full: FullOutput,
    time: f64,
}

impl Window {
    pub(super) fn new(document: Arc<Document>) -> Self {
        let context = Context::default();
        context.set_fonts(fonts());
        let mut window = Self {
            context,
            state: ReaderState::default(),
            document,
            style: style(),
            highlights: Vec::new(),
            find: Vec::new(),
            watched: Vec::new(),
            size: vec2(340.0, 600.0),
            strip: false,
            full: FullOutput::default(),
            time: 0.0,
        };
        window.frame(Vec::new());
        window
    }

    pub(super) fn frame(&mut self, events: Vec<Event>) -> ReaderOutput {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, self.size);
        let input = RawInput { screen_rect: Some(screen), time: Some(self.time), events, focused: true, ..RawInput::default() };
        let mut out = None;
        let (state, document, style) = (&mut self.state, &self.document, &self.style);
        let (highlights, find, watched, with_strip) = (&self.highlights, &self.find, &self.watched, &self.strip);
        self.full = self.context.run_ui(input, |ui| {
            let reader = Reader::new(Id::unique("reader"), "样本", document, style).highlights(highlights).find(find, Some(0));
            let reader = reader.watched(watched);
            let room = ui.available_rect_before_wrap();
            out = Some(reader.show(ui, state));
            let rect = Rect::from_min_max(pos2(room.right() - 14.0, room.top()), room.max);
            if *with_strip {
                strip(ui, Id::unique("strip"), "位置", rect, state, highlights, &STRIP);
            }
        });
        // Nobody paints them; the picture is made from the atlas itself.
        self.full.textures_delta.clear();
        out.unwrap()
    }

    /// Frames until a glide is over.
    pub(super) fn rest(&mut self) -> ReaderOutput {
        for _ in 0..300 {
            let out = self.frame(Vec::new());
            if !out.gliding && !self.state.is_gliding() {
                return out;
            }
        }
        panic!("never comes to rest");
    }

    pub(super) fn press(&mut self, at: Pos2, down: bool) -> ReaderOutput {
        let modifiers = Modifiers::NONE;
        let button = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed: down, modifiers };
        self.frame(vec![Event::PointerMoved(at), button])
    }

    pub(super) fn click(&mut self, at: Pos2) -> ReaderOutput {
        self.frame(vec![Event::PointerMoved(at)]);
        self.press(at, true);
        self.press(at, false)
    }

    pub(super) fn key(&mut self, key: egui::Key, modifiers: Modifiers) -> ReaderOutput {
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        self.frame(vec![Event::ModifiersChanged(modifiers), event, Event::ModifiersChanged(Modifiers::NONE)])
    }

    /// Middle of the first character of `needle` on the screen.
    pub(super) fn point_at(&mut self, needle: &str) -> Pos2 {
        let at = self.document.text.find(needle).unwrap();
        self.frame(Vec::new());
        let column = pos2(self.style.margin_left, 0.0);
        let (state, context) = (&mut self.state, &self.context);
        context.fonts_mut(|fonts| {
            let view = state.rows_in_view(fonts);
            let row = view.iter().find(|r| r.span.contains_offset(ByteOffset(at))).unwrap();
            let set = state.page.as_ref().unwrap().get(row).unwrap();
            let (left, right) = set.edges(at..at + 1).unwrap();
            column + vec2((left + right) / 2.0, (row.top + row.bottom) / 2.0)
        })
    }
}

pub(super) const LONG: &str =
    "推进垃圾分类示范街镇创建，加快构建垃圾分类常态化宣传、监督、检查和反馈机制，持续推进两网融合体系化建设，积极探索“科技+管理”长效机制。";

pub(super) fn many(count: usize) -> Window {
    let lines: Vec<String> = (0..count).map(|k| format!("第{k}段，{}", LONG.repeat(1 + k % 3))).collect();
    Window::new(bodies(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
}
