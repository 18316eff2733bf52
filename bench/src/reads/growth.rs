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

/// Connections that ask for totals.
pub(crate) const TOTALS: usize = 4;

/// So many requests of a shape that asks for totals: each is asked once before each turn.
const VARIANTS: usize = 8;

/// Drives each shape on every base that has it; these are of one kind, and given from the smallest to the largest, each with
/// the shapes as it has them.
///
/// # Errors
/// Where one does not start or answers with an error.
pub(super) fn grown(peer: Peer, bases: &[(Base<'_>, &[Shape])], terms: &Terms) -> Result<Grown, String> {
    let served = bases.iter().map(|(base, _)| base.serve(0));
    let served = served.collect::<Result<Vec<(Server, Subject)>, String>>()?;
    let (servers, subjects): (Vec<Server>, Vec<Subject>) = served.into_iter().unzip();
    let mut grown = Vec::new();
    for shape in bases.first().map_or(&[][..], |(_, shapes)| shapes) {
        println!("growth: {} of {}", shape.name, peer.name());
        let (mut opinions, mut driven) = (Vec::new(), Vec::new());
        for (subject, (base, shapes)) in subjects.iter().zip(bases) {
            let Some(own) = shapes.iter().find(|own| own.name == shape.name) else { continue };
            let host = subject.address.to_string();
            let requests = own.requests(peer);
            let many = if own.page { requests.len() } else { VARIANTS };
            let requests = requests.iter().take(many).map(|request| request.bytes(&host)).collect();
            opinions.push(base.opinions);
            driven.push(Subject { requests, ..subject.clone() });
        }
        let connections = if shape.page { terms.connections } else { terms.connections.min(TOTALS) };
        let rounds = rounds(&driven, &Terms { connections, ..terms.clone() })?;
        let sizes = opinions.into_iter().zip(rounds).map(|(opinions, rounds)| Size { opinions, rounds });
        let (title, page) = (shape.title.to_owned(), shape.page);
        grown.push(Growth { title, peer, page, sizes: sizes.collect() });
    }
    let services = bases.iter().zip(&servers).map(|((base, _), server)| base.service(server.id()));
    Ok(Grown { shapes: grown, services: services.collect::<Result<_, _>>()? })
}
