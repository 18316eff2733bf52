//! Figures of a vote, in digits or in words.

/// A number that some of `words` print, and how many words it takes. `un` and `une` are articles more often than
/// figures: they count where the ballot sees a label after them.
pub(crate) fn figure(words: &[&str]) -> Option<(u32, usize)> {
    let first = words.first()?;
    if first.bytes().all(|byte| byte.is_ascii_digit()) {
        return first.parse().ok().map(|number| (number, 1));
    }
    let mut total: u32 = 0;
    let mut taken = 0;
    for (word, count) in words.iter().zip(1..) {
        let joins = matches!(*word, "et" | "-") && taken > 0;
        match (value(word), joins) {
            (Some(100), _) if total < 10 => total = if total == 0 { 100 } else { total * 100 },
            // Quatre-vingt: four times twenty.
            (Some(20), _) if total % 100 == 4 => total = total - 4 + 80,
            (Some(value), _) if taken == 0 || fits(total, value) => total += value,
            (None, true) if words.get(count).and_then(|next| value(next)).is_some() => continue,
            _ => break,
        }
        taken = count;
    }
    (taken > 0).then_some((total, taken))
}

/// Whether a figure can follow: "soixante douze", "vingt et un", "cent trois", but not "trois quatre".
fn fits(total: u32, value: u32) -> bool {
    let tens = total % 100;
    (tens == 0 && total > 0)
        || (tens >= 20 && tens.is_multiple_of(10) && value < 20)
        || (tens % 20 == 10 && (7..10).contains(&value))
}

fn value(word: &str) -> Option<u32> {
    let words = [
        ("un", 1),
        ("une", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("cinq", 5),
        ("six", 6),
        ("sept", 7),
        ("huit", 8),
        ("neuf", 9),
        ("dix", 10),
        ("onze", 11),
        ("douze", 12),
        ("treize", 13),
        ("quatorze", 14),
        ("quinze", 15),
        ("seize", 16),
        ("vingt", 20),
        ("vingts", 20),
        ("trente", 30),
        ("quarante", 40),
        ("cinquante", 50),
        ("soixante", 60),
        ("septante", 70),
        ("huitante", 80),
        ("octante", 80),
        ("nonante", 90),
        ("cent", 100),
        ("cents", 100),
    ];
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_read_in_digits_and_in_words() {
        let read = |text: &str| figure(&text.split([' ', '-']).collect::<Vec<_>>());
        assert_eq!(read("72 voix"), Some((72, 1)));
        assert_eq!(read("soixante-douze voix"), Some((72, 2)));
        assert_eq!(read("quatre-vingt-dix-sept voix"), Some((97, 4)));
        assert_eq!(read("vingt et un votants"), Some((21, 3)));
        assert_eq!(read("cent trois pour"), Some((103, 2)));
        assert_eq!(read("deux cents pour"), Some((200, 2)));
        assert_eq!(read("trois et deux"), Some((3, 1)));
        assert_eq!(read("voix"), None);
    }
}
