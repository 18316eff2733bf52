//! An invented opinion that says what a test wants said, and how to look at what was read of it.

use ingest::{Named, Options, Origin, Parsed, Records, Span, parse};

/// An opinion of a session on that day that says that, with one declaration.
pub(crate) fn read_on(day: &str, said: &str, declared: &str) -> Parsed {
    let text = format!(
        "Avis sur le rapport 2-3 de l'Exécutif régional\nLes bacs du lac\n\nSéance plénière du {day}\n\n\
         Rapporteure : Anne Lormeau\n\nAvis du CESER\n\n{said}\n\nVote du CESER sur l'avis : adopté à l'unanimité.\n\n\
         Déclaration de Paul Drouet, au nom de la CFDT\n{declared}\n"
    );
    let parsed = parse(text.as_bytes(), &Options { territory: Some("27".to_owned()), ..Options::default() });
    assert!(parsed.records.is_some(), "{:#?}", parsed.problems);
    parsed
}

pub(crate) fn read(said: &str) -> Parsed {
    read_on("mardi 14 juin 2022", said, "Nous voterons l'avis.")
}

pub(crate) fn records(parsed: &Parsed) -> &Records {
    parsed.records.as_ref().unwrap()
}

pub(crate) fn slice(parsed: &Parsed, span: Span) -> String {
    let text = parsed.text.as_deref().unwrap();
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

pub(crate) fn key(named: &Named) -> String {
    match named {
        Named::Organisation(key) => key.0.clone(),
        Named::Person(key) => key.0.clone(),
        Named::Initiative(key) => format!("*{}", key.0),
        Named::Opinion(key) => format!("{} {:?} {}", key.day, key.kind, key.name),
    }
}

/// What the sentences between the head and the vote name, as "key: words"; several keys where it is open which.
pub(crate) fn named(parsed: &Parsed) -> Vec<String> {
    let head = "Avis du CESER\n\n";
    let text = parsed.text.as_deref().unwrap();
    let start = text.find(head).map(|at| text[..at + head.len()].chars().count()).unwrap();
    let end = text.find("\n\nVote du CESER").map(|at| text[..at].chars().count()).unwrap();
    let mentions = records(parsed).mentions.iter();
    let within =
        mentions.filter(|mention| (start..end).contains(&(mention.source.start as usize))).map(|mention| {
            let keys: Vec<String> = mention.target.iter().chain(&mention.candidates).map(key).collect();
            format!("{}: {}", keys.join("|"), slice(parsed, mention.source).replace('\n', " "))
        });
    within.collect()
}

pub(crate) fn codes(parsed: &Parsed) -> Vec<&'static str> {
    parsed.problems.iter().map(|problem| problem.code).collect()
}

pub(crate) fn milestones(said: &str) -> Vec<String> {
    let parsed = read(said);
    let milestones = records(&parsed).milestones.iter();
    milestones
        .map(|each| format!("{}{} {}", each.date, if each.relative { "~" } else { "" }, each.title))
        .collect()
}

/// What was asked for in this opinion.
pub(crate) fn asked(said: &str) -> Vec<String> {
    let parsed = read(said);
    let own = records(&parsed).recommendations.iter().filter(|each| each.origin == Origin::Own);
    own.map(|each| each.text.clone().unwrap()).collect()
}

/// What became of what was asked for before: status, number, words, evidence.
pub(crate) fn told(said: &str) -> Vec<String> {
    let parsed = read(said);
    let mut told = Vec::new();
    for each in records(&parsed).recommendations.iter().filter(|each| each.origin != Origin::Own) {
        for follow_up in &each.follow_ups {
            let words = each.text.as_deref().or(each.subject.as_deref()).unwrap_or("-");
            let number = each.number.as_deref().unwrap_or("-");
            told.push(format!(
                "{:?} {number} {words} <{}>",
                follow_up.status,
                slice(&parsed, follow_up.source)
            ));
        }
    }
    told
}
