//! Declarations, whom they name, and what they ask for.

use uuid::Uuid;

use super::{
    key::SortKey,
    opinion::{Opinion, Owner, Stage, paragraph},
    row::{Cell, Table, row},
    text::Span,
};

/// The most declarations of an opinion.
const MOST: u32 = 8;

/// Adds those of an opinion: each body speaks once.
pub(super) fn make(on: &mut Stage<'_>, made: &mut Opinion) {
    let mut spoken: Vec<usize> = Vec::new();
    for rank in 1..=on.draw.number(0, MOST) {
        let many = [1, 1, 1, 1, 1, 1, 1, 2, 2, 3][on.draw.place(10)];
        let bodies = bodies(on, &mut spoken, many);
        if !bodies.is_empty() {
            declaration(on, made, rank, &bodies);
        }
    }
}

/// Bodies that have not spoken yet; fewer where there are not enough.
fn bodies(on: &mut Stage<'_>, spoken: &mut Vec<usize>, many: usize) -> Vec<usize> {
    let mut chosen = Vec::new();
    for _ in 0..20 {
        let body = on.draw.weighed(&on.of.by_body);
        if !spoken.contains(&body) && chosen.len() < many {
            spoken.push(body);
            chosen.push(body);
        }
    }
    chosen
}

fn declaration(on: &mut Stage<'_>, made: &mut Opinion, rank: u32, bodies: &[usize]) {
    let of = on.of;
    let id = on.rows.node("Declaration", &[&made.id.to_string(), &rank.to_string()]);
    let seated = &of.seated[bodies[0]];
    let speaker =
        (!seated.is_empty() && on.draw.chance(90)).then(|| &of.people[seated[on.draw.place(seated.len())]]);
    let mut first = made.text.say("Déclaration");
    if let Some(speaker) = speaker {
        made.text.say(" de ");
        let at = made.text.say(&speaker.name);
        made.text.read(speaker.id, at);
        on.rows.add(Table::DeclarationSpeaker, row![id, speaker.id, 1_u32]);
    }
    for (body, rank) in bodies.iter().zip(1_u32..) {
        let body = &of.bodies[*body];
        made.text.say(if rank == 1 { ", au nom de " } else { " et de " });
        let name = made.text.say(&body.name);
        let at = match &body.acronym {
            Some(acronym) => name.to(made.text.say(&format!(" ({acronym})"))),
            None => name,
        };
        made.text.read(body.id, at);
        made.mentions.push((id, body.id, at));
        on.rows.add(Table::DeclarationOrganisation, row![id, body.id, rank]);
    }
    made.text.say("\n");
    for rank in 1..=on.draw.number(1, 2) {
        let body = &of.bodies[bodies[0]];
        let length = on.draw.number(2, 4);
        let words = on.world.words.paragraph(on.draw, made.matter, &body.name, length);
        let at = made.text.say(&words);
        made.text.say("\n");
        paragraph(on, made, Owner::Declaration(id), rank, &words, at);
        first = first.to(at);
    }
    if on.draw.chance(12) {
        recommendation(on, made, Some((id, bodies[0])));
    }
    made.text.say("\n");
    let day = on.session.day;
    let (newest, oldest) = (SortKey::newest(day).rank(rank), SortKey::oldest(day).rank(rank));
    let speaker = speaker.map(|speaker| speaker.id);
    on.rows.add(Table::Declaration, row![id, made.id, rank, speaker, newest.bytes(), oldest.bytes(), "TEXT"]);
    made.text.read(id, first);
}

/// What the assembly asks for, or the body of that place in its declaration.
pub(super) fn recommendation(on: &mut Stage<'_>, made: &mut Opinion, by: Option<(Uuid, usize)>) -> Span {
    let of = on.of;
    let (asker, maker) = match by {
        Some((_, body)) => (&of.bodies[body].name, of.bodies[body].id),
        None => (&"L'assemblée".to_owned(), of.id),
    };
    let words = on.world.words.request(on.draw, made.matter);
    let first = made.text.say(&format!("{asker} demande "));
    let at = made.text.say(&words);
    made.text.say(".\n\n");
    made.recommended += 1;
    let rank = made.recommended;
    let key = [&made.id.to_string(), "", asker, "WORDS", &ingest::text::slug(&words)];
    let id = on.rows.node("Recommendation", &key);
    let declaration = by.map(|(declaration, _)| declaration);
    let day = on.session.day;
    let (newest, oldest) = (SortKey::newest(day).rank(rank), SortKey::oldest(day).rank(rank));
    let row =
        row![id, made.id, declaration, Cell::Null, Cell::Null, words, newest.bytes(), oldest.bytes(), "TEXT"];
    on.rows.add(Table::Recommendation, row);
    on.rows.add(Table::RecommendationMaker, row![id, maker, 1_u32]);
    made.text.read(id, at);
    first.to(at)
}

/// Where declarations name the bodies that speak.
pub(super) fn mentions(on: &mut Stage<'_>, made: &Opinion, document: Uuid) {
    let day = on.session.day;
    for (declaration, organisation, at) in &made.mentions {
        let parts =
            [document.to_string(), at.start.to_string(), at.end.to_string(), organisation.to_string()];
        let id = on.rows.node("Mention", &parts.each_ref().map(String::as_str));
        let (newest, oldest) = (SortKey::newest(day).rank(at.start), SortKey::oldest(day).rank(at.start));
        let none = Cell::Null;
        let row = row![
            id,
            document,
            made.id,
            *declaration,
            *organisation,
            none.clone(),
            none.clone(),
            none,
            newest.bytes(),
            oldest.bytes(),
            "TEXT",
        ];
        on.rows.add(Table::Mention, row);
    }
}
