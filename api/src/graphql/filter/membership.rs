//! Which memberships.

use async_graphql::ID;
use store::Parent;

use super::{filter, ids};

filter! {
    /// Which memberships: all terms hold. A list holds where one of its values does.
    MembershipFilter {
        /// The ids of those who sit (personnes).
        person: Vec<ID> => |terms, of| terms.of(Parent::PERSON, ids(&of));
        /// The ids of organisations in which they sit (organisations).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::ORGANISATION, ids(&of));
        /// The ids of organisations on whose behalf they sit (au nom de).
        on_behalf_of: Vec<ID> => |terms, of| terms.of(Parent::ON_BEHALF_OF, ids(&of));
        /// The role as printed (fonction).
        role: String => |terms, role| terms.role(&role);
    }
}
