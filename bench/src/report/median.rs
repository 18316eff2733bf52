//! Medians of rounds, how far rounds are apart, and ratios of rounds that ran beside each other.

use super::figures::Round;

/// The middle of some figures, with the least and the most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Median {
    /// The middle one, or the mean of the two in the middle.
    pub(crate) middle: f64,
    /// The least.
    pub(crate) least: f64,
    /// The most.
    pub(crate) most: f64,
}

impl Median {
    /// Nothing where there is no figure.
    pub(crate) fn of(figures: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        let middle = (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0;
        Some(Self { middle, least, most })
    }
}

/// Processor time of server and database a request.
pub(crate) fn together(rounds: &[Round]) -> Option<Median> {
    Median::of(rounds.iter().map(|round| round.together()))
}

/// How many times as much the first take as the others, in processor time, round by round: a machine that drifts does so
/// for both.
pub(crate) fn ratio(rounds: &[Round], others: &[Round]) -> Option<Median> {
    Median::of(rounds.iter().zip(others).map(|(one, other)| one.together() / other.together()))
}

#[cfg(test)]
mod tests {
    use super::{Median, Round, ratio};

    fn rounds(micros: &[f64]) -> Vec<Round> {
        let round = |micros: &f64| Round { server: *micros, database: 0.0, rate: 0.0, p50: 0.0, p99: 0.0 };
        micros.iter().map(round).collect()
    }

    #[test]
    fn the_middle_of_an_even_number_is_between_two() {
        assert_eq!(Median::of([3.0, 1.0, 2.0]), Some(Median { middle: 2.0, least: 1.0, most: 3.0 }));
        assert_eq!(Median::of([4.0, 1.0, 2.0, 3.0]).map(|median| median.middle), Some(2.5));
        assert_eq!(Median::of([]), None);
    }

    #[test]
    fn a_ratio_is_taken_round_by_round() {
        // The machine was half as fast in the second round.
        let found = ratio(&rounds(&[10.0, 20.0, 10.0]), &rounds(&[20.0, 40.0, 25.0])).expect("a ratio");
        assert_eq!((found.middle, found.least, found.most), (0.5, 0.4, 0.5));
    }
}
