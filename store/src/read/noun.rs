//! What can be listed and found by its id.

use std::{collections::HashMap, sync::Arc};

use entities::{
    declaration, document, follow_up, initiative, membership, mention, milestone, opinion, organisation,
    paragraph, person, priority, rapporteur, recommendation, report, section, session, territory, theme,
    theme_assignment, vote, vote_position,
};
use sea_orm::DbErr;
use uuid::Uuid;

use super::{columns::Columns, held::Tables};

/// A record with a table of its own.
pub trait Noun: Clone + Send + Sync + 'static {
    /// The columns that are read, `id` first. What orders lists and what is as long as a document stays in the database.
    const COLUMNS: &'static [&'static str];

    /// The columns of those, the last ones, that a page may leave out.
    const SPARE: &'static [&'static str];

    /// The column that orders the lists which an owner bounds.
    const ORDER: &'static str;

    /// The table's name.
    const TABLE: &'static str;

    /// Reads those columns in their order.
    ///
    /// # Errors
    /// Where one of them holds something else.
    fn read(columns: &mut Columns<'_>) -> Result<Self, DbErr>;

    /// The record's id.
    fn id(&self) -> Uuid;

    /// Whether the table may be held in memory.
    const SMALL: bool = false;

    /// The rows of a table that is held in memory; none of one that never is, or has too many rows.
    fn held(_tables: &Tables) -> Option<&HashMap<Uuid, Arc<Self>>> {
        None
    }
}

/// Writes each noun: its table, the column that orders what an owner bounds, the columns that are read, those of them that may
/// be left out, and those that are not read; and where it is held in memory.
macro_rules! nouns {
    ($(
        $noun:ident $(in $held:ident)? by $order:ident { $($column:ident)* } $(spare { $($spare:ident)* })?
        without { $($other:ident)* };
    )*) => {
        $(
            impl Noun for $noun::Model {
                const COLUMNS: &'static [&'static str] = &[$(stringify!($column),)* $($(stringify!($spare),)*)?];
                const SPARE: &'static [&'static str] = &[$($(stringify!($spare),)*)?];
                const ORDER: &'static str = stringify!($order);
                const TABLE: &'static str = stringify!($noun);

                fn read(columns: &mut Columns<'_>) -> Result<Self, DbErr> {
                    Ok(Self {
                        $($column: columns.next()?,)*
                        $($($spare: columns.spare()?,)*)?
                        $($other: Default::default(),)*
                    })
                }

                fn id(&self) -> Uuid {
                    self.id
                }

                $(
                    const SMALL: bool = true;

                    fn held(tables: &Tables) -> Option<&HashMap<Uuid, Arc<Self>>> {
                        tables.$held.as_deref()
                    }
                )?
            }
        )*
    };
}

nouns! {
    document by rank {
        id sha256 status title media_type byte_size url licence parser_version reference_version redacted imported_at
    } without { newest_first oldest_first text };
    territory in territories by rank { id level code name basis } without { name_key };
    organisation in organisations by rank { id territory_id acronym name kind parent_id basis }
        without { slug acronym_key name_key };
    person in persons by rank { id assembly_id name given_name family_name redacted basis } without { slug name_key };
    membership by rank { id person_id organisation_id on_behalf_of_id role start_date end_date basis }
        without { name_key };
    theme in themes by rank { id slug name scheme basis } without { name_key };
    theme_assignment by rank { id opinion_id theme_id rank rule_kind rule_value rule_at_least basis } without {};
    session in sessions by rank { id assembly_id held_on kind basis } without { newest_first oldest_first };
    report by rank { id session_id number title summary submitted_by_id basis }
        without { newest_first oldest_first };
    priority by rank { id report_id rank title basis } without {};
    opinion by rank { id assembly_id kind basis }
        spare { session_id commission_id report_id report_number document_id title adopted_on }
        without { title_key newest_first oldest_first };
    rapporteur by rank { id opinion_id person_id rank basis } without { newest_first };
    section by rank { id opinion_id rank heading basis } without {};
    paragraph by rank { id section_id declaration_id rank text basis } without {};
    declaration by rank { id opinion_id rank speaker_id basis } without { newest_first oldest_first };
    vote by newest_first { id session_id opinion_id held_on inconsistent basis }
        spare {
            subject identifier outcome majority formula count_for count_against count_abstentions
            count_not_participating count_absent count_present count_cast count_eligible
        } without { newest_first oldest_first };
    vote_position by rank { id vote_id kind choice basis }
        spare { with_reservations person_id organisation_id declaration_id } without { newest_first };
    initiative in initiatives by rank { id territory_id acronym name kind organisation_id basis }
        without { slug acronym_key name_key };
    mention by rank {
        id document_id opinion_id declaration_id organisation_id person_id initiative_id cited_id basis
    } without { newest_first oldest_first };
    milestone by rank { id initiative_id organisation_id date title basis } without { newest_first oldest_first };
    recommendation by rank { id origin_id declaration_id number subject text basis }
        without { newest_first oldest_first };
    follow_up by newest_first {
        id recommendation_id opinion_id telling_id status evidence_text evidence_url evidence_date basis
    } without { newest_first oldest_first };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use entities::{opinion, vote};
    use sea_orm::{EntityTrait, Iden, Iterable};

    use super::*;

    fn columns<E: EntityTrait>() -> BTreeSet<String> {
        E::Column::iter().map(|column| column.unquoted().to_owned()).collect()
    }

    fn read<N: Noun>(others: &[&str]) -> BTreeSet<String> {
        N::COLUMNS.iter().chain(others).map(|column| (*column).to_owned()).collect()
    }

    #[test]
    fn columns_are_those_of_the_tables() {
        let days = ["newest_first", "oldest_first"];
        assert_eq!(columns::<vote::Entity>(), read::<vote::Model>(&days));
        assert_eq!(
            columns::<opinion::Entity>(),
            read::<opinion::Model>(&[&days[..], &["title_key"]].concat())
        );
    }
}
