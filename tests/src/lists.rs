//! Every list of the schema, found by introspection: so that a test of all of them forgets none.

use api::App;
use serde_json::Value;

/// A field that is a list, of the root or of a record.
#[derive(Clone, Debug)]
pub struct ListField {
    pub name: String,
    /// The type of its records.
    pub of: String,
    /// The name of its filter's type.
    pub filter: String,
}

/// What the schema says of itself.
pub struct Schema(Vec<Value>);

const INTROSPECTION: &str = "{ __schema { types { name kind enumValues { name } \
    inputFields { name type { name kind ofType { name kind ofType { name kind } } } } \
    fields { name args { name type { kind name } } type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }";

impl Schema {
    pub async fn of(app: &App) -> Self {
        let answer = app.execute(INTROSPECTION).await.unwrap();
        Self(answer["data"]["__schema"]["types"].as_array().unwrap_or_else(|| panic!("{answer}")).clone())
    }

    fn named(&self, name: &str) -> &Value {
        self.0.iter().find(|each| each["name"] == name).unwrap_or_else(|| panic!("no type {name}"))
    }

    fn fields(&self, name: &str) -> &[Value] {
        self.named(name)["fields"].as_array().unwrap()
    }

    /// The names of the root's fields.
    pub fn roots(&self) -> Vec<String> {
        self.fields("Query").iter().map(|field| text(&field["name"])).collect()
    }

    /// The values of an enum, in the schema's order.
    pub fn values(&self, name: &str) -> Vec<String> {
        let values = self.named(name)["enumValues"].as_array();
        values.into_iter().flatten().map(|value| text(&value["name"])).collect()
    }

    /// The names of the object types, without those of introspection.
    pub fn objects(&self) -> Vec<String> {
        let objects = self.0.iter().filter(|each| each["kind"] == "OBJECT");
        objects.map(|each| text(&each["name"])).filter(|name| !name.starts_with("__")).collect()
    }

    /// The fields of a type, each with the type of its values without wrappers.
    pub fn fields_of(&self, name: &str) -> Vec<(String, String)> {
        self.fields(name).iter().map(|field| (text(&field["name"]), innermost(&field["type"]).0)).collect()
    }

    /// The lists of a type, or of the root ("Query"), that are connections with a filter.
    pub fn lists(&self, name: &str) -> Vec<ListField> {
        let lists = self.fields(name).iter().filter_map(|field| {
            let of = innermost(&field["type"]).0.strip_suffix("Connection")?.to_owned();
            let argument = field["args"].as_array()?.iter().find(|argument| argument["name"] == "filter")?;
            let filter = text(&argument["type"]["name"]);
            (of != "Search").then(|| ListField { name: text(&field["name"]), of, filter })
        });
        lists.collect()
    }

    /// What the lists of a type are counted by; nothing where they have no facets.
    pub fn facets(&self, name: &str) -> Vec<String> {
        let facets = format!("{name}Facets");
        let facets = self.0.iter().find(|each| each["name"] == *facets);
        let fields = facets.and_then(|facets| facets["fields"].as_array()).into_iter().flatten();
        fields.map(|field| text(&field["name"])).collect()
    }

    /// A selection of everything that a record leads to, one step far: the others by their ids, its lists with their
    /// counts.
    pub fn children(&self, name: &str) -> String {
        let lists = self.lists(name);
        let mut selected = String::from("id");
        for field in self.fields(name) {
            let (of, kind) = innermost(&field["type"]);
            let field = text(&field["name"]);
            if lists.iter().any(|list| list.name == field) {
                selected += &format!(" {field}(first: 2) {{ totalCount nodes {{ id }} }}");
            } else if ["OBJECT", "UNION"].contains(&kind.as_str()) {
                let own = kind == "OBJECT" && self.fields(&of).iter().any(|field| field["name"] == "id");
                selected += &format!(" {field} {{ __typename {} }}", if own { "id" } else { "" });
            }
        }
        selected
    }

    /// A selection of all that a record says: its own values, the records that it leads to and those in its lists with
    /// theirs, so many steps far, and the ids and the counts of what lies beyond.
    pub fn whole(&self, name: &str, steps: usize) -> String {
        let mut selected = String::from("__typename");
        for field in self.fields(name) {
            let (of, kind) = innermost(&field["type"]);
            let (field, beyond) = (text(&field["name"]), steps == 0);
            let has =
                |name: &str| kind == "OBJECT" && self.fields(&of).iter().any(|field| field["name"] == name);
            selected += &match (kind.as_str(), of.strip_suffix("Connection")) {
                ("OBJECT", Some(_)) if beyond && has("totalCount") => {
                    format!(" {field}(first: 0) {{ totalCount }}")
                }
                ("OBJECT", Some(_)) if beyond => continue,
                ("OBJECT", Some(_)) => {
                    let count = if has("totalCount") { "totalCount" } else { "" };
                    let nodes = self.fields(&of).iter().find(|field| field["name"] == "nodes").unwrap();
                    let of = innermost(&nodes["type"]).0;
                    format!(" {field}(first: 5) {{ {count} nodes {{ {} }} }}", self.whole(&of, steps - 1))
                }
                ("OBJECT", None) if beyond && has("id") => format!(" {field} {{ id }}"),
                ("OBJECT", None) => {
                    format!(" {field} {{ {} }}", self.whole(&of, steps.saturating_sub(1)))
                }
                ("UNION" | "INTERFACE", _) => format!(" {field} {{ __typename ... on Node {{ id }} }}"),
                _ => format!(" {field}"),
            };
        }
        selected
    }

    /// A filter of each of its fields, one at a time: `{ kind: [REFERRAL] }`. `id` stands for every id.
    pub fn filters(&self, filter: &str, id: &str) -> Vec<String> {
        let fields = self.named(filter)["inputFields"].as_array().unwrap().iter();
        let filters = fields.filter_map(|field| {
            let name = text(&field["name"]);
            let (of, kind) = innermost(&field["type"]);
            let value = match (of.as_str(), kind.as_str()) {
                (own, _) if own == filter => return None,
                ("ID", _) => format!("[\"{id}\", \"nonsense\"]"),
                ("String", _) => "\"les ponts\"".to_owned(),
                ("Boolean", _) => "true".to_owned(),
                ("DateRange", _) => "{ from: \"2020-01-02\", to: \"2020-01-20\" }".to_owned(),
                (_, "ENUM") => format!("[{}]", text(&self.named(&of)["enumValues"][0]["name"])),
                (_, "INPUT_OBJECT") => self.filters(&of, id).first()?.clone(),
                other => panic!("what is a value of {other:?}?"),
            };
            Some(format!("{{ {name}: {value} }}"))
        });
        filters.collect()
    }
}

/// The name and the kind of a type without its wrappers.
fn innermost(of: &Value) -> (String, String) {
    if of["ofType"].is_object() { innermost(&of["ofType"]) } else { (text(&of["name"]), text(&of["kind"])) }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
