//! Documents (documents sources).

use crate::{Column, Dataset, Kind, columns::id};

/// Documents (documents sources).
pub(crate) const DOCUMENTS: Dataset = Dataset {
    name: "documents",
    title: "Documents (documents sources)",
    description: "One row for each document that was received, also those that were refused. The bytes are known by their hash.",
    record: Some("Document"),
    columns: &[
        id(&["Document.id"]),
        Column::new("title", Kind::Text, &["Document.title"], "The title (titre).").means("dcterms:title"),
        Column::new(
            "sha256",
            Kind::Text,
            &["Document.sha256"],
            "The SHA-256 of its bytes, in hexadecimal (empreinte).",
        )
        .required(),
        Column::new(
            "status",
            Kind::Word(&["ACCEPTED", "REFUSED"]),
            &["Document.status"],
            "Whether it was understood (statut).",
        )
        .required(),
        Column::new("media_type", Kind::Text, &["Document.mediaType"], "What its bytes are (type de média).")
            .means("dcterms:format")
            .required(),
        Column::new("byte_size", Kind::Integer, &["Document.byteSize"], "How many bytes (taille).")
            .means("schema:contentSize")
            .required(),
        Column::new("url", Kind::Text, &["Document.url"], "Where it was published (adresse).")
            .means("schema:url"),
        Column::new("licence", Kind::Text, &["Document.licence"], "Under what licence (licence).")
            .means("dcterms:license"),
        Column::new(
            "imported_at",
            Kind::Moment,
            &["Document.importedAt"],
            "When it was imported (importé le).",
        )
        .required(),
        Column::new(
            "parser_version",
            Kind::Text,
            &["Document.parserVersion"],
            "The version of the reader (version de l'analyseur).",
        )
        .required(),
        Column::new(
            "reference_version",
            Kind::Text,
            &["Document.referenceVersion"],
            "The version of the reference tables (version des tables).",
        )
        .required(),
        Column::new(
            "redacted",
            Kind::Boolean,
            &["Document.redacted"],
            "Whether a person's name was taken out of it: masked in the text, and the bytes not kept (occulté).",
        )
        .required(),
        Column::new("text", Kind::Text, &["Document.text"], "The text that places are counted in (texte).")
            .means("schema:text"),
    ],
};
