//! `hemicycle keys`.

use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{Subcommand, builder::FalseyValueParser};
use serde_json::{Value, json};
use store::{Key, Scope};

use super::Options;

/// What is done with keys.
#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Makes a key, and shows it this once.
    Create {
        /// Who has it. Revisions say "key NAME", so no other key will ever have the name.
        name: String,
        /// What it may do: import, edit, webhooks, or admin, which is all of them; several with commas.
        #[arg(
            long,
            required = true,
            value_delimiter = ',',
            env = "HEMICYCLE_SCOPES",
            hide_env_values = true,
            value_name = "SCOPES"
        )]
        scopes: Vec<Scope>,
        /// From when on it is refused: a day, such as 2027-01-31, or a moment, such as 2027-01-31T12:00:00Z.
        #[arg(long, value_parser = moment, env = "HEMICYCLE_EXPIRES", hide_env_values = true, value_name = "MOMENT")]
        expires: Option<DateTime<Utc>>,
        #[command(flatten)]
        form: Form,
    },
    /// Lists the keys, without their secrets.
    List {
        #[command(flatten)]
        form: Form,
    },
    /// Refuses a key from now on.
    Revoke {
        /// Whose key.
        name: String,
        #[command(flatten)]
        form: Form,
    },
}

/// How it is written.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Form {
    /// Writes one JSON object a key, for machines, and no other words.
    #[arg(long, env = "HEMICYCLE_JSON", hide_env_values = true, value_parser = FalseyValueParser::new())]
    json: bool,
}

/// What is said where there are no keys.
const NONE: &str = "There are no keys: `hemicycle keys create NAME --scopes import` makes one.";

/// Makes, lists or revokes.
pub(super) async fn run(options: &Options, keys: Keys) -> Result<ExitCode, String> {
    let store = match &keys {
        // The first key may come before the first document.
        Keys::Create { .. } => options.migrated().await?,
        Keys::List { .. } | Keys::Revoke { .. } => {
            options.existing().await?.ok_or_else(|| options.missing())?
        }
    };
    let failed = |error: store::Error| error.to_string();
    match keys {
        Keys::Create { name, scopes, expires, form } => {
            let made = store.make_key(&name, &scopes, expires).await;
            let (key, token) = made.map_err(|error| format!("no key was made: {error}"))?;
            store.settle().await;
            let shown = if form.json {
                let mut object = object(&key);
                object["key"] = json!(token);
                format!("{object}\n")
            } else {
                let how = "Send it as `Authorization: Bearer hemicycle_…`; `hemicycle keys revoke` ends it.";
                format!("{}. It is shown this once:\n\n{token}\n\n{how}\n", said(&key))
            };
            // Nobody can use a key that nobody has seen.
            return super::print("key", &shown).map_err(|error| {
                format!("{error}. Revoke the key {:?}, and make another of another name", key.name)
            });
        }
        Keys::List { form } => {
            let keys = store.keys().await.map_err(failed)?;
            for key in &keys {
                if form.json {
                    super::say(&object(key).to_string());
                } else {
                    super::say(&format!("{}.{}", said(key), used(key)));
                }
            }
            if keys.is_empty() && !form.json {
                super::say(NONE);
            }
        }
        Keys::Revoke { name, form } => {
            let key = store.revoke_key(&name).await.map_err(failed)?.ok_or_else(|| {
                format!("there is no key {name:?}: `hemicycle keys list` names those that there are")
            })?;
            store.settle().await;
            if form.json {
                super::say(&object(&key).to_string());
            } else {
                super::say(&format!("{}.", said(&key)));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn said(key: &Key) -> String {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.name()).collect();
    let until = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!(", and is revoked since {}", written(at)),
        (None, Some(at)) => format!(" until {}", written(at)),
        (None, None) => String::new(),
    };
    format!("The key {:?} has the scopes {}{until}", key.name, scopes.join(", "))
}

fn used(key: &Key) -> String {
    let made = written(key.created_at);
    match key.last_used_at {
        Some(at) => format!(" Made {made}, last used {}.", written(at)),
        None => format!(" Made {made}, never used."),
    }
}

fn object(key: &Key) -> Value {
    json!({
        "id": key.id,
        "name": key.name,
        "scopes": key.scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>(),
        "createdAt": written(key.created_at),
        "expiresAt": key.expires_at.map(written),
        "revokedAt": key.revoked_at.map(written),
        "lastUsedAt": key.last_used_at.map(written),
    })
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// A day is its first moment.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let day = || Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN).and_utc());
    let moment = text.parse().ok().or_else(day);
    moment.ok_or_else(|| {
        "expected a day, such as 2027-01-31, or a moment, such as 2027-01-31T12:00:00Z".to_owned()
    })
}
