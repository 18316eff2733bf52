//! The figures of a vote's formula: each number goes to the label that stands by it.

use crate::{
    Counts,
    label::Label,
    token::{Token, tokens, words},
};

/// The figures of a folded formula, and whether they contradict each other: one printed twice with two values, or the
/// votes expressed that are not those for and against.
pub(crate) fn counts(folded: &str) -> (Counts, bool) {
    let words = words(folded);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let tokens = tokens(&words);
    let mut counts = Counts::default();
    let mut twice = false;
    let mut expressed = None;
    let mut other = false;
    for (number, label) in assigned(&tokens, folded) {
        match label {
            Label::Expressed => expressed = Some(number),
            Label::Other => other = true,
            label => {
                if let Some(place) = counts.place(label) {
                    twice |= place.is_some_and(|known| known != number);
                    place.get_or_insert(number);
                }
            }
        }
    }
    let sum = |one: Option<u32>, two: Option<u32>| Some(u64::from(one?) + u64::from(two?));
    let wrong = expressed.map(u64::from).is_some_and(|expressed| {
        let parts = sum(counts.r#for, counts.against).is_some_and(|sum| sum != expressed);
        let voted = sum(u32::try_from(expressed).ok(), counts.abstentions);
        let whole = !other && voted.zip(counts.cast.map(u64::from)).is_some_and(|(sum, cast)| sum != cast);
        parts || whole || counts.r#for.is_some_and(|part| u64::from(part) > expressed)
    });
    (counts, twice || wrong)
}

/// Whether a folded line is a row of a table of figures: labels, numbers and units, nothing else.
pub(crate) fn is_row(folded: &str) -> bool {
    is_loose(folded) && {
        let words = words(folded);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let tokens = tokens(&words);
        let told =
            tokens.iter().any(|token| matches!(token, Token::Label(label) if *label != Label::Eligible));
        let counted = tokens.iter().any(|token| matches!(token, Token::Number(_)));
        // A label alone is a cell of a table; "Le CESER est favorable" is a sentence.
        told && (counted || (words.len() <= 4 && !words.contains(&"est") && !words.contains(&"ceser")))
    }
}

/// Whether a folded line may go on a table of figures: a row, or a number alone.
pub(crate) fn is_loose(folded: &str) -> bool {
    if folded.len() > 120 {
        return false;
    }
    let words = words(folded);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let tokens = tokens(&words);
    let told = tokens.iter().any(|token| matches!(token, Token::Label(_) | Token::Number(_)));
    told && !tokens.contains(&Token::Word)
}

impl Counts {
    fn place(&mut self, label: Label) -> Option<&mut Option<u32>> {
        Some(match label {
            Label::For => &mut self.r#for,
            Label::Against => &mut self.against,
            Label::Abstentions => &mut self.abstentions,
            Label::NotParticipating => &mut self.not_participating,
            Label::Absent => &mut self.absent,
            Label::Present => &mut self.present,
            Label::Cast => &mut self.cast,
            Label::Eligible => &mut self.eligible,
            Label::Expressed | Label::Other => return None,
        })
    }
}

/// Figures with what they count.
type Pairs = Vec<(u32, Label)>;

/// Which number goes to which label: the reading that leaves the fewest numbers alone.
fn assigned(tokens: &[Token], folded: &str) -> Vec<(u32, Label)> {
    if let Some(pairs) = columns(tokens) {
        return pairs;
    }
    if let Some(pairs) = against_each_other(tokens, folded) {
        return pairs;
    }
    let numbers: Vec<(usize, u32)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| if let Token::Number(number) = token { Some((at, *number)) } else { None })
        .collect();
    // For each number: the best reading up to it in which it leaves the label after it free, and in which it takes it.
    let mut free: (u32, Pairs) = (0, Vec::new());
    let mut taken: Option<(u32, Pairs, usize)> = None;
    for (at, number) in numbers {
        let before = before(tokens, at);
        let after = after(tokens, at);
        let best = match &taken {
            Some((score, pairs, _)) if *score > free.0 => (*score, pairs.clone()),
            _ => free.clone(),
        };
        let mut alone = best.clone();
        if let Some((place, label, score)) = before {
            let from = match &taken {
                Some((known, pairs, label)) if *label != place && *known > free.0 => (*known, pairs.clone()),
                _ => free.clone(),
            };
            if from.0 + score > alone.0 {
                alone = from;
                alone.0 += score;
                alone.1.push((number, label));
            }
        }
        taken = after.map(|(place, label, score)| {
            let mut pairs = best.1;
            pairs.push((number, label));
            (best.0 + score, pairs, place)
        });
        free = alone;
    }
    match taken {
        Some((score, pairs, _)) if score >= free.0 => pairs,
        _ => free.1,
    }
}

