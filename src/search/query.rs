//! What the user typed, understood: words, exact phrases, either-or, without, regular expressions, pinyin.
//!
//! In: one line. Out: [`Query`], or what is wrong with the line in the user's words. The line is being typed while it is read: what is not
//! finished (an operator without a second word, a bracket that is still open) is passed over, never an error.
//!
//! | written | means |
//! |---|---|
//! | `养老 助餐` | both in one sentence |
//! | `"老年 助餐"`, `“…”`, `「…」` | exactly so, blanks and quotation marks aside |
//! | `加梯 \| 加装电梯`, `加梯 或 加装电梯` | either; binds less than the blank |
//! | `养老 -机构`, `养老 非 机构` | sentences without it |
//! | `(加梯 \| 电梯) 补贴` | brackets put together |
//! | `/\d+(台\|个)/` | a regular expression, on the text as it stands |
//! | `ljfl`, `拼音:ljfl` | by pinyin: where the letters themselves stand nowhere, or always |

mod tokens;

use regex::{Regex, RegexBuilder};

use super::script::simplified;
use super::syllables::can_be_pinyin;
use crate::text::fold;
use tokens::{Token, tokens};

/// A compiled regular expression takes no more than this many bytes.
const MAX_REGEX_BYTES: usize = 1 << 20;
/// More words than this nobody types; a pasted paragraph is no query.
const MAX_TERMS: usize = 64;
/// Brackets in brackets go no deeper.
const MAX_DEPTH: usize = 32;

/// Why a line is no query. The message says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing to look for.
    #[error("请输入要检索的词")]
    Empty,
    /// Only words that must not stand there.
    #[error("“-”和“非”只能排除；请再写一个要找的词")]
    OnlyExcluded,
    /// More words than are taken.
    #[error("检索式太长；最多 {MAX_TERMS} 个词，整句请加引号")]
    TooManyWords,
    /// Brackets in brackets in brackets.
    #[error("括号套得太深；请简化检索式")]
    TooDeep,
    /// A phrase that has no end.
    #[error("引号没有成对；请补上后一个引号")]
    OpenQuote,
    /// A regular expression that has no end.
    #[error("正则表达式要写在两个“/”之间；请补上后一个“/”，查斜杠本身请加引号")]
    OpenRegex,
    /// A regular expression that cannot be read.
    #[error("正则表达式有误：{0}")]
    Regex(String),
    /// A regular expression that would take too much memory.
    #[error("正则表达式太复杂；请减少重复次数（如 {{1,1000}}）或分开检索")]
    RegexTooLarge,
    /// After 拼音: stands something else.
    #[error("“拼音:”后面请写拼音字母，如 拼音:ljfl")]
    Pinyin,
}

/// One thing to look for.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// Folded, simplified; with whether it may be meant as pinyin.
    Literal(String, bool),
    /// On the text as it stands.
    Regex(Regex),
    /// Letters in lower case.
    Pinyin(String),
}

/// How terms stand together; numbers are places among the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Term(usize),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// A query that can be carried out.
#[derive(Debug, Clone)]
pub struct Query {
    pub(super) root: Node,
    pub(super) terms: Vec<Term>,
}

impl Query {
    /// Understands a line.
    ///
    /// # Errors
    /// [`QueryError`], with what is wrong and what to do.
    pub fn parse(line: &str) -> Result<Self, QueryError> {
        let mut parser = Parser { tokens: tokens(line)?, at: 0, terms: Vec::new() };
        let root = parser.any(0)?.ok_or(QueryError::Empty)?;
        if !root.wants_something() {
            return Err(QueryError::OnlyExcluded);
        }
        Ok(Self { root, terms: parser.terms })
    }
}

