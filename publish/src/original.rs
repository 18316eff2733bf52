//! Originals (originaux): the documents' bytes as they came, each a file beside a list of them.

use crate::{Column, Dataset, Kind};

/// What is listed of the originals that are kept; the bytes of each stand in the file that [`original_path`] names.
pub static ORIGINALS: Dataset = Dataset {
    name: "originals",
    title: "Originals (originaux)",
    description: "One row for each document whose bytes are kept, in the order in which they came. The bytes are the file \
        originals/{sha256} beside this one, with the ending of its media type; there is none, and no byte is counted, where they \
        had a person's name that was taken out.",
    record: None,
    columns: &[
        Column::new("sha256", Kind::Text, &[], "The SHA-256 of its bytes, in hexadecimal (empreinte).")
            .required(),
        Column::new(
            "media_type",
            Kind::Text,
            &[],
            "What its bytes are; none where it was kept and never read (type de média).",
        )
        .means("dcterms:format"),
        Column::new("byte_size", Kind::Integer, &[], "How many bytes (taille).")
            .means("schema:contentSize")
            .required(),
        Column::new(
            "imported_at",
            Kind::Moment,
            &[],
            "When it was first read; none where it was kept and never read (importé le).",
        )
        .means("dcterms:created"),
        Column::new(
            "status",
            Kind::Word(&["ACCEPTED", "REFUSED"]),
            &[],
            "Whether it was understood; none where it was kept and never read (statut).",
        ),
        Column::new("title", Kind::Text, &[], "The title (titre).").means("dcterms:title"),
        Column::new(
            "territory",
            Kind::Text,
            &[],
            "The territory of what it states, as `import --territory` takes it: REGION:27 (territoire).",
        ),
    ],
};

/// Where an original stands in a folder, from its SHA-256 and its media type: "originals/6ff1….pdf". It is made of nothing
/// else, so that no list of originals leads out of the folder; none where the first is no SHA-256 in lower-case
/// hexadecimal digits.
#[must_use]
pub fn original_path(sha256: &str, media_type: Option<&str>) -> Option<String> {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let known = sha256.len() == 64 && sha256.bytes().all(digit);
    known.then(|| format!("originals/{sha256}.{}", ending(media_type.unwrap_or_default())))
}

/// By which people and `hemicycle import` know what a file is.
fn ending(media_type: &str) -> &'static str {
    match media_type.split(';').next().unwrap_or_default() {
        "application/pdf" => "pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "text/html" => "html",
        "text/plain" => "txt",
        "text/csv" => "csv",
        "application/json" => "json",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::original_path;

    #[test]
    fn a_path_is_made_of_a_hash_and_a_known_ending_and_nothing_else() {
        let hash = "0123456789abcdef".repeat(4);
        let path = |media_type| original_path(&hash, media_type);
        assert_eq!(path(Some("text/plain; charset=utf-8")), Some(format!("originals/{hash}.txt")));
        assert_eq!(path(Some("../../etc")), Some(format!("originals/{hash}.bin")));
        assert_eq!(path(None), Some(format!("originals/{hash}.bin")));
        for wrong in ["", "../../etc/passwd", &hash.to_uppercase(), &hash[1..], &format!("{}/", &hash[1..])] {
            assert_eq!(original_path(wrong, None), None, "{wrong}");
        }
    }
}
