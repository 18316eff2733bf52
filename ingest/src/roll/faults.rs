//! What a row of SCDL Délibérations would be told if it came in: the reasons why it must not go out.

use std::borrow::Cow;

use super::{
    cell::Cells,
    column::{COLUMNS, Header},
    csv::{Cell, Row},
    sheet::{Sheet, WHOLE},
};

/// The messages about a row of the seventeen columns in the schema's order, where an empty cell is an empty text; none
/// where it keeps the schema and its eleven checks.
#[must_use]
pub fn scdl_faults(cells: &[&str; 17]) -> Vec<String> {
    let cell = |text| Cell { text: Cow::Borrowed(text), span: WHOLE };
    let row = Row { cells: cells.iter().map(|text| cell(*text)).collect(), open: None };
    let names = Row { cells: COLUMNS.iter().map(|(name, _)| cell(*name)).collect(), open: None };
    let mut sheet = Sheet::default();
    if let Some(header) = Header::read(&names, &mut sheet) {
        Cells::new(&row, &header).check(&mut sheet);
    }
    sheet.problems.into_iter().map(|problem| problem.message).collect()
}

#[cfg(test)]
mod tests {
    use super::scdl_faults;

    const WHOLE: [&str; 17] = [
        "Commune de Rive-Haute",
        "21860194600013",
        "D-1",
        "2024-03-07",
        "7.10",
        "finances locales/divers",
        "Budget",
        "2024",
        "Budget principal",
        "PREF099",
        "2024-03-09",
        "43",
        "40",
        "25",
        "10",
        "5",
        "https://rive.example/d1.pdf",
    ];

    #[test]
    fn a_row_that_keeps_the_schema_has_no_faults_and_any_other_has() {
        assert_eq!(scdl_faults(&WHOLE), [""; 0]);
        for (place, wrong) in [
            (1, "21860194600014"),
            (3, ""),
            (4, "7"),
            (7, ""),
            (10, "2024-03-01"),
            (13, ""),
            (14, "11"),
            (16, "x"),
        ] {
            let mut row = WHOLE;
            row[place] = wrong;
            assert!(!scdl_faults(&row).is_empty(), "{place}: {wrong:?}");
        }
    }
}
