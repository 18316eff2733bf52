//! Answers that are kept for those who ask the same again. `Cache-Status` says which they are; where a table is gone, only
//! what is kept can be answered.

use std::{io::Read, thread};

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use tests::{Answer, Database, Editor, Exchange, Program, Server, block_on, key, on_both, sample, with_key};

const QUERY: &str = "query($n: Int) { opinions(first: $n) { nodes { title vote { formula } } } }";

/// What no two answers to the same request have in common.
const OWN: [&str; 5] = ["cache-status", "date", "x-request-id", "ratelimit", "content-length"];

fn import(database: &Database, number: u32) {
    block_on(async { sample::import(&database.store().await, sample::opinion(number)).await });
}

/// From now on nothing but what is kept can be answered.
fn lose(database: &Database) {
    block_on(database.execute("ALTER TABLE opinion RENAME TO gone"));
}

fn post(server: &Server, body: &Value) -> Exchange {
    Exchange::post(server, body.to_string())
}

fn asked(n: u32) -> Value {
    json!({ "query": QUERY, "variables": { "n": n } })
}

fn get(server: &Server, n: u32) -> Exchange {
    Exchange::get(server, &[("query", QUERY), ("variables", &json!({ "n": n }).to_string())])
}

fn status(answer: &Answer) -> String {
    answer.header("cache-status")
}

fn is_hit(answer: &Answer) -> bool {
    status(answer) == "hemicycle; hit"
}

fn is_stored(answer: &Answer) -> bool {
    status(answer) == "hemicycle; fwd=miss; stored"
}

/// All that is the same for everybody.
fn shared(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    (answer.status, headers, answer.bytes.clone())
}

#[test]
fn who_asks_the_same_again_gets_the_same_bytes_and_headers_and_nothing_runs() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let manners: [&dyn Fn() -> Exchange; 4] = [
            &|| get(&server, 1),
            &|| get(&server, 1).header("accept", "application/json"),
            &|| post(&server, &asked(1)),
            &|| post(&server, &asked(1)).header("accept", "*/*"),
        ];
        let first: Vec<Answer> = manners.iter().map(|ask| ask().send()).collect();
        assert!(first.iter().all(is_stored), "each is kept apart: {first:#?}");
        lose(database);
        for (ask, first) in manners.iter().zip(&first) {
            let again = ask().header("x-request-id", "mine").send();
            assert!(is_hit(&again), "{again:?}");
            assert_eq!(shared(&again), shared(first));
            assert_eq!(again.header("x-request-id"), "mine", "it is of this request");
            let tag = first.header("etag");
            if !tag.is_empty() {
                let known = ask().header("if-none-match", &tag).send();
                assert_eq!((known.status, known.bytes.len(), known.header("etag")), (304, 0, tag.clone()));
                for name in ["cache-control", "vary", "last-modified"] {
                    assert_eq!(known.header(name), first.header(name), "{name}");
                }
                assert_eq!(ask().method("HEAD").send().header("etag"), tag);
                assert_eq!(ask().header("if-none-match", "\"other\"").send().bytes, first.bytes);
            }
        }
        first.into_iter().map(|answer| answer.body).collect::<Vec<_>>()
    });
}

#[test]
fn a_hit_is_in_the_log_where_the_log_has_every_request() {
    let database = Database::sqlite();
    let program = Program::new(&database).keeping().env("HEMICYCLE_LOG", "warn,api=debug").args(&["serve"]);
    let server = Server::of(program);
    let ask = |id: &str| get(&server, 1).header("x-request-id", id).send();
    let (made, given) = (ask("made"), ask("given"));
    assert!(is_stored(&made) && is_hit(&given));
    assert_eq!(shared(&given), shared(&made));
    let logged = (0..500).any(|_| {
        thread::sleep(std::time::Duration::from_millis(20));
        ["made", "given"].iter().all(|id| server.log().lines().any(|line| line.contains(id)))
    });
    assert!(logged, "{}", server.log());
}

#[test]
fn what_differs_in_anything_is_asked_anew() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let two = "query A { opinions { totalCount } } query B { opinions { nodes { title } } }";
        let named = |name: &str| json!({ "query": two, "operationName": name });
        let answers = [asked(1), asked(2), named("A"), named("B")].map(|body| post(&server, &body).send());
        assert!(answers.iter().all(is_stored), "{answers:#?}");
        assert_ne!(answers[2].body, answers[3].body);
        assert!(is_hit(&post(&server, &named("B")).send()));
        lose(database);
        let other = post(&server, &asked(3)).send();
        assert_eq!((other.code().as_str(), status(&other).as_str()), ("INTERNAL", ""));
    });
}