impl Node {
    /// Whether something must stand there, and not only be absent.
    fn wants_something(&self) -> bool {
        match self {
            Self::Term(_) => true,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::wants_something),
            Self::Not(_) => false,
        }
    }

    /// Whether it holds where the terms are `present` or not.
    pub fn holds(&self, present: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::Term(k) => present(*k),
            Self::All(parts) => parts.iter().all(|part| part.holds(present)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(present)),
            Self::Not(part) => !part.holds(present),
        }
    }

    /// The terms that stand in the middle of a row, and those that are only marked beside: of words that must stand together the first
    /// leads; of alternatives each that holds.
    pub fn roles(&self, present: &dyn Fn(usize) -> bool, leads: &mut Vec<usize>, beside: &mut Vec<usize>) {
        match self {
            Self::Term(k) => leads.push(*k),
            Self::Any(parts) => {
                parts.iter().filter(|part| part.holds(present)).for_each(|part| part.roles(present, leads, beside));
            }
            Self::All(parts) => {
                let mut wanted = parts.iter().filter(|part| part.wants_something());
                if let Some(first) = wanted.next() {
                    first.roles(present, leads, beside);
                }
                for part in wanted {
                    let mut others = Vec::new();
                    part.roles(present, &mut others, beside);
                    beside.append(&mut others);
                }
            }
            Self::Not(_) => {}
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    terms: Vec<Term>,
}

impl Parser {
    /// Alternatives, up to a closing bracket or the end.
    fn any(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        if depth > MAX_DEPTH {
            return Err(QueryError::TooDeep);
        }
        let mut parts = Vec::new();
        loop {
            parts.extend(self.all(depth)?);
            match self.tokens.get(self.at) {
                Some(Token::Or) => self.at += 1,
                // A bracket that was never opened is passed over.
                Some(Token::Close) if depth == 0 => self.at += 1,
                _ => break,
            }
        }
        Ok(one_or(parts, Node::Any))
    }

    /// What must stand together, up to an operator that binds less.
    fn all(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            if matches!(token, Token::Or | Token::Close) {
                break;
            }
            parts.extend(self.one(depth)?);
        }
        Ok(one_or(parts, Node::All))
    }

    fn one(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Ok(None) };
        self.at += 1;
        Ok(match token {
            Token::Not => match self.tokens.get(self.at) {
                Some(Token::Or | Token::Close) | None => None,
                Some(_) if depth > MAX_DEPTH => return Err(QueryError::TooDeep),
                Some(_) => self.one(depth + 1)?.map(|part| Node::Not(Box::new(part))),
            },
            Token::Open => {
                let inner = self.any(depth + 1)?;
                if self.tokens.get(self.at) == Some(&Token::Close) {
                    self.at += 1;
                }
                inner
            }
            Token::Word(word) => self.literal(&word, can_be_pinyin(&word))?,
            Token::Quoted(phrase) => self.literal(&phrase, false)?,
            Token::Pinyin(letters) => {
                let letters = letters.to_ascii_lowercase();
                let wanted = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphanumeric());
                if !wanted {
                    return Err(QueryError::Pinyin);
                }
                Some(self.term(Term::Pinyin(letters))?)
            }
            Token::Regex(pattern) => Some(self.term(Term::Regex(regex(&pattern)?))?),
            Token::Or | Token::Close => None,
        })
    }

    /// A word or phrase; nothing where folding leaves nothing of it.
    fn literal(&mut self, text: &str, pinyin: bool) -> Result<Option<Node>, QueryError> {
        let folded = fold(text).mapped(simplified).text;
        if folded.is_empty() { Ok(None) } else { self.term(Term::Literal(folded, pinyin)).map(Some) }
    }

    fn term(&mut self, term: Term) -> Result<Node, QueryError> {
        if self.terms.len() >= MAX_TERMS {
            return Err(QueryError::TooManyWords);
        }
        self.terms.push(term);
        Ok(Node::Term(self.terms.len() - 1))
    }
}

/// A single part stands for itself.
fn one_or(mut parts: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(several(parts)) } else { parts.pop() }
}

fn regex(pattern: &str) -> Result<Regex, QueryError> {
    let built = RegexBuilder::new(pattern).size_limit(MAX_REGEX_BYTES).dfa_size_limit(MAX_REGEX_BYTES).nest_limit(64).build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => QueryError::RegexTooLarge,
        other => QueryError::Regex(in_chinese(&other.to_string())),
    })
}

/// The crate's own words, and what they mean.
const REGEX_ERRORS: [(&str, &str); 14] = [
    ("unclosed group", "有“(”没有对应的“)”"),
    ("unopened group", "有“)”没有对应的“(”"),
    ("unclosed character class", "有“[”没有对应的“]”"),
    ("repetition operator missing expression", "“*”“+”“?”或“{}”前面没有要重复的内容"),
    ("unclosed counted repetition", "“{”没有对应的“}”"),
    ("repetition quantifier expects a valid decimal", "“{}”里要写次数，如 {2,4}"),
    ("invalid repetition count range", "“{}”里的次数前大后小"),
    ("invalid character class range", "“[]”里的范围前大后小"),
    ("unrecognized escape sequence", "“\\”后面的字母没有含义"),
    ("incomplete escape sequence", "“\\”后面缺少内容"),
    ("backreferences are not supported", "不支持反向引用（如 \\1）"),
    ("look-around", "不支持环视（如 (?=…)）"),
    ("Unicode property not found", "没有这种字符类别"),
    ("nest limit", "括号套得太深"),
];

