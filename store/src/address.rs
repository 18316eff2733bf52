//! Addresses of databases.

use std::path::{Path, PathBuf};

use sea_orm::sqlx::{self, sqlite::SqliteConnectOptions};

use crate::Error;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A database of SQLite that ends with the process.
    Memory,
    /// A file of SQLite.
    File(PathBuf),
    /// PostgreSQL.
    Postgres,
}

impl Address {
    /// Understands `sqlite://FILE`, `sqlite::memory:` and `postgres://…`; of the last only what it begins with.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::FileAddress`].
    pub(crate) fn read(address: &str) -> Result<Self, Error> {
        if is_postgres(address) {
            return Ok(Self::Postgres);
        }
        let Some(rest) = address.strip_prefix("sqlite:") else { return Err(Error::Address(scheme(address))) };
        let (name, said) = rest.split_once('?').unwrap_or((rest, ""));
        if name.trim_start_matches('/').is_empty() {
            return Err(Error::Address(scheme(address)));
        }
        let options: SqliteConnectOptions = address.parse().map_err(|error| match error {
            sqlx::Error::Configuration(reason) => Error::FileAddress(reason.to_string()),
            error => Error::FileAddress(error.to_string()),
        })?;
        // The driver does not tell it.
        let in_memory =
            name.trim_start_matches('/') == ":memory:" || said.split('&').any(|each| each == "mode=memory");
        Ok(if in_memory { Self::Memory } else { Self::File(options.get_filename().to_owned()) })
    }

    /// The file, where it is one.
    pub(crate) fn file(self) -> Option<PathBuf> {
        match self {
            Self::File(file) => Some(file),
            Self::Memory | Self::Postgres => None,
        }
    }

    /// The same address, by which SQLite makes the file, unless it already says how to open it.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub(crate) fn made_where_missing(&self, address: &str) -> Result<String, Error> {
        let Self::File(file) = self else { return Ok(address.to_owned()) };
        if address.contains('?') {
            return Ok(address.to_owned());
        }
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(Error::Folder(file.display().to_string()));
        }
        Ok(format!("{address}?mode=rwc"))
    }
}

/// What an address begins with: all of it that may be repeated. What has no scheme may begin with a password.
pub(crate) fn scheme(address: &str) -> String {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_one = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if is_one { scheme.chars().take(20).collect() } else { String::new() }
}

/// Whether an address is one of PostgreSQL.
pub(crate) fn is_postgres(address: &str) -> bool {
    address.starts_with("postgres://") || address.starts_with("postgresql://")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
mod tests {
    use std::path::PathBuf;

    use super::Address;
    use crate::Error;

    fn file(name: &str) -> Address {
        Address::File(PathBuf::from(name))
    }

    #[test]
    fn an_address_is_a_file_memory_or_postgres() {
        let read = |address| Address::read(address).unwrap();
        assert_eq!(read("sqlite://votes.db"), file("votes.db"));
        assert_eq!(read("sqlite:votes.db"), file("votes.db"));
        assert_eq!(read("sqlite:///srv/votes%20of%3F.db?mode=ro"), file("/srv/votes of?.db"));
        for memory in ["sqlite::memory:", "sqlite://:memory:", "sqlite://votes.db?mode=memory"] {
            assert_eq!(read(memory), Address::Memory, "{memory}");
        }
        assert_eq!(read("postgresql://u:p@h/n"), Address::Postgres);
    }

    #[test]
    fn a_file_is_made_where_the_address_does_not_say_otherwise() {
        let made = |address: &str| Address::read(address).unwrap().made_where_missing(address);
        assert_eq!(made("sqlite://votes.db").unwrap(), "sqlite://votes.db?mode=rwc");
        assert_eq!(made("sqlite://votes.db?mode=ro").unwrap(), "sqlite://votes.db?mode=ro");
        assert_eq!(made("sqlite::memory:").unwrap(), "sqlite::memory:");
        let missing = made("sqlite:///no/such%20folder/votes.db").unwrap_err();
        assert!(matches!(missing, Error::Folder(file) if file == "/no/such folder/votes.db"));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        for none in
            ["", "votes.db", "secret@host", "mysql://h/n", "sqlite://", "sqlite:", "sqlite://?mode=ro"]
        {
            assert!(matches!(Address::read(none), Err(Error::Address(_))), "{none}");
        }
        let wrong = Address::read("sqlite://votes.db?mode=banana").unwrap_err().to_string();
        assert!(wrong.contains("unknown value \"banana\" for `mode`"), "{wrong}");
        let wrong = Address::read("sqlite://votes.db?wal=1").unwrap_err().to_string();
        assert!(wrong.contains("unknown query parameter `wal`"), "{wrong}");
    }
}
