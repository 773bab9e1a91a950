//! Heights of a document's paragraphs: estimated until their rows are broken, exact from then on.

/// Heights and rows of all paragraphs, by index. Heights are in points.
#[derive(Debug, Default)]
pub(super) struct Column {
    heights: Vec<f64>,
    /// Ends of the rows in the paragraph's bytes; empty while the height is estimated.
    rows: Vec<Box<[u32]>>,
    /// Fenwick tree over `heights`: sums and searches in logarithmic time.
    tree: Vec<f64>,
    /// Paragraphs whose height is exact.
    exact: usize,
}

impl Column {
    /// A column of estimated heights.
    pub(super) fn new(heights: Vec<f64>) -> Self {
        let mut tree = vec![0.0; heights.len() + 1];
        for (k, height) in heights.iter().enumerate() {
            tree[k + 1] += height;
            let parent = (k + 1) + lowest_bit(k + 1);
            if parent < tree.len() {
                tree[parent] += tree[k + 1];
            }
        }
        let rows = vec![Box::default(); heights.len()];
        Self { heights, rows, tree, exact: 0 }
    }

    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.heights.len()
    }

    /// Height of everything.
    pub(super) fn total(&self) -> f64 {
        self.top_of(self.len())
    }

    /// Sum of the heights before paragraph `k`.
    pub(super) fn top_of(&self, k: usize) -> f64 {
        let mut at = k.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at -= lowest_bit(at);
        }
        sum
    }

    /// Height of paragraph `k`, zero where there is none.
    pub(super) fn height(&self, k: usize) -> f64 {
        self.heights.get(k).copied().unwrap_or(0.0)
    }

    /// The paragraph that stands at height `y`, and how far below its top that is. The last one below the end.
    pub(super) fn find(&self, y: f64) -> (usize, f64) {
        let mut at = 0;
        let mut rest = y.max(0.0);
        let mut step = self.len().checked_ilog2().map_or(0, |k| 1usize << k);
        while step > 0 {
            if at + step <= self.len() && self.tree[at + step] <= rest {
                at += step;
                rest -= self.tree[at];
            }
            step >>= 1;
        }
        match self.len().checked_sub(1) {
            Some(last) if at > last => (last, rest + self.height(last)),
            _ => (at, rest),
        }
    }

    /// Whether the rows of paragraph `k` are broken.
    pub(super) fn is_exact(&self, k: usize) -> bool {
        self.rows.get(k).is_some_and(|r| !r.is_empty())
    }

    /// Whether any height is still estimated.
    pub(super) fn has_estimates(&self) -> bool {
        self.exact < self.len()
    }

    /// Ends of the rows of paragraph `k`; empty while estimated.
    pub(super) fn rows(&self, k: usize) -> &[u32] {
        self.rows.get(k).map_or(&[], |r| r)
    }

    /// Puts the rows of paragraph `k` and its exact height.
    pub(super) fn set(&mut self, k: usize, rows: Vec<u32>, height: f64) {
        let Some(slot) = self.rows.get_mut(k) else { return };
        self.exact += usize::from(slot.is_empty() && !rows.is_empty());
        *slot = rows.into_boxed_slice();
        let change = height - self.heights[k];
        self.heights[k] = height;
        let mut at = k + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at += lowest_bit(at);
        }
    }
}

const fn lowest_bit(k: usize) -> usize {
    k & k.wrapping_neg()
}
