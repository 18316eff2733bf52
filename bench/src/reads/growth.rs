//! The same shapes on databases of several sizes, which are driven in turn: a machine that drifts does so for all.

use super::{
    base::Base,
    turn::{Subject, rounds},
};
use crate::{
    report::figures::{Growth, Peer, Service, Size, Terms},
    server::Server,
    shape::Shape,
};

/// What growth gave: the shapes on each database, and the services on the largest.
pub(super) struct Grown {
    pub(super) shapes: Vec<Growth>,
    pub(super) services: Vec<Service>,
}

/// Drives each shape on every base; these are given from the smallest to the largest, each with the shapes as it has them.
///
/// # Errors
/// Where one does not start or answers with an error.
pub(super) fn grown(bases: &[(Base<'_>, &[Shape])], terms: &Terms) -> Result<Grown, String> {
    let served = bases.iter().map(|(base, _)| base.serve(0));
    let served = served.collect::<Result<Vec<(Server, Subject)>, String>>()?;
    let (servers, mut subjects): (Vec<Server>, Vec<Subject>) = served.into_iter().unzip();
    let mut grown = Vec::new();
    let shapes = bases.first().map_or(&[][..], |(_, shapes)| shapes);
    for (place, shape) in shapes.iter().enumerate() {
        println!("growth: {}", shape.name);
        for (subject, (_, shapes)) in subjects.iter_mut().zip(bases) {
            let host = subject.address.to_string();
            let requests = shapes[place].requests(subject.peer);
            subject.requests = requests.iter().map(|request| request.bytes(&host)).collect();
        }
        let measured = rounds(&subjects, terms)?;
        for peer in [Peer::Postgres, Peer::Sqlite] {
            let own = bases.iter().zip(&measured).filter(|((base, _), _)| base.peer == peer);
            let sizes =
                own.map(|((base, _), rounds)| Size { opinions: base.opinions, rounds: rounds.clone() });
            let sizes: Vec<Size> = sizes.collect();
            if !sizes.is_empty() {
                grown.push(Growth { title: shape.title.to_owned(), peer, page: shape.page, sizes });
            }
        }
    }
    let services = bases.iter().zip(&servers).map(|((base, _), server)| base.service(server.id()));
    Ok(Grown { shapes: grown, services: services.collect::<Result<_, _>>()? })
}
