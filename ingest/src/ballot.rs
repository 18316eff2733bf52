//! The figures of a vote's formula: each number goes to the label that stands by it.

use crate::{
    Counts,
    figure::figure,
    label::{Label, is_unit, label},
};

/// A piece of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(u32),
    Label(Label),
    /// Punctuation between which labels and numbers belong together.
    Break,
    /// "label :" belongs to the number after it.
    Colon,
    /// "voix", "conseillers": what stands between a number and its label.
    Unit,
    Word,
}

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
            Token::Number(_) | Token::Break | Token::Colon => return None,
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
    let [.., Token::Number(won), Token::Unit] = tokens[..at] else { return None };
    let Some(Token::Number(lost)) = tokens.get(at + 1) else { return None };
    if after(tokens, at + 1).is_some() {
        return None;
    }
    let rest = assigned(tokens.get(at + 2..).unwrap_or_default(), folded);
    let rejected = ["rejet", "repouss", "pas adopt", "non adopt"].iter().any(|word| folded.contains(word));
    let own = if rejected { Vec::new() } else { vec![(won, Label::For), (*lost, Label::Against)] };
    Some(own.into_iter().chain(rest).collect())
}

fn tokens(words: &[&str]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = &words[at..];
        if let Some(taken) = uncounted(words, at) {
            tokens.push(Token::Word);
            at += taken;
        } else if let Some((label, taken)) =
            label(rest).filter(|(label, _)| *label != Label::Eligible || counts_seats(words, at))
        {
            tokens.push(Token::Label(label));
            at += taken;
        } else if let Some((number, taken)) =
            none(rest).or_else(|| number(rest).filter(|(_, taken)| counted(rest, *taken)))
        {
            tokens.push(Token::Number(number));
            at += taken;
        } else {
            tokens.push(match *word {
                ":" | "=" => Token::Colon,
                "," | ";" | "/" | "(" | ")" | "." | "–" | "—" | "•" | "-" => Token::Break,
                "|" => Token::Unit,
                word if is_unit(word) => Token::Unit,
                _ => Token::Word,
            });
            at += 1;
        }
    }
    tokens
}

/// A formula's words; punctuation stands as words of its own, and the endings of inclusive spellings are put together.
fn words(folded: &str) -> Vec<String> {
    let joined = folded
        .replace("(s)", "s")
        .replace("(e)", "")
        .replace("(es)", "es")
        .replace("·e·s", "s")
        .replace("·es", "s")
        .replace("·s", "s")
        .replace("·e", "")
        .replace(".e.s", "s")
        .replace("-e-s", "s")
        .replace("••", "•");
    let mut spaced = String::with_capacity(joined.len() * 2);
    let mut dots = 0;
    for char in joined.chars() {
        // Leader dots lead from a label to its figure.
        if char == '.' || char == '…' {
            dots += if char == '…' { 3 } else { 1 };
            continue;
        }
        if dots > 0 {
            spaced.push_str(if dots > 2 { " : " } else { " . " });
            dots = 0;
        }
        match char {
            ':' | ',' | ';' | '/' | '(' | ')' | '–' | '—' | '•' | '|' | '=' | '%' => {
                spaced.push(' ');
                spaced.push(char);
                spaced.push(' ');
            }
            '-' | '\'' => spaced.push(if char == '-' { '\u{2}' } else { ' ' }),
            char => spaced.push(char),
        }
    }
    let mut words: Vec<String> = Vec::new();
    for word in spaced.split_whitespace() {
        // A hyphen joins "soixante-douze", and parts "voix - pour" like a dash.
        if word == "\u{2}" {
            words.push("-".to_owned());
            continue;
        }
        let bullet = word.starts_with('\u{2}') && word.len() > 1;
        if bullet {
            words.push("-".to_owned());
        }
        words.extend(word.split('\u{2}').filter(|word| !word.is_empty()).map(str::to_owned));
    }
    words
}

/// A number in digits, with its thousands apart ("1 250"), or in words.
fn number(words: &[&str]) -> Option<(u32, usize)> {
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let (first, second) = (words.first()?, words.get(1).copied().unwrap_or_default());
    if digits(first) && first.len() <= 3 && digits(second) && second.len() == 3 {
        return format!("{first}{second}").parse().ok().map(|number| (number, 2));
    }
    figure(words)
}

/// A zero in words. "Aucune abstention", "contre : néant" and "sans opposition" answer how many as a figure does, so
/// they are figures as printed; only where nothing is said of a label is its figure unknown.
fn none(words: &[&str]) -> Option<(u32, usize)> {
    let first = *words.first()?;
    let labelled = |from: usize| {
        (from..from + 3).find_map(|at| words.get(at..).and_then(label).map(|_| at)).is_some_and(|at| {
            words[from..at].iter().all(|word| is_unit(word) || matches!(*word, "aucun" | "aucune"))
        })
    };
    match first {
        "aucun" | "aucune" | "zero" | "neant" => Some((0, 1)),
        "sans" | "ni" if labelled(1) => {
            let double = matches!(words.get(1).copied(), Some("aucun" | "aucune"));
            Some((0, 1 + usize::from(double)))
        }
        "pas" if matches!(words.get(1).copied(), Some("de" | "d")) && labelled(2) => Some((0, 2)),
        _ => None,
    }
}

/// "une" is a figure before what can be counted ("une abstention") and an article elsewhere ("une large majorité").
fn counted(words: &[&str], taken: usize) -> bool {
    if !matches!(words[0], "un" | "une") || taken > 1 {
        return true;
    }
    let next = words.get(1).copied().unwrap_or_default();
    next.is_empty()
        || label(&words[1..]).is_some()
        || ["voix", "membre", "conseiller", "vote", "seul", "personne", "suffrage"]
            .iter()
            .any(|unit| next.starts_with(unit))
        || matches!(next, "," | ";" | "/" | "." | ")")
}

/// Numbers that count no votes: days and years, hours, percentages, numbers of texts. Returns how many words to pass.
fn uncounted(words: &[&str], at: usize) -> Option<usize> {
    let digits = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    let word = words[at];
    let next = |step: usize| words.get(at + step).copied().unwrap_or_default();
    let months = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    let year = |word: &str| word.len() == 4 && digits(word);
    if matches!(word, "n°" | "no" | "numero" | "article" | "articles" | "rapport" | "page" | "college")
        && digits(next(1))
    {
        let more = words[at + 1..].iter().take_while(|word| digits(word)).count();
        return Some(1 + more.min(3));
    }
    if !digits(word) {
        return None;
    }
    if months.contains(&next(1)) {
        return Some(2 + usize::from(year(next(2))));
    }
    if next(1) == "/" && digits(next(2)) && next(3) == "/" && digits(next(4)) {
        return Some(5);
    }
    if next(1) == "%" || (next(1) == "," && next(3) == "%") {
        return Some(if next(1) == "%" { 2 } else { 4 });
    }
    if matches!(next(1), "h" | "heures" | "heure") || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(2);
    }
    let dated = at.checked_sub(1).is_some_and(|before| words[before] == "en");
    (year(word) && dated).then_some(1)
}

/// "À l'unanimité des 104 membres" says how many agreed, not how many the assembly has.
fn counts_seats(words: &[&str], at: usize) -> bool {
    let before = &words[at.saturating_sub(3)..at];
    let agreed = matches!(before, [.., "unanimite", "des", _] | [.., "unanimite", "de", _]);
    let whole = words[at + 1..]
        .iter()
        .take(3)
        .any(|word| matches!(*word, "exercice" | "ceser" | "composant" | "composent" | "assemblee"));
    !agreed || whole
}
