//! Which opinions.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{declaration, opinion, rapporteur, vote},
};

use super::{DateRange, MentionsFilter, filter, ids, in_territory, words};
use crate::graphql::{OpinionKind, VoteMajority, VoteOutcome};

filter! {
    /// Which opinions: all terms hold. A list holds where one of its values does.
    OpinionFilter {
        /// What gave rise to them (nature).
        kind: Vec<OpinionKind> => |terms, kinds| terms.kinds(kinds.into_iter().map(opinion::OpinionKind::from));
        /// The day of the session (date de séance); of an opinion that is only cited, the day that the texts give.
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of sessions (séances).
        session: Vec<ID> => |terms, of| terms.of(Parent::SESSION, ids(&of));
        /// The ids of the assemblies that gave them (assemblées).
        assembly: Vec<ID> => |terms, of| terms.of(Parent::ASSEMBLY, ids(&of));
        /// The ids of the commissions that drafted them (commissions).
        commission: Vec<ID> => |terms, of| terms.of(Parent::COMMISSION, ids(&of));
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| in_territory(Parent::ASSEMBLY, &code, terms);
        /// The number of the report that they answer (numéro de rapport), such as "4-1".
        report_number: String => |terms, number| terms.report_number(&number);
        /// What became of them (résultat du vote).
        outcome: Vec<VoteOutcome> => |terms, outcomes| terms.has::<vote::Model>(
            Parent::OPINION,
            Filter::default().outcomes(outcomes.into_iter().map(Into::into)),
        );
        /// By what majority (majorité).
        majority: Vec<VoteMajority> => |terms, majorities| terms.has::<vote::Model>(
            Parent::OPINION,
            Filter::default().majorities(majorities.into_iter().map(Into::into)),
        );
        /// The ids of persons who report on them (rapporteurs).
        rapporteur: Vec<ID> => |terms, of| terms.has::<rapporteur::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::PERSON, ids(&of)),
        );
        /// The ids of organisations that made a declaration on them (déclarants).
        declared_by: Vec<ID> => |terms, of| terms.has::<declaration::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::MADE_BY, ids(&of)),
        );
        /// The ids of themes that they carry (thèmes).
        theme: Vec<ID> => |terms, of| terms.of(Parent::CARRIED_BY, ids(&of));
        /// What their texts name, declarations included (mentions).
        mentions: MentionsFilter => |terms, named| named.of(Parent::OPINION, terms);
        /// Words of the title or of the text, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
        /// Whether a document that holds them was imported; else other texts cite them (avec document).
        with_document: bool => |terms, documented| terms.documented(documented);
    }
}
