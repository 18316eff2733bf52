//! Publications (publications): opinions as observation platforms such as DECIDATA list them.

use crate::{Column, Dataset, Kind, territory::TERRITORY_LEVEL};

/// Publications (publications).
pub static PUBLICATIONS: Dataset = Dataset {
    name: "publications",
    title: "Publications (publications)",
    description: "One row for each opinion that a document holds, as observation platforms list what is published; also at /publications, filtered and as a feed.",
    record: None,
    columns: &[
        Column::new("id", Kind::Id, &[], "The opinion's id (identifiant).").of("opinions").required(),
        Column::new("title", Kind::Text, &[], "The title (titre).").means("dcterms:title").required(),
        Column::new("month", Kind::PartialDate, &[], "The month of its publication, such as \"2020-10\" (mois).").required(),
        Column::new("published_on", Kind::Date, &[], "The day of its adoption, or of the session (date de publication).")
            .means("dcterms:issued")
            .required(),
        Column::new(
            "period_start",
            Kind::Date,
            &[],
            "The first day of the period that the title holds, such as \"24T2\" or \"07/24\" (début de période).",
        )
        .means("schema:startDate"),
        Column::new("period_end", Kind::Date, &[], "Its last day, inclusive (fin de période).").means("schema:endDate"),
        Column::new("producer", Kind::Text, &[], "The assembly (producteur).").means("dcterms:publisher").required(),
        Column::new("producer_id", Kind::Id, &[], "Its id (identifiant du producteur).").of("organisations").required(),
        Column::new("summary", Kind::Text, &[], "The summary of the report that it answers (résumé).").means("dcterms:abstract"),
        Column::new("keywords", Kind::Texts, &[], "The initiatives that it names (mots-clés).").means("schema:keywords"),
        Column::new(
            "territory_level",
            TERRITORY_LEVEL,
            &[],
            "The level of the territory (niveau du territoire).",
        )
        .required(),
        Column::new("territory_code", Kind::Text, &[], "Its code of INSEE (code INSEE).").required(),
        Column::new("territory_name", Kind::Text, &[], "Its name (territoire).").means("dcterms:spatial"),
        Column::new("themes", Kind::Texts, &[], "The themes that it carries (thèmes).").means("dcterms:subject"),
        Column::new("link", Kind::Text, &[], "Where the document was published, where that is known (lien).").means("schema:url"),
        Column::new("changed_at", Kind::Moment, &[], "When the opinion's own record last changed here: when it came in, or was corrected (modifié le).").means("dcterms:modified").required(),
    ],
};
