//! Rows that a change states, one list a table, in the order in which tables refer to each other.

use entities::{
    citation, decision, declaration, declaration_organisation, declaration_speaker, deliberation, document,
    follow_up, initiative, initiative_alias, initiative_body, membership, mention, mention_candidate,
    milestone, milestone_opinion, node, opinion, organisation, organisation_alias, organisation_identifier,
    paragraph, person, person_identifier, priority, problem, rapporteur, recommendation,
    recommendation_maker, report, section, session, source, telling, telling_maker, territory, theme,
    theme_assignment, vote, vote_position, withheld,
};
use sea_orm::EntityTrait;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{Error, recorded::Recorded};

/// What the tables shall hold.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is its table's rows")]
pub struct Rows {
    pub node: Vec<node::Model>,
    pub document: Vec<document::Model>,
    pub problem: Vec<problem::Model>,
    pub territory: Vec<territory::Model>,
    pub organisation: Vec<organisation::Model>,
    pub organisation_alias: Vec<organisation_alias::Model>,
    pub organisation_identifier: Vec<organisation_identifier::Model>,
    pub person: Vec<person::Model>,
    pub person_identifier: Vec<person_identifier::Model>,
    pub membership: Vec<membership::Model>,
    pub session: Vec<session::Model>,
    pub report: Vec<report::Model>,
    pub priority: Vec<priority::Model>,
    pub opinion: Vec<opinion::Model>,
    pub rapporteur: Vec<rapporteur::Model>,
    pub section: Vec<section::Model>,
    pub declaration: Vec<declaration::Model>,
    pub declaration_organisation: Vec<declaration_organisation::Model>,
    pub declaration_speaker: Vec<declaration_speaker::Model>,
    pub paragraph: Vec<paragraph::Model>,
    pub vote: Vec<vote::Model>,
    pub deliberation: Vec<deliberation::Model>,
    pub vote_position: Vec<vote_position::Model>,
    pub citation: Vec<citation::Model>,
    pub initiative: Vec<initiative::Model>,
    pub initiative_alias: Vec<initiative_alias::Model>,
    pub initiative_body: Vec<initiative_body::Model>,
    pub mention: Vec<mention::Model>,
    pub mention_candidate: Vec<mention_candidate::Model>,
    pub milestone: Vec<milestone::Model>,
    pub milestone_opinion: Vec<milestone_opinion::Model>,
    pub recommendation: Vec<recommendation::Model>,
    pub recommendation_maker: Vec<recommendation_maker::Model>,
    pub telling: Vec<telling::Model>,
    pub telling_maker: Vec<telling_maker::Model>,
    pub follow_up: Vec<follow_up::Model>,
    pub theme: Vec<theme::Model>,
    pub theme_assignment: Vec<theme_assignment::Model>,
    pub source: Vec<source::Model>,
    /// Decisions of whose values documents say something else now: before, and after.
    pub decision: Vec<(decision::Model, decision::Model)>,
    pub withheld: Vec<withheld::Model>,
    /// Every person that the document names, as it names them, whether it decides what their record says or not.
    pub named: Vec<Named>,
    /// Rows that were never there: what they hang on is new.
    pub fresh: Fresh,
    /// Records that nothing states any more, unless a row above does: what is stored of them goes.
    pub stale: Vec<Uuid>,
}

/// Rows of records whose ids were never given: nothing stored need be compared with them.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is its table's rows")]
pub struct Fresh {
    pub node: Vec<node::Model>,
    pub vote_position: Vec<vote_position::Model>,
    pub source: Vec<source::Model>,
}

/// A person as a document names them.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the words are those of the table")]
pub struct Named {
    pub id: Uuid,
    pub name: Option<String>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
}

/// What is done to one list after the other.
pub(crate) trait Each {
    fn list<M>(&mut self, rows: &mut Vec<M>) -> Result<(), Error>
    where
        M: Recorded + DeserializeOwned,
        M::Entity: EntityTrait<Model = M>;
}

/// Writes the calls.
macro_rules! each {
    ($each:ident, $rows:ident, $($table:ident),*) => {
        $($each.list(&mut $rows.$table)?;)*
    };
}

impl Rows {
    /// Does something to every list of rows, each after those that it refers to; to nodes last.
    pub(crate) fn each(&mut self, each: &mut impl Each) -> Result<(), Error> {
        each!(
            each,
            self,
            document,
            problem,
            territory,
            organisation,
            organisation_alias,
            organisation_identifier,
            person,
            person_identifier,
            membership,
            session,
            report,
            priority,
            opinion,
            rapporteur,
            section,
            declaration,
            declaration_organisation,
            declaration_speaker,
            paragraph,
            vote,
            deliberation,
            vote_position
        );
        each.list(&mut self.fresh.vote_position)?;
        each!(
            each,
            self,
            citation,
            initiative,
            initiative_alias,
            initiative_body,
            mention,
            mention_candidate,
            milestone,
            milestone_opinion,
            recommendation,
            recommendation_maker,
            telling,
            telling_maker,
            follow_up,
            theme,
            theme_assignment,
            source
        );
        each.list(&mut self.fresh.source)?;
        each!(each, self, withheld, node);
        each.list(&mut self.fresh.node)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sea_orm::{EntityName, EntityTrait};

    use super::{Each, Rows};
    use crate::{
        Error,
        recorded::{Recorded, tables},
    };

    struct Names(BTreeSet<String>);

    impl Each for Names {
        fn list<M>(&mut self, _: &mut Vec<M>) -> Result<(), Error>
        where
            M: Recorded,
            M::Entity: EntityTrait<Model = M>,
        {
            self.0.insert(M::Entity::default().table_name().to_owned());
            Ok(())
        }
    }

    #[test]
    fn decisions_are_laid_over_every_table_that_an_import_writes() {
        let mut names = Names(BTreeSet::new());
        assert!(Rows::default().each(&mut names).is_ok());
        let own = ["decision", "redaction"];
        let recorded = tables().into_iter().map(|table| table.name().to_owned());
        assert_eq!(names.0, recorded.filter(|name| !own.contains(&name.as_str())).collect());
    }
}
