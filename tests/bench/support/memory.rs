//! The most memory that the process has held at once, where the system tells it (Linux).

/// Begins to measure anew: from here on the peak is that of what is held now. Without effect where the system has no such measure.
pub fn begin() {
    // A container may forbid it; then the peak is that of the whole run.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

/// Megabytes held at most since [`begin`]; not a number where the system does not tell.
pub fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok()).map_or(f64::NAN, |kb| kb / 1024.0)
}