fn in_chinese(message: &str) -> String {
    let known = REGEX_ERRORS.iter().find(|(english, _)| message.contains(english)).map(|(_, chinese)| (*chinese).to_owned());
    let last = || message.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
    known.unwrap_or_else(|| format!("无法识别（{}）", last()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Node, Query, QueryError, Term};

    fn parsed(line: &str) -> (Node, Vec<String>) {
        let query = Query::parse(line).expect("a query");
        let terms = query.terms.iter().map(|term| match term {
            Term::Literal(text, pinyin) => format!("{text}{}", if *pinyin { "?" } else { "" }),
            Term::Regex(regex) => format!("/{regex}/"),
            Term::Pinyin(letters) => format!("~{letters}"),
        });
        (query.root.clone(), terms.collect())
    }

    fn t(k: usize) -> Node {
        Node::Term(k)
    }

    #[test]
    fn words_stand_together_alternatives_bind_less_and_brackets_most() {
        assert_eq!(parsed("垃圾分类"), (t(0), vec!["垃圾分类".to_owned()]));
        assert_eq!(parsed("养老　助餐").0, Node::All(vec![t(0), t(1)]));
        for line in ["养老 助餐 | 托育", "养老 助餐 或 托育", "养老 助餐 OR 托育", "养老 助餐｜托育"] {
            assert_eq!(parsed(line).0, Node::Any(vec![Node::All(vec![t(0), t(1)]), t(2)]), "{line}");
        }
        assert_eq!(parsed("(养老|托育) 补贴").0, Node::All(vec![Node::Any(vec![t(0), t(1)]), t(2)]));
        for line in ["养老 -机构", "养老 非 机构", "养老 NOT 机构", "养老 －机构"] {
            assert_eq!(parsed(line).0, Node::All(vec![t(0), Node::Not(Box::new(t(1)))]), "{line}");
        }
        assert_eq!(parsed("非遗 或许").1, ["非遗", "或许"], "only words of their own are operators");
        assert_eq!(parsed("7-24小时").1, ["7-24小时"], "a hyphen inside a word is none");
    }

    #[test]
    fn phrases_are_folded_and_regular_expressions_are_not() {
        assert_eq!(parsed("“老年 助餐”").1, ["老年助餐"]);
        assert_eq!(parsed("\"１５分钟\" 「一網統管」").1, ["15分钟", "1网统管"]);
        assert_eq!(parsed(r"/\d+(台|个)/").1, [r"/\d+(台|个)/"]);
        assert_eq!(parsed(r"/a\/b/").1, ["/a/b/"]);
        assert_eq!(parsed("ljfl 拼音:YWTG py:ljfl \"ljfl\"").1, ["ljfl?", "~ywtg", "~ljfl", "ljfl"]);
    }

    #[test]
    fn what_is_still_being_typed_is_passed_over() {
        for line in ["垃圾 |", "垃圾 -", "(垃圾", "垃圾)", "| 垃圾", "垃圾 非", "() 垃圾", "垃圾 \"\""] {
            assert_eq!(parsed(line).0, t(0), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_chinese() {
        let wrong = |line: &str| Query::parse(line).expect_err(line);
        assert_eq!(wrong(" 　"), QueryError::Empty);
        assert_eq!(wrong("“”"), QueryError::Empty);
        assert_eq!(wrong("-垃圾"), QueryError::OnlyExcluded);
        assert_eq!(wrong("“垃圾"), QueryError::OpenQuote);
        assert_eq!(wrong("/垃圾"), QueryError::OpenRegex);
        assert_eq!(wrong("拼音:垃圾"), QueryError::Pinyin);
        assert_eq!(wrong("/(垃圾/").to_string(), "正则表达式有误：有“(”没有对应的“)”");
        assert_eq!(wrong("/[/").to_string(), "正则表达式有误：有“[”没有对应的“]”");
        assert_eq!(wrong("/*/").to_string(), "正则表达式有误：“*”“+”“?”或“{}”前面没有要重复的内容");
        assert!(wrong(r"/(a)\1/").to_string().contains("反向引用"));
        assert!(wrong("/(?=a)/").to_string().contains("环视"));
        assert_eq!(wrong(r"/(\w{500}){500}/"), QueryError::RegexTooLarge);
        assert_eq!(wrong(&"(".repeat(100)), QueryError::TooDeep);
        assert_eq!(wrong(&"- ".repeat(9000)), QueryError::TooDeep);
        assert_eq!(wrong(&"词 ".repeat(100)), QueryError::TooManyWords);
    }

    proptest! {
        #[test]
        fn no_line_panics(line in ".{0,60}") {
            let _ = Query::parse(&line);
        }

        #[test]
        fn no_line_of_operators_panics(line in r#"[()|/\\"“\-非或 拼音:a*+\[{]{0,40}"#) {
            if let Err(error) = Query::parse(&line) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
