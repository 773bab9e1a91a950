//! The sample documents, in the program itself: a workspace names them and has no path for them.

/// The samples: names to show and the texts.
pub const SAMPLES: &[(&str, &[u8])] = &[
    ("wusong-2021-plan.txt", include_bytes!("../../seeds/wusong-2021-plan.txt")),
    ("youyi-2021-plan.txt", include_bytes!("../../seeds/youyi-2021-plan.txt")),
    ("youyi-2021-summary.txt", include_bytes!("../../seeds/youyi-2021-summary.txt")),
    ("youyi-2024-plan.txt", include_bytes!("../../seeds/youyi-2024-plan.txt")),
    ("huayang-2025-plan.txt", include_bytes!("../../seeds/huayang-2025-plan.txt")),
];
