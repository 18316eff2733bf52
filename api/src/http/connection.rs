//! Connections: each is answered by the routes, and given up where it sends no request.

use std::{net::SocketAddr, pin::pin, time::Duration};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request},
    http::Request as Received,
};
use hyper::{
    body::Incoming,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};

use uuid::Uuid;

use super::{App, again::at_once, router};
use crate::webhook::deliver;

/// Answers whoever connects until `stop` is over, and then those under way.
///
/// `axum::serve` would do but for one thing: it waits for a request's head for ever.
pub(crate) async fn serve(listener: TcpListener, app: App, stop: impl Future<Output = ()>) {
    let header_time = app.0.settings.limits.header_time;
    let sender = Uuid::new_v4();
    let delivering = deliver(app.0.store.clone(), sender, app.0.settings.webhooks.clone());
    let delivering = tokio::spawn(delivering);
    let router = router(app.clone());
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let (app, routes) = (app.clone(), TowerToHyperService::new(router.clone()));
        let service = service_fn(move |request: Received<Incoming>| {
            let (app, routes) = (app.clone(), routes.clone());
            async move {
                let (mut parts, body) = request.into_parts();
                parts.extensions.insert(ConnectInfo(peer));
                match at_once(&app, &mut parts).await {
                    Some(response) => Ok(response),
                    None => routes.call(Request::from_parts(parts, Body::new(body))).await,
                }
            }
        });
        let mut server = Builder::new(TokioExecutor::new()).http1_only();
        server.http1().timer(TokioTimer::new()).header_read_timeout(header_time);
        let connection = server.serve_connection_with_upgrades(TokioIo::new(stream), service);
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke off");
            }
        });
    }
    drop(listener);
    delivering.abort();
    if let Err(error) = app.0.store.release_webhooks(sender).await {
        tracing::warn!(%error, "another instance takes this one's webhooks later");
    }
    // Those who follow would stay for ever.
    tokio::join!(app.0.followers.dismiss(), graceful.shutdown());
}

/// The next connection. Where there is no room for one, it is waited for: some of those under way will end.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // An answer goes out at once, however short.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection waits for more before it sends");
                }
                return (stream, peer);
            }
            Err(error) => {
                tracing::warn!(%error, "no connection could be taken");
                sleep(Duration::from_millis(200)).await;
            }
        }
    }
}
