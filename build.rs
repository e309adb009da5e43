//! Packs texts, fonts and functions of the database, which are a third of their size then.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use miniz_oxide::deflate::compress_to_vec_zlib;

/// What is packed: files with this extension in this folder of this folder.
const PACKED: [(&str, &str, &str); 3] = [
    ("assets", "i18n", "ftl"),
    ("assets", "fonts", "ttf"),
    ("src/store/postgres/schema", "functions", "sql"),
];

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    for (parent, folder, extension) in PACKED {
        let assets = Path::new(parent).join(folder);
        println!("cargo::rerun-if-changed={}", assets.display());
        fs::create_dir_all(out.join(folder))?;
        for entry in fs::read_dir(&assets)? {
            let asset = entry?.path();
            if let Some(name) = asset
                .file_name()
                .filter(|_| asset.extension().is_some_and(|is| is == extension))
            {
                fs::write(
                    out.join(folder).join(name),
                    compress_to_vec_zlib(&fs::read(&asset)?, 9),
                )?;
            }
        }
    }
    Ok(())
}
