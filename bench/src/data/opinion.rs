//! An opinion with all that it owns, and the document that it was read in.

use ingest::{PARSER_VERSION, REFERENCE_VERSION};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Sizes, declaration,
    draw::Draw,
    key::SortKey,
    ledger::{Ledger, hex},
    row::{Cell, Rows, Table, row},
    session::{Session, word},
    text::{Draft, Span},
    vote,
    words::{Matter, SUBJECTS},
    world::{Assembly, World},
};

/// Where an opinion is made.
pub(super) struct Stage<'a> {
    pub(super) world: &'a World,
    pub(super) of: &'a Assembly,
    pub(super) session: &'a Session,
    pub(super) sizes: &'a Sizes,
    pub(super) draw: &'a mut Draw,
    pub(super) rows: &'a mut Rows,
    pub(super) ledger: &'a mut Ledger,
}

/// An opinion that is being made.
pub(super) struct Opinion {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) matter: Matter,
    /// The report's number, where it answers one.
    number: Option<String>,
    pub(super) text: Draft,
    /// Organisations that declarations name, with the declaration and the place.
    pub(super) mentions: Vec<(Uuid, Uuid, Span)>,
    /// How many recommendations there are so far.
    pub(super) recommended: u32,
}

impl Opinion {
    /// Newest session first, then the report's number, then the title.
    pub(super) fn newest(&self, session: &Session) -> SortKey {
        SortKey::newest(session.day).number(self.number.as_deref()).text(&self.title)
    }

    /// Oldest session first, then the same.
    pub(super) fn oldest(&self, session: &Session) -> SortKey {
        SortKey::oldest(session.day).number(self.number.as_deref()).text(&self.title)
    }
}

/// Makes the opinion of that number, which comes at that place in its session.
pub(super) fn make(on: &mut Stage<'_>, number: u32, place: u32) {
    let matter = on.world.words.matter(on.draw);
    let kind = match on.draw.number(1, 100) {
        1..=78 => "REFERRAL",
        79..=88 => "SELF_REFERRAL",
        89..=95 => "CONTRIBUTION",
        _ => "WISH",
    };
    let report = (kind == "REFERRAL").then(|| {
        let first = on.session.kind as u32 * 3 + on.draw.number(1, 3);
        format!("{first}-{}", place + 1)
    });
    let mut title = on.world.words.title(on.draw, matter);
    if report.is_none() {
        // What no report tells apart, its title does.
        title.push_str(&format!(", saisine n° {}", number + 1));
    }
    let last = report.clone().unwrap_or_else(|| ingest::text::slug(&title));
    let day = on.session.day.to_string();
    let id = on.rows.node("Opinion", &[&on.of.id.to_string(), &day, kind, &last]);
    let text = Draft::default();
    let mut made = Opinion { id, title, matter, number: report, text, mentions: Vec::new(), recommended: 0 };
    head(on, &mut made);
    rapporteurs(on, &mut made);
    let summary = sections(on, &mut made);
    vote::make(on, &mut made, number);
    declaration::make(on, &mut made);
    themes(on, &made);
    finish(on, &made, kind, summary);
}

/// The first lines: what the opinion is about, when, and who drafted it.
fn head(on: &mut Stage<'_>, made: &mut Opinion) {
    let text = &mut made.text;
    if let Some(number) = &made.number {
        let first = text.say("Avis sur le rapport ");
        let at = text.say(number);
        text.say(" de l'");
        let executive = text.say("Exécutif régional");
        text.say("\n");
        let report = super::key::natural("Report", &[&on.session.id.to_string(), number]).0;
        text.read(report, at);
        text.read(on.of.executive, executive);
        text.read(made.id, first.to(at));
    }
    let title = text.say(&made.title);
    text.read(made.id, title);
    text.say("\nRégion ");
    let territory = text.say(on.of.territory.1);
    text.read(on.of.territory.0, territory);
    text.say("\n\n");
    let held =
        text.say(&format!("Séance du {} ({})", on.session.day.format("%d/%m/%Y"), word(on.session.kind)));
    text.read(on.session.id, held);
    text.say("\n");
}

fn rapporteurs(on: &mut Stage<'_>, made: &mut Opinion) {
    let members: Vec<usize> = on.session.members(on.of).collect();
    let many = [1, 1, 1, 2, 2, 3][on.draw.place(6)];
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < many.min(members.len()) {
        // The first ones more often than the last.
        let place = on.draw.place(members.len()).min(on.draw.place(members.len()));
        if !chosen.contains(&members[place]) {
            chosen.push(members[place]);
        }
    }
    made.text.say("Rapporteurs : ");
    for (place, rank) in chosen.into_iter().zip(1..) {
        let person = &on.of.people[place];
        if rank > 1 {
            made.text.say(", ");
        }
        let at = made.text.say(&person.name);
        let id = on.rows.node("Rapporteur", &[&made.id.to_string(), &person.id.to_string()]);
        let newest = made.newest(on.session).rank(rank).bytes();
        on.rows.add(Table::Rapporteur, row![id, made.id, person.id, rank, newest, "TEXT"]);
        made.text.read(person.id, at);
        made.text.read(id, at);
    }
    made.text.say("\n\n");
}

