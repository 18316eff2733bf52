//! What the words of a formula say became of the vote, and by what majority.

/// What became of what was put to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Adopté.
    Adopted,
    /// Rejeté.
    Rejected,
    /// Pris acte.
    Noted,
}

/// By what majority, where words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Majority {
    /// Unanimité.
    Unanimity,
    /// Quasi-unanimité, unanimité moins une abstention.
    NearUnanimity,
    /// Large majorité.
    LargeMajority,
    /// Majorité.
    Majority,
    /// Courte majorité.
    NarrowMajority,
}

/// What a folded formula says became of it. An unanimity that nothing else is said of adopts.
pub(crate) fn outcome(folded: &str, majority: Option<Majority>) -> Option<Outcome> {
    let words: Vec<&str> =
        folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let decided = |word: &str| {
        let stem = word.trim_end_matches('s').trim_end_matches('e');
        matches!(stem, "adopt" | "approuv" | "valid") || matches!(word, "adoptent" | "approuvent")
    };
    let refused = words.iter().any(|word| ["rejet", "repouss"].iter().any(|stem| word.starts_with(stem)));
    // "N'est pas adopté à l'unanimité : 60 pour, 1 contre": the majority is denied, and what became of it is open.
    if let Some(denied) = denied_unanimity(folded).filter(|_| !refused) {
        let before = folded.get(..denied).unwrap_or_default();
        let own =
            before.split([' ', ',']).any(decided) && !before.contains("pas ") && !before.contains("non ");
        let rest = &folded[denied..];
        let instead = rest.contains(" mais ") && rest.contains("majorit");
        return (own || instead).then_some(Outcome::Adopted);
    }
    let denied = words.iter().enumerate().any(|(at, word)| {
        let near = words[at + 1..].iter().take(3);
        matches!(*word, "pas" | "non")
            && near.clone().any(|word| decided(word) || *word == "adoption")
            && near.take_while(|word| !decided(word)).all(|word| !matches!(*word, "mais" | "et" | "au" | "a"))
    });
    if denied || refused {
        return Some(Outcome::Rejected);
    }
    let noted = words.windows(2).any(|pair| {
        matches!(pair[0], "prend" | "pris" | "prenant" | "prendre" | "prennent" | "donne" | "dont")
            && pair[1] == "acte"
    });
    let adoption = words.first() == Some(&"adoption");
    let passed = words
        .windows(2)
        .any(|pair| matches!(pair[0], "est" | "ete") && matches!(pair[1], "vote" | "votee" | "acquis"));
    let agreed = matches!(majority, Some(Majority::Unanimity | Majority::NearUnanimity));
    if words.iter().any(|word| decided(word)) || adoption || passed {
        Some(Outcome::Adopted)
    } else if noted {
        Some(Outcome::Noted)
    } else {
        agreed.then_some(Outcome::Adopted)
    }
}

/// The majority that a folded formula names.
pub(crate) fn majority(folded: &str) -> Option<Majority> {
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&[
        "pas recueilli",
        "pas obtenu",
        "pas reuni",
        "sans unanimite",
        "faute de majorite",
        "faute d'unanimite",
        "n'ayant pas",
        "pas atteint",
        "pas acquis",
        "pas adopte a la majorite",
        "pas ete adopte a la majorite",
    ]) {
        return None;
    }
    let denied = denied_unanimity(folded);
    if let Some(at) = folded.find("unanim").filter(|_| denied.is_none()) {
        let before = folded[..at].trim_end_matches([' ', '-', '\'']);
        let quasi = ["quasi", "quasiment", "presque", "quasi l", "presque a l"]
            .iter()
            .any(|word| before.ends_with(word));
        // "Unanimité moins une abstention", "à l'unanimité, à une voix près".
        let rest = &folded[at..];
        let clause = rest.split(['.', ';']).next().unwrap_or(rest);
        let spoken = |word: &str| crate::heading::word_at(clause, word).is_some();
        let short = ["moins", "excepte", "exception", "sauf"].iter().any(|word| spoken(word))
            || clause.ends_with(" pres")
            || spoken("pres,");
        return Some(if quasi || short { Majority::NearUnanimity } else { Majority::Unanimity });
    }
    let at = folded.find("majorit")?;
    let before: Vec<&str> =
        folded[..at].split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let after: Vec<&str> = folded[at..].split(|char: char| !char.is_alphanumeric()).skip(1).take(2).collect();
    let near = || before.iter().rev().take(2).chain(&after);
    let stem = |stems: &[&str]| near().any(|word| stems.contains(word));
    if stem(&["courte", "faible", "etroite", "petite", "mince", "justesse", "legere"]) {
        Some(Majority::NarrowMajority)
    } else if stem(&["large", "grande", "forte", "ecrasante", "vaste", "confortable", "nette", "immense"]) {
        Some(Majority::LargeMajority)
    } else {
        Some(Majority::Majority)
    }
}

/// Where a folded formula begins to deny an unanimity: "n'est pas adopté à l'unanimité", "adopté, mais pas à l'unanimité",
/// "sans unanimité".
fn denied_unanimity(folded: &str) -> Option<usize> {
    let unanimity = folded.find("unanim")?;
    let before = &folded[..unanimity];
    let from = ["pas ", "non ", "sans ", "point "].iter().filter_map(|word| {
        let at = before.rfind(word)?;
        before[..at]
            .chars()
            .next_back()
            .is_none_or(|char| !char.is_alphanumeric())
            .then_some((at, word.len()))
    });
    let (at, length) = from.max()?;
    let between = &before[at + length..];
    let passed = |word: &str| {
        let stem = word.trim_end_matches('s').trim_end_matches('e');
        matches!(
            stem,
            "adopt" | "approuv" | "vot" | "ete" | "et" | "a" | "l" | "par" | "d" | "" | "donc" | "cette"
        )
    };
    let own = between.split([' ', '\'']).all(passed);
    (own && !before[..at].ends_with("ni ")).then_some(at)
}

