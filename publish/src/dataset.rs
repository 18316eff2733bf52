//! A dataset: what its rows are, and what each column says. All formats, schemas and the data dictionary are made from
//! this one description.

/// A set of rows of one kind, published whole.
#[derive(Debug)]
pub struct Dataset {
    /// Its name in addresses and files, such as "vote-positions".
    pub name: &'static str,
    /// What it holds: the English word, then the French term.
    pub title: &'static str,
    /// What a row is, in a sentence or two.
    pub description: &'static str,
    /// The type of the API whose records these are; none where rows are put together from several.
    pub record: Option<&'static str>,
    /// In the order of every format.
    pub columns: &'static [Column],
}

/// What one place of a row says.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name: lower case, words joined by "_".
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// What it says: the English words, then the French term.
    pub description: &'static str,
    /// The fields of the API that say the same, such as "Opinion.title".
    pub fields: &'static [&'static str],
    /// The dataset whose ids these are.
    pub refers_to: Option<&'static str>,
    /// The term of a shared vocabulary that means the same, such as "dcterms:title".
    pub term: Option<&'static str>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text; never empty.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole figure of 64 bits.
    Integer,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A day, a month or a year: EDTF level 0.
    PartialDate,
    /// A moment in UTC, to the microsecond.
    Moment,
    /// The id of a record: a UUID.
    Id,
    /// Ids of records, in their order.
    Ids,
    /// Texts, in their order.
    Texts,
}

impl Column {
    /// A column that may be empty and shows fields of the API.
    #[must_use]
    pub const fn new(
        name: &'static str,
        kind: Kind,
        fields: &'static [&'static str],
        description: &'static str,
    ) -> Self {
        Self { name, kind, required: false, description, fields, refers_to: None, term: None }
    }

    /// The same column, with a value in every row.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same column, of ids of a dataset.
    #[must_use]
    pub const fn of(self, dataset: &'static str) -> Self {
        Self { refers_to: Some(dataset), ..self }
    }

    /// The same column, that means what a term of a shared vocabulary means.
    #[must_use]
    pub const fn means(self, term: &'static str) -> Self {
        Self { term: Some(term), ..self }
    }
}

impl Dataset {
    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
