//! The GraphQL service: a node of its own, for what only gives access to a file is no service to a portal.

use super::{
    Catalogue, KEYWORDS, THEME,
    graph::{Graph, Node, Object},
};

pub(super) fn iri(base: &str) -> String {
    format!("{base}/catalog#graphql")
}

/// The service, and what it refers to: the profile's ranges ask for types even where everything has that one.
pub(super) fn describe(catalogue: &Catalogue, graph: &mut Graph) {
    let base = &catalogue.base;
    let resource = |path: &str| Node::new(format!("{base}/{path}"), "rdfs:Resource");
    graph.add(service(catalogue));
    graph.add(resource("graphql"));
    if catalogue.schema {
        graph.add(resource("schema.graphql"));
    }
}

fn service(catalogue: &Catalogue) -> Node {
    let base = &catalogue.base;
    let mut node = Node::new(iri(base), "dcat:DataService")
        .with("dct:identifier", Object::Text(iri(base)))
        .with("dct:title", Object::french("API GraphQL des avis des assemblées consultatives"))
        .with("dct:title", Object::english("GraphQL API of the opinions of consultative assemblies"))
        .with(
            "dct:description",
            Object::french(
                "Tous les enregistrements et leurs liens par requêtes GraphQL : filtres, recherche plein texte, \
                 statistiques, pagination Relay. Chaque enregistrement mène au passage dont il est tiré.",
            ),
        )
        .with(
            "dct:description",
            Object::english(
                "All records and their links by GraphQL queries: filters, full-text search, statistics, pages as \
                 Relay has them. Every record leads to the passage that it was read in.",
            ),
        )
        .with("dcat:endpointURL", Object::Iri(format!("{base}/graphql")))
        .with("dcat:theme", Object::Iri(THEME.to_owned()))
        .and(KEYWORDS.map(|word| ("dcat:keyword", Object::french(word))).into())
        .and(catalogue.authorship());
    if catalogue.schema {
        node = node.with("dcat:endpointDescription", Object::Iri(format!("{base}/schema.graphql")));
    }
    if catalogue.contact.is_some() {
        node = node.with("dcat:contactPoint", Object::Iri(catalogue.contact_iri()));
    }
    for dataset in &catalogue.datasets {
        node = node.with("dcat:servesDataset", Object::Iri(dataset.iri(base)));
    }
    node
}
