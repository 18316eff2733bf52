//! Which addresses webhooks may reach: none of this machine's, nor of the networks around it, unless they are allowed. An
//! address of the internet that a name leads to may lead elsewhere the next moment, so what is looked at is what is
//! connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::network::Network;

/// What may be reached.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// Ranges that may be, whatever they are.
    pub(super) allowed: Vec<Network>,
    /// Whether the public internet may be.
    pub(super) public: bool,
}

/// An address that is not reached, and why. It names no address: it is told to whoever has the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Closed {
    #[error("the host's name is not known")]
    Unknown,
    #[error("the host leads to an address that is not of the public internet")]
    Private,
    #[error("the address is without TLS, which only ranges that this server allows may be")]
    Plain,
}

impl Guard {
    /// Whether all addresses of a host may be reached: a name that leads to one that may and one that may not is one that
    /// somebody plays with.
    pub(super) fn check(&self, addresses: &[IpAddr]) -> Result<(), Closed> {
        if addresses.is_empty() {
            return Err(Closed::Unknown);
        }
        let open = |address: &IpAddr| {
            self.allowed.iter().any(|range| range.has(*address)) || (self.public && is_public(*address))
        };
        match addresses.iter().find(|address| !open(address)) {
            None => Ok(()),
            Some(address) if is_public(*address) => Err(Closed::Plain),
            Some(_) => Err(Closed::Private),
        }
    }
}

/// Whether an address is of the public internet, as IANA's registries of special-purpose addresses (RFC 6890) have it.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [one, two, three, _] = address.octets();
    !(one == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        // Carriers' own (RFC 6598), protocol assignments (RFC 6890), 6to4 relays, benchmarks (RFC 2544), reserved.
        || (one == 100 && (64..128).contains(&two))
        || (one, two, three) == (192, 0, 0)
        || (one, two, three) == (192, 88, 99)
        || (one == 198 && [18, 19].contains(&two))
        || one >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Global unicast is 2000::/3; all else is loopback, unspecified, link-local, unique local, multicast, or mapped.
    let global = segments[0] & 0xe000 == 0x2000;
    // Of it not: protocol assignments and Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20), and 6to4
    // (2002::/16), which carries an address of version 4.
    let special = (segments[0] == 0x2001 && (segments[1] < 0x200 || segments[1] == 0xdb8))
        || segments[0] == 0x2002
        || (segments[0] == 0x3fff && segments[1] < 0x1000);
    // ISATAP (RFC 5214) carries an address of version 4 in its interface's identifier, in any network.
    let carried = [segments[6], segments[7]].map(u16::to_be_bytes).concat();
    let isatap = [0, 0x200].contains(&segments[4]) && segments[5] == 0x5efe;
    let inner = <[u8; 4]>::try_from(carried).map(Ipv4Addr::from);
    let leads_in = isatap && inner.is_ok_and(|inner| !is_public_v4(inner));
    global && !special && !leads_in
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Closed, Guard, Network, is_public};

    #[test]
    fn nothing_but_the_public_internet_is_public() {
        for closed in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2a00:1450::5efe:7f00:1",
            "2a00:1450::200:5efe:a00:1",
        ] {
            assert!(!is_public(closed.parse().expect("an address")), "{closed}");
        }
        for open in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "2a00:1450::1",
        ] {
            assert!(is_public(open.parse().expect("an address")), "{open}");
        }
    }

    #[test]
    fn a_name_that_leads_to_one_closed_address_leads_nowhere() {
        let addresses = |all: &[&str]| -> Vec<IpAddr> {
            all.iter().map(|one| one.parse().expect("an address")).collect()
        };
        let loopback: Network = "127.0.0.0/8".parse().expect("a network");
        let guard = |allowed: &[Network], public| Guard { allowed: allowed.to_vec(), public };
        let open = guard(&[], true);
        assert_eq!(open.check(&addresses(&["1.1.1.1", "2606:4700::1111"])), Ok(()));
        assert_eq!(open.check(&addresses(&["1.1.1.1", "127.0.0.1"])), Err(Closed::Private));
        assert_eq!(open.check(&[]), Err(Closed::Unknown));
        let plain = guard(&[loopback], false);
        assert_eq!(plain.check(&addresses(&["127.0.0.1", "::ffff:127.0.0.1"])), Ok(()));
        assert_eq!(plain.check(&addresses(&["127.0.0.1", "10.0.0.1"])), Err(Closed::Private));
        assert_eq!(plain.check(&addresses(&["127.0.0.1", "1.1.1.1"])), Err(Closed::Plain));
    }
}
