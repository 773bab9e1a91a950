//! A stopwatch and a table of plain figures.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// Times of one thing, run several times.
#[derive(Default)]
pub struct Times {
    wall: Vec<Duration>,
    cpu: Vec<Duration>,
}

impl Times {
    /// Runs `work` once to warm up, then until `budget` is used up, at least `least` times and at most 1000.
    pub fn of<T>(least: usize, budget: Duration, mut work: impl FnMut() -> T) -> Self {
        drop(work());
        let mut out = Self::default();
        let start = Instant::now();
        while out.wall.len() < least || (start.elapsed() < budget && out.wall.len() < 1000) {
            out.add(&mut work);
        }
        out
    }

    /// Runs `work` once, cold.
    pub fn once<T>(mut work: impl FnMut() -> T) -> Self {
        let mut out = Self::default();
        out.add(&mut work);
        out
    }

    fn add<T>(&mut self, work: &mut impl FnMut() -> T) {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let value = std::hint::black_box(work());
        self.cpu.push(cpu.elapsed());
        self.wall.push(wall.elapsed());
        drop(value);
    }

    /// Keeps a time that was taken elsewhere.
    pub fn push(&mut self, time: Duration) {
        self.wall.push(time);
        self.cpu.push(time);
    }

    /// Milliseconds that the `share` of the runs stays under: 0.5 is the median, 1.0 the longest.
    pub fn wall(&self, share: f64) -> f64 {
        at(&self.wall, share)
    }

    /// The same of the processor's time, all threads together.
    pub fn cpu(&self, share: f64) -> f64 {
        at(&self.cpu, share)
    }

    pub fn runs(&self) -> usize {
        self.wall.len()
    }
}

fn at(times: &[Duration], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let k = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(k).map_or(f64::NAN, |t| t.as_secs_f64() * 1000.0)
}

/// A heading of the output.
pub fn head(title: &str, columns: &[&str]) {
    print!("\n{title:<62}");
    columns.iter().for_each(|column| print!("{column:>12}"));
    println!();
}

/// A row: figures in milliseconds unless the column says otherwise.
pub fn row(name: &str, figures: &[f64]) {
    print!("  {name:<60}");
    for figure in figures {
        if *figure >= 100.0 { print!("{figure:>12.0}") } else { print!("{figure:>12.2}") }
    }
    println!();
}
