//! What the catalogue says of who publishes it: options of `serve`. Nothing of it is made up: what nobody says is left
//! out.

use axum::http::{HeaderMap, Uri, header};
use clap::Args;

use super::plain::Refused;

/// What the catalogue says of who publishes it.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Publishing {
    /// Where clients reach this service, such as `https://avis.example.org`: what the catalogue's addresses and
    /// identifiers begin with. Without it they begin with http:// and the host that the request names.
    #[arg(
        long, env = "HEMICYCLE_PUBLIC_URL", hide_env_values = true, value_name = "URL", value_parser = base,
        help_heading = "Catalogue"
    )]
    pub public_url: Option<String>,
    /// Who publishes the data. DCAT-AP asks for it; without it the catalogue names nobody.
    #[arg(
        long, env = "HEMICYCLE_PUBLISHER", hide_env_values = true, value_name = "NAME", value_parser = text,
        help_heading = "Catalogue"
    )]
    pub publisher: Option<String>,
    /// The publisher's own page.
    #[arg(
        long, env = "HEMICYCLE_PUBLISHER_URL", hide_env_values = true, value_name = "URL", value_parser = page,
        requires = "publisher", help_heading = "Catalogue"
    )]
    pub publisher_url: Option<String>,
    /// The licence that the data is published under, by its address. Without it the catalogue names none.
    #[arg(
        long, env = "HEMICYCLE_LICENCE", hide_env_values = true, value_name = "URL", value_parser = page,
        help_heading = "Catalogue"
    )]
    pub licence: Option<String>,
    /// Whom to write to about the data.
    #[arg(
        long, env = "HEMICYCLE_CONTACT", hide_env_values = true, value_name = "EMAIL", value_parser = email,
        help_heading = "Catalogue"
    )]
    pub contact: Option<String>,
}

impl Publishing {
    /// What addresses begin with; none where a request does not name its host in a manner that can be told again.
    pub(super) fn base(&self, headers: &HeaderMap, uri: &Uri) -> Option<String> {
        if let Some(url) = &self.public_url {
            return Some(url.clone());
        }
        let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = named.or_else(|| uri.authority().map(|authority| authority.as_str()))?;
        is_host(host).then(|| format!("http://{host}"))
    }

    /// The same, for an answer that has addresses in it.
    pub(super) fn asked(&self, headers: &HeaderMap, uri: &Uri) -> Result<String, Refused> {
        self.base(headers, uri).ok_or_else(|| {
            Refused::wrong(
                "The request does not say which host it asks: send `Host`, such as avis.example.org.",
            )
        })
    }
}

/// A name or an address with its port: it is written where a browser would follow it.
fn is_host(text: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']' | b'_');
    (1..=255).contains(&text.len()) && text.bytes().all(plain)
}

fn page(text: &str) -> Result<String, String> {
    let expected = || "expected an address, such as https://example.org/page".to_owned();
    let uri: Uri = text.parse().map_err(|_| expected())?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    let host = uri.authority().is_some_and(|authority| is_host(authority.as_str()));
    if web && host { Ok(text.to_owned()) } else { Err(expected()) }
}

fn base(text: &str) -> Result<String, String> {
    let expected = "expected an address without \"?\" and \"#\", such as https://avis.example.org";
    let address = page(text).map_err(|_| expected.to_owned())?;
    if address.contains(['?', '#']) {
        return Err(expected.to_owned());
    }
    Ok(address.trim_end_matches('/').to_owned())
}

fn text(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("expected a name".to_owned()) } else { Ok(text.to_owned()) }
}

fn email(text: &str) -> Result<String, String> {
    let fits = |(name, host): (&str, &str)| {
        !name.is_empty()
            && is_host(host)
            && !name.contains(|letter: char| letter.is_whitespace() || letter == '@')
    };
    if text.split_once('@').is_some_and(fits) {
        Ok(text.to_owned())
    } else {
        Err("expected an address for letters, such as contact@example.org".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, Uri, header};

    use super::{Publishing, base, email, page};

    #[test]
    fn addresses_are_those_of_the_web() {
        assert_eq!(base("https://a.example/avis/"), Ok("https://a.example/avis".to_owned()));
        for wrong in [
            "a.example",
            "ftp://a.example",
            "https://a.example?x",
            "https://a.example#x",
            "https://u@a.example",
            "",
        ] {
            assert!(base(wrong).is_err(), "{wrong}");
        }
        assert!(page("https://a.example/x?y=1#z").is_ok());
        assert!(email("a.b@c.example").is_ok());
        for wrong in ["a", "@c", "a@", "a@b@c", "a b@c", "a@c>"] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn without_an_address_of_its_own_it_is_where_it_was_asked() {
        let from = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().expect("a header"));
            Publishing::default().base(&headers, &Uri::from_static("/catalog"))
        };
        assert_eq!(from("a.example:8080"), Some("http://a.example:8080".to_owned()));
        assert_eq!(from("[::1]:80"), Some("http://[::1]:80".to_owned()));
        assert_eq!(from("a.example/>"), None);
        assert_eq!(Publishing::default().base(&HeaderMap::new(), &Uri::from_static("/catalog")), None);
    }
}
