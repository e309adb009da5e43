//! The options of kiosk mode.

use clap::Args;

/// Whether the window is that of a kiosk.
#[derive(Args)]
pub struct Options {
    /// Fill the screen, start no other program, and close only for an administrator
    #[arg(long)]
    pub kiosk: bool,

    /// Program that pages may start in kiosk mode, by exactly this name or path; can be repeated
    #[arg(long, value_name = "PROGRAM", requires = "kiosk")]
    pub allow: Vec<String>,
}

impl Options {
    /// Returns the arguments that open such a window.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let flag = self.kiosk.then(|| "--kiosk".to_owned());
        // In one argument each, because a program can begin with a dash.
        let allowed = self.allow.iter();
        let allowed = allowed.map(|program| format!("--allow={program}"));
        flag.into_iter().chain(allowed).collect()
    }
}
