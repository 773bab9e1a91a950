//! The texts that the engine is measured on: the seeds, and as much text like theirs as is wanted, the same in every run.

use std::path::{Path, PathBuf};

use jiedu::initiative::Lexicon;

/// The repository's top folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The seeds' files, in order of their names.
pub fn seed_paths() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().path()).collect();
    out.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    out.sort();
    out
}

/// Names and bytes of the seeds.
pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let name = |path: &Path| format!("seeds/{}", path.file_name().unwrap().to_string_lossy());
    seed_paths().iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

/// Names and bytes of the annotated documents of other cities and levels.
fn annotated() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/data/discovery");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

/// A generator of numbers (Marsaglia's xorshift), so that no text depends on anything but its seed.
pub struct Numbers(u64);

impl Numbers {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % end.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Writes plans: sentences as in the seeds with every eighth character another one, so that no two are the same, under numbered headings,
/// with names of the lexicon among them.
pub struct Writer {
    sentences: Vec<String>,
    /// Clauses of the seeds and of the annotated documents.
    clauses: Vec<Vec<char>>,
    letters: Vec<char>,
    names: Vec<String>,
    numbers: Numbers,
}

const STREETS: [&str; 5] = ["吴淞街道", "友谊路街道", "华阳路街道", "江浦路街道", "天目西路街道"];

impl Writer {
    pub fn new() -> Self {
        let text: String = seeds().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        let sentences = text.split(['。', '\n']).map(str::trim).filter(|s| (10..80).contains(&s.chars().count()));
        let mut letters: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        letters.sort_unstable();
        letters.dedup();
        let names = Lexicon::builtin().entries().iter().map(|entry| entry.name.clone()).collect();
        let own: String = annotated().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        let both = [text.as_str(), own.as_str()];
        let parts =
            both.iter().flat_map(|text| text.split(['。', '，', '；', '\n'])).map(|part| part.trim().chars().collect::<Vec<char>>());
        let clauses = parts.filter(|part| (5..30).contains(&part.len())).collect();
        Self { sentences: sentences.map(str::to_owned).collect(), clauses, letters, names, numbers: Numbers(0x2545_F491_4F6C_DD1D) }
    }

    fn sentence(&mut self) -> String {
        let mut chars: Vec<char> = self.numbers.pick(&self.sentences).chars().collect();
        for _ in 0..chars.len() / 8 {
            let at = self.numbers.below(chars.len());
            if self.letters.binary_search(&chars[at]).is_ok() {
                chars[at] = *self.numbers.pick(&self.letters);
            }
        }
        chars.into_iter().chain(['。']).collect()
    }

    fn paragraph(&mut self) -> String {
        let mut out: String = (0..4).map(|_| self.sentence()).collect();
        out.push_str(&format!("推进{}，落实“{}”。", self.numbers.pick(&self.names), self.numbers.pick(&self.names)));
        out
    }

    /// A plan of about `bytes` bytes.
    pub fn plan(&mut self, k: usize, bytes: usize) -> String {
        let mut out = format!("{}{}年工作要点\n\n", STREETS[k % STREETS.len()], 2015 + k);
        let mut part = 0;
        while out.len() < bytes {
            part += 1;
            out.push_str(&format!("{}、推进{}\n", han_number(part), self.numbers.pick(&self.names)));
            for n in 1..=3 {
                let name = self.numbers.pick(&self.names).clone();
                out.push_str(&format!("（{}）做好{name}\n\u{3000}\u{3000}{}\n", han_number(n), self.paragraph()));
            }
        }
        out
    }

    /// Several plans of `bytes` bytes together.
    pub fn plans(&mut self, count: usize, bytes: usize) -> Vec<(String, Vec<u8>)> {
        (0..count).map(|k| (format!("generated/{k}.txt"), self.plan(k, bytes / count).into_bytes())).collect()
    }

    /// A clause of some document with other numbers, and in every second one a word of another clause: documents share what is said, and
    /// seldom a whole sentence.
    fn clause(&mut self) -> String {
        let mut chars = self.numbers.pick(&self.clauses).clone();
        for c in &mut chars {
            if c.is_ascii_digit() {
                *c = char::from(b'1' + u8::try_from(self.numbers.below(9)).unwrap());
            }
        }
        if self.numbers.below(2) == 0 {
            let other = self.numbers.pick(&self.clauses).clone();
            let (from, to) = (self.numbers.below(other.len() - 1), self.numbers.below(chars.len() - 1));
            chars[to..to + 2].copy_from_slice(&other[from..from + 2]);
        }
        chars.into_iter().collect()
    }

    fn street_paragraph(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..4 {
            for k in 0..3 + self.numbers.below(3) {
                out.push_str(if k > 0 { "，" } else { "" });
                out.push_str(&self.clause());
            }
            out.push('。');
        }
        out
    }

    /// Plans of `count` streets, each of about `bytes` bytes: clauses of the seeds and of documents of other cities put together anew.
    pub fn streets(&mut self, count: usize, bytes: usize) -> Vec<(String, Vec<u8>)> {
        let letters: Vec<char> = "东西南北中江河湖山桥园林和平安康文华新光明德仁义礼智信泰兴盛昌宁".chars().collect();
        let mut out = Vec::new();
        for k in 0..count {
            let street = format!("{}{}街道", letters[k % letters.len()], letters[k / letters.len() % letters.len()]);
            let mut text = format!("{street}{}年工作要点\n\n", 2020 + k % 6);
            let mut part = 0;
            while text.len() < bytes {
                part += 1;
                text.push_str(&format!("{}、{}\n", han_number(part), self.clause()));
                for n in 1..=3 {
                    let (title, body) = (self.clause(), self.street_paragraph());
                    text.push_str(&format!("（{}）{title}\n\u{3000}\u{3000}{body}\n", han_number(n)));
                }
            }
            out.push((format!("streets/{k}.txt"), text.into_bytes()));
        }
        out
    }

    /// One line of about `bytes` bytes without a full stop, only with semicolons.
    pub fn line(&mut self, bytes: usize) -> Vec<(String, Vec<u8>)> {
        let mut out = String::new();
        while out.len() < bytes {
            out.push_str(&self.paragraph().replace('。', "；"));
        }
        vec![("generated/line.txt".to_owned(), out.into_bytes())]
    }

    /// A plan of `count` numbered headings, a sentence under each.
    pub fn headings(&mut self, k: usize, count: usize) -> (String, Vec<u8>) {
        let mut out = format!("{}{}年工作要点\n\n", STREETS[k % STREETS.len()], 2015 + k);
        for n in 0..count {
            let name = self.numbers.pick(&self.names).clone();
            out.push_str(&format!("{}.做好{name}\n{}\n", n % 99 + 1, self.sentence()));
        }
        (format!("generated/headings-{k}.txt"), out.into_bytes())
    }
}

/// 1 to 99 in Han numerals; then from one again.
fn han_number(n: usize) -> String {
    let digit = |d: usize| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][d];
    let n = (n - 1) % 99 + 1;
    match (n / 10, n % 10) {
        (0, units) => digit(units).to_owned(),
        (1, units) => format!("十{}", digit(units)),
        (tens, units) => format!("{}十{}", digit(tens), digit(units)),
    }
}
