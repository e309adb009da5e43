//! The till of a shop: what is sold, what is in the drawer, and the end of the day. Its users are behind a network: each call takes
//! 200 ms. Only a lead ends the day.

mod slow_store;

use eframe::egui;
use egui_authenticator::prelude::*;
use egui_authenticator::{Customization, StartError};

use crate::slow_store::SlowStore;

/// What the shop sells, with the price in cents.
const ARTICLES: [(&str, u32); 6] = [
    ("Apples, 1 kg", 340),
    ("Bread", 420),
    ("Cheese, 200 g", 560),
    ("Eggs, 6", 310),
    ("Milk, 1 l", 180),
    ("Newspaper", 290),
];

/// The role that ends the day.
struct Lead;

impl AppRole for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }
}

struct App {
    auth: Authenticator,
    till: Till,
}

impl App {
    fn new(ctx: &egui::Context) -> Result<Self, StartError> {
        let auth = Authenticator::builder("org.example", "till")
            .rules(Customization::default().with_roles(&["lead"]))
            .store(SlowStore::default())
            .build(ctx)?;
        let till = Till::default();
        Ok(Self { auth, till })
    }
}

#[derive(Default)]
struct Till {
    /// The receipt that is being made: an index of `ARTICLES` for each item.
    receipt: Vec<usize>,
    /// The drawer, in cents.
    drawer: u32,
    /// Receipts since the day began.
    receipts: u32,
    last: Option<String>,
}

fn money(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

impl Till {
    fn total(&self) -> u32 {
        self.receipt.iter().map(|&at| ARTICLES[at].1).sum()
    }

    fn pay(&mut self, cashier: &str) {
        let total = self.total();
        self.drawer += total;
        self.receipts += 1;
        self.receipt.clear();
        self.last = Some(format!(
            "Receipt {} of {} paid to {cashier}",
            self.receipts,
            money(total)
        ));
    }

    fn articles_ui(&mut self, ui: &mut egui::Ui) {
        egui::Grid::new("articles").show(ui, |ui| {
            for (at, (name, price)) in ARTICLES.into_iter().enumerate() {
                if ui.button(format!("{name}\n{}", money(price))).clicked() {
                    self.receipt.push(at);
                }
                if at % 3 == 2 {
                    ui.end_row();
                }
            }
        });
    }

    fn receipt_ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        for &at in &self.receipt {
            let (name, price) = ARTICLES[at];
            ui.horizontal(|ui| {
                ui.label(name);
                ui.weak(money(price));
            });
        }
        ui.heading(money(self.total()));
        let is_open = !self.receipt.is_empty();
        ui.horizontal(|ui| {
            if ui.add_enabled(is_open, egui::Button::new("Paid")).clicked() {
                self.pay(&session.user().display_name());
            }
            if ui
                .add_enabled(is_open, egui::Button::new("Cancel"))
                .clicked()
            {
                self.receipt.clear();
            }
        });
    }

    fn drawer_ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        ui.label(format!(
            "{} receipts, {} in the drawer",
            self.receipts,
            money(self.drawer)
        ));
        let end = |ui: &mut egui::Ui, lead: &HasRole<'_, Lead>| {
            if ui.button("End of day").clicked() {
                self.end_day(lead);
            }
        };
        session.protect(Lead, ui, end, |_| {});
    }

    fn end_day(&mut self, _: &HasRole<'_, Lead>) {
        *self = Self {
            last: Some("The drawer is counted and empty".to_owned()),
            ..Self::default()
        };
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        ui.horizontal(|ui| {
            ui.strong(session.user().display_name());
            if ui.button("Switch users").clicked() {
                commands.switch_user();
            }
        });
        ui.separator();
        self.articles_ui(ui);
        ui.separator();
        self.receipt_ui(ui, session);
        ui.separator();
        self.drawer_ui(ui, session);
        if let Some(last) = &self.last {
            ui.weak(last);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.auth.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let unpaid = !self.till.receipt.is_empty();
        self.auth
            .set_unsaved(unpaid.then_some("a receipt that is not paid"));
        self.auth.gate(ui, |ui, session, commands| {
            egui::CentralPanel::default()
                .show(ui, |ui| self.till.content_ui(ui, session, commands));
        });
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        Ok(Box::new(App::new(&creation.egui_ctx)?) as Box<dyn eframe::App>)
    };
    eframe::run_native("Till", eframe::NativeOptions::default(), Box::new(create))
}
