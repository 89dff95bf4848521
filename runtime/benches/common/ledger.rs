//! What was measured, for a table at the end: criterion prints each figure by itself, and what counts are ratios within a run.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use rustix::time::{ClockId, clock_gettime};

/// Processor time per iteration, the least that was seen of each measurement: whatever else runs on the machine only adds.
#[derive(Default)]
pub(crate) struct Ledger(RefCell<BTreeMap<String, Spent>>);

/// Nanoseconds per iteration.
#[derive(Clone, Copy)]
struct Spent {
    processor: f64,
    /// What a clock on the wall shows.
    passed: f64,
}

/// A group of measurements that are compared with each other.
pub(crate) struct Group<'c, 'l> {
    name: String,
    criterion: BenchmarkGroup<'c, WallTime>,
    ledger: &'l Ledger,
}

impl Ledger {
    /// A group of this name, in criterion's output and in the table.
    pub(crate) fn group<'c, 'l>(
        &'l self,
        criterion: &'c mut Criterion,
        name: &str,
    ) -> Group<'c, 'l> {
        Group {
            name: name.to_owned(),
            criterion: criterion.benchmark_group(name),
            ledger: self,
        }
    }

    /// The nanoseconds of a measurement; `None` when the command line left it out.
    pub(crate) fn nanoseconds(&self, group: &str, what: &str) -> Option<f64> {
        let all = self.0.borrow();
        all.get(&key(group, what)).map(|least| least.processor)
    }

    /// The nanoseconds that passed meanwhile, waiting included.
    #[allow(dead_code, reason = "only what waits has use for it")]
    pub(crate) fn passed(&self, group: &str, what: &str) -> Option<f64> {
        let all = self.0.borrow();
        all.get(&key(group, what)).map(|least| least.passed)
    }

    fn note(&self, key: &str, spent: Spent) {
        let mut all = self.0.borrow_mut();
        let least = all.entry(key.to_owned()).or_insert(spent);
        least.processor = least.processor.min(spent.processor);
        least.passed = least.passed.min(spent.passed);
    }
}

impl Group<'_, '_> {
    /// Measures the processor time of this thread and of none else.
    #[allow(dead_code, reason = "each benchmark uses one of the two clocks")]
    pub(crate) fn thread<T>(&mut self, what: &str, work: impl FnMut() -> T) {
        self.measure(what, ClockId::ThreadCPUTime, work);
    }

    /// Measures the processor time of all threads of this process.
    #[allow(dead_code, reason = "each benchmark uses one of the two clocks")]
    pub(crate) fn process<T>(&mut self, what: &str, work: impl FnMut() -> T) {
        self.measure(what, ClockId::ProcessCPUTime, work);
    }

    fn measure<T>(&mut self, what: &str, clock: ClockId, mut work: impl FnMut() -> T) {
        let key = key(&self.name, what);
        let ledger = self.ledger;
        self.criterion.bench_function(what, |bencher| {
            bencher.iter_custom(|iterations| {
                let (start, began) = (now(clock), Instant::now());
                for _ in 0..iterations {
                    black_box(work());
                }
                let spent = now(clock).saturating_sub(start);
                let each = |time: Duration| time.as_nanos() as f64 / iterations.max(1) as f64;
                ledger.note(
                    &key,
                    Spent {
                        processor: each(spent),
                        passed: each(began.elapsed()),
                    },
                );
                spent
            });
        });
    }

    /// Says how many measurements of how long are made of each.
    pub(crate) fn effort(&mut self, samples: usize, time: Duration) {
        self.criterion
            .sample_size(samples)
            .warm_up_time(time / 4)
            .measurement_time(time);
    }
}

fn key(group: &str, what: &str) -> String {
    format!("{group}/{what}")
}

fn now(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    let (seconds, nanoseconds) = (time.tv_sec.max(0), time.tv_nsec.max(0));
    Duration::new(seconds as u64, nanoseconds as u32)
}
