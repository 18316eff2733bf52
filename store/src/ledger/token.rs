//! A place in the ledger, as those who follow it keep it.

use std::{fmt, str::FromStr};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::chain::Chain;

/// What a token begins with: its version.
const FORM: u8 = b't';

/// How many bytes of a hash a token keeps: enough to tell two ledgers apart.
const KEPT: usize = 8;

/// A place in the ledger: all up to it has been seen. Written as text that nobody looks into. It holds some bytes of the
/// revision's hash, so that a ledger that has something else there, or nothing, tells so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Token {
    /// The last revision that was seen; 0 where none was.
    pub(crate) sequence: i64,
    hash: [u8; KEPT],
}

impl Token {
    /// The place of a revision with that hash.
    pub(crate) fn new(sequence: i64, hash: &[u8]) -> Self {
        let mut kept = [0; KEPT];
        kept.iter_mut().zip(hash).for_each(|(kept, byte)| *kept = *byte);
        Self { sequence, hash: kept }
    }

    /// Whether the revision that has its place is the one that it was made of.
    pub(crate) fn is_of(&self, hash: Option<&[u8]>) -> bool {
        self.sequence == 0 || hash.is_some_and(|hash| Self::new(self.sequence, hash) == *self)
    }
}

impl From<&Chain> for Token {
    fn from(chain: &Chain) -> Self {
        Self::new(chain.size, &chain.head)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![FORM];
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(self.hash);
        formatter.write_str(&BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// A text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no token: pass one as it was given")]
pub struct InvalidToken;

impl FromStr for Token {
    type Err = InvalidToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidToken)?;
        let (form, rest) = bytes.split_first().ok_or(InvalidToken)?;
        let (sequence, hash) = rest.split_first_chunk().ok_or(InvalidToken)?;
        let token = Self {
            sequence: i64::from_be_bytes(*sequence),
            hash: hash.try_into().map_err(|_| InvalidToken)?,
        };
        let whole = *form == FORM && (token.sequence > 0 || token == Self::default());
        whole.then_some(token).ok_or(InvalidToken)
    }
}

#[cfg(test)]
mod tests {
    use super::{InvalidToken, Token};

    #[test]
    fn a_token_reads_as_it_was_written_and_nothing_else_does() {
        for token in [Token::default(), Token::new(1, &[7; 32]), Token::new(i64::MAX, &[255; 32])] {
            assert_eq!(token.to_string().parse(), Ok(token));
        }
        let negative = Token::new(-1, &[7; 32]).to_string();
        let longer = format!("{}AAAA", Token::new(1, &[7; 32]));
        for wrong in ["", "now", "dA", "é", negative.as_str(), longer.as_str()] {
            assert_eq!(wrong.parse::<Token>(), Err(InvalidToken), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_of_the_revision_that_it_was_made_of_alone() {
        let token = Token::new(3, &[1; 32]);
        assert!(token.is_of(Some(&[1; 32])) && Token::default().is_of(None));
        assert!(!token.is_of(Some(&[2; 32])) && !token.is_of(None));
    }
}
