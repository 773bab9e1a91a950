//! Policy areas and the identity of an initiative.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The policy area of an initiative, in the order in which views list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Party building.
    #[serde(rename = "党建")]
    Party,
    /// Economy and business environment.
    #[serde(rename = "经济")]
    Economy,
    /// Urban renewal and housing.
    #[serde(rename = "城市更新")]
    Renewal,
    /// Environment and the look of the city.
    #[serde(rename = "环境")]
    Environment,
    /// Digital government.
    #[serde(rename = "数字治理")]
    Digital,
    /// Livelihood: work, relief, health, schooling, self-government.
    #[serde(rename = "民生")]
    Livelihood,
    /// Care for the old.
    #[serde(rename = "养老")]
    Elderly,
    /// Public safety.
    #[serde(rename = "安全")]
    Safety,
    /// Rule of law, petitions, mediation.
    #[serde(rename = "法治")]
    Law,
    /// Civility, culture, volunteers.
    #[serde(rename = "文明")]
    Civility,
    /// None of these.
    #[serde(rename = "其他")]
    Other,
}

impl Category {
    /// All, in the order in which views list them.
    pub const ALL: [Self; 11] = [
        Self::Party,
        Self::Economy,
        Self::Renewal,
        Self::Environment,
        Self::Digital,
        Self::Livelihood,
        Self::Elderly,
        Self::Safety,
        Self::Law,
        Self::Civility,
        Self::Other,
    ];

    /// The Chinese name, as in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "党建",
            Self::Economy => "经济",
            Self::Renewal => "城市更新",
            Self::Environment => "环境",
            Self::Digital => "数字治理",
            Self::Livelihood => "民生",
            Self::Elderly => "养老",
            Self::Safety => "安全",
            Self::Law => "法治",
            Self::Civility => "文明",
            Self::Other => "其他",
        }
    }
}

/// `i-` and twelve hexadecimal digits of the name's SHA-256: the same in every run and on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InitiativeId(String);

impl InitiativeId {
    /// The identity of the initiative of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        use std::fmt::Write as _;
        let digest = Sha256::digest(name.as_bytes());
        let mut id = String::from("i-");
        for byte in &digest[..6] {
            // Writing to a String cannot fail.
            let _ = write!(id, "{byte:02x}");
        }
        Self(id)
    }

    /// The identity as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
