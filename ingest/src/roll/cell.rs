//! A row's cells held against SCDL Délibérations 2.1.5: the constraints of its fields, and its eleven custom checks as
//! Validata runs them.

use chrono::NaiveDate;

use super::{
    Identifier,
    column::{COLUMNS, Header},
    csv::{Cell, Row},
    day, scdl,
    sheet::Sheet,
};
use crate::{Counts, Span, text::fold};

/// The first level of the nomenclature ACTES, folded.
const MATTERS: [&str; 9] = [
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertes publiques et pouvoirs de police",
    "finances locales",
    "domaines de competences par themes",
    "autres domaines de competences",
];

/// A row with its columns.
pub(super) struct Cells<'r, 'a> {
    pub(super) row: &'r Row<'a>,
    header: &'r Header,
}

impl<'r, 'a> Cells<'r, 'a> {
    pub(super) fn new(row: &'r Row<'a>, header: &'r Header) -> Self {
        Self { row, header }
    }

    fn cell(&self, column: &str) -> Option<&'r Cell<'a>> {
        self.header.place(column).and_then(|at| self.row.cells.get(at))
    }

    /// What stands in a column, as printed; none where it is empty.
    pub(super) fn text(&self, column: &str) -> Option<&'r str> {
        self.cell(column).map(|cell| cell.text.as_ref()).filter(|text| !text.trim().is_empty())
    }

    /// Where a column stands in the row.
    pub(super) fn span(&self, column: &str) -> Span {
        let span = self.cell(column).map_or(self.row.span(), |cell| cell.span);
        Span { end: span.end.max(span.start + 1), ..span }
    }

    fn told(&self, sheet: &mut Sheet, code: &'static str, column: &str, what: String) {
        sheet.warn(code, what, self.span(column));
    }

    /// All that breaks the schema.
    pub(super) fn check(&self, sheet: &mut Sheet) {
        self.required(sheet);
        self.siret(sheet);
        self.matter(sheet);
        self.budget(sheet);
        self.url(sheet);
        self.counts(sheet);
        if let Some(held_on) = self.date("DELIB_DATE", sheet) {
            self.received_on(held_on, sheet);
        }
    }

    /// Each column that must be filled.
    pub(super) fn required(&self, sheet: &mut Sheet) {
        for (column, _) in
            COLUMNS.iter().filter(|(column, required)| *required && self.text(column).is_none())
        {
            self.told(sheet, "MISSING_VALUE", column, format!("{column} is empty, and must be filled."));
        }
    }

    /// Check 1: fourteen figures, of which Luhn's sum is a multiple of ten; of the post office's, their sum of five.
    pub(super) fn siret(&self, sheet: &mut Sheet) -> Option<Identifier> {
        let read = self.text("COLL_SIRET")?;
        if is_siret(read) {
            return Some(scdl::siret(read));
        }
        let why = format!(
            "The COLL_SIRET {read:?} is no SIRET: expected fourteen figures whose check figure is right. The row keeps it as printed; it does not become an identifier of the body."
        );
        self.told(sheet, "INVALID_SIRET", "COLL_SIRET", why);
        None
    }

    /// A day as AAAA-MM-JJ.
    pub(super) fn date(&self, column: &str, sheet: &mut Sheet) -> Option<NaiveDate> {
        let read = self.text(column)?;
        let day = day::day(read.trim());
        if day.is_none() {
            let why = format!("The {column} {read:?} is no day. Expected AAAA-MM-JJ, such as 2017-10-15.");
            self.told(sheet, "INVALID_DATE", column, why);
        }
        day
    }

    /// Check 5: no prefecture receives what is not yet deliberated.
    pub(super) fn received_on(&self, held_on: NaiveDate, sheet: &mut Sheet) -> Option<NaiveDate> {
        let received = self.date("PREF_DATE", sheet)?;
        if received < held_on {
            let why = format!(
                "The PREF_DATE {received} stands before the DELIB_DATE {held_on}. It is kept as printed."
            );
            self.told(sheet, "EARLY_PREF_DATE", "PREF_DATE", why);
        }
        Some(received)
    }

    /// Check 11, and the pattern of the code.
    pub(super) fn matter(&self, sheet: &mut Sheet) {
        if let Some(code) = self.text("DELIB_MATIERE_CODE").filter(|code| !is_matter_code(code)) {
            let why = format!(
                "The DELIB_MATIERE_CODE {code:?} is none. Expected two levels such as 7.1 or 7.10. It is kept as printed."
            );
            self.told(sheet, "INVALID_MATTER", "DELIB_MATIERE_CODE", why);
        }
        let Some(name) = self.text("DELIB_MATIERE_NOM") else { return };
        let Some(why) = matter_fault(name) else { return };
        let why = format!(
            "The DELIB_MATIERE_NOM {name:?} {why}. Expected one such as \"finances locales/subventions\". It is kept as printed."
        );
        self.told(sheet, "INVALID_MATTER", "DELIB_MATIERE_NOM", why);
    }

    /// Checks 2 and 3.
    pub(super) fn budget(&self, sheet: &mut Sheet) {
        let (year, name) = (self.text("BUDGET_ANNEE"), self.text("BUDGET_NOM"));
        if let Some(year) = year.filter(|year| !is_budget_year(year)) {
            let why = format!(
                "The BUDGET_ANNEE {year:?} is none. Expected a year, or two such as 2017/2018. It is kept as printed."
            );
            self.told(sheet, "INVALID_BUDGET_YEAR", "BUDGET_ANNEE", why);
        }
        if year.is_some() != name.is_some() {
            let (filled, empty) =
                if year.is_some() { ("BUDGET_ANNEE", "BUDGET_NOM") } else { ("BUDGET_NOM", "BUDGET_ANNEE") };
            let why = format!("{filled} is filled and {empty} is empty. Expected both, or neither.");
            self.told(sheet, "INCOMPLETE_BUDGET", empty, why);
        }
    }

    /// The format of the address.
    pub(super) fn url(&self, sheet: &mut Sheet) {
        if let Some(url) = self.text("DELIB_URL").filter(|url| !is_uri(url)) {
            let why = format!(
                "The DELIB_URL {url:?} is no address. Expected one such as https://example.fr/delib.pdf. It is kept as printed."
            );
            self.told(sheet, "INVALID_URL", "DELIB_URL", why);
        }
    }

    /// Checks 4 and 6 to 10: the figures as printed, and whether they contradict each other.
    pub(super) fn counts(&self, sheet: &mut Sheet) -> (Counts, bool) {
        let names = ["VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION"];
        let empty: Vec<&str> = names.into_iter().filter(|name| self.text(name).is_none()).collect();
        if !empty.is_empty() && empty.len() < names.len() {
            let why = format!(
                "{} is empty, and other figures of the vote are filled. Expected all five, or none.",
                empty.join(", ")
            );
            self.told(sheet, "INCOMPLETE_VOTE", empty[0], why);
        }
        let [eligible, cast, r#for, against, abstentions] = names.map(|name| self.figure(name, sheet));
        let counts = Counts { eligible, cast, r#for, against, abstentions, ..Counts::default() };
        let before = sheet.problems.len();
        let more =
            |part: Option<u32>, whole: Option<u32>| part.zip(whole).is_some_and(|(part, whole)| part > whole);
        let pairs = [
            (cast, "VOTE_REEL", eligible, "VOTE_EFFECTIF"),
            (r#for, "VOTE_POUR", cast, "VOTE_REEL"),
            (against, "VOTE_CONTRE", cast, "VOTE_REEL"),
            (abstentions, "VOTE_ABSTENTION", cast, "VOTE_REEL"),
        ];
        for (part, name, whole, total) in pairs {
            if more(part, whole) {
                self.told(
                    sheet,
                    "INCONSISTENT_VOTE",
                    name,
                    format!("{name} is more than {total}. Both are kept as printed."),
                );
            }
        }
        if let (Some(cast), Some(r#for), Some(against), Some(abstentions)) =
            (cast, r#for, against, abstentions)
        {
            let sum = u64::from(r#for) + u64::from(against) + u64::from(abstentions);
            if sum != u64::from(cast) {
                let why = format!(
                    "VOTE_POUR, VOTE_CONTRE and VOTE_ABSTENTION make {sum}, and VOTE_REEL is {cast}. All are kept as printed."
                );
                self.told(sheet, "INCONSISTENT_VOTE", "VOTE_REEL", why);
            }
        }
        (counts, sheet.problems.len() > before)
    }

    fn figure(&self, column: &str, sheet: &mut Sheet) -> Option<u32> {
        let read = self.text(column)?;
        let figure: Option<u32> = read.trim().parse().ok().filter(|figure| i32::try_from(*figure).is_ok());
        if figure.is_none() {
            let why = format!(
                "The {column} {read:?} is no whole number. It was left out; nothing was put in its place."
            );
            self.told(sheet, "INVALID_FIGURE", column, why);
        }
        figure
    }
}

/// What is wrong with the name of a matter.
pub(super) fn matter_fault(name: &str) -> Option<&'static str> {
    match name.split_once('/') {
        None => Some("holds no oblique between its two levels"),
        Some((_, second)) if second.starts_with(' ') || name.contains("/ ") => {
            Some("has a blank beside its oblique")
        }
        Some((first, _)) if first.ends_with(' ') => Some("has a blank beside its oblique"),
        Some((first, _)) if !MATTERS.contains(&fold(first).as_str()) => {
            Some("does not begin with a matter of the nomenclature ACTES")
        }
        Some(_) => None,
    }
}

/// Whether a text is a SIRET. Those of La Poste (356000000) have figures whose plain sum is a multiple of five.
pub(super) fn is_siret(text: &str) -> bool {
    let figures: Vec<u32> = text.chars().filter_map(|char| char.to_digit(10)).collect();
    if text.len() != 14 || figures.len() != 14 {
        return false;
    }
    let luhn: u32 = figures
        .iter()
        .zip(0..)
        .map(|(figure, at)| if at % 2 == 0 { figure * 2 / 10 + figure * 2 % 10 } else { *figure })
        .sum();
    luhn.is_multiple_of(10) || text.starts_with("356000000") && figures.iter().sum::<u32>().is_multiple_of(5)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `^\d\.\d{1,2}$`.
pub(super) fn is_matter_code(text: &str) -> bool {
    text.split_once('.').is_some_and(|(first, second)| {
        digits(first) && first.len() == 1 && digits(second) && second.len() <= 2
    })
}

/// `^[0-9]{4}(\/[0-9]{4})?$`, the first year before the second.
fn is_budget_year(text: &str) -> bool {
    let year = |text: &str| digits(text) && text.len() == 4;
    match text.split_once('/') {
        None => year(text),
        Some((from, to)) => year(from) && year(to) && from < to,
    }
}

/// A scheme, a colon and something behind it, without blanks.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let sign = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.');
    scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(sign)
        && !rest.is_empty()
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{is_budget_year, is_matter_code, is_siret, is_uri};

    #[test]
    fn the_patterns_of_the_schema_hold() {
        // The schema's own example; La Poste's head office, and one of its offices.
        assert!(["21860194600013", "35600000000048", "35600000049837"].iter().all(|text| is_siret(text)));
        assert!(
            !["21860194600014", "2186019460001", "218601946000130", "2186019460001a", ""]
                .iter()
                .any(|text| is_siret(text))
        );
        assert!(["7.1", "7.10"].iter().all(|text| is_matter_code(text)));
        assert!(!["7", "7.", "77.1", "7.100", "a.1", "7,1"].iter().any(|text| is_matter_code(text)));
        assert!(["2017", "2017/2018"].iter().all(|text| is_budget_year(text)));
        assert!(
            !["17", "2017-2018", "2018/2017", "2017/2017", "2017/"].iter().any(|text| is_budget_year(text))
        );
        assert!(["https://example.fr/a.pdf", "urn:a:b"].iter().all(|text| is_uri(text)));
        assert!(!["example.fr", "https://exa mple.fr", "://x", "https:"].iter().any(|text| is_uri(text)));
    }
}