/// What the report says and what the assembly thinks of it; returns the first.
fn sections(on: &mut Stage<'_>, made: &mut Opinion) -> String {
    let mut summary = Vec::new();
    for (heading, rank) in [("Synthèse du rapport", 1_u32), ("Avis de l'assemblée", 2)] {
        let id = super::key::natural("Section", &[&made.id.to_string(), &rank.to_string()]).0;
        let first = made.text.say(heading);
        made.text.say("\n\n");
        let mut last = first;
        let many = on.draw.number(1, 2);
        for at in 1..=many {
            let length = on.draw.number(2, 5);
            let words = on.world.words.paragraph(on.draw, made.matter, "l'assemblée", length);
            last = made.text.say(&words);
            made.text.say("\n\n");
            paragraph(on, made, Owner::Section(id), at, &words, last);
            if rank == 1 {
                summary.push(words);
            }
        }
        if rank == 2 && on.draw.chance(60) {
            last = declaration::recommendation(on, made, None);
        }
        if !on.sizes.lean {
            on.rows.node("Section", &[&made.id.to_string(), &rank.to_string()]);
            on.rows.add(Table::Section, row![id, made.id, rank, heading, "TEXT"]);
            made.text.read(id, first.to(last));
        }
    }
    summary.join("\n\n")
}

/// Who owns a paragraph.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Section(Uuid),
    Declaration(Uuid),
}

/// Adds a paragraph, where texts are wanted.
pub(super) fn paragraph(
    on: &mut Stage<'_>,
    made: &mut Opinion,
    owner: Owner,
    rank: u32,
    words: &str,
    at: Span,
) {
    if on.sizes.lean {
        return;
    }
    let (section, declaration, owner) = match owner {
        Owner::Section(id) => (Some(id), None, id),
        Owner::Declaration(id) => (None, Some(id), id),
    };
    let id = on.rows.node("Paragraph", &[&owner.to_string(), &rank.to_string()]);
    on.rows.add(Table::Paragraph, row![id, section, declaration, rank, words, "TEXT"]);
    made.text.read(id, at);
}

fn themes(on: &mut Stage<'_>, made: &Opinion) {
    let mut carried = vec![made.matter.subject];
    if on.draw.chance(30) {
        carried.push(on.draw.place(SUBJECTS.len()));
    }
    carried.dedup();
    for (subject, rank) in carried.into_iter().zip(1_u32..) {
        let theme = on.world.themes[subject];
        let id = on.rows.node("ThemeAssignment", &[&made.id.to_string(), &theme.to_string()]);
        let row = row![id, made.id, theme, rank, "TITLE", SUBJECTS[subject].rule, 1_u32, "INFERRED"];
        on.rows.add(Table::ThemeAssignment, row);
    }
}

/// The rows that say which document all of it was read in.
fn finish(on: &mut Stage<'_>, made: &Opinion, kind: &str, summary: String) {
    let (session, of) = (on.session, on.of);
    let (newest, oldest) = (made.newest(session).bytes(), made.oldest(session).bytes());
    let bytes = made.text.text().as_bytes();
    let sha256 = hex(&Sha256::digest(bytes));
    let document = on.rows.node("Document", &[&sha256]);
    let kept = if on.sizes.lean { Vec::new() } else { bytes.to_vec() };
    on.rows.add(Table::Blob, row![&sha256, kept]);
    let (none, placed) = (Cell::Null, |key: SortKey| key.text(&sha256).bytes());
    on.rows.add(
        Table::Document,
        row![
            document,
            &sha256,
            "ACCEPTED",
            &made.title,
            "text/plain; charset=utf-8",
            bytes.len() as i64,
            none.clone(),
            none,
            PARSER_VERSION,
            REFERENCE_VERSION,
            false,
            on.ledger.next(),
            placed(SortKey::newest(session.day)),
            placed(SortKey::oldest(session.day)),
            (!on.sizes.lean).then(|| made.text.text().to_owned()),
        ],
    );
    let report = made.number.as_deref().map(|number| {
        let id = on.rows.node("Report", &[&session.id.to_string(), number]);
        let summary = (!on.sizes.lean).then_some(summary);
        let (newest, oldest) = (newest.clone(), oldest.clone());
        let row = row![id, session.id, number, &made.title, summary, of.executive, newest, oldest, "TEXT"];
        on.rows.add(Table::Report, row);
        id
    });
    let commission = on.draw.chance(85).then(|| of.commissions[on.draw.place(of.commissions.len())].id);
    let key = SortKey::name(&made.title).bytes();
    on.rows.add(
        Table::Opinion,
        row![
            made.id,
            of.id,
            session.id,
            commission,
            report,
            made.number.clone(),
            document,
            kind,
            &made.title,
            key,
            session.day,
            newest,
            oldest,
            "TEXT",
        ],
    );
    on.ledger.tell(on.rows, Table::Opinion, made.id, &format!("import of document {sha256}"));
    if !on.sizes.lean {
        declaration::mentions(on, made, document);
        made.text.sources(document, on.rows);
    }
}
