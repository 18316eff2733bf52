//! Shapes of queries: what is asked, in the words of each who answers. The words stand in `bench/shapes/<name>/`:
//! `hemicycle.graphql` (which Mercurius takes too), `postgraphile.graphql`, `statement.sql`, and `variants.sql`, which finds the
//! variables of up to some hundred requests in the database, so that no two requests in a row read the same rows.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{cursor, postgres::Cluster, report::figures::Peer};

/// What is known of a shape beside its words.
struct Known {
    name: &'static str,
    title: &'static str,
    /// Whether the aim beside the hand-written SQL is for it.
    aimed: bool,
    /// Whether it asks for a page or a record, and not for a total over rows that grow with the data.
    page: bool,
}

/// All of them, in the order of the tables.
const KNOWN: [Known; 10] = [
    known("q1", "20 opinions with rapporteur, vote and declarations {organisation, speaker}", true, true),
    known("q2", "one vote with 100 positions and their organisations", true, true),
    known("q3", "20 opinions, scalars", true, true),
    known("opinion", "one opinion, with what belongs to it", false, true),
    known(SEARCH, "search by words", false, false),
    known("filter", "a filter on four fields, with totalCount", false, false),
    known("statistics", "statistics of an assembly's votes", false, false),
    known("deep", "a deep page of three levels", false, true),
    known("organisation", "an organisation's whole record", false, false),
    known("person", "a person's whole record", false, true),
];

const fn known(name: &'static str, title: &'static str, aimed: bool, page: bool) -> Known {
    Known { name, title, aimed, page }
}

/// A shape of query.
#[derive(Debug)]
pub(crate) struct Shape {
    /// One word.
    pub(crate) name: &'static str,
    /// What it asks for.
    pub(crate) title: &'static str,
    /// Whether the aim beside the hand-written SQL is for it.
    pub(crate) aimed: bool,
    /// Whether it asks for a page or a record, and not for a total.
    pub(crate) page: bool,
    hemicycle: String,
    postgraphile: Option<String>,
    variants: Vec<Value>,
}

/// A request of HTTP/1.1.
#[derive(Debug)]
pub(crate) struct Request {
    method: &'static str,
    path: String,
    /// What is posted; empty where nothing is.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// One that posts JSON.
    pub(crate) fn post(path: String, body: &Value) -> Self {
        Self { method: "POST", path, body: body.to_string().into() }
    }

    /// The bytes that are sent to a host over a connection that stays open.
    pub(crate) fn bytes(&self, host: &str) -> Vec<u8> {
        let Self { method, path, body } = self;
        let length = match body.len() {
            0 => String::new(),
            length => format!("content-type: application/json\r\ncontent-length: {length}\r\n"),
        };
        let head =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\naccept: application/json\r\n{length}\r\n");
        [head.as_bytes(), body].concat()
    }
}

impl Shape {
    /// How many requests it has.
    pub(crate) fn variants(&self) -> usize {
        self.variants.len()
    }

    /// Puts PostGraphile's cursors in the places of offsets.
    ///
    /// # Errors
    /// Where it gives none.
    pub(crate) fn place(&mut self, postgraphile: SocketAddr) -> Result<(), String> {
        for variant in &mut self.variants {
            if let Some(offset) = variant.pointer("/postgraphile/after/offset") {
                variant["postgraphile"]["after"] = cursor::postgraphile(postgraphile, offset)?;
            }
        }
        Ok(())
    }

    /// The requests to one who answers, as many for each and in the same order; none where its words are not there.
    pub(crate) fn requests(&self, peer: Peer) -> Vec<Request> {
        let ask = |query: &str, variables: &Value| {
            Request::post("/graphql".to_owned(), &json!({ "query": query, "variables": variables }))
        };
        let request = |(number, variant): (usize, &Value)| match peer {
            Peer::Postgres | Peer::Sqlite | Peer::Mercurius => {
                Some(ask(&self.hemicycle, &variant["hemicycle"]))
            }
            Peer::Postgraphile => Some(ask(self.postgraphile.as_ref()?, &variant["postgraphile"])),
            Peer::Sql => Some(Request::post(format!("/{}", self.name), &variant["statement"])),
            Peer::Static => {
                let path = format!("/{}/{number}", self.name);
                Some(Request { method: "GET", path, body: Vec::new() })
            }
        };
        self.variants.iter().enumerate().filter_map(request).collect()
    }
}

