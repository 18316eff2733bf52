//! Words that carry no subject. They are neither indexed nor looked for: all words of a query must be met, and a
//! query in a sentence shall not fail because a text says "la" where it says "une".
//!
//! Only articles, pronouns, prepositions, conjunctions and the commonest forms of "être" and "avoir": what folds to a
//! noun that people look for stays ("est" is a side of the sky, "été" a season, "car" a vehicle, "or" a metal).

/// Folded and in order.
const STOP_WORDS: [&str; 117] = [
    "a", "afin", "ai", "aient", "ainsi", "ait", "alors", "as", "au", "aucun", "aucune", "aussi", "autre",
    "autres", "aux", "avaient", "avait", "avec", "avez", "avoir", "avons", "ayant", "c", "ce", "ceci",
    "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "chez", "comme", "d", "dans", "de",
    "des", "donc", "dont", "du", "elle", "elles", "en", "entre", "es", "et", "etaient", "etait", "etant",
    "etre", "eux", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "lequel", "les", "leur", "leurs",
    "lorsqu", "lorsque", "lui", "m", "ma", "mais", "me", "meme", "memes", "mes", "moi", "mon", "n", "ne",
    "ni", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "puisqu", "puisque", "qu",
    "quand", "que", "quel", "quelle", "qui", "quoi", "s", "sa", "se", "ses", "si", "sont", "sous", "sur",
    "t", "ta", "te", "tes", "toi", "tu", "un", "une", "vos", "votre", "vous",
];

/// Whether a folded word is one.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::STOP_WORDS;

    #[test]
    fn stop_words_are_in_the_order_that_the_search_among_them_needs() {
        assert!(STOP_WORDS.is_sorted());
    }
}
