//! A function over many values, on the machine's cores.
//!
//! In: values and a pure function. Out: its results in the order of the values, whatever thread made them: nothing that is computed here
//! depends on how many there are.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than this gain little for texts of some kilobytes.
const MAX_THREADS: usize = 8;
/// Pieces that the work is cut into for each thread: enough that no thread waits long for another's last one.
const PIECES: usize = 8;

/// `work` of each value, in their order. Threads take runs of neighbours one after another, as they get free; `weight` says how much work
/// a value is, so that the runs take equally long. A total weight below `least` is not worth a thread.
pub fn in_parallel<T: Sync, R: Send>(values: &[T], weight: impl Fn(&T) -> usize, least: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let total: usize = values.iter().map(&weight).sum();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS).min(values.len());
    if threads < 2 || total < least {
        return values.iter().map(work).collect();
    }
    let runs = runs(values, weight, total.div_ceil(threads * PIECES));
    let next = AtomicUsize::new(0);
    let take = || -> Vec<(usize, Vec<R>)> {
        let taken = std::iter::from_fn(|| {
            let k = next.fetch_add(1, Ordering::Relaxed);
            runs.get(k).map(|run| (k, run.iter().map(&work).collect()))
        });
        taken.collect()
    };
    let mut done = thread::scope(|scope| {
        // Where the system gives no thread, the others do its part.
        let others: Vec<_> = (1..threads).map_while(|_| thread::Builder::new().spawn_scoped(scope, take).ok()).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(results) => done.extend(results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(k, _)| *k);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// Two pieces of work at the same time.
pub fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl Fn() -> B + Sync) -> (A, B) {
    let beside = &beside;
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, beside);
        let here = here();
        match other.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => (here, result),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // The system gives no thread: this one does it.
            Err(_) => (here, beside()),
        }
    })
}

/// Neighbouring values, each run as heavy as `share` at least, but for the last.
fn runs<T>(values: &[T], weight: impl Fn(&T) -> usize, share: usize) -> Vec<&[T]> {
    let mut out = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (k, value) in values.iter().enumerate() {
        sum += weight(value);
        if sum >= share {
            out.push(&values[start..=k]);
            (start, sum) = (k + 1, 0);
        }
    }
    if start < values.len() {
        out.push(&values[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{both, in_parallel, runs};

    #[test]
    fn results_come_in_the_order_of_the_values() {
        let values: Vec<usize> = (0..1000).collect();
        let expected: Vec<usize> = values.iter().map(|v| v * 3).collect();
        for least in [0, usize::MAX] {
            assert_eq!(in_parallel(&values, |v| *v, least, |v| v * 3), expected);
        }
        assert!(in_parallel(&[] as &[usize], |v| *v, 0, |v| *v).is_empty());
    }

    #[test]
    fn runs_hold_every_value_once_and_weigh_alike() {
        let values = [5, 1, 1, 1, 1, 1, 9, 2, 2];
        let runs = runs(&values, |v| *v, 8);
        assert_eq!(runs, [&[5, 1, 1, 1][..], &[1, 1, 9], &[2, 2]]);
        assert_eq!(super::runs(&[0, 0], |v| *v, 0).concat(), [0, 0]);
    }

    #[test]
    fn both_results_come_back_and_a_panic_is_not_lost() {
        assert_eq!(both(|| 1, || "a"), (1, "a"));
        assert!(std::panic::catch_unwind(|| both(|| 1, || -> u8 { panic!("beside") })).is_err());
    }
}
