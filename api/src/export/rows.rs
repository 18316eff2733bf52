//! A dataset's rows from the store to a file: one task reads, a thread of its own writes.

use std::io::Write;

use futures_util::TryStreamExt;
use publish::{Cell, Kind, Options, POPOLO, Writer};
use store::{Field, FieldKind, Snapshot};
use tokio::sync::mpsc;

use super::{Codes, Error, Product, popolo, publications, scdl};

/// Batches of rows that may wait: what the reader may be ahead by.
const WAITING: usize = 2;

/// Writes a product; returns what it was written into, and how many rows there were.
///
/// # Errors
/// Where the data cannot be read or the file not be written; then the file is not whole.
pub(crate) async fn write<W: Write + Send + 'static>(
    product: &Product,
    snapshot: &Snapshot,
    into: W,
) -> Result<(W, u64), Error> {
    let (format, dataset) = (product.format, product.dataset);
    if dataset.name == POPOLO.name {
        return popolo::write(format, snapshot, into).await;
    }
    let options = Options { updated: snapshot.version().changed(), ..product.options.clone() };
    let (send, mut batches) = mpsc::channel::<Vec<Vec<Field>>>(WAITING);
    let writing = tokio::task::spawn_blocking(move || {
        let mut writer = Writer::new(format, dataset, &options, into)?;
        let mut rows = 0;
        while let Some(batch) = batches.blocking_recv() {
            for row in &batch {
                let cells: Vec<Cell<'_>> = row.iter().map(cell).collect();
                writer.write(&cells)?;
            }
            rows += batch.len() as u64;
        }
        Ok::<_, Error>((writer, rows))
    });
    let read = read(product, snapshot, send).await;
    let (writer, rows) = writing.await.map_err(|_| Error::Unfinished)??;
    // Only what was read to its end is ended.
    read?;
    let whole = tokio::task::spawn_blocking(move || writer.finish()).await;
    Ok((whole.map_err(|_| Error::Unfinished)??, rows))
}

async fn read(
    product: &Product,
    snapshot: &Snapshot,
    send: mpsc::Sender<Vec<Vec<Field>>>,
) -> Result<(), Error> {
    let name = product.dataset.name;
    let derived = derived(name);
    let columns = product.dataset.columns.iter().filter(|column| !derived.contains(&column.name));
    let columns: Vec<(&str, FieldKind)> = columns.map(|column| (column.name, kind(column.kind))).collect();
    let mut batches = snapshot.batches(name, &columns, &product.values).await?;
    while let Some(mut batch) = batches.try_next().await? {
        batch.retain_mut(|row| complete(name, row, product.codes.as_ref()));
        if send.send(batch).await.is_err() {
            // The writer has failed, and says why.
            return Ok(());
        }
    }
    Ok(())
}

/// The columns that no table holds.
fn derived(dataset: &str) -> &'static [&'static str] {
    match dataset {
        "publications" => publications::DERIVED,
        "scdl-extended" => scdl::DERIVED,
        _ => &[],
    }
}

/// Works them out, and says whether the row is one of the dataset's.
fn complete(dataset: &str, row: &mut Vec<Field>, codes: Option<&Codes>) -> bool {
    match dataset {
        "publications" => publications::complete(row),
        "scdl-deliberations" => return scdl::is_strict(row, codes),
        "scdl-extended" => scdl::complete(row, codes),
        _ => {}
    }
    true
}

fn kind(kind: Kind) -> FieldKind {
    match kind {
        Kind::Text | Kind::Word(_) | Kind::PartialDate => FieldKind::Text,
        Kind::Integer => FieldKind::Integer,
        Kind::Boolean => FieldKind::Boolean,
        Kind::Date => FieldKind::Date,
        Kind::Moment => FieldKind::Moment,
        Kind::Id => FieldKind::Id,
        Kind::Ids => FieldKind::Ids,
        Kind::Texts => FieldKind::Texts,
    }
}

fn cell(field: &Field) -> Cell<'_> {
    match field {
        Field::Null => Cell::Null,
        Field::Text(text) => Cell::Text(text),
        Field::Integer(figure) => Cell::Integer(*figure),
        Field::Boolean(value) => Cell::Boolean(*value),
        Field::Date(date) => Cell::Date(*date),
        Field::Moment(at) => Cell::Moment(*at),
        Field::Id(id) => Cell::Id(*id),
        Field::Ids(ids) => Cell::Ids(ids),
        Field::Texts(texts) => Cell::Texts(texts),
    }
}
