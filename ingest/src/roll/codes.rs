//! Codes that SCDL asks for and documents do not print: a table that somebody answers for.

use super::{
    cell::{is_matter_code, is_siret, matter_fault},
    csv::{Cell, Row, Rows, separator},
};
use crate::text::fold;

/// The names of the table's columns.
const COLUMNS: [&str; 5] = ["kind", "value", "code", "name", "author"];

/// Codes by what they are of, each with who says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScdlCodes {
    sirets: Vec<(String, Siret)>,
    matters: Vec<(String, Matter)>,
}

/// The SIRET of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Siret {
    /// Fourteen figures.
    pub siret: String,
    /// Who says so.
    pub author: String,
}

/// What a subject is about, in the nomenclature ACTES.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Two levels, such as "7.10".
    pub code: String,
    /// Such as "finances locales/divers".
    pub name: String,
    /// Who says so.
    pub author: String,
}

/// What is wrong with a table of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScdlCodesError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What was read there, and what was expected.
    pub what: String,
}

impl std::fmt::Display for ScdlCodesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.what)
    }
}

impl std::error::Error for ScdlCodesError {}

impl ScdlCodes {
    /// Reads a CSV with the columns `kind`, `value`, `code`, `name` and `author`, parted by `,`, `;` or tabs. A line of the
    /// kind ORGANISATION gives the body whose name is the value its SIRET; one of the kind SUBJECT gives what is put to
    /// the vote in words that hold the value's a matter of ACTES, its code and its name.
    ///
    /// # Errors
    /// The first place that is wrong, and why.
    pub fn parse(text: &str) -> Result<Self, ScdlCodesError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wrong = |cell: Option<&Cell<'_>>, row: &Row<'_>, what: String| {
            let start = cell.map_or(row.span().start, |cell| cell.span.start);
            let before: String = text.chars().take(start as usize).collect();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|char| *char != '\n').count() + 1;
            Err(ScdlCodesError { line, column, what })
        };
        let mut codes = Self::default();
        for (place, row) in
            Rows::new(text, separator(text)).filter(|row| row.open.is_some() || !row.is_blank()).enumerate()
        {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
            if place == 0 {
                if cells != COLUMNS {
                    let heading = COLUMNS.join(",");
                    return wrong(
                        None,
                        &row,
                        format!("read the heading {:?}, expected {heading:?}", cells.join(",")),
                    );
                }
                continue;
            }
            if row.open.is_some() || cells.len() != COLUMNS.len() {
                let what =
                    format!("read {} cells, expected {}: {}", cells.len(), COLUMNS.len(), COLUMNS.join(", "));
                return wrong(None, &row, what);
            }
            if let Err((at, what)) = codes.take([cells[0], cells[1], cells[2], cells[3], cells[4]]) {
                return wrong(row.cells.get(at), &row, what);
            }
        }
        if codes == Self::default() {
            let what =
                format!("read no codes, expected the heading {:?} and lines below it", COLUMNS.join(","));
            return Err(ScdlCodesError { line: 1, column: 1, what });
        }
        Ok(codes)
    }

    /// Takes a line, or says which cell is wrong and why.
    fn take(&mut self, [kind, value, code, name, author]: [&str; 5]) -> Result<(), (usize, String)> {
        let key = words(value);
        if key.trim().is_empty() {
            return Err((1, format!("read {value:?}, expected a body's name or a subject's words")));
        }
        if author.is_empty() {
            return Err((
                4,
                "the author is empty, expected who says so: a code without one is not exported".to_owned(),
            ));
        }
        let author = author.to_owned();
        match kind {
            "ORGANISATION" if !is_siret(code) => Err((
                2,
                format!("read {code:?}, expected a SIRET: fourteen figures whose check figure is right"),
            )),
            "ORGANISATION" if !name.is_empty() => {
                Err((3, format!("read {name:?}, expected nothing: a SIRET has no name")))
            }
            "ORGANISATION" if self.sirets.iter().any(|(known, _)| *known == key) => {
                Err((1, format!("{value:?} stands in a line before this one, expected each body once")))
            }
            "ORGANISATION" => {
                self.sirets.push((key, Siret { siret: code.to_owned(), author }));
                Ok(())
            }
            "SUBJECT" if !is_matter_code(code) => Err((
                2,
                format!("read {code:?}, expected a code of ACTES with two levels, such as 7.1 or 7.10"),
            )),
            "SUBJECT" if name.is_empty() || matter_fault(name).is_some() => Err((
                3,
                format!("read {name:?}, expected a matter of ACTES such as \"finances locales/subventions\""),
            )),
            "SUBJECT" => {
                self.matters.push((key, Matter { code: code.to_owned(), name: name.to_owned(), author }));
                Ok(())
            }
            _ => Err((0, format!("read {kind:?}, expected ORGANISATION or SUBJECT"))),
        }
    }

    /// The SIRET of the body with that name; case and accents do not matter.
    #[must_use]
    pub fn siret(&self, body: &str) -> Option<&Siret> {
        let body = words(body);
        self.sirets.iter().find(|(name, _)| *name == body).map(|(_, siret)| siret)
    }

    /// The matter of a subject: of the first line whose words stand in it, one after the other.
    #[must_use]
    pub fn matter(&self, subject: &str) -> Option<&Matter> {
        let subject = words(subject);
        self.matters.iter().find(|(words, _)| subject.contains(words.as_str())).map(|(_, matter)| matter)
    }
}