/// The label before a number, with how well it fits: "contre : 6 voix", "abstentions 8".
fn before(tokens: &[Token], at: usize) -> Option<(usize, Label, u32)> {
    let mut colon = false;
    for place in (0..at).rev() {
        match tokens[place] {
            Token::Label(label) => return Some((place, label, if colon { 14 } else { 11 })),
            Token::Colon if !colon => colon = true,
            Token::Open if place + 1 == at => {
                return match place.checked_sub(1).map(|place| tokens[place]) {
                    Some(Token::Label(label)) => Some((place - 1, label, 10)),
                    _ => None,
                };
            }
            Token::Unit => {}
            Token::Word if colon => {}
            _ => return None,
        }
    }
    None
}

/// The label after a number, with how well it fits: "75 voix pour", "57 ont voté pour".
fn after(tokens: &[Token], at: usize) -> Option<(usize, Label, u32)> {
    let mut close = true;
    for (place, token) in tokens.iter().enumerate().skip(at + 1) {
        match token {
            Token::Label(label) => return Some((place, *label, if close { 13 } else { 12 })),
            Token::Unit => {}
            Token::Word => close = false,
            Token::Number(_) | Token::Break | Token::Open | Token::Colon => return None,
        }
    }
    None
}

/// A table whose labels stand in one row and whose numbers in the next.
fn columns(tokens: &[Token]) -> Option<Vec<(u32, Label)>> {
    let label = |token: &Token| if let Token::Label(label) = token { Some(*label) } else { None };
    let number = |token: &Token| if let Token::Number(number) = token { Some(*number) } else { None };
    let first = tokens.iter().position(|token| number(token).is_some())?;
    let labels: Vec<Label> = tokens[..first].iter().filter_map(label).collect();
    let numbers: Vec<u32> = tokens[first..].iter().filter_map(number).collect();
    let later = tokens[first..].iter().any(|token| label(token).is_some());
    let told = tokens.contains(&Token::Word);
    (labels.len() > 1 && labels.len() == numbers.len() && !later && !told)
        .then(|| numbers.into_iter().zip(labels).collect())
}

/// "par 75 voix contre 12": the votes of one side against those of the other, where no label says "pour". Who loses by
/// "rejeté par 40 voix contre 21" is for a person to say.
fn against_each_other(tokens: &[Token], folded: &str) -> Option<Vec<(u32, Label)>> {
    if tokens.contains(&Token::Label(Label::For)) {
        return None;
    }
    let at = tokens.iter().position(|token| *token == Token::Label(Label::Against))?;
    let Some(Token::Number(lost)) = tokens.get(at + 1) else { return None };
    let winner = tokens[..at].iter().rposition(|token| !matches!(token, Token::Unit | Token::Break))?;
    let Token::Number(won) = tokens[winner] else { return None };
    // "62 voix, contre 3" goes on; "12, contre 3" is a list.
    let between = &tokens[winner + 1..at];
    let parted = between.contains(&Token::Break);
    if parted && between != [Token::Unit, Token::Break]
        || before(tokens, winner).is_some()
        || after(tokens, at + 1).is_some()
    {
        return None;
    }
    let mut rest = assigned(&tokens[..winner], folded);
    rest.extend(assigned(tokens.get(at + 2..).unwrap_or_default(), folded));
    let rejected = ["rejet", "repouss", "pas adopt", "non adopt"].iter().any(|word| folded.contains(word));
    let own = if rejected { Vec::new() } else { vec![(won, Label::For), (*lost, Label::Against)] };
    Some(own.into_iter().chain(rest).collect())
}
