//! What the catalogue tells of the data: what it covers, and the size and the hash of each file. It is known once the
//! files are whole, and kept until the data changes.

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use publish::{Checked, DATASETS, Dataset, Distribution, Entry, Form, Format, POPOLO};
use store::{Coverage, Store, Version};
use tokio::sync::Mutex;

use crate::export::{Error, Exports, Product};

/// How many files are waited for at a time: as many as are written.
const AT_A_TIME: usize = 2;

/// Datasets that are had in other ways than as files of `/export`: where, and how it is written. Nothing is known of the
/// bytes of an answer that is made when it is asked for.
const ANSWERS: [(&str, &str, Form); 2] =
    [("publications", "publications.json", Form::JSON), ("publications", "publications.atom", Form::ATOM)];

/// What was last known.
#[derive(Default)]
pub(crate) struct Catalogues(Mutex<Option<(Version, Arc<Contents>)>>);

/// What the catalogue tells of one state of the data.
pub(crate) struct Contents {
    pub(crate) coverage: Coverage,
    pub(crate) datasets: Vec<Entry>,
}

impl Catalogues {
    /// What there is to tell of this version of the data: known, or gathered now, by one for all who ask.
    ///
    /// # Errors
    /// Where the data cannot be read or a file not be made.
    pub(crate) async fn get(
        &self,
        version: Version,
        store: &Store,
        exports: &Exports,
    ) -> Result<Arc<Contents>, Error> {
        let mut kept = self.0.lock().await;
        if let Some((of, contents)) = kept.as_ref()
            && *of == version
        {
            return Ok(Arc::clone(contents));
        }
        let coverage = store.coverage().await?;
        let contents = Arc::new(Contents { coverage, datasets: datasets(store, exports).await? });
        *kept = Some((version, Arc::clone(&contents)));
        Ok(contents)
    }
}

/// What the catalogue describes, in its order, with the formats that its files come in.
pub(crate) fn listed() -> impl Iterator<Item = (&'static Dataset, &'static [Format])> {
    let rows = DATASETS.into_iter().map(|dataset| (dataset, &Format::ALL[..]));
    rows.chain([(&POPOLO, &[Format::Json, Format::JsonLd][..])])
}

/// An entry for each dataset, with a distribution for each way to have it.
async fn datasets(store: &Store, exports: &Exports) -> Result<Vec<Entry>, Error> {
    let mut products = Vec::new();
    for (dataset, formats) in listed() {
        products.extend(formats.iter().map(|format| Product::whole(dataset, *format, false)));
    }
    let distributions: Vec<Distribution> = stream::iter(products)
        .map(|product| distribution(product, store, exports))
        .buffered(AT_A_TIME)
        .try_collect()
        .await?;
    let mut distributions = distributions.into_iter();
    let entry = |(dataset, formats): (&'static Dataset, &'static [Format])| {
        let files = distributions.by_ref().take(formats.len());
        Entry::of(dataset, files.chain(answers(dataset)).collect())
    };
    Ok(listed().map(entry).collect())
}

/// Other ways to have a dataset.
fn answers(dataset: &Dataset) -> impl Iterator<Item = Distribution> {
    let own = ANSWERS.iter().filter(|answer| answer.0 == dataset.name);
    own.map(|(_, path, form)| Distribution::answered(path, *form))
}

async fn distribution(product: Product, store: &Store, exports: &Exports) -> Result<Distribution, Error> {
    let product = product.with(exports.codes());
    let finished = exports.get(store, &product).await?.finished().await?;
    let checked = Checked { size: finished.size, sha256: finished.sha256 };
    Ok(Distribution::exported(product.dataset, product.format, Some(checked)))
}
