//! Roles as types of the app: an enum of all roles, and a type for each role that an action requires, so that a
//! missing check, or a check of another role, does not compile.
//!
//! `cargo run --example typed_roles` asks for an administrator first. Give that user the role `chief`, and the cabinet
//! opens. Administrators are warned of a role that the app does not know, such as `porter`.

use egui_authenticator::{AppRole, Authenticator, Customization, HasRole, RoleError, Session};

/// Every role that this app knows.
#[derive(Clone, Copy)]
enum Ward {
    Nurse,
    Chief,
}

impl Ward {
    const ALL: [Self; 2] = [Self::Nurse, Self::Chief];
}

impl AppRole for Ward {
    fn name(&self) -> &'static str {
        match self {
            Self::Nurse => "nurse",
            Self::Chief => Chief.name(),
        }
    }
}

/// The role that may open the cabinet. Proof of it is `HasRole<'_, Chief>`.
struct Chief;

impl AppRole for Chief {
    fn name(&self) -> &'static str {
        "chief"
    }
}

#[derive(Default)]
struct Cabinet {
    is_open: bool,
}

impl Cabinet {
    /// Cannot be called without the proof.
    fn open(&mut self, _: &HasRole<'_, Chief>) {
        self.is_open = true;
    }
}

struct WardApp {
    authenticator: Authenticator,
    cabinet: Cabinet,
    refused: Option<RoleError>,
}

fn ward_ui(ui: &mut egui::Ui, session: &Session, app: (&mut Cabinet, &mut Option<RoleError>)) {
    let (cabinet, refused) = app;
    let all = Ward::ALL.iter().filter(|role| session.has_role(role));
    let roles: Vec<_> = all.map(AppRole::name).collect();
    ui.heading(roles.join(", "));
    ui.label(if cabinet.is_open {
        "The cabinet is open"
    } else {
        "The cabinet is closed"
    });
    // All users see the button here, to show that it is the proof that counts.
    if ui.button("Open the cabinet").clicked() {
        match session.require(Chief) {
            Ok(proof) => cabinet.open(&proof),
            Err(missing) => *refused = Some(missing),
        }
    }
    if let Some(missing) = refused {
        ui.label(missing.to_string());
    }
}

impl eframe::App for WardApp {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let app = (&mut self.cabinet, &mut self.refused);
        self.authenticator
            .show(ui, |ui, session, _| ward_ui(ui, session, app));
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        let rules = Customization::default().with_roles(&Ward::ALL);
        let builder = Authenticator::builder("org.example", "authenticator-typed-roles");
        Ok(Box::new(WardApp {
            authenticator: builder.rules(rules).build(&creation.egui_ctx)?,
            cabinet: Cabinet::default(),
            refused: None,
        }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("typed_roles", options, Box::new(create))
}
