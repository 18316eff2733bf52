//! Which origins' pages may send a key: those that are configured. Public reads answer any origin without one.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::App;

/// Lets pages of the configured origins send `Authorization`. Stands around the layer that answers preflights.
pub(super) async fn may_send_keys(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    let allowed = origin.is_some_and(|origin| {
        app.0.settings.key_origins.iter().any(|known| known.as_bytes() == origin.as_bytes())
    });
    if let Some(headers) = response.headers().get(header::ACCESS_CONTROL_ALLOW_HEADERS).filter(|_| allowed) {
        let headers = [headers.as_bytes(), b",authorization"].concat();
        if let Ok(headers) = HeaderValue::from_bytes(&headers) {
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        // What is answered to one origin is none of another's.
        response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}
