//! The catalogue: what is published here, for portals that harvest it, by DCAT-AP 3. One graph, in two serialisations.

mod data_service;
mod dataset;
mod french;
mod graph;
mod json_ld;
mod turtle;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use dataset::{Checked, Distribution, Entry, Form, Schema, Words};
pub use graph::Graph;

use graph::{Node, Object};

/// The tongue of the texts, by the Publications Office's authority table.
const FRENCH: &str = "http://publications.europa.eu/resource/authority/language/FRA";
/// The themes of data, by the same.
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
/// Government and public sector.
const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
/// Irregularly: whenever documents are imported.
const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/IRREG";

/// What every dataset is about.
const KEYWORDS: [&str; 2] = ["avis", "assemblées consultatives"];

/// What a catalogue tells. What is not known is left out.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Where the service stands, without a "/" at its end: what every address here begins with.
    pub base: String,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The address of the licence that all of it is under.
    pub licence: Option<String>,
    /// An address for letters, without "mailto:".
    pub contact: Option<String>,
    /// When there was data first.
    pub issued: Option<DateTime<Utc>>,
    /// When it last changed.
    pub modified: Option<DateTime<Utc>>,
    /// What places it is about.
    pub territories: Vec<Place>,
    /// The first and the last day that it tells of.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Whether the schema of the API can be read at `/schema.graphql`.
    pub schema: bool,
    /// What is published, in its order.
    pub datasets: Vec<Entry>,
}

/// Who publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name, as it signs.
    pub name: String,
    /// Its own page.
    pub homepage: Option<String>,
}

/// A place by the code that INSEE gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The territory's id.
    pub id: Uuid,
    /// Such as "27".
    pub code: String,
    /// Where it is known.
    pub name: Option<String>,
}

/// A part of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// From 1.
    pub number: usize,
    /// How many datasets a page has, at least 1.
    pub size: usize,
    /// The file that pages are asked of, such as "catalog.ttl": the next one has to come in the same serialisation.
    pub file: &'a str,
    /// What the addresses of pages say beside their number, such as "size=10".
    pub query: Option<&'a str>,
}

impl Page<'_> {
    /// How many pages hold so many datasets: one where there are none.
    #[must_use]
    pub fn count(&self, datasets: usize) -> usize {
        datasets.div_ceil(self.size).max(1)
    }

    fn address(&self, base: &str, number: usize) -> String {
        let query = self.query.map(|query| format!("{query}&")).unwrap_or_default();
        format!("{base}/{}?{query}page={number}", self.file)
    }
}

impl Catalogue {
    /// The graph of a page; none where there is no such page. All pages together are the whole catalogue. The service,
    /// which serves all datasets, stands on the last.
    #[must_use]
    pub fn page(&self, page: Page<'_>) -> Option<Graph> {
        let last = page.count(self.datasets.len());
        if !(1..=last).contains(&page.number) {
            return None;
        }
        let here = self.datasets.chunks(page.size).nth(page.number - 1).unwrap_or_default();
        let mut graph = Graph::default();
        let mut catalogue = self.node();
        for dataset in here {
            catalogue = catalogue.with("dcat:dataset", Object::Iri(dataset.iri(&self.base)));
        }
        if page.number == last {
            catalogue = catalogue.with("dcat:service", Object::Iri(data_service::iri(&self.base)));
        }
        if last > 1 {
            let view = page.address(&self.base, page.number);
            catalogue = catalogue
                .with("rdf:type", Object::Term("hydra:Collection"))
                .with("hydra:totalItems", Object::whole(self.datasets.len() as u64))
                .with("hydra:view", Object::Iri(view));
            graph.add(self.view(page, last));
        }
        graph.add(catalogue);
        for node in self.shared() {
            graph.add(node);
        }
        for dataset in here {
            dataset.describe(self, &mut graph);
        }
        if page.number == last {
            data_service::describe(self, &mut graph);
        }
        Some(graph)
    }

    fn node(&self) -> Node {
        Node::new(format!("{}/catalog", self.base), "dcat:Catalog")
            .with("dct:identifier", Object::Text(format!("{}/catalog", self.base)))
            .with("dct:title", Object::french("Avis des assemblées consultatives"))
            .with("dct:title", Object::english("Opinions of consultative assemblies"))
            .with(
                "dct:description",
                Object::french(
                    "Les avis des assemblées consultatives régionales sous forme de données : votes, déclarations, \
                     préconisations, dispositifs. Chaque enregistrement porte le passage du document dont il est tiré.",
                ),
            )
            .with(
                "dct:description",
                Object::english(
                    "The opinions of regional consultative assemblies as data: votes, declarations, \
                     recommendations, initiatives. Every record carries the passage of the document that it was \
                     read in.",
                ),
            )
            .with("dcat:themeTaxonomy", Object::Iri(THEMES.to_owned()))
            .and(self.common(true))
    }

