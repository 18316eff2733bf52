//! A dataset of the catalogue, and the files that it is had as.

use super::{
    Catalogue, FREQUENCY, KEYWORDS, THEME, french,
    graph::{Graph, Node, Object},
};
use crate::{Dataset, Format, SCDL_SCHEMA};

/// SHA-256 as XML Signature names it (RFC 9231, 2.1.2). udata, which is data.gouv.fr, refuses the dataset whose checksum
/// names the algorithm as SPDX does and is the `xsd:hexBinary` that the profile asks for (17.18: it takes the bytes for
/// its text); it leaves out one whose algorithm it does not know.
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// What SPDX calls the same.
const SPDX_SHA256: &str = "spdx:checksumAlgorithm_sha256";

/// With more places than these, the catalogue alone lists them.
const PLACES: usize = 20;

/// A dataset, and how it is had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in addresses: `{base}/dataset/{name}` is its identifier.
    pub name: String,
    /// In English, and in French where there is a French one.
    pub title: Words,
    /// What portals find it by, in French, beside what they find everything here by.
    pub keyword: Option<String>,
    /// What it holds.
    pub description: Words,
    /// Its files and other addresses.
    pub distributions: Vec<Distribution>,
}

/// A text in two tongues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub english: String,
    /// French.
    pub french: Option<String>,
}

/// A file or an answer that is a dataset's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// Where it is, after the base and a "/": "export/opinions.csv".
    pub path: String,
    /// How it is written.
    pub form: Form,
    /// What is known of its bytes; none of an answer that is made when it is asked for.
    pub checked: Option<Checked>,
    /// What schema it keeps.
    pub schema: Option<Schema>,
    /// Whether its address gives it; else that says what has to be asked for.
    pub download: bool,
}

/// A schema that a file keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Its own, after the base and a "/".
    Own(String),
    /// One that others keep too, by its address.
    Shared(&'static str),
}

/// How a distribution is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// What people call it: "CSV".
    pub name: &'static str,
    /// Its code in the Publications Office's table of file types; none where the table has none.
    pub code: Option<&'static str>,
    /// Its media type without parameters.
    pub media_type: &'static str,
    /// Whether IANA has registered that.
    pub registered: bool,
}

/// What is known of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// In bytes.
    pub size: u64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Form {
    /// RFC 4180.
    pub const CSV: Self = Self { name: "CSV", code: Some("CSV"), media_type: "text/csv", registered: true };
    /// JSON.
    pub const JSON: Self =
        Self { name: "JSON", code: Some("JSON"), media_type: "application/json", registered: true };
    /// One JSON object a line.
    pub const NDJSON: Self =
        Self { name: "NDJSON", code: None, media_type: "application/x-ndjson", registered: false };
    /// Apache Parquet.
    pub const PARQUET: Self = Self {
        name: "Parquet",
        code: Some("PARQUET"),
        media_type: "application/vnd.apache.parquet",
        registered: true,
    };
    /// JSON-LD.
    pub const JSON_LD: Self =
        Self { name: "JSON-LD", code: Some("JSON_LD"), media_type: "application/ld+json", registered: true };
    /// Atom (RFC 4287).
    pub const ATOM: Self =
        Self { name: "Atom", code: Some("ATOM"), media_type: "application/atom+xml", registered: true };

    fn format(self) -> Object {
        match self.code {
            Some(code) => {
                Object::Iri(format!("http://publications.europa.eu/resource/authority/file-type/{code}"))
            }
            None => Object::Node(
                Node::blank("dct:MediaTypeOrExtent").with("rdfs:label", Object::Text(self.name.to_owned())),
            ),
        }
    }

    fn media(self) -> Object {
        if self.registered {
            return Object::Iri(format!("https://www.iana.org/assignments/media-types/{}", self.media_type));
        }
        let label = Object::Text(self.media_type.to_owned());
        Object::Node(Node::blank("dct:MediaType").with("rdfs:label", label))
    }
}

impl From<Format> for Form {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::CSV,
            Format::Ndjson => Self::NDJSON,
            Format::Parquet => Self::PARQUET,
            Format::JsonLd => Self::JSON_LD,
            Format::Json => Self::JSON,
            Format::Atom => Self::ATOM,
        }
    }
}

impl Distribution {
    /// A dataset as a file of `/export`.
    #[must_use]
    pub fn exported(dataset: &Dataset, format: Format, checked: Option<Checked>) -> Self {
        // Where there is a national one, portals look for that.
        let schema = match dataset.name {
            "scdl-deliberations" => Schema::Shared(SCDL_SCHEMA),
            name => Schema::Own(format!("export/{name}.schema.json")),
        };
        Self {
            path: format!("export/{}.{format}", dataset.name),
            form: format.into(),
            checked,
            schema: (format == Format::Csv).then_some(schema),
            download: true,
        }
    }