/// The words of a text, folded, each between blanks.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |words, word| words + word + " ")
}

#[cfg(test)]
mod tests {
    use super::ScdlCodes;

    const CODES: &str = "kind,value,code,name,author\n\
        ORGANISATION,Région Hautes-Brumes,21860194600013,,Sirene\n\
        SUBJECT,\"budget primitif\",7.1,finances locales/décisions budgétaires,Service des assemblées\n\
        SUBJECT,budget,7.10,finances locales/divers,Greffe\n";

    #[test]
    fn bodies_are_known_by_their_names_and_subjects_by_the_first_words_that_stand_in_them() {
        let codes = ScdlCodes::parse(CODES).expect("a table");
        assert_eq!(codes.siret("REGION HAUTES BRUMES").map(|found| &*found.author), Some("Sirene"));
        assert_eq!(codes.siret("Région"), None);
        let code = |subject: &str| codes.matter(subject).map(|found| found.code.clone());
        assert_eq!(code("Le Budget primitif 2024").as_deref(), Some("7.1"));
        assert_eq!(code("Décision : budget").as_deref(), Some("7.10"));
        assert_eq!(code("Budgets"), None);
        let other = ScdlCodes::parse(&CODES.replace(',', ";").replace('\n', "\r\n"));
        assert_eq!(other, Ok(codes));
    }

    #[test]
    fn a_table_that_is_wrong_is_told_with_its_line_and_its_column() {
        for (from, to, place, what) in [
            ("kind,", "type,", "line 1, column 1", "expected \"kind,value,code,name,author\""),
            ("ORGANISATION", "BODY", "line 2, column 1", "expected ORGANISATION or SUBJECT"),
            ("21860194600013", "21860194600014", "line 2, column 35", "expected a SIRET"),
            ("013,,", "013,x,", "line 2, column 50", "expected nothing"),
            ("Sirene", "", "line 2, column 51", "the author is empty"),
            ("7.10", "7,10", "line 4, column 1", "read 6 cells"),
            (",7.10", ",77.1", "line 4, column 16", "expected a code of ACTES"),
            ("finances locales/divers", "divers", "line 4, column 21", "expected a matter of ACTES"),
            ("budget,7.10", " ,7.10", "line 4, column 9", "a subject's words"),
            ("SUBJECT,budget,7.10,finances locales/divers,Greffe", "\"", "line 4, column 1", "expected 5"),
        ] {
            let error = ScdlCodes::parse(&CODES.replacen(from, to, 1)).expect_err(to).to_string();
            assert!(error.starts_with(place) && error.contains(what), "{to}: {error}");
        }
        assert!(ScdlCodes::parse("").is_err() && ScdlCodes::parse("kind,value,code,name,author\n").is_err());
    }
}
