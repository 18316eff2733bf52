//! Publications, as observation platforms such as DECIDATA take them.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};
use tests::{Answer, Database, Exchange, Program, Server, block_on, on_both, sample};

const NOTE: &str = "Note de conjoncture 24T2 : filière bois";

fn server(database: &Database) -> Server {
    let folder = tempfile::tempdir().unwrap();
    for (number, title) in [(30, NOTE), (31, "Chiffres clés 07/24 & plus <encore>")] {
        let text = sample::opinion_about(number, title, "Les exportations de bois reculent.");
        fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let import = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).arg(folder.path());
    let imported = import.run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
    Server::start(database)
}

fn get(server: &Server, rest: &str) -> Answer {
    Exchange::path(server, &format!("/publications.{rest}")).send()
}

fn titles(server: &Server, query: &str) -> Vec<String> {
    let list = get(server, &format!("json?{query}")).json();
    list.as_array().unwrap().iter().map(|each| each["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_publication_says_what_a_platform_lists() {
    on_both(|database| {
        let server = server(database);
        let list = get(&server, "json").json();
        let find = |title: &str| {
            let all = list.as_array().unwrap();
            all.iter().find(|each| each["title"].as_str().unwrap().starts_with(title)).unwrap().clone()
        };
        let note = find("Note de conjoncture");
        assert_eq!(note["period_start"], "2024-04-01");
        assert_eq!(note["period_end"], "2024-06-30");
        assert_eq!((&note["month"], &note["published_on"]), (&json!("2020-02"), &json!("2020-02-03")));
        assert_eq!(note["themes"], json!(["Commerce extérieur", "Filière"]));
        assert_eq!(find("Chiffres clés")["period_start"], "2024-07-01");
        let water = find("Schéma régional de l'eau");
        assert_eq!(water["period_start"], Value::Null);
        assert_eq!((&water["territory_level"], &water["territory_code"]), (&json!("REGION"), &json!("99")));
        assert_eq!(water["keywords"], json!(["Schéma régional de l'eau"]));
        assert!(water["summary"].as_str().unwrap().starts_with("Le schéma de la Région"), "{water}");
        assert_eq!(water["link"], Value::Null);
        list
    });
}

#[test]
fn publications_are_chosen_by_theme_territory_and_period() {
    on_both(|database| {
        let server = server(database);
        let all = titles(&server, "");
        assert_eq!(all.len(), 8);
        assert_eq!(titles(&server, "territory=99"), all);
        assert_eq!(titles(&server, "territory=27"), [""; 0]);
        assert_eq!(titles(&server, "from=2024-10").len(), 1);
        assert_eq!(titles(&server, "to=2020").len(), 2);
        assert_eq!(titles(&server, "from=2020-02-03&to=2020-02-03").len(), 1);
        let sector = titles(&server, "theme=Fili%C3%A8re");
        assert_eq!(sector, ["Note de conjoncture 24T2 : filière bois"]);
        assert_eq!(titles(&server, "theme=filiere&from=2021"), [""; 0]);
        all
    });
}

#[test]
fn a_list_that_has_not_changed_is_not_sent_again() {
    let database = Database::sqlite();
    let server = server(&database);
    let first = get(&server, "json?theme=filiere");
    let again = |rest: &str| {
        let asked = Exchange::path(&server, &format!("/publications.{rest}"));
        asked.header("if-none-match", &first.header("etag")).send().status
    };
    assert_eq!(again("json?theme=filiere"), 304);
    assert_eq!((again("json"), again("csv?theme=filiere"), again("json?theme=territoire")), (200, 200, 200));
    assert!(first.header("ratelimit").contains("cost"), "{:?}", first.headers);
}

#[test]
fn the_feed_is_well_formed_and_names_each_opinion_by_its_id() {
    on_both(|database| {
        let server = server(database);
        let answer = get(&server, "atom");
        assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
        let feed = answer.body.replace(&server.url, "http://here");
        assert_eq!(feed.matches("<entry>").count(), 8);
        assert_eq!(feed.matches("<id>urn:uuid:").count(), 8);
        assert!(feed.contains("Chiffres clés 07/24 &amp; plus &lt;encore&gt;"), "{feed}");
        assert!(feed.contains("<link rel=\"self\" href=\"http://here/publications.atom\"/>"), "{feed}");
        feed
    });
}

/// What stands in the first element of that name, behind a place of a feed.
fn element<'f>(feed: &'f str, behind: &str, name: &str) -> &'f str {
    let rest = feed.split_once(behind).unwrap_or_else(|| panic!("no {behind}: {feed}")).1;
    let rest = rest.split_once(&format!("<{name}>")).unwrap().1;
    rest.split_once("</").unwrap().0
}

/// Reads the note's document otherwise, as a later program may, on a later day; says when.
fn corrected(database: &Database) -> String {
    const LATER: &str = "2026-02-03T04:05:06.000000Z";
    let bytes = sample::opinion_about(30, NOTE, "Les exportations de bois reculent.").into_bytes();
    let mut parsed = ingest::parse(&bytes, &sample::options());
    let opinion = &mut parsed.records.as_mut().unwrap().opinion;
    assert_ne!(opinion.kind, ingest::OpinionKind::Wish);
    opinion.kind = ingest::OpinionKind::Wish;
    block_on(async {
        let later = store::Clock::Fixed(LATER.parse().unwrap());
        let store = store::Store::connect(&database.address, later).await.unwrap();
        let kept = store::keep(&store, bytes).await.unwrap();
        store::record(&store, kept, parsed, "test").await.unwrap();
    });
    LATER.to_owned()
}

