//! `assets`: what the page `/graphiql` is made of, compressed, where the build of `api` looks for it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};

use crate::failure::Failure;
use crate::npm;
use crate::workspace::Workspace;

/// What comes from where, below `api/graphiql`.
const FILES: [(&str, &str); 7] = [
    ("index.html", "index.html"),
    ("page.js", "page.js"),
    ("page.css", "page.css"),
    ("graphiql.js", "node_modules/graphiql/graphiql.min.js"),
    ("graphiql.css", "node_modules/graphiql/graphiql.min.css"),
    ("react.js", "node_modules/react/umd/react.production.min.js"),
    ("react-dom.js", "node_modules/react-dom/umd/react-dom.production.min.js"),
];

/// Installs the packages and compresses the files. A file that is the same is not written, so nothing is built again.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.root().join("api/graphiql");
    npm::install(&folder)?;
    write(&folder).map_err(|error| {
        Failure::because(format!(
            "The assets in {} could not be made: {error}. Remove node_modules there and run `cargo xtask assets` again.",
            folder.display()
        ))
    })?;
    println!("assets: {} files in {}", FILES.len() + 1, folder.join("dist").display());
    Ok(())
}

fn write(folder: &Path) -> io::Result<()> {
    let made = folder.join("dist");
    fs::create_dir_all(&made)?;
    for (name, from) in FILES {
        put(&made.join(format!("{name}.gz")), &fs::read(folder.join(from))?)?;
    }
    put(&made.join("licences.txt.gz"), licences(&folder.join("node_modules"))?.as_bytes())
}

fn put(to: &Path, bytes: &[u8]) -> io::Result<()> {
    // No name and no time in the header: the same bytes in, the same bytes out.
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?;
    if fs::read(to).is_ok_and(|there| there == gzip) { Ok(()) } else { fs::write(to, gzip) }
}

/// The licence of every package that is part of the page, which their authors ask to go with it.
fn licences(packages: &Path) -> io::Result<String> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(packages)? {
        let path = entry?.path();
        let scope = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('@'));
        if scope {
            folders
                .extend(fs::read_dir(&path)?.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path));
        } else if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let mut text = String::from("GraphiQL's page is made of these packages.\n");
    for folder in folders {
        for entry in fs::read_dir(&folder)? {
            let file = entry?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            if (name.starts_with("LICENSE") || name.starts_with("LICENCE")) && file.is_file() {
                let package = folder.strip_prefix(packages).unwrap_or(&folder);
                text.push_str(&format!(
                    "\n---- {}\n\n{}\n",
                    package.display(),
                    fs::read_to_string(&file)?.trim()
                ));
            }
        }
    }
    Ok(text)
}
