//! Codings of an answer's body: the one that a client likes best, and what it makes of a body.

use std::io::{self, Write};

use axum::http::{HeaderMap, HeaderValue, header};
use flate2::{Compression, write::GzEncoder};

use super::accept::weight;

/// The level of zstd: what its authors take where nothing is said.
const LEVEL: i32 = 3;

/// How a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// `gzip`.
    Gzip,
    /// `zstd`.
    Zstd,
}

impl Coding {
    /// The one that the client likes best (RFC 9110, 12.5.3), zstd of both alike; none where it names neither, or likes the
    /// body as it is better.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let (mut gzip, mut zstd, mut plain) = (0, 0, 0);
        let values = headers.get_all(header::ACCEPT_ENCODING).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        for item in values.flat_map(|value| value.split(',')) {
            let (name, parameter) = item.split_once(';').unwrap_or((item, ""));
            let named = |known: &str| name.trim().eq_ignore_ascii_case(known);
            let liked = match named("gzip") || named("x-gzip") {
                true => &mut gzip,
                false if named("zstd") => &mut zstd,
                false if named("identity") => &mut plain,
                false => continue,
            };
            let given = parameter.trim().strip_prefix(['q', 'Q']).map(str::trim_start);
            let given = given.and_then(|rest| rest.strip_prefix('='));
            // What is no weight is none.
            *liked = given.map_or(1000, |text| weight(text.trim()).unwrap_or(0));
        }
        let (best, coding) = if zstd >= gzip { (zstd, Self::Zstd) } else { (gzip, Self::Gzip) };
        (best > 0 && best >= plain).then_some(coding)
    }

    /// As `Content-Encoding` says it.
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        })
    }

    /// The body in this coding.
    ///
    /// # Errors
    /// Where there is no memory.
    pub(super) fn pack(self, body: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(body)?;
                encoder.finish()
            }
            Self::Zstd => zstd::encode_all(body, LEVEL),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::Coding::{self, Gzip, Zstd};

    #[test]
    fn the_coding_is_the_one_that_the_client_likes_best() {
        let accepted = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accept.parse().expect("a header"));
            Coding::accepted(&headers)
        };
        assert_eq!(Coding::accepted(&HeaderMap::new()), None);
        assert_eq!(accepted("gzip, deflate, br, zstd"), Some(Zstd));
        assert_eq!(accepted("gzip, deflate"), Some(Gzip));
        assert_eq!(accepted("GZIP;q=1, zstd ; Q=0.9"), Some(Gzip));
        assert_eq!(accepted("gzip;q=0, zstd;q=0.0, br"), None);
        assert_eq!(accepted("identity, gzip;q=0.5"), None);
        assert_eq!(accepted("identity;q=0, gzip;q=0.5"), Some(Gzip));
        assert_eq!(accepted("gzip;q=nonsense"), None);
        assert_eq!(accepted("*"), None);
    }
}
