//! Who asks: the address that a rate limit counts for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, header::FORWARDED, request::Parts},
};

use uuid::Uuid;

use super::accept::items;
use crate::network::{Network, bits_of};

/// What proxies that know no `Forwarded` say.
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Client {
    /// An IPv4 address, or the /64 of an IPv6 address, which is what one subscriber has.
    Address(u128),
    /// Who has a key, wherever.
    Key(Uuid),
}

impl Client {
    /// The peer; behind trusted proxies, the last address that none of them is.
    pub(super) fn of(parts: &Parts, trusted: &[Network]) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Self::counted(address(peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), &parts.headers, trusted))
    }

    /// Whoever has the key of this id.
    pub(super) fn key(id: Uuid) -> Self {
        Self::Key(id)
    }

    fn counted(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::Address(bits_of(address.into())),
            IpAddr::V6(address) => Self::Address(address.to_bits() & !u128::from(u64::MAX)),
        }
    }
}

fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.has(address));
    let hops: Vec<String> = if headers.contains_key(FORWARDED) {
        items(headers, &FORWARDED).filter_map(|element| forwarded_for(&element)).collect()
    } else {
        items(headers, &X_FORWARDED_FOR).collect()
    };
    let mut client = peer;
    // Each proxy appends whom it heard, so the list is to be believed from its end as far as the proxies are.
    for hop in hops.iter().rev() {
        if !is_trusted(client) {
            break;
        }
        let Some(address) = read(hop) else { break };
        client = address;
    }
    client
}

/// The `for` of an element of `Forwarded` (RFC 7239, 4).
fn forwarded_for(element: &str) -> Option<String> {
    let mut pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| name.eq_ignore_ascii_case("for"))
        .map(|(_, value)| value.trim_matches('"').to_owned())
}

/// An address with or without its port; none where a proxy hides it.
fn read(text: &str) -> Option<IpAddr> {
    let bare = |text: &str| text.trim_start_matches('[').trim_end_matches(']').parse().ok();
    text.parse::<SocketAddr>().map(|address| address.ip()).ok().or_else(|| bare(text))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::HeaderMap;

    use super::{Client, Network, address};

    fn seen(peer: &str, header: &'static str, value: &str) -> String {
        let trusted: Vec<Network> =
            ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].iter().filter_map(|text| text.parse().ok()).collect();
        let mut headers = HeaderMap::new();
        headers.insert(header, value.parse().expect("a header"));
        address(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn a_proxy_is_believed_where_it_is_trusted_and_no_further() {
        let list = "198.51.100.1, 203.0.113.7, 10.1.2.3";
        assert_eq!(seen("127.0.0.1", "x-forwarded-for", list), "203.0.113.7");
        assert_eq!(seen("::ffff:127.0.0.1", "x-forwarded-for", list), "203.0.113.7");
        assert_eq!(seen("192.0.2.9", "x-forwarded-for", list), "192.0.2.9");
        assert_eq!(seen("127.0.0.1", "x-forwarded-for", "nonsense"), "127.0.0.1");
        assert_eq!(seen("fd00::1", "forwarded", "for=\"[2001:db8::1]:4711\";proto=https"), "2001:db8::1");
        assert_eq!(seen("10.0.0.1", "forwarded", "for=192.0.2.60, for=_hidden"), "10.0.0.1");
    }

    #[test]
    fn a_subscriber_of_ipv6_is_counted_once() {
        let counted = |text: &str| Client::counted(text.parse::<IpAddr>().expect("an address"));
        assert_eq!(counted("2001:db8::1"), counted("2001:db8::ffff:1"));
        assert_ne!(counted("2001:db8::1"), counted("2001:db8:0:1::1"));
        assert_eq!(counted("192.0.2.1"), counted("::ffff:192.0.2.1"));
        assert_ne!(counted("192.0.2.1"), counted("192.0.2.2"));
    }
}
