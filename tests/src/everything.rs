//! A database with rows in every table that a reader fills.

use std::{fs, path::Path};

use crate::{Database, Program, sample, talk};

/// Imports documents of every kind: opinions that talk of each other, the demo's, one whose figures contradict each other,
/// a deliberation, and a ballot of a member who is known by an identifier alone.
pub fn everything(database: &Database) {
    let talks = talk::story();
    talk::import(database, &talks.iter().collect::<Vec<_>>());
    let folder = tempfile::tempdir().unwrap();
    let odd = sample::opinion(40).replace("50 voix pour", "50 voix pour sur 9 votants");
    fs::write(folder.path().join("odd.txt"), odd).unwrap();
    let rows = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,BUDGET_ANNEE,\
                BUDGET_NOM,PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,VOTE_ABSTENTION,DELIB_URL\n\
                Région Hautes-Brumes,21860194600013,D-1,2024-03-07,7.10,finances locales/divers,\"Le budget, voté\",,,,,\
                43,40,25,10,5,\n";
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    let motions = r#"[{"organization_id": "o1", "text": "Le budget", "vote_events": [{"identifier": "7",
        "start_date": "2024-03-07", "votes": [{"voter_id": "p1", "option": "yes"}]}]}]"#;
    fs::write(folder.path().join("motions.json"), motions).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let import = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).arg(folder.path());
    let imported = import.run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
}
