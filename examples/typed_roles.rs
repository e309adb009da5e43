//! Roles as types of the app: an enum of all roles, and a type for each role that an action requires, so that a
//! missing check, or a check of another role, does not compile.
//!
//! `cargo run --example typed_roles` opens it over a demo file. The file names a role that the app
//! does not know; Ada, who is an administrator, is warned of it, with its line.

use egui_authenticator::app::demo::Demo;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::customization::Customization;
use egui_authenticator::domain::role::AppRole;
use egui_authenticator::service::Session;
use egui_authenticator::service::session::{HasRole, RoleError};

/// The users of this example.
const USERS: &str = "
credentials:
  usernames:
    ada:
      email: ada@example.org
      name: Ada Lovelace
      password: every door of the museum
      roles: [admin, chief, nurse]
    bob:
      email: bob@example.org
      name: Bob Builder
      password: round of the north wing
      roles: [nurse, porter]   # the app knows no porters
";

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
    let demo = Demo::of(USERS).map_err(|error| eframe::Error::AppCreation(error.into()))?;
    let service = demo
        .service()
        .with_customization(Customization::default().with_roles(&Ward::ALL));
    let create = |creation: &eframe::CreationContext<'_>| {
        let authenticator = Authenticator::new(&service, &creation.egui_ctx)?;
        Ok(Box::new(WardApp {
            authenticator: authenticator.with_demo(demo.users()),
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
