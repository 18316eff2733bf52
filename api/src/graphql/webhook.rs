//! Webhooks: addresses that changes are sent to (webhooks).

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use store::{Disabled, Reason, Scope, Since, Store, WebhookChange};
use uuid::Uuid;

use super::{
    change::{NodeType, since},
    mutation::Acting,
    scalar::DateTime,
    user_error::{UserError, UserErrorCode},
};
use crate::{error::Error, loader::Loaders, webhook::shown};

/// Why nothing is sent (raison).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum WebhookDisabled {
    /// Its key asked for it (à la demande).
    Key,
    /// The address answered 410 Gone (adresse supprimée).
    Gone,
    /// Deliveries failed for too long (échecs répétés).
    Failing,
    /// Its key has expired or was revoked: nothing enables it again (clé terminée).
    KeyEnded,
    /// Its place is none of this ledger, which was put back from an older backup: replay it from a token of now (jeton
    /// inconnu).
    Token,
}

impl From<Disabled> for WebhookDisabled {
    fn from(why: Disabled) -> Self {
        match why {
            Disabled::For(Reason::Key) => Self::Key,
            Disabled::For(Reason::Gone) => Self::Gone,
            Disabled::For(Reason::Failing) => Self::Failing,
            Disabled::For(Reason::Token) => Self::Token,
            Disabled::KeyEnded => Self::KeyEnded,
        }
    }
}

/// An address that changes are sent to, as they happen (webhook).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Webhook {
    /// The id (identifiant).
    id: ID,
    /// The name of the key that made it (clé).
    key: String,
    /// Where deliveries go (adresse).
    url: String,
    /// The types of records whose changes are sent; null where all are (types).
    types: Option<Vec<NodeType>>,
    /// When it was made (création).
    created_at: DateTime,
    /// The place up to which everything was delivered (jeton).
    cursor: String,
    /// Since when nothing is sent; null where something is (désactivé depuis).
    disabled_at: Option<DateTime>,
    /// Why nothing is sent; null where something is (raison).
    disabled_because: Option<WebhookDisabled>,
    /// When something was last delivered; null where nothing was (dernière livraison).
    delivered_at: Option<DateTime>,
    /// Since when deliveries fail; null where the last one did not (en échec depuis).
    failing_since: Option<DateTime>,
    /// How many deliveries have failed since (échecs).
    failures: i32,
    /// What the last of them met; null where none failed (dernier échec).
    failure: Option<String>,
}

impl From<store::Webhook> for Webhook {
    fn from(hook: store::Webhook) -> Self {
        let types: Vec<NodeType> = hook.types.iter().filter_map(|name| NodeType::of(name)).collect();
        Self {
            id: hook.id.into(),
            key: hook.key,
            url: hook.url,
            types: (!types.is_empty()).then_some(types),
            created_at: DateTime(hook.created_at),
            cursor: hook.token.to_string(),
            disabled_at: hook.disabled.map(|(at, _)| DateTime(at)),
            disabled_because: hook.disabled.map(|(_, why)| why.into()),
            delivered_at: hook.delivered_at.map(DateTime),
            failing_since: hook.failing_since.map(DateTime),
            failures: i32::try_from(hook.failures).unwrap_or(i32::MAX),
            failure: hook.failure,
        }
    }
}

/// A webhook to make (webhook à créer).
#[derive(Debug, InputObject)]
pub(crate) struct CreateWebhookInput {
    /// Where deliveries go: an address with https (adresse).
    url: String,
    /// The types of records whose changes are sent; all where it is not given (types).
    types: Option<Vec<NodeType>>,
}

/// What is to be another with a webhook; what is not given stays (modification).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateWebhookInput {
    /// Which one (identifiant).
    id: ID,
    /// Where deliveries go: an address with https (adresse).
    url: Option<String>,
    /// The types of records whose changes are sent; all where the list is empty (types).
    types: Option<Vec<NodeType>>,
    /// Whether anything is sent. One that was disabled goes on from where it was (activé).
    enabled: Option<bool>,
}

/// A webhook to remove (webhook à supprimer).
#[derive(Debug, InputObject)]
pub(crate) struct DeleteWebhookInput {
    /// Which one (identifiant).
    id: ID,
}

/// A place to deliver from (reprise).
#[derive(Debug, InputObject)]
pub(crate) struct ReplayWebhookInput {
    /// Which one (identifiant).
    id: ID,
    /// The cursor of a change: all that came after it is delivered, again or for the first time. "now" leaves out what was
    /// not delivered yet; from the first change of all where it is not given (jeton).
    after: Option<String>,
}

/// A webhook that was made (résultat).
#[derive(SimpleObject)]
pub(crate) struct CreateWebhookPayload {
    /// The webhook; null where none was made.
    webhook: Option<Webhook>,
    /// What its deliveries are signed with, "whsec_…", by Standard Webhooks. It is shown this once (secret).
    secret: Option<String>,
    /// What can be mended (erreurs de saisie).
    user_errors: Vec<UserError>,
}

/// A webhook that was changed (résultat).
#[derive(SimpleObject)]
pub(crate) struct WebhookPayload {
    /// The webhook as it is now; null where there is none of that id, or it was removed.
    webhook: Option<Webhook>,
    /// What can be mended (erreurs de saisie).
    user_errors: Vec<UserError>,
}

