//! Which declarations.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{opinion, vote_position},
};

use super::{DateRange, MentionsFilter, filter, ids, in_territory, words};
use crate::graphql::VoteChoice;

filter! {
    /// Which declarations: all terms hold. A list holds where one of its values does.
    DeclarationFilter {
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of opinions (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::OPINION, ids(&of));
        /// The ids of sessions (séances).
        session: Vec<ID> => |terms, of| terms.whose::<opinion::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::SESSION, ids(&of)),
        );
        /// The ids of commissions that drafted the opinion (commissions).
        commission: Vec<ID> => |terms, of| terms.whose::<opinion::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::COMMISSION, ids(&of)),
        );
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| terms.whose::<opinion::Model>(
            Parent::OPINION,
            in_territory(Parent::ASSEMBLY, &code, Filter::default()),
        );
        /// The ids of organisations on whose behalf they are made (au nom de).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::MADE_BY, ids(&of));
        /// The ids of persons who speak (orateurs).
        speaker: Vec<ID> => |terms, of| terms.of(Parent::SPOKEN_BY, ids(&of));
        /// What they announce (position annoncée).
        stance: Vec<VoteChoice> => |terms, choices| terms.has::<vote_position::Model>(
            Parent::DECLARATION,
            Filter::default().choices(choices.into_iter().map(Into::into)),
        );
        /// Whether they announce it with reservations (avec réserves); neither holds of those that announce nothing.
        with_reservations: bool => |terms, reserved| terms.has::<vote_position::Model>(
            Parent::DECLARATION,
            Filter::default().with_reservations(reserved),
        );
        /// What they name (mentions).
        mentions: MentionsFilter => |terms, named| named.of(Parent::DECLARATION, terms);
        /// Words of what was said, of who spoke or on whose behalf, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
