//! What can go wrong between a row and a file.

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No format has that name.
    #[error("there is no format {0:?}: expected csv, ndjson, parquet or jsonld")]
    Format(String),
    /// A cell is not what its column holds: a fault of the program.
    #[error("the column {0} was given a value of another kind")]
    Cell(&'static str),
    /// The bytes could not be written.
    #[error("the file could not be written: {0}")]
    Written(#[from] std::io::Error),
    /// The same, as the writer of CSV says it.
    #[error("the file could not be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// The same, as the writer of Parquet says it.
    #[error("the file could not be written: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}
