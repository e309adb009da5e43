//! The rules of each layer of `src`, as ARCHITECTURE.md draws them.

use super::rules::Layer;

const EGUI: &[&str] = &["egui*", "eframe"];

pub const LAYERS: &[Layer] = &[
    Layer {
        name: "domain",
        may_name: &[],
        never: &[
            "egui*",
            "eframe",
            "std::fs",
            "std::net",
            "std::time::SystemTime",
            "std::time::Instant::now",
            "getrandom",
        ],
    },
    Layer {
        name: "service",
        may_name: &["domain"],
        never: &[
            "egui*",
            "eframe",
            "std::fs",
            "std::time::SystemTime",
            "std::time::Instant::now",
            "getrandom",
        ],
    },
    Layer {
        name: "store",
        may_name: &["domain", "service"],
        never: EGUI,
    },
    Layer {
        name: "screen",
        may_name: &["domain", "service"],
        never: &[
            "egui*",
            "eframe",
            "std::fs",
            "std::time::SystemTime",
            "std::time::Instant::now",
            // Screens ask for what they want; the worker calls the use cases.
            "service::Service",
        ],
    },
    Layer {
        name: "messages",
        may_name: &["domain", "service"],
        never: EGUI,
    },
    Layer {
        name: "ui",
        may_name: &["domain", "service", "screen", "messages"],
        never: &[
            "std::fs",
            "std::time::SystemTime",
            "std::time::Instant::now",
        ],
    },
    Layer {
        name: "worker",
        may_name: &["service"],
        never: EGUI,
    },
    Layer {
        name: "wiring",
        may_name: &["domain", "service", "store", "messages"],
        never: EGUI,
    },
    Layer {
        name: "authenticator",
        may_name: &[
            "domain", "service", "screen", "messages", "ui", "worker", "wiring",
        ],
        never: &[],
    },
    Layer {
        name: "logging",
        may_name: &["domain"],
        never: EGUI,
    },
    Layer {
        name: "cli",
        // `hash` needs no file and no service; `backups` is about the file alone, and `store` about the server alone.
        may_name: &[
            "domain",
            "service",
            "messages",
            "wiring",
            "logging",
            "store::autostart",
            "store::hashing",
            "store::keyring",
            "store::postgres",
            "store::yaml",
        ],
        never: EGUI,
    },
    Layer {
        name: "app",
        // The demo writes a file of its own, and shows its users beside the form. One window is open for each file.
        may_name: &[
            "domain",
            "service",
            "messages",
            "wiring",
            "authenticator",
            "store::graphics",
            "store::instance",
            "store::kiosk",
            "store::yaml",
            "ui::DemoUser",
        ],
        never: &[],
    },
    Layer {
        name: "testing",
        may_name: &["domain", "service", "store", "authenticator"],
        never: &[],
    },
    Layer {
        name: "main",
        may_name: &["app", "cli", "store::hardening"],
        never: EGUI,
    },
    Layer {
        name: "lib",
        // What it offers by a shorter path, and egui itself.
        may_name: &["domain", "service", "messages", "authenticator"],
        never: &["eframe"],
    },
];

/// What semantic versioning holds for, as the documentation of the crate says.
pub const STABLE: &[&str] = &[
    "prelude",
    "domain",
    "service",
    "store",
    "messages",
    "wiring",
    "authenticator",
    "testing",
    "ui::theme",
];
