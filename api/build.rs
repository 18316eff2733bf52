//! Puts the assets of `/graphiql` into the program, where `cargo xtask assets` has made them.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=graphiql/dist");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("graphiql/dist");
    let mut files: Vec<_> = match fs::read_dir(&folder) {
        Ok(entries) => entries.collect::<Result<_, _>>()?,
        Err(_) => Vec::new(),
    };
    files.sort_by_key(fs::DirEntry::file_name);
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.file_name().into_string().unwrap_or_default();
        let Some(asset) = name.strip_suffix(".gz") else { continue };
        list.push_str(&format!("    ({asset:?}, include_bytes!({:?})),\n", file.path()));
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("graphiql.rs"), list)
}
