//! `hemicycle serve`.

use std::{io::ErrorKind, net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::Notify,
    time::sleep,
};

use super::Options;
use crate::http::{self, App, Settings};

/// How long requests under way may take to be answered once the server is asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// The signals that ask a server to stop: Ctrl-C, a service manager, a terminal that closes.
pub(super) struct Stop([Signal; 3]);

impl Stop {
    /// Listens for them from now on: none ends the process any more before it has cleaned up.
    pub(super) fn new() -> Result<Self, String> {
        let listen = |kind| signal(kind).map_err(|error| format!("signals cannot be received: {error}"));
        Ok(Self([
            listen(SignalKind::interrupt())?,
            listen(SignalKind::terminate())?,
            listen(SignalKind::hangup())?,
        ]))
    }

    async fn asked(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

/// Serves until a signal asks to stop; requests under way are answered first.
pub(super) async fn run(options: &Options, listen: &str, settings: Settings) -> Result<ExitCode, String> {
    let stop = Stop::new()?;
    // Before the database: one that no server will use is not made.
    let listener = bind(listen).await?;
    let store = options.migrated().await?;
    let app = App::with(store.clone(), settings).await?;
    let ended = self::listen(app, listener, stop, |_| ()).await;
    store.settle().await;
    ended
}

/// Takes an address, such as 127.0.0.1:8080.
pub(super) async fn bind(listen: &str) -> Result<TcpListener, String> {
    TcpListener::bind(listen).await.map_err(|error| {
        let what = match error.kind() {
            ErrorKind::AddrInUse => "Stop what listens there, or pass another address with --listen",
            ErrorKind::PermissionDenied => {
                "This user may not listen there: pass a port from 1024 on with --listen"
            }
            _ => "Pass an address of this machine with its port, such as 127.0.0.1:8080, with --listen",
        };
        format!("cannot listen on {listen}: {error}. {what}")
    })
}

/// Serves an application, and calls `say` once the address is known.
pub(super) async fn listen(
    app: App,
    listener: TcpListener,
    mut stop: Stop,
    say: fn(SocketAddr),
) -> Result<ExitCode, String> {
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    say(address);
    tracing::info!("serving http://{address}/graphql");
    let asked = Arc::new(Notify::new());
    let server = http::serve(listener, app, Arc::clone(&asked).notified_owned());
    let impatience = async {
        stop.asked().await;
        tracing::info!("stopping");
        asked.notify_one();
        tokio::select! {
            () = stop.asked() => {}
            () = sleep(PATIENCE) => {}
        }
    };
    tokio::select! {
        () = server => {}
        () = impatience => tracing::warn!("requests under way were cut off"),
    }
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}
