//! The till of a shop: what is sold, what is in the drawer, and the end of the day.

use eframe::egui;

/// What the shop sells, with the price in cents.
const ARTICLES: [(&str, u32); 6] = [
    ("Apples, 1 kg", 340),
    ("Bread", 420),
    ("Cheese, 200 g", 560),
    ("Eggs, 6", 310),
    ("Milk, 1 l", 180),
    ("Newspaper", 290),
];

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

    fn pay(&mut self) {
        let total = self.total();
        self.drawer += total;
        self.receipts += 1;
        self.receipt.clear();
        self.last = Some(format!(
            "Receipt {} of {} paid",
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

    fn receipt_ui(&mut self, ui: &mut egui::Ui) {
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
                self.pay();
            }
            if ui
                .add_enabled(is_open, egui::Button::new("Cancel"))
                .clicked()
            {
                self.receipt.clear();
            }
        });
    }

    fn drawer_ui(&mut self, ui: &mut egui::Ui) {
        ui.label(format!(
            "{} receipts, {} in the drawer",
            self.receipts,
            money(self.drawer)
        ));
        if ui.button("End of day").clicked() {
            *self = Self {
                last: Some("The drawer is counted and empty".to_owned()),
                ..Self::default()
            };
        }
    }

    fn content_ui(&mut self, ui: &mut egui::Ui) {
        self.articles_ui(ui);
        ui.separator();
        self.receipt_ui(ui);
        ui.separator();
        self.drawer_ui(ui);
        if let Some(last) = &self.last {
            ui.weak(last);
        }
    }
}

impl eframe::App for Till {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| self.content_ui(ui));
    }
}

fn main() -> eframe::Result {
    let create =
        |_: &eframe::CreationContext<'_>| Ok(Box::<Till>::default() as Box<dyn eframe::App>);
    eframe::run_native("Till", eframe::NativeOptions::default(), Box::new(create))
}
