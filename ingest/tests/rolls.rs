//! Files of votes: whatever comes in, nothing panics, and what comes out stands where it says.

use ingest::{Form, Options, ParsedRoll, parse_roll};
use proptest::prelude::*;

const POPOLO: &str = r#"{"organizations":[{"id":"h","name":"Chambre","classification":"parliament"}],
"persons":[{"id":"p","name":"Ana Dorel","memberships":[{"organization_id":"h","on_behalf_of_id":"d","start_date":"2030-01-01"}]}],
"motions":[{"id":"m","organization_id":"h","text":"Budgét \u00e9 \ud83d\ude00","result":"adopted"}],
"vote_events":[{"id":"v","motion_id":"m","start_date":"2030-03-01T09:30:00","counts":[{"option":"yes","value":1}],
"votes":[{"voter_id":"p","option":"yes","group_id":"d"},{"voter_id":"q","option":"absent"}]}]}"#;

const SCDL: &str = "COLL_NOM;COLL_SIRET;DELIB_ID;DELIB_DATE;DELIB_MATIERE_CODE;DELIB_MATIERE_NOM;DELIB_OBJET;\
BUDGET_ANNEE;BUDGET_NOM;PREF_ID;PREF_DATE;VOTE_EFFECTIF;VOTE_REEL;VOTE_POUR;VOTE_CONTRE;VOTE_ABSTENTION;DELIB_URL\r\n\
Rive-Haute;21860194600013;D-1;2024-03-07;7.10;finances locales/divers;\"Écoles; \"\"voirie\"\"\";2024;Budget;PREF099;\
2024-03-09;43;40;25;10;5;https://rive.example/d1.pdf\r\n";

fn read(bytes: &[u8], form: Form) -> ParsedRoll {
    parse_roll(bytes, form, &Options { territory: Some("COMMUNE:99001".to_owned()), ..Options::default() })
}

/// What holds of every reading.
fn holds(bytes: &[u8], form: Form) {
    let parsed = read(bytes, form);
    assert_eq!(parsed, read(bytes, form));
    assert!(parsed.roll.is_some() || !parsed.problems.is_empty());
    let length = parsed.text.as_deref().unwrap_or_default().chars().count();
    for problem in &parsed.problems {
        assert!(problem.line > 0 && problem.column > 0 && !problem.message.is_empty(), "{problem:?}");
    }
    let Some(roll) = parsed.roll else { return };
    let bodies = roll.bodies.iter().map(|body| body.source);
    let voters = roll.voters.iter().map(|voter| voter.source);
    let votes = roll.votes.iter().flat_map(|vote| {
        vote.ballots.iter().map(|ballot| ballot.source).chain([vote.source]).collect::<Vec<_>>()
    });
    for span in bodies.chain(voters).chain(votes) {
        assert!(span.start < span.end && span.end as usize <= length, "{span:?} of {length}");
    }
    assert!(roll.voters.iter().all(|voter| (voter.assembly as usize) < roll.bodies.len()));
    for vote in &roll.votes {
        assert!((vote.sitting as usize) < roll.sittings.len() && !vote.subject.is_empty());
        assert!(vote.ballots.iter().all(|ballot| (ballot.person as usize) < roll.voters.len()));
    }
}

#[test]
fn the_samples_are_read_without_a_problem() {
    for (text, form) in [(POPOLO, Form::Popolo), (SCDL, Form::Scdl)] {
        assert_eq!(Form::of(text.as_bytes()), Some(form));
        let parsed = read(text.as_bytes(), form);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.roll.map(|roll| roll.votes.len()), Some(1));
        holds(text.as_bytes(), form);
    }
}

#[test]
fn other_texts_are_no_files_of_votes() {
    for text in
        ["", "[Avis] du CESER", "{\\rtf1 Avis}", "Avis sur le rapport 4-1", "a;b;c\n1;2;3", "%PDF-1.7"]
    {
        assert_eq!(Form::of(text.as_bytes()), None, "{text}");
    }
}

/// A sample with a stretch of it replaced by something else.
fn damaged() -> impl Strategy<Value = (Vec<u8>, Form)> {
    let sample = prop_oneof![Just((POPOLO, Form::Popolo)), Just((SCDL, Form::Scdl))];
    let junk = prop_oneof!["\\PC{0,8}", "[\"\\\\{}\\[\\],:;\r\n0-9u]{0,6}"];
    (sample, any::<prop::sample::Index>(), 0_usize..12, junk).prop_map(|((text, form), at, length, junk)| {
        let bytes = text.as_bytes();
        let from = at.index(bytes.len());
        let to = (from + length).min(bytes.len());
        ([&bytes[..from], junk.as_bytes(), &bytes[to..]].concat(), form)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn damaged_files_are_read_or_refused((bytes, form) in damaged()) {
        holds(&bytes, form);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds(&bytes, Form::Popolo);
        holds(&bytes, Form::Scdl);
    }
}
