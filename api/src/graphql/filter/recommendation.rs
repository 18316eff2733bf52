//! Which recommendations.

use async_graphql::ID;
use store::{Filter, Parent, entities::follow_up};

use super::{DateRange, filter, ids, words};
use crate::graphql::FollowUpStatus;

filter! {
    /// Which recommendations: all terms hold. A list holds where one of its values does.
    RecommendationFilter {
        /// The number (numéro), as printed.
        number: String => |terms, number| terms.number(&number);
        /// The day of the opinion that makes them (date); where that is not known, of the one that tells of them.
        made_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of organisations that ask (auteurs).
        made_by: Vec<ID> => |terms, of| terms.of(Parent::ASKED_BY, ids(&of));
        /// The ids of opinions that make them (avis d'origine).
        origin: Vec<ID> => |terms, of| terms.of(Parent::ORIGIN, ids(&of));
        /// The ids of declarations that ask (déclarations).
        declaration: Vec<ID> => |terms, of| terms.of(Parent::DECLARATION, ids(&of));
        /// The ids of initiatives that their words name (dispositifs).
        initiative: Vec<ID> => |terms, of| terms.of(Parent::NAMED_IN, ids(&of));
        /// What became of them, as some text says (suite donnée).
        follow_up: Vec<FollowUpStatus> => |terms, statuses| terms.has::<follow_up::Model>(
            Parent::RECOMMENDATION,
            Filter::default().follow_up_statuses(statuses.into_iter().map(Into::into)),
        );
        /// Whether any text says what became of them (suite connue).
        followed_up: bool => |terms, known| {
            let followed = Filter::default().has::<follow_up::Model>(Parent::RECOMMENDATION, Filter::default());
            if known { terms.and(followed) } else { terms.not(followed) }
        };
        /// Words of the subject or the text, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
