//! Reports: what the Executive submits.

use crate::{OrganisationKey, Span, block::Block, flow::Flow, folded::Folded, lines::Lines, text::fold};

/// A report that the opinion answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The number without spaces, such as "4-1".
    pub number: String,
    /// The object of the report.
    pub title: Option<String>,
    /// What the opinion says of the report, re-flowed; paragraphs are separated by a blank line.
    pub summary: Option<String>,
    /// Who submits it.
    pub submitted_by: Option<OrganisationKey>,
    /// What it puts first, in its order.
    pub priorities: Vec<Priority>,
    /// Where the text names it.
    pub source: Span,
}

/// One of a report's priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// Its place in the report, from 1.
    pub rank: u32,
    /// What it says, without the punctuation that ends a list's item.
    pub title: String,
    /// Where the text says it.
    pub source: Span,
}

/// The number in a line such as "Avis sur le rapport n° 4 - 1 de …", with the place of "rapport n° 4 - 1".
pub(crate) fn number(lines: &Lines, heading: &Flow) -> Option<(String, Span)> {
    let folded = Folded::new(heading);
    let at = crate::heading::word_at(&folded.text, "rapport").or_else(|| folded.text.find("rapports "))?;
    let (number, end) = numbered(&folded.text, at)?;
    let source = lines.paged(heading.span(folded.place(at), folded.place(end - 1) + 1));
    Some((written(&number), source))
}

/// A folded number as it is written: letters of a file's number as capitals, "bis" in small ones.
pub(crate) fn written(folded: &str) -> String {
    match folded.split_once(' ') {
        Some((number, again)) => format!("{} {again}", number.to_uppercase()),
        None => folded.to_uppercase(),
    }
}

/// The number of a report that a folded line begins with: "Rapport n° 4-1", "Rapport de l'Exécutif n° 3.1".
pub(crate) fn printed(folded: &str) -> Option<(String, usize)> {
    let start = ["rapport ", "rapport:", "saisine - rapport ", "saisine : rapport "]
        .iter()
        .find(|words| folded.starts_with(**words))
        .map(|words| words.len() - "rapport ".len())?;
    numbered(folded, start)
}

/// The number after "rapport" at a byte of a folded text, and the byte where it ends.
pub(crate) fn numbered(folded: &str, at: usize) -> Option<(String, usize)> {
    let after = at + "rapport".len();
    let rest = folded.get(after..)?.trim_start_matches('s');
    let from = folded.len() - rest.len();
    let signs = ["n°", "numero", "no ", "n ", "n.", ":"];
    let signed = |text: &str| {
        let text = text.trim_start();
        signs
            .iter()
            .find_map(|sign| text.strip_prefix(sign))
            .map(|text| text.trim_start_matches([' ', '°', '.']).len())
    };
    if let Some(length) = signed(rest) {
        return figures(folded, folded.len() - length);
    }
    if let Some((number, end)) = figures(folded, folded.len() - rest.trim_start().len()) {
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        return (!year).then_some((number, end));
    }
    // "rapport de l'Exécutif régional n° 4-1": the number stands behind who submits it.
    let labelled = || {
        let colon = rest.find(" : ")?;
        rest[colon + 3..].starts_with(|char: char| char.is_ascii_digit()).then_some(colon)
    };
    let sign = rest.find(" n°").or_else(|| rest.find(" numero ")).or_else(labelled)?;
    let close = rest[..sign].split_whitespace().count() <= 8 && !rest[..sign].contains([':', '–']);
    signed(&rest[sign..])
        .filter(|_| close && from > 0)
        .and_then(|length| figures(folded, folded.len() - length))
}

/// Figures joined by hyphens or points, such as "4 - 1", "3.1", "iii-1".
fn figures(folded: &str, start: usize) -> Option<(String, usize)> {
    let text = folded.get(start..)?;
    let mut number = String::new();
    let mut end = start;
    // "CP-2020-114": the letters of a file's number.
    let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
    let joined = text[letters..].strip_prefix(['-', '.', '/']).unwrap_or(&text[letters..]);
    let file = (1..=4).contains(&letters) && joined.starts_with(|char: char| char.is_ascii_digit());
    let letters = if file { text.len() - joined.len() } else { 0 };
    number.push_str(&text[..letters]);
    let mut rest = &text[letters..];
    let mut signs_of = Vec::new();
    let mut tight = false;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let roman = rest.bytes().take_while(|byte| matches!(byte, b'i' | b'v' | b'x')).count();
        let whole = |length: usize| !rest[length..].starts_with(|char: char| char.is_alphabetic());
        let length = if digits > 0 {
            digits
        } else if number.is_empty() && roman > 0 && whole(roman) {
            roman
        } else if tight {
            lettered(rest)
        } else {
            0
        };
        if length == 0 {
            break;
        }
        number.push_str(&rest[..length]);
        end = folded.len() - rest.len() + length;
        let beyond = &rest[length..];
        let sign = beyond.trim_start().trim_start_matches(['-', '–', '—', '.', '/', '\u{2212}']);
        let signs = beyond.trim_start().len() - sign.len();
        rest = sign.trim_start();
        tight = beyond.len() == signs + rest.len();
        let goes_on = rest.starts_with(|char: char| char.is_ascii_digit()) || tight && lettered(rest) > 0;
        if signs == 0 || !goes_on {
            break;
        }
        signs_of.push(beyond.trim_start().starts_with('.'));
        number.push('-');
    }
    // Three figures with points are a file's number as printed: only "4.1" is the "4-1" of other pages.
    if signs_of.len() > 1 && signs_of.iter().all(|point| *point) {
        number = number.replace('-', ".");
    }
    if let Some(again) = again(&folded[end..]).filter(|_| number.contains(|char: char| char.is_ascii_digit()))
    {
        number = format!("{number} {again}");
        end = folded.len() - folded[end..].trim_start().len() + again.len();
    }
    let named = number.contains(|char: char| char.is_ascii_digit()) || number.contains('-');
    (named && !number.is_empty()).then_some((number, end))
}

