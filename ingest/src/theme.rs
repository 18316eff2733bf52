//! Themes, and the mapping that says which opinions carry them: a table that people edit.

use std::sync::{Arc, LazyLock};

use crate::{text::slug, theme_assignment::Terms};

/// What opinions are about, such as "Commerce extérieur".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Theme {
    /// The slug of its name: how other records refer to it.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whose list it stands in, such as "DECIDATA"; none where it is of no list.
    pub scheme: Option<String>,
}

/// What a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeRuleKind {
    /// Words of the opinion's title.
    Title,
    /// Words of the text.
    Term,
    /// An initiative that the text names.
    Initiative,
    /// An organisation that the text names.
    Organisation,
}

impl ThemeRuleKind {
    const ALL: [(Self, &str); 4] = [
        (Self::Title, "TITLE"),
        (Self::Term, "TERM"),
        (Self::Initiative, "INITIATIVE"),
        (Self::Organisation, "ORGANISATION"),
    ];
}

/// A line of the mapping: an opinion in which one of the values stands `at_least` so often carries the theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThemeRule {
    /// The theme that it gives.
    pub theme: Theme,
    /// What it looks for.
    pub kind: ThemeRuleKind,
    /// Words or names, any of which counts. Case, accents and a plural's last letter do not matter.
    pub values: Vec<String>,
    /// How many places make it hold, counted over all values; from 1 on.
    pub at_least: u32,
}

impl ThemeRule {
    /// The values as the mapping has them.
    #[must_use]
    pub fn value(&self) -> String {
        self.values.join("|")
    }
}

/// A mapping from what opinions say to themes. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeMapping(Arc<Mapped>);

/// The rules, and their words as a text is compared with them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Mapped {
    rules: Vec<ThemeRule>,
    terms: Terms,
}

/// What is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeMappingError {
    /// The line, from 1 on.
    pub line: usize,
    /// What was read there, and what was expected.
    pub what: String,
}

impl std::fmt::Display for ThemeMappingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ThemeMappingError {}

/// The heading of the table: the names of its columns.
const HEADING: &str = "theme\tscheme\tkind\tvalue\tat least\tnote";

static BUNDLED: LazyLock<ThemeMapping> =
    LazyLock::new(|| ThemeMapping::parse(ThemeMapping::BUNDLED).unwrap_or(ThemeMapping(Arc::default())));

impl Default for ThemeMapping {
    /// The mapping bundled with the program.
    fn default() -> Self {
        BUNDLED.clone()
    }
}

impl ThemeMapping {
    /// The bundled mapping as it is written: the start of one's own.
    pub const BUNDLED: &'static str = include_str!("../reference/themes.tsv");

    /// Reads a mapping: lines of columns that tabs part, below a heading of the columns' names. The values of a cell
    /// are parted by `|`. Empty lines say nothing.
    ///
    /// # Errors
    /// The first line that is none, and why.
    pub fn parse(tsv: &str) -> Result<Self, ThemeMappingError> {
        let wrong = |line: usize, what: String| Err(ThemeMappingError { line, what });
        let mut lines = tsv.strip_prefix('\u{feff}').unwrap_or(tsv).lines().zip(1..);
        let heading = lines.next().map(|(line, _)| line).unwrap_or_default();
        if heading.trim_end() != HEADING {
            return wrong(1, format!("read {heading:?}, expected the heading {HEADING:?}, parted by tabs"));
        }
        let mut rules: Vec<ThemeRule> = Vec::new();
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let &[name, scheme, kind, value, at_least, ..] = cells.as_slice() else {
                let what = format!("read {} columns, expected at least 5: {HEADING:?}", cells.len());
                return wrong(number, what);
            };
            let key = slug(name);
            if key.is_empty() || name.contains('\0') {
                return wrong(number, format!("read {name:?}, expected the name of a theme"));
            }
            let Some((kind, _)) = ThemeRuleKind::ALL.into_iter().find(|(_, word)| *word == kind) else {
                let what = format!("read {kind:?}, expected TITLE, TERM, INITIATIVE or ORGANISATION");
                return wrong(number, what);
            };
            let values: Vec<String> = value.split('|').map(|value| value.trim().to_owned()).collect();
            if values.iter().any(|value| slug(value).is_empty()) {
                return wrong(number, format!("read {value:?}, expected words parted by `|`"));
            }
            let Some(at_least) = at_least.parse().ok().filter(|count| (1..=1_000_000).contains(count)) else {
                let what = format!("read {at_least:?}, expected how often it stands: a figure from 1 on");
                return wrong(number, what);
            };
            let scheme = (!scheme.is_empty()).then(|| scheme.to_owned());
            let theme = Theme { key, name: name.to_owned(), scheme };
            if let Some(other) = rules.iter().find(|rule| rule.theme.key == theme.key && rule.theme != theme)
            {
                let (one, other) = (said(&theme), said(&other.theme));
                return wrong(number, format!("read {one}, but a line above calls the same theme {other}"));
            }
            rules.push(ThemeRule { theme, kind, values, at_least });
        }
        let terms = Terms::new(&rules);
        Ok(Self(Arc::new(Mapped { rules, terms })))
    }

    /// Whether it gives a theme of this key.
    #[must_use]
    pub fn gives(&self, key: &str) -> bool {
        self.0.rules.iter().any(|rule| rule.theme.key == key)
    }

    /// The rules, in their order.
    pub(crate) fn rules(&self) -> &[ThemeRule] {
        &self.0.rules
    }

    pub(crate) fn terms(&self) -> &Terms {
        &self.0.terms
    }
}

fn said(theme: &Theme) -> String {
    format!("{:?} of the scheme {:?}", theme.name, theme.scheme.as_deref().unwrap_or_default())
}
