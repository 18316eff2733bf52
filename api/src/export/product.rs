//! What can be exported: a file by its name.

use publish::{Dataset, Format, Options, POPOLO};
use sha2::{Digest, Sha256};

use super::Codes;

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) dataset: &'static Dataset,
    pub(crate) format: Format,
    pub(crate) options: Options,
    /// What the rows are chosen by, as the dataset's statement asks for it; nothing is all of them.
    pub(crate) values: Vec<Option<String>>,
    /// Codes that its rows may lack; none where it has no columns for them.
    pub(crate) codes: Option<Codes>,
}

impl Product {
    /// A whole dataset.
    pub(crate) fn whole(dataset: &'static Dataset, format: Format, mark: bool) -> Self {
        let options = Options { mark: mark && format == Format::Csv, ..Options::default() };
        Self { dataset, format, options, values: Vec::new(), codes: None }
    }

    /// The same, with codes for those of its rows that have none.
    pub(crate) fn with(self, codes: Option<&Codes>) -> Self {
        let asked = self.dataset.name.starts_with("scdl-");
        Self { codes: codes.filter(|_| asked).cloned(), ..self }
    }

    /// All that Popolo has terms for.
    pub(crate) fn popolo(format: Format) -> Self {
        Self::whole(&POPOLO, format, false)
    }

    /// The product of a file's name, such as "opinions.csv".
    pub(crate) fn named(file: &str, mark: bool) -> Option<Self> {
        let (name, extension) = file.split_once('.')?;
        match (name, extension) {
            ("popolo", "json") => return Some(Self::popolo(Format::Json)),
            ("popolo", "jsonld") => return Some(Self::popolo(Format::JsonLd)),
            _ => {}
        }
        Some(Self::whole(publish::dataset(name)?, extension.parse().ok()?, mark))
    }

    pub(crate) fn file_name(&self) -> String {
        format!("{}.{}", self.dataset.name, self.format)
    }

    pub(crate) fn media_type(&self) -> &'static str {
        self.format.media_type()
    }

    /// What tells it from the others, in the characters that an entity tag may have.
    pub(crate) fn key(&self) -> String {
        let mark = if self.options.mark { "+bom" } else { "" };
        let mut key = format!("{}{mark}", self.file_name());
        if let Some(codes) = &self.codes {
            key.push('+');
            key.push_str(&codes.digest);
        }
        if !self.values.is_empty() {
            // A feed says its address.
            let hash = Sha256::digest(format!("{:?} {:?}", self.values, self.options.address));
            key.extend(hash.iter().take(16).map(|byte| format!("{byte:02x}")));
        }
        key
    }
}
