//! Ranges of addresses, as options name them.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

/// A range of addresses, such as 10.0.0.0/8; an address alone is a range of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: u128,
    prefix: u32,
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected an address or a range, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8".to_owned();
        let (address, prefix) =
            text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix.trim())));
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let (bits, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let prefix: u32 = prefix.map_or(Ok(bits), str::parse).map_err(|_| wrong())?;
        if prefix > bits {
            return Err(wrong());
        }
        Ok(Self { address: bits_of(address), prefix: before + prefix })
    }
}

impl Network {
    /// Whether an address is in it.
    pub(crate) fn has(&self, address: IpAddr) -> bool {
        let differing = (self.address ^ bits_of(address)).leading_zeros();
        differing >= self.prefix
    }
}

/// The bits of an address; an IPv4 address as IPv6 maps it.
pub(crate) fn bits_of(address: IpAddr) -> u128 {
    let address: Ipv6Addr = match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    address.to_bits()
}

#[cfg(test)]
mod tests {
    use super::Network;

    #[test]
    fn a_network_has_its_addresses_and_no_others() {
        let has = |network: &str, address: &str| {
            network.parse::<Network>().expect("a network").has(address.parse().expect("an address"))
        };
        assert!(has("127.0.0.0/8", "127.9.9.9") && has("::1", "::1") && has("0.0.0.0/0", "9.9.9.9"));
        assert!(has("127.0.0.1", "::ffff:127.0.0.1"), "an address of version 4 in one of version 6");
        assert!(!has("127.0.0.1", "127.0.0.2") && !has("10.0.0.0/16", "10.1.0.0"));
        assert!(!has("0.0.0.0/0", "2606:4700::1111") && !has("fd00::/8", "fe00::1"));
    }

    #[test]
    fn a_network_that_does_not_parse_is_refused() {
        for text in ["", "10.0.0.0/33", "localhost", "10.0.0.0/x"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
