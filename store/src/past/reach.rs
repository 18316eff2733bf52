//! What the statements of a read lead to beside the rows that they are about.

use uuid::Uuid;

use crate::{
    Error, Store,
    read::{Facet, Filter, Joining, Noun, Parent},
};

/// From the values that a column of one table has to the rows of another in which a column has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// A table, and a column of its ids.
    pub(crate) from: (&'static str, &'static str),
    /// A table, and the column to find its rows by.
    pub(crate) to: (&'static str, &'static str),
}

/// A list to bring.
pub(crate) struct Wanted<'a> {
    pub(crate) parent: Parent,
    pub(crate) parents: &'a [Uuid],
    pub(crate) joins: &'a [Joining],
    pub(crate) filter: &'a Filter,
    pub(crate) facet: Option<Facet>,
}

impl Store {
    /// Where this is a store of the past: brings the records that lists of some parents have, and whatever the statement
    /// about them looks at.
    pub(crate) async fn bring_lists<N: Noun>(&self, wanted: &Wanted<'_>) -> Result<(), Error> {
        match &self.past {
            None => Ok(()),
            Some(_) => Box::pin(self.bring_all::<N>(wanted)).await,
        }
    }

    async fn bring_all<N: Noun>(&self, wanted: &Wanted<'_>) -> Result<(), Error> {
        if !wanted.filter.searches().is_empty() {
            return Err(Error::PastSearch);
        }
        let table = N::TABLE;
        let (owning, column) = wanted.parent.owner(table);
        self.bring(owning, column, wanted.parents).await?;
        let link = wanted.parent.link().map(|(link, own)| Reach { from: (link, own), to: (table, "id") });
        let mut steps: Vec<Reach> = link.into_iter().collect();
        steps.extend(wanted.joins.iter().map(|joining| joining.join.reach(table)));
        wanted.filter.reach(table, &mut steps);
        steps.extend(wanted.facet.iter().flat_map(|facet| facet.reach(table)));
        self.reach(&steps).await
    }

    /// Where this is a store of the past: brings what each step leads to, one after the other.
    pub(crate) async fn reach(&self, steps: &[Reach]) -> Result<(), Error> {
        match &self.past {
            None => Ok(()),
            Some(_) => Box::pin(self.go(steps)).await,
        }
    }

    async fn go(&self, steps: &[Reach]) -> Result<(), Error> {
        for Reach { from: (table, column), to } in steps {
            let ids = self.values(table, column).await?;
            self.bring(to.0, to.1, &ids).await?;
        }
        Ok(())
    }
}
