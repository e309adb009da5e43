//! How every state of the gallery is laid out and what a screen reader finds there, as text, and a few
//! pictures.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test snapshots` rewrites the files; read the changes then, and look at
//! the pictures that changed. With the name of a state after `--`, only that state is checked.

#[path = "../../examples/gallery/alone.rs"]
mod alone;
mod cover;
mod examples;
mod film;
#[path = "../../examples/gallery/fixed.rs"]
mod fixed;
mod guards;
mod look;
mod pictures;
#[path = "../harness/raster.rs"]
mod raster;
mod scene;
#[path = "../../examples/gallery/stage.rs"]
mod stage;
#[expect(dead_code, reason = "what a state says is for the gallery's own tests")]
#[path = "../../examples/gallery/states/mod.rs"]
mod states;
mod text;
mod tree;
#[path = "../../examples/gallery/window.rs"]
mod window;

use libtest_mimic::Arguments;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = text::trials();
    trials.extend(pictures::trials());
    trials.extend(guards::trials());
    trials.extend(look::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