/// How many letters of a file's number stand at the start of a text, as in "24-SP-0412" and "3.1.a": words do not.
fn lettered(text: &str) -> usize {
    let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
    let mut behind = text[letters..].chars();
    let ends = match behind.next() {
        Some('-' | '.' | '/') if letters > 1 => behind.next().is_some_and(|char| char.is_ascii_digit()),
        Some(char) => letters == 1 && !char.is_alphanumeric() && char != '\'' && char != '’',
        None => letters == 1,
    };
    if ends && letters <= 4 { letters } else { 0 }
}

/// What makes another number of one: "3-1 bis".
pub(crate) fn again(folded: &str) -> Option<&'static str> {
    let text = folded.trim_start();
    ["bis", "ter", "quater"].into_iter().find(|word| {
        let behind = text.strip_prefix(word);
        behind.is_some_and(|behind| !behind.starts_with(|char: char| char.is_alphanumeric()))
    })
}

/// The items below a sentence that announces priorities: "Trois priorités fondent cette politique :".
pub(crate) fn priorities(lines: &Lines, blocks: &[Block]) -> Vec<Priority> {
    let announces = |block: &Block| {
        let folded = fold(&block.flow(lines).text());
        !block.item && folded.contains("priorites") && folded.ends_with(':')
    };
    let Some(at) = blocks.iter().position(announces) else { return Vec::new() };
    let items = blocks[at + 1..].iter().take_while(|block| block.item).zip(1..);
    items
        .map(|(block, rank)| {
            let flow = block.flow(lines);
            let text = flow.text();
            let title = text.trim_end_matches([',', ';', '.', ' ']).trim_end_matches(" et").to_owned();
            let source = lines.paged(flow.span(0, title.chars().count()));
            Priority { rank, title, source }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_report_is_numbered_however_its_number_is_printed() {
        let read =
            |text: &str| text.find("rapport").and_then(|at| numbered(text, at)).map(|(number, _)| number);
        for text in [
            "avis sur le rapport 4-1 de l'executif",
            "rapport n° 4 - 1",
            "rapport n°4.1 : le plan",
            "rapport no 4- 1",
            "rapport numero 4–1",
            "rapport de l'executif regional n° 4-1",
            "rapport : 4-1",
            "rapport 4-1 - le plan",
        ] {
            assert_eq!(read(text).as_deref(), Some("4-1"), "{text}");
        }
        assert_eq!(read("rapport n° ap-2021-07 : le plan").as_deref(), Some("ap-2021-07"));
        assert_eq!(read("rapport n° 24-sp-0412 : le plan").as_deref(), Some("24-sp-0412"));
        assert_eq!(read("rapport n° 3-1 bis de l'executif").as_deref(), Some("3-1 bis"));
        assert_eq!(read("rapport n° 3.1.a").as_deref(), Some("3.1.a"));
        assert_eq!(read("rapport 4-1-a la suite").as_deref(), Some("4-1-a"));
        assert_eq!(read("rapport 4-1 bistre").as_deref(), Some("4-1"));
        assert_eq!(read("rapport 4-1-le plan").as_deref(), Some("4-1"));
        assert_eq!(read("rapport 22.03.14").as_deref(), Some("22.03.14"));
        assert_eq!(read("rapport de l'executif : 5-02").as_deref(), Some("5-02"));
        assert_eq!(read("rapport iii-1").as_deref(), Some("iii-1"));
        assert_eq!(read("rapport d'orientations budgetaires 2021"), None);
        assert_eq!(read("rapport 2021 de la region"), None);
        assert_eq!(read("rapport d'activite"), None);
        assert_eq!(read("rapport vivant"), None);
    }
}
