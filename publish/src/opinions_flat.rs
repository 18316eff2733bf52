//! Opinions, one line each (avis, à plat).

use crate::{
    Column, Dataset, Kind,
    columns::id,
    opinion::OPINION_KIND,
    vote::{MAJORITY, OUTCOME},
};

/// Opinions, one line each (avis, à plat).
pub(crate) const OPINIONS_FLAT: Dataset = Dataset {
    name: "opinions-flat",
    title: "Opinions, one line each (avis, à plat)",
    description: "One row for each opinion with what a spreadsheet needs beside it, lists joined by \"; \".",
    record: None,
    columns: &[
        id(&[]),
        Column::new("territory", Kind::Text, &[], "The territory's code (code du territoire).").required(),
        Column::new("territory_name", Kind::Text, &[], "Its name (territoire)."),
        Column::new("assembly", Kind::Text, &[], "The assembly (assemblée).").required(),
        Column::new("held_on", Kind::Date, &[], "The day of the session (date de séance)."),
        Column::new("kind", OPINION_KIND, &[], "What gave rise to it (nature).").required(),
        Column::new("report_number", Kind::Text, &[], "The number of the report (numéro de rapport)."),
        Column::new("title", Kind::Text, &[], "The title (titre)."),
        Column::new("commission", Kind::Text, &[], "The commission that drafted it (commission)."),
        Column::new("rapporteurs", Kind::Text, &[], "The rapporteurs (rapporteurs)."),
        Column::new("outcome", OUTCOME, &[], "What became of it (résultat)."),
        Column::new("majority", MAJORITY, &[], "By what majority (majorité)."),
        Column::new("count_for", Kind::Integer, &[], "Votes for, as printed (voix pour)."),
        Column::new("count_against", Kind::Integer, &[], "Votes against (voix contre)."),
        Column::new("count_abstentions", Kind::Integer, &[], "Abstentions (abstentions)."),
        Column::new("formula", Kind::Text, &[], "The words that tell of the vote (formule)."),
        Column::new("declared_by", Kind::Text, &[], "Who made a declaration (déclarants)."),
        Column::new("themes", Kind::Text, &[], "The themes (thèmes)."),
        Column::new("initiatives", Kind::Text, &[], "The initiatives that it names (dispositifs)."),
        Column::new("summary", Kind::Text, &[], "The report's summary (synthèse du rapport)."),
        Column::new("document_sha256", Kind::Text, &[], "The document's hash (empreinte du document)."),
        Column::new(
            "document_url",
            Kind::Text,
            &[],
            "Where the document was published (adresse du document).",
        ),
    ],
};
