//! How likely a candidate is an initiative: a logistic regression whose weights are data.
//!
//! In: features by name. Out: a probability. The weights in `assets/discovery.toml` were fitted as its head says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::features::NAMES;

const ASSET: &str = include_str!("../../../assets/discovery.toml");

#[derive(Deserialize)]
struct File {
    show: f64,
    show_beside_lexicon: f64,
    bias: f64,
    weights: BTreeMap<String, f64>,
}

/// Weights and thresholds.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// From this score on a discovered initiative is shown where no lexicon takes part.
    pub show: f64,
    /// And where one does: then most of what is left is no initiative.
    pub show_beside_lexicon: f64,
    bias: f64,
    weights: Vec<f64>,
}

impl Model {
    /// The built-in weights; a model that finds nothing where the asset is broken, which a test rules out.
    #[must_use]
    pub fn builtin() -> Self {
        Self::parse(ASSET).unwrap_or_else(|_| Self { show: 2.0, show_beside_lexicon: 2.0, ..Self::default() })
    }

    /// Reads weights; features that the text does not name weigh nothing.
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let weights = NAMES.iter().map(|name| file.weights.get(*name).copied().unwrap_or(0.0)).collect();
        Ok(Self { show: file.show, show_beside_lexicon: file.show_beside_lexicon, bias: file.bias, weights })
    }

    /// The probability, to three decimals, so that no order hangs on the last bit of a sum.
    #[must_use]
    pub fn score(&self, features: &[f64]) -> f64 {
        let sum: f64 = self.weights.iter().zip(features).map(|(w, f)| w * f).sum::<f64>() + self.bias;
        let probability = 1.0 / (1.0 + libm::exp(-sum));
        (probability * 1000.0).round() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::{ASSET, File, Model, NAMES};

    #[test]
    fn every_weight_belongs_to_a_feature() {
        let file: File = toml::from_str(ASSET).expect("weights");
        for name in file.weights.keys() {
            assert!(NAMES.contains(&name.as_str()), "{name}");
        }
        assert!(Model::builtin().show > 0.0 && Model::builtin().show <= 1.0);
    }
}
