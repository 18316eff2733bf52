//! The figures of a vote's formula: each number goes to the label that stands by it.

use crate::{Counts, figure::figure};

/// A piece of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(u32),
    Label(Label),
    /// Punctuation between which labels and numbers belong together.
    Break,
    /// "label :" belongs to the number after it.
    Colon,
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    For,
    Against,
    Abstentions,
    NotParticipating,
    Absent,
    Present,
    Cast,
    Eligible,
}

/// The figures of a folded formula, and whether one of them is printed twice with two values.
pub(crate) fn counts(folded: &str) -> (Counts, bool) {
    let tokens = tokens(folded);
    let mut counts = Counts::default();
    let mut twice = false;
    for (token, at) in tokens.iter().zip(0..) {
        let Token::Number(number) = *token else { continue };
        let Some(label) = after(&tokens[at + 1..]).or_else(|| before(&tokens[..at])) else { continue };
        let place = counts.place(label);
        twice |= place.is_some_and(|known| known != number);
        place.get_or_insert(number);
    }
    (counts, twice)
}

impl Counts {
    fn place(&mut self, label: Label) -> &mut Option<u32> {
        match label {
            Label::For => &mut self.r#for,
            Label::Against => &mut self.against,
            Label::Abstentions => &mut self.abstentions,
            Label::NotParticipating => &mut self.not_participating,
            Label::Absent => &mut self.absent,
            Label::Present => &mut self.present,
            Label::Cast => &mut self.cast,
            Label::Eligible => &mut self.eligible,
        }
    }
}

/// The first label after a number, unless it introduces the next one.
fn after(tokens: &[Token]) -> Option<Label> {
    for (token, at) in tokens.iter().zip(0..) {
        match token {
            Token::Label(label) => {
                let introduces = tokens.get(at + 1) == Some(&Token::Colon);
                // "111 votants : 16 voix contre": the next number has a label of its own.
                let spoken_for = matches!(tokens.get(at + 2), Some(Token::Number(_)))
                    && after(tokens.get(at + 3..).unwrap_or_default()).is_some();
                return (!introduces || spoken_for).then_some(*label);
            }
            Token::Word => {}
            Token::Number(_) | Token::Break | Token::Colon => return None,
        }
    }
    None
}

/// The label that introduces a number: "contre : 6 voix", "abstentions 8".
fn before(tokens: &[Token]) -> Option<Label> {
    match tokens {
        [.., Token::Label(label), Token::Colon] => Some(*label),
        _ => None,
    }
}

fn tokens(folded: &str) -> Vec<Token> {
    let spaced: String = folded.chars().flat_map(|char| spaced(char).into_iter().flatten()).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = &words[at..];
        if let Some((label, taken)) = label(rest) {
            tokens.push(Token::Label(label));
            at += taken;
        } else if let Some((number, taken)) = figure(rest).filter(|(_, taken)| counted(rest, *taken)) {
            tokens.push(Token::Number(number));
            at += taken;
        } else {
            tokens.push(match *word {
                ":" => Token::Colon,
                "," | ";" | "/" | "(" | ")" | "." | "–" | "—" | "•" => Token::Break,
                "-" if rest.get(1).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit())) => {
                    Token::Break
                }
                _ => Token::Word,
            });
            at += 1;
        }
    }
    tokens
}

/// Punctuation as words of its own. A hyphen parts "soixante-douze" too.
fn spaced(char: char) -> [Option<char>; 3] {
    if matches!(char, ':' | ',' | ';' | '/' | '(' | ')' | '.' | '–' | '—' | '•') {
        [Some(' '), Some(char), Some(' ')]
    } else if matches!(char, '-' | '\'') {
        [Some(' '), None, None]
    } else {
        [Some(char), None, None]
    }
}

/// "une" is a figure before what can be counted ("une abstention") and an article elsewhere ("une large majorité").
fn counted(words: &[&str], taken: usize) -> bool {
    if !matches!(words[0], "un" | "une") || taken > 1 {
        return true;
    }
    let next = words.get(1).copied().unwrap_or_default();
    label(&words[1..]).is_some()
        || ["voix", "membre", "conseiller", "vote"].iter().any(|unit| next.starts_with(unit))
}

/// A label and how many words it takes.
fn label(words: &[&str]) -> Option<(Label, usize)> {
    let word = *words.first()?;
    let next = |at: usize| words.get(at).copied().unwrap_or_default();
    let found = match word {
        "pour" | "oui" | "favorables" | "favorable" => Label::For,
        "contre" | "non" | "defavorables" | "defavorable" if next(1) != "adopte" => Label::Against,
        "blancs" | "blanc" | "nuls" | "nul" => return None,
        "presents" | "presentes" => Label::Present,
        "votants" | "votant" => Label::Cast,
        "absents" | "absent" | "absentes" => Label::Absent,
        "inscrits" | "inscrit" => Label::Eligible,
        // "183 voix se sont exprimées" counts who voted, abstentions included.
        "voix" if next(1) == "se" && next(2) == "sont" && next(3).starts_with("exprime") => {
            return Some((Label::Cast, 4));
        }
        "ne" if next(1).starts_with("pren") && next(2) == "pas" && next(3) == "part" => {
            return Some((Label::NotParticipating, 4));
        }
        "ne" if next(1).starts_with("particip") && next(2) == "pas" => {
            return Some((Label::NotParticipating, 3));
        }
        // "sur les 147 membres" counts the assembly, "105 membres présents" who came.
        "membres" | "conseillers" | "sieges" if !qualified(&words[1..]) => Label::Eligible,
        _ if word.starts_with("abst") => Label::Abstentions,
        _ => return None,
    };
    Some((found, 1))
}

/// Whether what follows says which members.
fn qualified(words: &[&str]) -> bool {
    words.iter().take(3).any(|word| {
        matches!(
            *word,
            "presents" | "presentes" | "votants" | "absents" | "ne" | "pour" | "contre" | "ont" | "se"
        )
    })
}