impl WebhookPayload {
    fn refused(field: &str, message: impl Into<String>) -> Self {
        Self { webhook: None, user_errors: vec![UserError::at(field, UserErrorCode::Invalid, message)] }
    }

    fn of(found: Option<store::Webhook>) -> Self {
        let unknown = || {
            let message = "this key has no webhook of that id: GET /webhooks lists those that it has";
            vec![UserError::at("id", UserErrorCode::NotFound, message)]
        };
        let user_errors = if found.is_some() { Vec::new() } else { unknown() };
        Self { webhook: found.map(Webhook::from), user_errors }
    }
}

/// Where changes are sent to.
#[derive(Default)]
pub(crate) struct Hooks;

/// Where changes are sent to.
#[Object]
impl Hooks {
    /// Has changes sent to an address as they happen, from now on (créer un webhook). Takes the scope `webhooks`.
    async fn create_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The webhook.")] input: CreateWebhookInput,
    ) -> Result<CreateWebhookPayload, Error> {
        let acting = ctx.data_unchecked::<Acting>();
        let refused = |message: &str| CreateWebhookPayload {
            webhook: None,
            secret: None,
            user_errors: vec![UserError::at("url", UserErrorCode::Invalid, message)],
        };
        let url = match acting.webhooks.address(&input.url) {
            Ok(url) => url,
            Err(message) => return Ok(refused(&message)),
        };
        let made = store(ctx).make_webhook(acting.key.id, url.as_str(), &names(input.types)).await?;
        Ok(made.map_or_else(
            || refused("the key has 20 webhooks already: remove one first"),
            |hook| CreateWebhookPayload {
                secret: Some(shown(hook.secret())),
                webhook: Some(hook.into()),
                user_errors: Vec::new(),
            },
        ))
    }

    /// Changes a webhook of the key, or with the scope `admin` of any key (modifier un webhook). Takes the scope
    /// `webhooks`.
    async fn update_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be another.")] input: UpdateWebhookInput,
    ) -> Result<WebhookPayload, Error> {
        let acting = ctx.data_unchecked::<Acting>();
        let url = match input.url.map(|url| acting.webhooks.address(&url)).transpose() {
            Ok(url) => url.map(String::from),
            Err(message) => return Ok(WebhookPayload::refused("url", message)),
        };
        let types = input.types.map(|types| names(Some(types)));
        change(ctx, &input.id, WebhookChange { url, types, enabled: input.enabled, token: None }).await
    }

    /// Removes a webhook of the key, or with the scope `admin` of any key (supprimer un webhook). Takes the scope
    /// `webhooks`.
    async fn delete_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] input: DeleteWebhookInput,
    ) -> Result<WebhookPayload, Error> {
        let whose = whose(ctx.data_unchecked::<Acting>());
        let removed = match Uuid::parse_str(&input.id) {
            Ok(id) => store(ctx).remove_webhook(id, whose).await?,
            Err(_) => false,
        };
        let unknown = || WebhookPayload::of(None);
        Ok(if removed { WebhookPayload { webhook: None, user_errors: Vec::new() } } else { unknown() })
    }

    /// Delivers from another place on, also what was delivered before, and enables the webhook (rejouer un webhook).
    /// Takes the scope `webhooks`.
    async fn replay_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, and from where on.")] input: ReplayWebhookInput,
    ) -> Result<WebhookPayload, Error> {
        let Ok(since) = since(input.after.as_deref()) else {
            let given = input.after.unwrap_or_default().chars().take(80).collect::<String>();
            let message = format!("{given:?} is no cursor of a change: pass one as it was given, or \"now\"");
            return Ok(WebhookPayload::refused("after", message));
        };
        let token = match (since, store(ctx).changes(since, &[], 0).await) {
            (_, Err(store::Error::UnknownToken)) => {
                let message = "the cursor is none of this ledger: pass one of its changes, or \"now\"";
                return Ok(WebhookPayload::refused("after", message));
            }
            (Since::Beginning, Ok(_)) => store::Token::default(),
            (Since::Token(token), Ok(_)) => token,
            (Since::Now, Ok(page)) => page.end,
            (_, Err(error)) => return Err(error.into()),
        };
        let again = WebhookChange { token: Some(token), enabled: Some(true), ..WebhookChange::default() };
        change(ctx, &input.id, again).await
    }
}

fn store<'a>(ctx: &Context<'a>) -> &'a Store {
    ctx.data_unchecked::<Loaders>().store()
}

async fn change(ctx: &Context<'_>, id: &ID, change: WebhookChange) -> Result<WebhookPayload, Error> {
    let whose = whose(ctx.data_unchecked::<Acting>());
    let Ok(id) = Uuid::parse_str(id) else { return Ok(WebhookPayload::of(None)) };
    Ok(WebhookPayload::of(store(ctx).change_webhook(id, whose, &change).await?))
}

/// Whose webhooks a key may change: its own, or those of all keys.
fn whose(acting: &Acting) -> Option<Uuid> {
    (!acting.key.may(Scope::Admin)).then_some(acting.key.id)
}

fn names(types: Option<Vec<NodeType>>) -> Vec<String> {
    let mut names: Vec<String> = types.into_iter().flatten().map(|kind| kind.name().to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