#[test]
fn a_feed_has_a_title_for_people_and_a_correction_shows_in_its_entry() {
    on_both(|database| {
        let server = server(database);
        let feed = get(&server, "atom").body;
        assert_eq!(element(&feed, "<feed", "title"), "Avis publiés");
        let chosen = get(&server, "atom?theme=Fili%C3%A8re&territory=99&from=2020&to=").body;
        assert_eq!(
            element(&chosen, "<feed", "title"),
            "Avis publiés – Filière – territoire 99 – depuis 2020"
        );
        let entry = |feed: &str| {
            let behind = format!("<title>{NOTE}</title>");
            ["published", "updated"].map(|name| element(feed, &behind, name).to_owned())
        };
        let [published, before] = entry(&feed);
        assert_eq!(published, "2020-02-03T00:00:00Z");
        let changed = corrected(database);
        let feed = get(&server, "atom").body;
        let [published, after] = entry(&feed);
        assert_eq!((published.as_str(), after.as_str()), ("2020-02-03T00:00:00Z", changed.as_str()));
        assert!(after > before, "{before} {after}");
        // What was not corrected has not changed.
        assert_eq!(feed.matches(&format!("<updated>{changed}</updated>")).count(), 2, "{feed}");
        let list = get(&server, "json").json();
        let note = list.as_array().unwrap().iter().find(|each| each["title"] == NOTE).unwrap();
        assert_eq!(note["changed_at"], changed);
        (before, after)
    });
}

#[test]
fn what_is_asked_wrongly_is_answered_with_what_would_be_right() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    assert_eq!(get(&server, "xml").status, 404);
    let day = get(&server, "json?from=hier");
    assert_eq!((day.status, day.body.contains("\"hier\" is no day")), (400, true));
    let unknown = get(&server, "json?year=2024");
    assert_eq!((unknown.status, unknown.body.contains("`territory`")), (400, true));
    assert_eq!(get(&server, "json").body, "[]\n");
    assert_eq!(get(&server, "csv").body.lines().count(), 1);
    assert!(get(&server, "atom").body.contains("</feed>"));
}

#[test]
fn a_list_of_what_cannot_be_is_refused_and_not_empty() {
    on_both(|database| {
        let server = server(database);
        let refused = [
            ("theme=xx", "There is no theme \"xx\": /export/themes.csv lists"),
            ("theme=", "There is no theme \"\""),
            ("theme=%21", "There is no theme \"!\""),
            ("theme=Fili%E8re", "no UTF-8"),
            ("theme=filiere%", "`%` that no two hexadecimal digits follow"),
            ("theme=filiere%zz", "`%` that no two hexadecimal digits follow"),
            ("theme=filiere&territory=", "\"\" is no code of a territory"),
            ("territory=9", "\"9\" is no code of a territory: expected INSEE's"),
            ("territory=Bretagne", "\"Bretagne\" is no code of a territory"),
            ("territory=99%20", "\"99 \" is no code of a territory"),
            ("territory=98", "No territory here has the code \"98\": /export/territories.csv lists"),
            ("territory=21231", "No territory here has the code \"21231\""),
        ];
        let said = refused.map(|(query, words)| {
            for extension in ["json", "csv", "atom"] {
                let answer = get(&server, &format!("{extension}?{query}"));
                assert_eq!((answer.status, answer.body.contains(words)), (400, true), "{query}: {answer:?}");
            }
            get(&server, &format!("json?{query}")).body
        });
        // A region that is, and a theme of the bundled mapping that no opinion here carries: there may be some tomorrow.
        assert_eq!(titles(&server, "territory=27"), [""; 0]);
        assert_eq!(titles(&server, "theme=zone-de-chalandise"), [""; 0]);
        assert_eq!(titles(&server, "theme=Fili%C3%A8re&territory=99").len(), 1);
        for (file, known) in [("themes", "filiere"), ("territories", "99")] {
            let list = Exchange::path(&server, &format!("/export/{file}.csv")).send();
            assert!(list.body.contains(known), "{list:?}");
        }
        said
    });
}

#[test]
fn the_page_for_platforms_works_as_printed() {
    let database = Database::sqlite();
    let server = server(&database);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/platforms.md");
    let page = fs::read_to_string(page).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let blocks: Vec<&str> =
        page.split("```sh\n").skip(1).map(|block| block.split("\n```").next().unwrap()).collect();
    let mut said = Vec::new();
    for block in &blocks {
        let command = block.replace("http://127.0.0.1:8080", &server.url);
        assert_ne!(command, *block, "{block} asks no server");
        let ran = Command::new("bash").args(["-c", &command]).current_dir(folder.path()).output().unwrap();
        assert!(ran.status.success(), "{command}: {ran:?}");
        said.push(String::from_utf8(ran.stdout).unwrap());
    }
    let [first, whole, again] = said.try_into().unwrap();
    assert_eq!((first.as_str(), whole.as_str(), again.as_str()), ("", "", "304\n"));
    let list: Value =
        serde_json::from_slice(&fs::read(folder.path().join("publications.json")).unwrap()).unwrap();
    let first = list[0].as_object().unwrap();
    assert_eq!(list.as_array().unwrap().len(), 8);
    for member in first.keys() {
        assert!(page.contains(&format!("`{member}`")), "docs/platforms.md does not say what {member} is");
    }
    let votes = fs::read_to_string(folder.path().join("votes.ndjson")).unwrap();
    assert_eq!(votes, Exchange::path(&server, "/export/votes.ndjson").send().body);
}
