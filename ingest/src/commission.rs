//! The commission that drafted an opinion, as its head prints it.

use crate::{Span, flow::Flow, folded::Folded, lines::Lines};

/// Where the name of the commission starts in a folded line: "Commission …", "Rapport présenté par la commission …".
pub(crate) fn label(folded: &str) -> Option<usize> {
    let introduced = [
        "rapport presente par la ",
        "avis presente par la ",
        "avis prepare par la ",
        "projet d'avis presente par la ",
        "presente par la ",
        "prepare par la ",
        "avis de la ",
        "rapport de la ",
        "au nom de la ",
        "travaux de la ",
        "rapport prepare par la ",
        "elabore par la ",
        "avis elabore par la ",
        "propose par la ",
        "instruit par la ",
        "etude presentee par la ",
        "texte presente par la ",
        "la ",
    ];
    let start = introduced
        .iter()
        .find_map(|words| folded.strip_prefix(words))
        .map_or(0, |rest| folded.len() - rest.len());
    let rest = &folded[start..];
    // "3e commission", "Troisième commission".
    let ordinal = rest.find("commission").filter(|at| {
        let before = rest[..*at].trim_end();
        before.is_empty()
            || (before.len() <= 10
                && !before.contains(' ')
                && (before.ends_with("eme") || before.ends_with('e') || before.ends_with("ere")))
    })?;
    let after = start + ordinal + "commission".len();
    let next = folded[after..].chars().next();
    if !matches!(next, Some(' ' | ':' | '(')) {
        return None;
    }
    let name = folded[after..].trim_start_matches([' ', ':', '(']);
    let verbs = [
        "a ",
        "est ",
        "se ",
        "ont ",
        "propose",
        "demande",
        "souhaite",
        "considere",
        "note",
        "permanente du conseil",
    ];
    (!name.is_empty() && !verbs.iter().any(|verb| name.starts_with(verb)) && start + ordinal <= 40)
        .then_some(after)
}

/// The name of the commission that a line names, as printed, without quotes, number and article.
pub(crate) fn read(lines: &Lines, number: usize) -> Option<(String, Span)> {
    let line = lines.lines[number];
    let flow = Flow::new(&lines.chars, line.start, line.end);
    named(&flow, label(lines.folded(number))?).map(|(name, _)| (name, lines.span(line.start, line.end)))
}

/// The name after a byte of the folded flow, and the flow's character that it starts at.
pub(crate) fn named(flow: &Flow, after: usize) -> Option<(String, usize)> {
    let folded = Folded::new(flow);
    let rest = &folded.text[after..];
    let mut skipped = rest.len() - rest.trim_start_matches([' ', ':']).len();
    let numbered = number(&rest[skipped..]);
    if numbered > 0 && numbered < rest.len() - skipped {
        skipped += numbered;
    }
    for qualified in
        ["competente", "saisie", "rapporteure", "en charge de la preparation", "chargee de l'avis"]
    {
        let labelled = rest[skipped..].strip_prefix(qualified).map(|rest| rest.trim_start_matches(' '));
        if let Some(name) = labelled.and_then(|rest| rest.strip_prefix(':')) {
            skipped = rest.len() - name.trim_start_matches(' ').len();
        }
    }
    // "saisie au fond : Eaux", "référente – Eaux": what stands before the sign says which commission it is.
    if let Some((before, _)) = rest[skipped..].split_once(" : ") {
        let qualified =
            ["saisie", "referente", "pilote", "instructrice", "preparatoire", "associee", "thematique"];
        if qualified.iter().any(|word| before.starts_with(word)) && before.split(' ').count() <= 4 {
            skipped += before.len() + " : ".len();
        }
    }
    for article in ["de la ", "de l'", "du ", "des ", "d'", "de "] {
        if let Some(name) = rest[skipped..].strip_prefix(article) {
            skipped = rest.len() - name.len();
            break;
        }
    }
    let start = folded.place(after + skipped);
    let quoted = |char: &char| matches!(char, '"' | '«' | '»' | '“' | '”' | ' ' | '\u{a0}');
    let chars = &flow.chars[start.min(flow.chars.len())..];
    let open = chars.iter().take_while(|char| quoted(char)).count();
    let closed = matches!(chars.first(), Some('"' | '«' | '“'));
    let name: String = if closed {
        chars[open..].iter().take_while(|char| !matches!(char, '"' | '»' | '”')).collect()
    } else {
        chars[open..].iter().collect()
    };
    let name = name.trim_matches(|char: char| quoted(&char) || matches!(char, ',' | ';' | ':' | '.'));
    let name =
        if name.matches('(').count() < name.matches(')').count() { name.trim_end_matches(')') } else { name };
    (!name.is_empty()).then(|| (name.to_owned(), start + open))
}

/// How many bytes of "n° 3 : ", "3 - " stand before a name; all of them where the number is the name.
fn number(rest: &str) -> usize {
    let unnumbered =
        rest.trim_start_matches("n°").trim_start_matches("n ").trim_start_matches("no ").trim_start();
    let digits = unnumbered.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return 0;
    }
    let name = unnumbered[digits..].trim_start_matches([' ', ':', '-', '–', '—', ',', '.', '(']);
    rest.len() - name.len()
}

#[cfg(test)]
mod tests {
    use super::{label, named};
    use crate::{flow::Flow, folded::Folded};

    fn read(line: &str) -> Option<String> {
        let chars: Vec<char> = line.chars().collect();
        let flow = Flow::new(&chars, 0, chars.len());
        named(&flow, label(&Folded::new(&flow).text)?).map(|(name, _)| name)
    }

    #[test]
    fn a_commission_is_named_whatever_stands_around() {
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(read("Commission Mobilités-Énergie"), some("Mobilités-Énergie"));
        assert_eq!(read("COMMISSION FINANCES - EUROPE"), some("FINANCES - EUROPE"));
        assert_eq!(read("Commission « Cadre de vie »"), some("Cadre de vie"));
        assert_eq!(read("Commission n° 3"), some("n° 3"));
        assert_eq!(read("Commission n° 3 : Cadre de vie"), some("Cadre de vie"));
        assert_eq!(read("Commission 2 – Eaux et Forêts"), some("Eaux et Forêts"));
        assert_eq!(read("Rapport présenté par la commission Cadre de vie"), some("Cadre de vie"));
        assert_eq!(read("Commission saisie au principal : Eaux"), some("Eaux"));
        assert_eq!(read("Commission : Eaux"), some("Eaux"));
        assert_eq!(read("Commission de l’Aménagement"), some("Aménagement"));
        assert_eq!(read("Troisième commission : Eaux"), some("Eaux"));
        assert_eq!(read("La commission a adopté le projet"), None);
        assert_eq!(read("Commissions réunies"), None);
    }
}
