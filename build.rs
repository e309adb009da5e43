//! Packs texts and fonts, which are a third of their size then.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Folders of `assets`, and what is packed in each.
const PACKED: [(&str, &str); 2] = [("i18n", "ftl"), ("fonts", "ttf")];

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    for (folder, extension) in PACKED {
        let assets = Path::new("assets").join(folder);
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
