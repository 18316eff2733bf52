//! Votes, and who voted how.

use uuid::Uuid;

use super::{
    Sizes,
    key::SortKey,
    opinion::{Opinion, Stage},
    row::{Cell, Table, row},
};

/// Members of whom a roll is kept.
pub(super) const MEMBERS: u32 = 100;

const CHOICES: [&str; 5] = ["FOR", "AGAINST", "ABSTENTION", "NOT_PARTICIPATING", "ABSENT"];

/// Adds what was put to the vote at that place among all: the opinion, or a motion where it is not printed how that went.
pub(super) fn make(on: &mut Stage<'_>, made: &mut Opinion, number: u32) {
    let choices = choices(on);
    let counts = CHOICES.map(|choice| choices.iter().filter(|chosen| **chosen == choice).count() as u32);
    let [r#for, against, abstentions, ..] = counts;
    let is_unanimous = against == 0 && abstentions == 0;
    let formula = match is_unanimous {
        true => "adopté à l'unanimité".to_owned(),
        false => format!("adopté par {for} voix pour, {against} contre et {abstentions} abstentions"),
    };
    let (newest, oldest);
    let (id, opinion, subject) = if on.draw.chance(94) {
        let id = on.rows.node("Vote", &[&made.id.to_string()]);
        made.text.say("Vote de l'assemblée : ");
        let at = made.text.say(&formula);
        made.text.say(".\n\n");
        made.text.read(id, at);
        (newest, oldest) = (made.newest(on.session), made.oldest(on.session));
        (id, Some(made.id), None)
    } else {
        let subject = format!("Motion n° {} : {}", number + 1, made.title);
        let id = on.rows.node("Vote", &[&on.session.id.to_string(), &subject]);
        let placed = |key: SortKey| key.text("").number(None).text(&subject).rank(1);
        newest = placed(SortKey::newest(on.session.day));
        oldest = placed(SortKey::oldest(on.session.day));
        (id, None, Some(subject))
    };
    let majority = is_unanimous.then_some("UNANIMITY");
    // What says that all agreed prints no figure.
    let printed = |count: u32| (!is_unanimous).then_some(count);
    let none = Cell::Null;
    on.rows.add(
        Table::Vote,
        row![
            id,
            on.session.id,
            opinion,
            subject,
            none.clone(),
            on.session.day,
            "ADOPTED",
            majority,
            formula,
            printed(r#for),
            printed(against),
            printed(abstentions),
            none.clone(),
            none.clone(),
            none.clone(),
            none.clone(),
            none,
            false,
            newest.bytes(),
            oldest.bytes(),
            "TEXT",
        ],
    );
    if has_roll(on.sizes, number) {
        ballots(on, id, &choices);
    }
}

/// How each member votes: all alike, or not.
fn choices(on: &mut Stage<'_>) -> Vec<&'static str> {
    let dissent = if on.draw.chance(20) { 0 } else { on.draw.number(2, 25) };
    let members = on.session.members(on.of).count();
    let choice = |_| match on.draw.number(1, 100) {
        1..=8 => "ABSENT",
        9..=10 => "NOT_PARTICIPATING",
        other if other > 100 - dissent => ["AGAINST", "ABSTENTION"][other as usize % 2],
        _ => "FOR",
    };
    (0..members).map(choice).collect()
}

/// Whether the vote of that number has a roll: so many as there are positions for, evenly spread.
fn has_roll(sizes: &Sizes, number: u32) -> bool {
    let (rolls, all) = (u64::from(sizes.positions / MEMBERS), u64::from(sizes.opinions));
    let before = |number: u64| number * rolls / all;
    before(u64::from(number) + 1) > before(number.into())
}

fn ballots(on: &mut Stage<'_>, vote: Uuid, choices: &[&'static str]) {
    let of = on.of;
    let text = vote.to_string();
    for ((place, choice), rank) in on.session.members(of).zip(choices).zip(1..) {
        let person = &of.people[place];
        let id = on.rows.node("VotePosition", &[&text, &person.id.to_string()]);
        let newest = SortKey::newest(on.session.day).rank(rank).bytes();
        let (body, none) = (of.bodies[person.body].id, Cell::Null);
        on.rows.add(
            Table::VotePosition,
            row![id, vote, "BALLOT", *choice, none.clone(), person.id, body, none, newest, "TEXT"],
        );
    }
}
