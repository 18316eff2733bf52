//! What a text talks about: its records get the initiatives, mentions, citations, milestones and recommendations.

use crate::{
    Named, Problem, Records,
    cited::{self, Own},
    citing::own_number,
    directory::Directory,
    earlier::earlier,
    lexicon::Lexicon,
    lines::Lines,
    mention,
    naming::Names,
    passage::passages,
    place::{Place, joined, longest},
    region::Regions,
    request::requests,
    speech::Speech,
    step::milestones,
};

/// Fills in what the records of an opinion still lack.
pub(crate) fn read(
    lines: &Lines,
    names: &Names,
    directory: Directory,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) {
    let session = records.session.held_on;
    let passages = passages(lines, names, &records.opinion);
    let heading = records.opinion.source;
    let heading = Names::new(&lines.chars[heading.start as usize..heading.end as usize]);
    let own = Own {
        kind: records.opinion.kind,
        day: session,
        number: own_number(&heading),
        regions: Regions::new(&records.territory),
    };
    let (citations, cited) = cited::read(lines, names, &passages, &own, problems);
    let mut found = others(names, records, &directory);
    found.extend(directory.places);
    let mut found = joined(names, found);
    found.extend(cited);
    let places = longest(found);
    records.initiatives = directory.initiatives;
    for initiative in &mut records.initiatives {
        initiative.source = lines.paged(initiative.source);
    }
    records.citations = citations;
    records.mentions = mention::mentions(lines, names, &places, records, problems);
    records.milestones = milestones(lines, names, &passages, &places, session);
    let speech = Speech::new(names, &places, &records.opinion);
    let (mut recommendations, told) = earlier(lines, &speech, &passages, &records.citations);
    recommendations.extend(requests(lines, &speech, &passages, &told));
    recommendations.sort_by_key(|recommendation| recommendation.source.start);
    for (recommendation, rank) in recommendations.iter_mut().zip(1..) {
        recommendation.rank = rank;
    }
    records.recommendations = recommendations;
}

/// The places of those that only the opinion's own parts make known: persons, the commission, bodies spoken for.
fn others(names: &Names, records: &Records, directory: &Directory) -> Vec<Place<Named>> {
    let mut lexicon = Lexicon::new();
    let known: std::collections::HashSet<_> =
        directory.organisations.iter().map(|organisation| &organisation.key).collect();
    for organisation in records.organisations.iter().filter(|each| !known.contains(&each.key)) {
        let named = Named::Organisation(organisation.key.clone());
        let commission =
            organisation.kind == crate::OrganisationKind::Commission && organisation.parent.is_some();
        if commission {
            // Its name alone is a theme.
            lexicon.add(&format!("commission {}", organisation.name), false, &named);
            continue;
        }
        for form in organisation.acronym.iter().chain([&organisation.name]) {
            lexicon.add(form, false, &named);
        }
    }
    for person in &records.persons {
        let named = Named::Person(person.key.clone());
        lexicon.add(&person.name, true, &named);
        if let Some(family) = &person.family_name {
            for title in ["M.", "M", "Mme", "Mme.", "Monsieur", "Madame"] {
                lexicon.add(&format!("{title} {family}"), true, &named);
            }
        }
    }
    lexicon.places(names).into_iter().map(|(at, named)| Place::new(at, named)).collect()
}