#[test]
fn errors_are_not_kept_nor_what_is_each_clients_own() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        lose(database);
        let failed = |exchange: Exchange| {
            let answer = exchange.send();
            assert_eq!((answer.code().as_str(), status(&answer).as_str()), ("INTERNAL", ""), "{answer:?}");
        };
        for _ in 0..2 {
            failed(get(&server, 1));
            failed(post(&server, &asked(1)));
        }
        block_on(database.execute("ALTER TABLE gone RENAME TO opinion"));
        assert!(is_stored(&get(&server, 1).send()) && is_stored(&post(&server, &asked(1)).send()));
        for (query, expected) in [
            ("{ nonsense }", 400),
            ("{ opinions { totalCount } rateLimit { remaining } }", 200),
            ("mutation { __typename }", 200),
        ] {
            for _ in 0..2 {
                let answer = Exchange::query(&server, query).send();
                assert_eq!((answer.status, status(&answer).as_str()), (expected, ""), "{query}");
            }
        }
    });
}

#[test]
fn who_has_a_key_is_answered_alone() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let key = key(database, "Lecture", "edit");
        for _ in 0..2 {
            for exchange in [get(&server, 1), post(&server, &asked(1))] {
                let answer = with_key(exchange, &key).send();
                assert_eq!((answer.status, status(&answer).as_str()), (200, ""), "{answer:?}");
            }
        }
        assert!(is_stored(&get(&server, 1).send()), "what it was answered is nobody else's");
        lose(database);
        assert!(is_hit(&get(&server, 1).send()));
        assert_eq!(with_key(get(&server, 1), &key).send().code(), "INTERNAL", "nor the other way round");
        assert_eq!(with_key(get(&server, 1), "nonsense").send().status, 401);
    });
}

#[test]
fn a_hit_costs_its_client_what_the_query_costs_and_a_304_what_a_request_costs() {
    let database = Database::sqlite();
    let options = ["--rate-limit", "100/3600s", "--trusted-proxies", "127.0.0.0/8"];
    let server = Server::keeping(&database, &options);
    let ask = |client: &str, tag: &str| {
        let query = Exchange::get(&server, &[("query", "{ opinions { nodes { id } } }")]);
        query.header("x-forwarded-for", client).header("if-none-match", tag).send()
    };
    let left = |answer: &Answer| answer.header("ratelimit").split(';').nth(1).unwrap().to_owned();
    let made = ask("192.0.2.1", "");
    let given = ask("192.0.2.2", "");
    assert!(is_stored(&made) && is_hit(&given));
    assert_eq!(left(&made), left(&given));
    assert!(is_hit(&ask("192.0.2.2", "")));
    let spent = (0..4).map(|_| ask("192.0.2.2", "")).find(|answer| answer.status != 200).unwrap();
    assert_eq!((spent.status, spent.code().as_str(), status(&spent).as_str()), (429, "RATE_LIMITED", ""));
    let known = ask("192.0.2.3", &made.header("etag"));
    assert_eq!((known.status, left(&known).as_str()), (304, "r=90"));
}

#[test]
fn a_query_asked_for_by_its_hash_is_kept_and_one_that_comes_with_it_is_remembered() {
    let database = Database::sqlite();
    let server = Server::keeping(&database, &[]);
    let hash = "4ee1179c39608c541943d9df23638b4a96d4436e12f2a708532a3f79efcb6458";
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
    let by_hash = json!({ "extensions": extensions });
    let unknown = || post(&server, &by_hash).send();
    for _ in 0..2 {
        let unknown = unknown();
        assert_eq!((unknown.code().as_str(), status(&unknown).as_str()), ("PERSISTED_QUERY_NOT_FOUND", ""));
    }
    let both = json!({ "query": "{ opinions { totalCount } }", "extensions": extensions });
    for _ in 0..2 {
        let taught = post(&server, &both).send();
        assert_eq!((taught.status, status(&taught).as_str()), (200, ""));
    }
    assert!(is_stored(&post(&server, &by_hash).send()) && is_hit(&post(&server, &by_hash).send()));
}