/// "par x voix pour", "par … voix", "[nombre] voix", "Pour : / Contre :": nobody filled the figures in.
pub(crate) fn unfilled(folded: &str) -> bool {
    let marked =
        folded.contains("a completer") || folded.contains("a preciser") || folded.contains("a renseigner");
    let text = folded
        .replace("...", "…")
        .replace("(s)", "s")
        .replace("[ ", "[")
        .replace(" ]", "]")
        .replace(": ", " : ");
    let words: Vec<&str> = text.split([' ', ',', ';', '/', '|']).filter(|word| !word.is_empty()).collect();
    let label = |word: &str| {
        let word = word.trim_matches(['(', ')', ':', '.']);
        [
            "voix",
            "abst",
            "contre",
            "pour",
            "votant",
            "membre",
            "conseiller",
            "suffrage",
            "present",
            "votes",
            "inscrit",
            "favorable",
            "defavorable",
        ]
        .iter()
        .any(|label| word.starts_with(label))
    };
    let figure =
        |word: &&str| word.trim_matches(['(', ')']).bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let blank = |word: &str| {
        let bare = word.trim_matches(['(', ')', '«', '»', '.', ':']);
        let all = |signs: &[char]| !bare.is_empty() && bare.chars().all(|char| signs.contains(&char));
        let bracketed = (bare.starts_with(['[', '<', '{'])) && bare.ends_with([']', '>', '}']);
        all(&['x'])
            || all(&['_'])
            || all(&['…', '_', '?'])
            || all(&['□', '■', '◻'])
            || bracketed
            || matches!(bare, "n" | "y" | "z" | "nn" | "nombre" | "nb" | "##" | "#")
            || (word.len() > 1 && word.bytes().all(|byte| byte == b'.'))
            || word == "…"
    };
    let named = |at: usize| at > 0 && matches!(words[at - 1], "m." | "mme" | "mm." | "m");
    let between = words.windows(2).enumerate().any(|(at, pair)| {
        let refusal = pair[1] == "n'" || pair[1] == "ne";
        let formula = !(matches!(pair[0], "n" | "nombre") && pair[1] == "de");
        blank(pair[0]) && label(pair[1]) && !named(at) && !refusal && formula
    });
    let told = words.windows(3).any(|three| label(three[0]) && three[1] == ":" && blank(three[2]))
        && !words.iter().any(figure)
        || words.iter().enumerate().any(|(at, word)| {
            at > 1
                && words[at - 1] == ":"
                && label(words[at - 2])
                && blank(word)
                && !words.get(at + 1).is_some_and(figure)
        });
    // "Pour : Contre : Abstentions :" with nothing behind any of them.
    let colons = words.windows(2).filter(|pair| label(pair[0]) && pair[1] == ":").count();
    let empty = colons > 1
        && !words.iter().any(figure)
        && !folded.contains("aucun")
        && !folded.contains("zero")
        && !folded.contains("neant")
        && words.iter().all(|word| {
            label(word)
                || *word == ":"
                || crate::label::is_unit(word)
                || blank(word)
                || matches!(*word, "-" | "–" | ".")
        });
    marked || between || told || empty
}

#[cfg(test)]
mod tests {
    use super::{Majority, Outcome, majority, outcome, unfilled};

    #[test]
    fn words_say_what_became_of_it_and_no_more() {
        let read = |text: &str| (outcome(text, majority(text)), majority(text));
        assert_eq!(read("rejete a l'unanimite"), (Some(Outcome::Rejected), Some(Majority::Unanimity)));
        assert_eq!(read("l'avis n'a pas ete adopte"), (Some(Outcome::Rejected), None));
        assert_eq!(read("l'avis non adopte"), (Some(Outcome::Rejected), None));
        assert_eq!(read("a une tres large majorite"), (None, Some(Majority::LargeMajority)));
        assert_eq!(
            read("adopte a une courte majorite"),
            (Some(Outcome::Adopted), Some(Majority::NarrowMajority))
        );
        assert_eq!(
            read("a l'unanimite, moins deux abstentions"),
            (Some(Outcome::Adopted), Some(Majority::NearUnanimity))
        );
        assert_eq!(read("a la quasi-unanimite"), (Some(Outcome::Adopted), Some(Majority::NearUnanimity)));
        assert_eq!(read("75 voix pour, 3 contre"), (None, None));
        assert_eq!(read("mise aux voix pour adoption : 75 pour"), (None, None));
    }

    #[test]
    fn what_nobody_filled_in_is_told_from_figures() {
        for text in [
            "adopte par x voix pour",
            "par … voix pour",
            "par ___ voix",
            "[nombre] voix pour",
            "par xx voix pour",
            "par ... voix",
            "pour : / contre : / abstentions :",
            "pour : __ contre : __",
            "pour : …",
            "adopte par n voix",
            "pour : xx, contre : xx",
        ] {
            assert!(unfilled(text), "{text}");
        }
        for text in [
            "adopte par 75 voix pour",
            "pour ..... 75",
            "m. x ne prend pas part au vote",
            "nombre de votants : 23",
            "adopte a l'unanimite…",
            "nombre de voix pour : 75",
            "contre : aucun, pour : 75",
        ] {
            assert!(!unfilled(text), "{text}");
        }
    }
}
