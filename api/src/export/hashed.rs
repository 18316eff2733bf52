//! What goes through to a file, counted and hashed.

use std::io::Write;

use sha2::{Digest, Sha256};

/// A writer that knows what it has written.
pub(crate) struct Hashed<W> {
    into: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Hashed<W> {
    pub(crate) fn new(into: W) -> Self {
        Self { into, hash: Sha256::new(), size: 0 }
    }

    /// How many bytes were written.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn get_ref(&self) -> &W {
        &self.into
    }

    /// The SHA-256 of what was written, in hexadecimal.
    pub(crate) fn sha256(&self) -> String {
        hexadecimal(&self.hash.clone().finalize())
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.into.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.into.flush()
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
pub(crate) fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