    /// What is said of the catalogue, of each dataset and of the service alike.
    fn authorship(&self) -> Vec<(&'static str, Object)> {
        let publisher = self.publisher.as_ref().map(|_| ("dct:publisher", Object::Iri(self.publisher_iri())));
        let licence = self.licence.clone().map(|licence| ("dct:license", Object::Iri(licence)));
        publisher.into_iter().chain(licence).collect()
    }

    /// What is said of the catalogue and of each dataset alike, with its places or without.
    fn common(&self, places: bool) -> Vec<(&'static str, Object)> {
        let mut said = self.authorship();
        said.push(("dct:language", Object::Iri(FRENCH.to_owned())));
        said.extend(self.issued.map(|at| ("dct:issued", Object::moment(at))));
        said.extend(self.modified.map(|at| ("dct:modified", Object::moment(at))));
        if places {
            said.extend(self.territories.iter().map(|place| ("dct:spatial", Object::Iri(place.iri()))));
        }
        if let Some((first, last)) = self.period {
            // Without an address of its own: data.gouv.fr would go there to read it.
            let period = Node::blank("dct:PeriodOfTime")
                .with("dcat:startDate", Object::day(first))
                .with("dcat:endDate", Object::day(last));
            said.push(("dct:temporal", Object::Node(period)));
        }
        said
    }

    fn publisher_iri(&self) -> String {
        format!("{}/catalog#publisher", self.base)
    }

    fn contact_iri(&self) -> String {
        format!("{}/catalog#contact", self.base)
    }

    /// What many nodes refer to, with the types that the profile asks for.
    fn shared(&self) -> Vec<Node> {
        let mut nodes = vec![
            Node::new(FRENCH, "dct:LinguisticSystem"),
            Node::new(FREQUENCY, "dct:Frequency"),
            Node::new(THEMES, "skos:ConceptScheme")
                .with("dct:title", Object::french("Thème de données"))
                .with("dct:title", Object::english("Data theme")),
            Node::new(THEME, "skos:Concept")
                .with("skos:prefLabel", Object::french("Gouvernement et secteur public"))
                .with("skos:prefLabel", Object::english("Government and public sector"))
                .with("skos:inScheme", Object::Iri(THEMES.to_owned())),
        ];
        if let Some(publisher) = &self.publisher {
            let mut agent = Node::new(self.publisher_iri(), "foaf:Agent")
                .with("foaf:name", Object::Text(publisher.name.clone()));
            if let Some(homepage) = &publisher.homepage {
                agent = agent.with("foaf:homepage", Object::Iri(homepage.clone()));
                nodes.push(Node::new(homepage.clone(), "foaf:Document"));
            }
            nodes.push(agent);
        }
        nodes.extend(self.licence.clone().map(|licence| Node::new(licence, "dct:LicenseDocument")));
        nodes.extend(self.contact());
        nodes.extend(self.territories.iter().map(Place::node));
        nodes
    }

    fn contact(&self) -> Option<Node> {
        let address = self.contact.as_ref()?;
        let name = self.publisher.as_ref().map_or(address, |publisher| &publisher.name);
        let node = Node::new(self.contact_iri(), "vcard:Kind")
            .with("vcard:fn", Object::Text(name.clone()))
            .with("vcard:hasEmail", Object::Iri(format!("mailto:{address}")));
        Some(node)
    }

    /// The page among its neighbours (Hydra).
    fn view(&self, page: Page<'_>, last: usize) -> Node {
        let to = |number| Object::Iri(page.address(&self.base, number));
        let mut view = Node::new(page.address(&self.base, page.number), "hydra:PartialCollectionView")
            .with("hydra:first", to(1))
            .with("hydra:last", to(last));
        if page.number > 1 {
            view = view.with("hydra:previous", to(page.number - 1));
        }
        if page.number < last {
            view = view.with("hydra:next", to(page.number + 1));
        }
        view
    }
}

impl Place {
    /// The name that the exports in JSON-LD give it.
    fn iri(&self) -> String {
        format!("urn:uuid:{}", self.id)
    }

    fn node(&self) -> Node {
        let name = self.name.clone().map(|name| ("skos:prefLabel", Object::Tagged(name, "fr")));
        Node::new(self.iri(), "dct:Location")
            .with("dct:identifier", Object::Text(self.code.clone()))
            .and(name.into_iter().collect())
    }
}
