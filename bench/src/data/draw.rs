//! Chance, the same for the same seed.

use rand::{
    Rng,
    distr::{Distribution, weighted::WeightedIndex},
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

/// A source of chance.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// That of one part of the data: parts do not hang on each other.
    pub(super) fn new(seed: u64, part: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(part);
        Self(chance)
    }

    /// From the first up to the last, both included.
    pub(super) fn number(&mut self, first: u32, last: u32) -> u32 {
        self.0.random_range(first..=last)
    }

    /// So many times out of a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.number(1, 100) <= percent
    }

    /// One of them, each as likely.
    pub(super) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.0.random_range(0..of.len())]
    }

    /// A place below that many, each as likely.
    pub(super) fn place(&mut self, of: usize) -> usize {
        self.0.random_range(0..of)
    }

    /// A place by weight.
    pub(super) fn weighed(&mut self, by: &Weights) -> usize {
        by.0.sample(&mut self.0)
    }

    /// Another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.0.random_range(0..=last));
        }
    }
}

/// How likely each of several is.
pub(super) struct Weights(WeightedIndex<f64>);

impl Weights {
    /// As words in a language: the second half as often as the first, the third a third as often.
    ///
    /// # Errors
    /// Of nothing, nothing can be drawn.
    pub(super) fn zipf(of: usize) -> Result<Self, String> {
        let weights = (1..=of).map(|rank| 1.0 / rank as f64);
        WeightedIndex::new(weights).map(Self).map_err(|error| format!("{of} weights: {error}"))
    }
}