    /// An answer that is made when it is asked for.
    #[must_use]
    pub fn answered(path: &str, form: Form) -> Self {
        Self { path: path.to_owned(), form, checked: None, schema: None, download: true }
    }

    fn iri(&self, base: &str) -> String {
        format!("{base}/{}", self.path)
    }

    fn describe(&self, catalogue: &Catalogue, graph: &mut Graph) {
        let iri = self.iri(&catalogue.base);
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        let download = self.download.then(|| ("dcat:downloadURL", Object::Iri(iri.clone())));
        let access = ("dcat:accessURL", Object::Iri(iri.clone()));
        let mut node = Node::new(iri, "dcat:Distribution")
            .with("dct:title", Object::Text(file.to_owned()))
            .and([access].into_iter().chain(download).collect())
            .with("dct:format", self.form.format())
            .with("dcat:mediaType", self.form.media());
        for (shared, kind) in
            [(self.form.format(), "dct:MediaTypeOrExtent"), (self.form.media(), "dct:MediaType")]
        {
            if let Object::Iri(iri) = shared {
                graph.add(Node::new(iri, kind));
            }
        }
        if let Some(licence) = &catalogue.licence {
            node = node.with("dct:license", Object::Iri(licence.clone()));
        }
        if let Some(modified) = catalogue.modified {
            node = node.with("dct:modified", Object::moment(modified));
        }
        if let Some(checked) = &self.checked {
            node = node
                .with("dcat:byteSize", Object::whole(checked.size))
                .with("spdx:checksum", Object::Node(checked.node()));
            let algorithm = Node::new(SHA256, "spdx:ChecksumAlgorithm");
            graph.add(algorithm.with("owl:sameAs", Object::Term(SPDX_SHA256)));
        }
        if let Some(schema) = &self.schema {
            let schema = match schema {
                Schema::Own(path) => format!("{}/{path}", catalogue.base),
                Schema::Shared(address) => (*address).to_owned(),
            };
            node = node.with("dct:conformsTo", Object::Iri(schema.clone()));
            graph.add(Node::new(schema, "dct:Standard"));
        }
        graph.add(node);
    }
}

impl Checked {
    fn node(&self) -> Node {
        Node::blank("spdx:Checksum")
            .with("spdx:algorithm", Object::Iri(SHA256.to_owned()))
            .with("spdx:checksumValue", Object::Typed(self.sha256.clone(), "xsd:hexBinary"))
    }
}

impl Entry {
    /// A dataset with its distributions.
    #[must_use]
    pub fn of(dataset: &Dataset, distributions: Vec<Distribution>) -> Self {
        let french = french::words(dataset.name);
        let words = |english: &str, french: Option<&str>| Words {
            english: english.to_owned(),
            french: french.map(str::to_owned),
        };
        Self {
            name: dataset.name.to_owned(),
            title: words(dataset.title, french.map(|(title, _)| title)),
            keyword: french.map(|(title, _)| title.to_lowercase()),
            description: words(dataset.description, french.map(|(_, description)| description)),
            distributions,
        }
    }

    pub(super) fn iri(&self, base: &str) -> String {
        format!("{base}/dataset/{}", self.name)
    }

    pub(super) fn describe(&self, catalogue: &Catalogue, graph: &mut Graph) {
        let iri = self.iri(&catalogue.base);
        let mut node = Node::new(iri.clone(), "dcat:Dataset")
            .with("dct:identifier", Object::Text(iri))
            .and(self.title.said("dct:title"))
            .and(self.description.said("dct:description"))
            .and(KEYWORDS.map(|word| ("dcat:keyword", Object::french(word))).into())
            .with("dcat:theme", Object::Iri(THEME.to_owned()))
            .with("dct:accrualPeriodicity", Object::Iri(FREQUENCY.to_owned()))
            .and(catalogue.common(catalogue.territories.len() <= PLACES));
        if let Some(word) = self.keyword.as_deref().filter(|word| !KEYWORDS.contains(word)) {
            node = node.with("dcat:keyword", Object::french(word));
        }
        if catalogue.contact.is_some() {
            node = node.with("dcat:contactPoint", Object::Iri(catalogue.contact_iri()));
        }
        for distribution in &self.distributions {
            node = node.with("dcat:distribution", Object::Iri(distribution.iri(&catalogue.base)));
        }
        graph.add(node);
        for distribution in &self.distributions {
            distribution.describe(catalogue, graph);
        }
    }
}

impl Words {
    fn said(&self, term: &'static str) -> Vec<(&'static str, Object)> {
        let french = self.french.as_deref().map(Object::french);
        french.into_iter().chain([Object::english(&self.english)]).map(|object| (term, object)).collect()
    }
}
