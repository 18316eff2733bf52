//! `hemicycle export`.

mod originals;

use std::{
    fs::File,
    io::{BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use publish::{DATASETS, Dataset, Format, ORIGINALS, POPOLO, Packed};
use store::{Snapshot, Store};

use super::Options;
use crate::export::{Codes, Hashed, Product, write};

/// Writes whole datasets as files.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// The datasets, such as `opinions`; `all` is every one of them, `popolo` all votes in the terms of Popolo. A wrong
    /// name is answered with the list. `all --format ndjson --output FOLDER` is a backup: it has the documents as they
    /// came too, and `import FOLDER` makes the same database of it.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<String>,
    /// How they are written: csv where nothing is said; popolo as json or jsonld.
    #[arg(
        long, env = "HEMICYCLE_FORMAT", hide_env_values = true,
        value_parser = ["csv", "ndjson", "parquet", "jsonld", "json"]
    )]
    format: Option<String>,
    /// The file to write one dataset into, or the folder for several, made where it is missing. Without it one dataset
    /// goes to standard output.
    #[arg(long, short, env = "HEMICYCLE_OUTPUT", hide_env_values = true, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A CSV of SIRETs and matters for the files of SCDL, each with its author, where imports give none: docs/scdl.md.
    #[arg(long, env = "HEMICYCLE_SCDL_CODES", hide_env_values = true, value_name = "FILE")]
    scdl_codes: Option<PathBuf>,
    /// Begins a CSV with a byte order mark, by which spreadsheets know UTF-8.
    #[arg(long, env = "HEMICYCLE_BOM", hide_env_values = true)]
    bom: bool,
}

/// Writes what is asked for, all of one state of the data.
pub(super) async fn run(options: &Options, asked: Export) -> Result<ExitCode, String> {
    let datasets = datasets(&asked.datasets)?;
    let format = format(asked.format.as_deref(), &datasets)?;
    let codes = asked.scdl_codes.as_deref().map(Codes::read).transpose()?;
    let store = options.existing().await?.ok_or_else(|| options.missing())?;
    let snapshot = snapshot(&store).await?;
    let product = |dataset| Product::whole(dataset, format, asked.bom).with(codes.as_ref());
    match (&datasets[..], &asked.output) {
        ([dataset], None) => {
            let written = write(&product(dataset), &snapshot, BufWriter::new(std::io::stdout())).await;
            let (mut out, _) = written.map_err(|error| error.to_string())?;
            out.flush().map_err(|error| format!("the rows could not be written: {error}"))?;
        }
        (_, None) => return Err("several datasets need a folder: pass one with --output".to_owned()),
        ([dataset], Some(path)) if !path.is_dir() && !ends_as_folder(path) => {
            into_file(&product(dataset), &snapshot, path).await?;
        }
        (datasets, Some(folder)) => {
            std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
            // The form that `import` takes again holds what it has to be taken from.
            let backup = asked.datasets.iter().any(|name| name == "all") && format == Format::Ndjson;
            let mut datasets = datasets.to_vec();
            if !backup && folder.join("originals.ndjson").exists() {
                return Err(format!(
                    "{} holds a backup, which other files would spoil: pass another folder with --output",
                    folder.display()
                ));
            }
            if backup {
                originals::write(&snapshot, folder).await?;
                datasets.push(&ORIGINALS);
            }
            into_folder(&datasets, product, &snapshot, folder).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn format(asked: Option<&str>, datasets: &[&'static Dataset]) -> Result<Format, String> {
    let popolo = datasets.iter().filter(|dataset| dataset.name == POPOLO.name).count();
    match asked {
        None | Some("json") if popolo == datasets.len() => Ok(Format::Json),
        Some("jsonld") => Ok(Format::JsonLd),
        Some(asked) if popolo == datasets.len() => {
            Err(format!("popolo is not written as {asked}: expected json or jsonld"))
        }
        _ if popolo > 0 => Err("popolo is written as json or jsonld: export it by itself".to_owned()),
        asked => asked.unwrap_or("csv").parse().map_err(|error: publish::Error| error.to_string()),
    }
}

fn datasets(names: &[String]) -> Result<Vec<&'static Dataset>, String> {
    if names.iter().any(|name| name == "all") {
        return Ok(DATASETS.to_vec());
    }
    let find = |name: &String| {
        publish::dataset(name).or((name == POPOLO.name).then_some(&POPOLO)).ok_or_else(|| {
            let known: Vec<&str> = DATASETS.iter().map(|dataset| dataset.name).collect();
            format!("there is no dataset {name:?}: expected all, popolo, or of {}", known.join(", "))
        })
    };
    names.iter().map(find).collect()
}

async fn snapshot(store: &Store) -> Result<Snapshot, String> {
    store.snapshot().await.map_err(|error| error.to_string())
}

fn ends_as_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

async fn into_folder(
    datasets: &[&'static Dataset],
    product: impl Fn(&'static Dataset) -> Product,
    snapshot: &Snapshot,
    folder: &Path,
) -> Result<(), String> {
    let mut files = Vec::new();
    for dataset in datasets {
        let product = product(dataset);
        let whole = Some(into_file(&product, snapshot, &folder.join(product.file_name())).await?);
        files.push(Packed { dataset, format: product.format, whole });
    }
    // Last: it tells what the files have to be, so that a folder that was not finished is known by it.
    let package = folder.join("datapackage.json");
    std::fs::write(&package, publish::data_package(&files)).map_err(|error| unwritten(&package, &error))
}

/// Writes beside the file first: whoever reads it meanwhile has the old one, whole. Returns its size and its SHA-256.
async fn into_file(product: &Product, snapshot: &Snapshot, path: &Path) -> Result<(u64, String), String> {
    // A link stays one: what it leads to is written.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // A pipe or a device takes the bytes as they come, and is no file to be replaced.
    let special = std::fs::metadata(path).is_ok_and(|there| !there.is_file());
    let part = if special { path.clone() } else { part(path) };
    let file = File::options().write(true).create(!special).truncate(!special).open(&part);
    let file = file.map_err(|error| unwritten(&part, &error))?;
    let written = write(product, snapshot, Hashed::new(BufWriter::new(file))).await;
    let ended = match written {
        Ok((mut file, rows)) => file.flush().map(|()| (rows, file)).map_err(|error| unwritten(&part, &error)),
        Err(error) => Err(format!("{} could not be written: {error}", path.display())),
    };
    let (rows, file) = match ended {
        Ok(ended) => ended,
        Err(message) => {
            if !special {
                let _ = std::fs::remove_file(&part);
            }
            return Err(message);
        }
    };
    if !special {
        std::fs::rename(&part, path).map_err(|error| unwritten(path, &error))?;
    }
    eprintln!("{}: {rows} {}", path.display(), if rows == 1 { "row" } else { "rows" });
    Ok((file.size(), file.sha256()))
}

/// The file beside it that it is written into.
fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn unwritten(path: &Path, error: &std::io::Error) -> String {
    let todo = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make room, or pass another --output",
        ErrorKind::NotFound => "Make its folder, or pass another --output",
        _ => "Pass another --output",
    };
    format!("{} could not be written: {error}. {todo}", path.display())
}