#[test]
fn a_body_goes_out_in_the_coding_that_its_client_likes_best() {
    on_both(|database| {
        (0..20).for_each(|number| import(database, number));
        let server = Server::keeping(database, &[]);
        let plain = get(&server, 20).send();
        assert!(plain.bytes.len() > 1_024 && plain.header("content-encoding").is_empty());
        for (accept, coding) in [
            ("gzip", "gzip"),
            ("gzip, deflate, br, zstd", "zstd"),
            ("gzip, zstd;q=0.5", "gzip"),
            ("gzip;q=0, zstd;q=0", ""),
            ("identity, gzip;q=0.5", ""),
            ("br", ""),
        ] {
            for exchange in [get(&server, 20), post(&server, &asked(20))] {
                let answer = exchange.header("accept-encoding", accept).send();
                assert_eq!(answer.header("content-encoding"), coding, "{accept}");
                assert!(answer.header("vary").contains("accept-encoding"));
                let bytes = match coding {
                    "gzip" => {
                        let mut bytes = Vec::new();
                        GzDecoder::new(&answer.bytes[..]).read_to_end(&mut bytes).unwrap();
                        bytes
                    }
                    "zstd" => zstd::decode_all(&answer.bytes[..]).unwrap(),
                    _ => answer.bytes.clone(),
                };
                assert!(bytes == plain.bytes, "{accept}");
                assert!(coding.is_empty() || answer.bytes.len() * 2 <= plain.bytes.len());
            }
        }
        let small = get(&server, 1).header("accept-encoding", "gzip").send();
        assert!(small.bytes.len() < 1_024 && small.header("content-encoding").is_empty());
        plain.body
    });
}

#[test]
fn what_is_kept_is_bounded_by_its_bytes_and_0_keeps_nothing() {
    on_both(|database| {
        (0..20).for_each(|number| import(database, number));
        let bound = 100_000;
        let server = Server::keeping(database, &["--response-cache", &bound.to_string()]);
        let ask = |server: &Server, n: u32| {
            let text = format!("{{ opinions(first: 20) {{ nodes {{ a{n}: title vote {{ formula }} }} }} }}");
            Exchange::query(server, &text).send()
        };
        let first: Vec<Answer> = (0..60).map(|n| ask(&server, n)).collect();
        assert!(first.iter().map(|answer| answer.bytes.len()).sum::<usize>() > bound);
        let again = (0..60).rev().map(|n| ask(&server, n)).filter(is_hit);
        let kept: Vec<usize> = again.map(|answer| answer.bytes.len()).collect();
        assert!(!kept.is_empty() && kept.iter().sum::<usize>() < bound, "{kept:?}");

        let server = Server::keeping(database, &["--response-cache", "0"]);
        assert!(
            (0..2).all(|_| status(&ask(&server, 1)).is_empty() && status(&get(&server, 1).send()).is_empty())
        );
        lose(database);
        assert_eq!(ask(&server, 1).code(), "INTERNAL");
    });
}

#[test]
fn a_write_through_the_server_is_seen_by_whoever_asks_next() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let editor = Editor::admin(database, &server);
        let titles = |answer: &Answer| answer.body.matches("\"title\":").count();
        let id = server.data("{ opinions(first: 1) { nodes { id } } }")["opinions"]["nodes"][0]["id"].clone();
        for turn in 2..6 {
            let old = [get(&server, 50).send(), post(&server, &asked(50)).send()];
            assert!(is_hit(&get(&server, 50).send()) && is_hit(&post(&server, &asked(50)).send()));
            let document = Exchange::path(&server, "/documents?territory=99").method("POST");
            let taken = with_key(document, &editor.key).bytes(sample::opinion(turn).into_bytes()).send();
            assert_eq!(taken.status, 200, "{taken:?}");
            for (old, new) in old.iter().zip([get(&server, 50).send(), post(&server, &asked(50)).send()]) {
                assert_eq!((is_stored(&new), titles(&new)), (true, titles(old) + 1), "{new:?}");
            }
            let title = format!("Titre {turn}");
            editor.edit("updateOpinion { userErrors { message } }", &json!({ "id": id, "title": title }));
            for new in [get(&server, 50).send(), post(&server, &asked(50)).send()] {
                assert!(is_stored(&new) && new.body.contains(&title), "{new:?}");
            }
            let seen = get(&server, 50).header("hemicycle-revision", &taken.header("hemicycle-revision"));
            assert_eq!(status(&seen.send()), "", "who has seen a state is answered alone");
        }
    });
}

#[test]
fn of_many_who_ask_at_once_one_has_it_made() {
    on_both(|database| {
        (0..20).for_each(|number| import(database, number));
        let server = Server::keeping(database, &[]);
        for n in 1..20 {
            let answers: Vec<Answer> = thread::scope(|scope| {
                let asking: Vec<_> =
                    (0..16).map(|_| scope.spawn(|| post(&server, &asked(n)).send())).collect();
                asking.into_iter().map(|one| one.join().unwrap()).collect()
            });
            let made = answers.iter().filter(|answer| is_stored(answer)).count();
            assert_eq!(made, 1, "{:?}", answers.iter().map(status).collect::<Vec<_>>());
            assert!(answers.iter().all(|answer| answer.status == 200 && answer.body == answers[0].body));
        }
    });
}
