//! Figures as a page shows them: three digits that mean something, and no more.

/// A figure with three significant digits at most, thousands apart: 4157 is "4,160", 15.04 is "15", 0.8534 is "0.853".
pub(crate) fn three(figure: f64) -> String {
    if !figure.is_finite() {
        return "–".to_owned();
    }
    if figure == 0.0 {
        return "0".to_owned();
    }
    let places = 2 - figure.abs().log10().floor() as i32;
    let unit = 10f64.powi(-places);
    let rounded = (figure / unit).round() * unit;
    let shown = format!("{rounded:.*}", usize::try_from(places).unwrap_or(0));
    let shown = if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.') } else { &shown };
    thousands(shown)
}

/// A ratio: two decimals below ten, as aims have them.
pub(crate) fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.2}") } else { three(ratio) }
}

/// A whole number, thousands apart.
pub(crate) fn whole(number: u64) -> String {
    thousands(&number.to_string())
}

fn thousands(figure: &str) -> String {
    let (whole, rest) = figure.find('.').map_or((figure, ""), |point| figure.split_at(point));
    let mut shown = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !shown.ends_with('-') {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::{three, times, whole};

    #[test]
    fn no_figure_has_more_than_three_significant_digits() {
        let shown = [4157.0, 15.04, 0.8534, 999.6, 1_234_567.0, 0.0, 100.0, 9.996].map(three);
        assert_eq!(shown, ["4,160", "15", "0.853", "1,000", "1,230,000", "0", "100", "10"]);
        assert_eq!(three(f64::NAN), "–");
    }

    #[test]
    fn ratios_and_counts() {
        assert_eq!(
            (times(1.2549), times(31.44), whole(2_000_000)),
            ("1.25".into(), "31.4".into(), "2,000,000".into())
        );
    }
}