/// The shape that needs a search index.
pub(crate) const SEARCH: &str = "search";

/// The names of shapes that are asked for; all of them where none is named.
///
/// # Errors
/// Where one is none.
pub(crate) fn names(asked: &[String]) -> Result<Vec<&'static str>, String> {
    let all = || KNOWN.iter().map(|known| known.name);
    if let Some(unknown) = asked.iter().find(|name| all().all(|known| known != **name)) {
        return Err(format!("{unknown:?} is no shape; there are {}", all().collect::<Vec<_>>().join(", ")));
    }
    Ok(all().filter(|known| asked.is_empty() || asked.iter().any(|name| name == known)).collect())
}

/// The shapes of a folder by their names, with the variants that a database has.
///
/// # Errors
/// Where words are missing, or a shape has no variant.
pub(crate) fn load(
    folder: &Path,
    cluster: &Cluster,
    database: &str,
    names: &[&str],
) -> Result<Vec<Shape>, String> {
    let chosen = KNOWN.iter().filter(|known| names.contains(&known.name));
    chosen.map(|known| one(folder, cluster, database, known)).collect()
}

fn one(folder: &Path, cluster: &Cluster, database: &str, known: &Known) -> Result<Shape, String> {
    let file = |name: &str| folder.join(known.name).join(name);
    let postgraphile = file("postgraphile.graphql");
    let sql = read(&file("variants.sql"))?;
    let rows = cluster
        .answer(database, &format!("SELECT row_to_json(x) FROM ({}) x", sql.trim().trim_end_matches(';')))?;
    let variants = rows.lines().map(|row| {
        variant(row).map_err(|error| format!("{}: {error}: {row}", file("variants.sql").display()))
    });
    let variants = variants.collect::<Result<Vec<Value>, _>>()?;
    if variants.is_empty() {
        return Err(format!("{} finds nothing in {database}", file("variants.sql").display()));
    }
    Ok(Shape {
        name: known.name,
        title: known.title,
        aimed: known.aimed,
        page: known.page,
        hemicycle: read(&file("hemicycle.graphql"))?,
        postgraphile: postgraphile.is_file().then(|| read(&postgraphile)).transpose()?,
        variants,
    })
}

/// A row of variables; where a place of a list stands, hemicycle's cursor comes.
fn variant(row: &str) -> Result<Value, String> {
    let mut variant: Value = serde_json::from_str(row).map_err(|error| error.to_string())?;
    if let Some(place) = variant.pointer("/hemicycle/after").filter(|place| place.is_object()) {
        variant["hemicycle"]["after"] = cursor::hemicycle(place)?.into();
    }
    Ok(variant)
}

fn read(file: &PathBuf) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Peer, Shape};

    #[test]
    fn each_who_answers_is_asked_in_its_own_words() {
        let shape = Shape {
            name: "q9",
            title: "one",
            aimed: false,
            page: true,
            hemicycle: "{a}".to_owned(),
            postgraphile: None,
            variants: vec![json!({ "hemicycle": { "id": 1 }, "postgraphile": {}, "statement": ["1"] })],
        };
        let sent = |peer| String::from_utf8(shape.requests(peer)[0].bytes("h:1")).expect("what it gives");
        assert!(sent(Peer::Sqlite).ends_with("\r\n\r\n{\"query\":\"{a}\",\"variables\":{\"id\":1}}"));
        assert!(sent(Peer::Mercurius).contains("POST /graphql HTTP/1.1\r\nhost: h:1\r\n"));
        assert!(sent(Peer::Sql).starts_with("POST /q9 HTTP/1.1\r\n") && sent(Peer::Sql).ends_with("[\"1\"]"));
        assert!(sent(Peer::Static).starts_with("GET /q9/0 HTTP/1.1\r\n"));
        assert!(shape.requests(Peer::Postgraphile).is_empty());
    }
}
