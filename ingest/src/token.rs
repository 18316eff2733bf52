//! The words of a vote's formula: figures, labels, and what stands between them.

use crate::{
    date::MONTHS,
    figure::figure,
    label::{Label, is_unit, label},
};

/// A piece of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Number(u32),
    Label(Label),
    /// Punctuation between which labels and numbers belong together.
    Break,
    /// "présents (87)": a parenthesis leads from a label to its figure too.
    Open,
    /// "label :" belongs to the number after it.
    Colon,
    /// "voix", "conseillers": what stands between a number and its label.
    Unit,
    Word,
}

/// What the words of a formula are.
pub(crate) fn tokens(words: &[&str]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = &words[at..];
        if let Some(taken) = uncounted(words, at) {
            tokens.push(Token::Word);
            at += taken;
        } else if let Some((label, taken)) =
            label(rest).filter(|(label, taken)| counts(words, at, *label, *taken))
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
                "(" => Token::Open,
                "," | ";" | "/" | ")" | "." | "–" | "—" | "•" | "-" => Token::Break,
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
pub(crate) fn words(folded: &str) -> Vec<String> {
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
        // "Ni pour ni contre" is an abstention in words, no figures.
        "ni" if matches!(words.get(1).copied(), Some("pour" | "contre")) => None,
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
    let year = |word: &str| word.len() == 4 && digits(word);
    if matches!(word, "n°" | "no" | "numero" | "article" | "articles" | "rapport" | "page" | "college")
        && digits(next(1))
    {
        let more = words[at + 1..].iter().take_while(|word| digits(word)).count();
        return Some(1 + more.min(3));
    }
    if let Some((_, taken)) = number(&words[at..])
        && (matches!(next(taken), "tiers" | "quarts" | "cinquiemes") || left(&words[at + taken..]))
    {
        return Some(taken);
    }
    if !digits(word) {
        return None;
    }
    if MONTHS.contains(&next(1)) {
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

/// Whether members are named who were gone: "ayant quitté la séance", "s'étant retirés".
fn left(words: &[&str]) -> bool {
    let clause = words.iter().take(8).take_while(|word| !matches!(**word, "," | ";" | ":" | "." | ")"));
    let mut being = false;
    clause.into_iter().any(|word| {
        being |= *word == "etant";
        ["quitt", "retir", "sorti"].iter().any(|stem| word.starts_with(stem))
            || being && word.starts_with("absent")
    })
}

/// Whether a label at a word counts anything here.
fn counts(words: &[&str], at: usize, label: Label, taken: usize) -> bool {
    match label {
        Label::Eligible => counts_seats(words, at),
        Label::Present | Label::Cast | Label::Expressed => !tells_majority(words, at, taken),
        // "Un avis favorable" is what was put to the vote; "62 avis favorables" counts.
        Label::For | Label::Against if words[at].contains("favorable") => {
            let opinion = at > 0 && words[at - 1] == "avis";
            let counted = at > 1
                && !matches!(words[at - 2], "un" | "une")
                && number(&words[at - 2..]).is_some_and(|(_, taken)| taken == 1);
            let row = matches!(words.get(at + 1), Some(&":"))
                && words.contains(&"favorable")
                && words.contains(&"defavorable");
            !opinion || counted || row || words[at].ends_with('s')
        }
        _ => true,
    }
}

/// "À la majorité absolue des membres présents : 48 voix" says of whom it is the majority, not how many came.
fn tells_majority(words: &[&str], at: usize, taken: usize) -> bool {
    let before = || {
        words[at.saturating_sub(6)..at]
            .iter()
            .rev()
            .take_while(|word| !matches!(**word, "," | ";" | ":" | "(" | ")" | "."))
    };
    if before().any(|word| number(&[*word]).is_some_and(|_| !matches!(*word, "un" | "une"))) {
        return false;
    }
    let leads = matches!(words.get(at + taken), Some(&(":" | "(")));
    let figure = words.get(at + taken + 1..).unwrap_or_default();
    let votes = number(figure).is_some_and(|(_, length)| {
        let next = figure.get(length).copied().unwrap_or_default();
        let counted = self::label(&figure[length..]).map(|(label, _)| label);
        matches!(next, "voix" | "suffrages" | "votes")
            || matches!(counted, Some(Label::For | Label::Against | Label::Abstentions))
    });
    before().any(|word| word.starts_with("majorit")) && leads
        || before().any(|word| word.starts_with("unanim")) && leads && votes
}

/// Whether "membres", "conseillers", "sièges" count the assembly: "sur les 147 membres", "110 membres du CESER",
/// "membres : 110". "3 conseillers" by themselves are some of them.
fn counts_seats(words: &[&str], at: usize) -> bool {
    if !["membre", "conseiller", "siege"].iter().any(|stem| words[at].starts_with(stem)) {
        return true;
    }
    let next = |step: usize| words.get(at + step).copied().unwrap_or_default();
    let digits = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    let whole = words[at + 1..].iter().take(3).any(|word| {
        matches!(*word, "exercice" | "ceser" | "composant" | "composent" | "assemblee" | "titulaires")
    });
    let labelled = digits(next(1)) || next(1) == ":" && digits(next(2));
    let passed = ["les", "des", "de", "d", "ses", "un", "total", "l", "effectif", "ensemble", "nos", "et"];
    let lead = words[..at]
        .iter()
        .rev()
        .find(|word| !(digits(word) || figure(&[**word]).is_some() || passed.contains(*word)));
    let among = lead.is_some_and(|word| {
        matches!(*word, "sur" | "parmi" | "compte" | "comptant" | "comprend" | "compose" | "composee")
    });
    whole || labelled || among
}
