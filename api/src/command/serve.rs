//! `hemicycle serve`.

use std::{net::SocketAddr, process::ExitCode};

use store::Store;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::Options;
use crate::http::{App, Limits, router};

/// Serves until a signal asks to stop; requests under way are answered first.
pub(super) async fn run(options: &Options, listen: SocketAddr) -> Result<ExitCode, String> {
    self::listen(options.migrated().await?, listen, |_| ()).await
}

/// Serves a store, and calls `say` once the address is known.
pub(super) async fn listen(
    store: Store,
    listen: SocketAddr,
    say: fn(SocketAddr),
) -> Result<ExitCode, String> {
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        format!("cannot listen on {listen}: {error}. Stop what listens there, or pass another address with --listen")
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let [interrupt, terminate] = signals.map(|signal| signal.map_err(|error| error.to_string()));
    let (mut interrupt, mut terminate) = (interrupt?, terminate?);
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
    };
    say(address);
    tracing::info!("serving http://{address}/graphql");
    let service = router(App::new(store, Limits::default()));
    axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(|error| error.to_string())?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}
