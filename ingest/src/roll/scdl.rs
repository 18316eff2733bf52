//! SCDL Délibérations 2.1.5: a table of what local councils have deliberated,
//! <https://schema.data.gouv.fr/scdl/deliberations/>. A row that breaks the schema is told, with its place and the
//! reason. Its cells are kept as printed; it is left out only where it has no body, no day or no subject.

use std::collections::HashMap;

use super::{
    Body, Deliberation, Identifier, Sitting, Voted,
    cell::Cells,
    column::Header,
    csv::{Row, Rows, separator},
    sheet::{Sheet, WHOLE},
};
use crate::{
    Counts, OrganisationKey, OrganisationKind, SessionKind,
    text::{fold, slug},
};

/// Reads a file, and says what it is not.
pub(super) fn read(text: &str, sheet: &mut Sheet) {
    let mut rows = Rows::new(text, separator(text)).filter(|row| !row.is_blank());
    let Some(first) = rows.next() else { return };
    let Some(header) = Header::read(&first, sheet) else { return };
    let mut seen: HashMap<Vec<String>, u32> = HashMap::new();
    let mut any = false;
    for row in rows {
        any = true;
        if whole(&row, &header, sheet) && is_new(&row, &mut seen, sheet) {
            deliberation(&Cells::new(&row, &header), sheet);
        }
    }
    if !any {
        let message = "The table has a first line and no rows: no deliberation.";
        sheet.warn("EMPTY_TABLE", message.to_owned(), WHOLE);
    }
}

/// Whether a row has a cell for each column.
fn whole(row: &Row<'_>, header: &Header, sheet: &mut Sheet) -> bool {
    if let Some(open) = row.open {
        let message = "A quote opens here that nothing closes: this row, and all that follows it, was left out. Close it, or double it where it is a part of the text.";
        sheet.warn("UNCLOSED_QUOTE", message.to_owned(), open);
        return false;
    }
    if row.cells.len() == header.width {
        return true;
    }
    let message = format!(
        "The row's cells are {}, and those of the first line are {}. It was left out; a cell that holds the separator or a line end needs quotes around it.",
        row.cells.len(),
        header.width
    );
    sheet.warn("WRONG_CELLS", message, row.span());
    false
}

/// Whether no row before it says the very same.
fn is_new(row: &Row<'_>, seen: &mut HashMap<Vec<String>, u32>, sheet: &mut Sheet) -> bool {
    let cells = row.cells.iter().map(|cell| cell.text.to_string()).collect();
    let before = seen.insert(cells, row.span().start);
    if before.is_some() {
        let message = "The row says what a row before it says, word for word. It was left out; remove it.";
        sheet.warn("DUPLICATE_ROW", message.to_owned(), row.span());
    }
    before.is_none()
}

fn deliberation(cells: &Cells<'_, '_>, sheet: &mut Sheet) {
    cells.required(sheet);
    let siret = cells.siret(sheet);
    // All that breaks the schema is told, whether the row can be taken or not.
    cells.matter(sheet);
    cells.budget(sheet);
    cells.url(sheet);
    let (counts, inconsistent) = cells.counts(sheet);
    let day = cells.date("DELIB_DATE", sheet);
    let (name, subject) = (cells.text("COLL_NOM"), cells.text("DELIB_OBJET"));
    let named = name.filter(|name| !slug(name).is_empty());
    let (Some(name), Some(held_on), Some(subject)) = (named, day, subject) else {
        let message = "Without a body, a day and a subject there is no vote to record: the row was left out. Fill COLL_NOM, DELIB_DATE and DELIB_OBJET.";
        return sheet.warn("ROW_LEFT_OUT", message.to_owned(), cells.row.span());
    };
    let assembly = sheet.body(Body {
        key: OrganisationKey(slug(name)),
        name: name.trim().to_owned(),
        kind: kind(name),
        aliases: Vec::new(),
        parent: None,
        identifiers: siret.into_iter().collect(),
        stated: true,
        source: cells.span("COLL_NOM"),
    });
    let source = cells.span("DELIB_DATE");
    let sitting = sheet.sitting(Sitting { assembly, held_on, kind: SessionKind::Plenary, source });
    let own = |column: &str| cells.text(column).map(str::to_owned);
    let deliberation = Deliberation {
        siret: own("COLL_SIRET"),
        matter_code: own("DELIB_MATIERE_CODE"),
        matter_name: own("DELIB_MATIERE_NOM"),
        budget_year: own("BUDGET_ANNEE"),
        budget_name: own("BUDGET_NOM"),
        prefecture: own("PREF_ID"),
        received_on: cells.received_on(held_on, sheet),
        url: own("DELIB_URL"),
    };
    sheet.votes.push(Voted {
        sitting,
        subject: subject.to_owned(),
        identifier: own("DELIB_ID"),
        homonym: 1,
        time: None,
        outcome: None,
        formula: None,
        counts: (counts != Counts::default()).then_some(counts),
        inconsistent,
        ballots: Vec::new(),
        deliberation: Some(deliberation),
        source: cells.row.span(),
    });
}

/// The kind that a body's name says; most of those that deliberate have none of their own.
fn kind(name: &str) -> OrganisationKind {
    let name = fold(name);
    if name.starts_with("conseil regional") || name.starts_with("region ") {
        OrganisationKind::RegionalCouncil
    } else {
        OrganisationKind::Other
    }
}

/// The register of establishments.
pub(super) fn siret(value: &str) -> Identifier {
    Identifier { scheme: "SIRET".to_owned(), value: value.to_owned() }
}
