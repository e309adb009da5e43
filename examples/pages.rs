//! Several pages of the app's own, each open to the roles that it names.
//!
//! `cargo run --example pages` asks for an administrator first, who sees the accounts. Give users the role `till` or
//! `office` to see what these open.

use egui_authenticator::{AppPage, Authenticator, Session};

/// Every page. One that is not in here cannot be reached.
#[derive(Clone, Copy)]
enum Page {
    Today,
    Till,
    Accounts,
}

impl AppPage for Page {
    const ALL: &'static [Self] = &[Self::Today, Self::Till, Self::Accounts];

    fn title(self) -> String {
        let title = match self {
            Self::Today => "Today",
            Self::Till => "Till",
            Self::Accounts => "Accounts",
        };
        title.to_owned()
    }

    fn icon(self) -> Option<&'static str> {
        Some(match self {
            Self::Today => "calendar_month",
            Self::Till => "point_of_sale",
            Self::Accounts => "receipt_long",
        })
    }

    fn is_open_to(self, session: &Session) -> bool {
        match self {
            Self::Today => true,
            Self::Till => session.has_role("till"),
            Self::Accounts => session.has_role("office") || session.has_role("admin"),
        }
    }
}

/// The app.
pub struct Shop {
    /// Its sign-in.
    pub authenticator: Authenticator,
    /// How many were sold.
    pub sold: u32,
}

impl eframe::App for Shop {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let sold = &mut self.sold;
        let last_sign_in = self.authenticator.last_sign_in();
        self.authenticator
            .show_app(ui, |ui, session, _, page| match page {
                Page::Today => {
                    ui.heading(format!("Good morning, {}", session.user().display_name()));
                    if let Some(last_sign_in) = &last_sign_in {
                        ui.weak(last_sign_in);
                    }
                    ui.label("The shop opens at nine.");
                }
                Page::Till => {
                    ui.heading(format!("{sold} sold"));
                    if ui.button("Sell one").clicked() {
                        *sold += 1;
                    }
                }
                Page::Accounts => {
                    ui.heading("Accounts");
                    ui.label(format!("{sold} sold today, none on credit."));
                }
            });
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        let builder = Authenticator::builder("org.example", "authenticator-pages");
        Ok(Box::new(Shop {
            authenticator: builder.build(&creation.egui_ctx)?.own_window(),
            sold: 0,
        }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("pages", options, Box::new(create))
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use egui_authenticator::testing::TestUser;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    fn window(roles: &[&str]) -> Harness<'static, Shop> {
        let mut window = Harness::builder().build_eframe(|creation| {
            let ada = TestUser::new("ada").with_roles(roles);
            let test = Authenticator::test(&creation.egui_ctx).user(ada);
            let signed_in = test.signed_in("ada").build();
            Shop {
                authenticator: signed_in.expect("signed in"),
                sold: 3,
            }
        });
        window.run();
        window
    }

    #[test]
    fn each_user_begins_with_today_and_sees_what_their_roles_open() {
        let window = window(&["till"]);
        assert!(window.query_by_label("The shop opens at nine.").is_some());
        assert!(window.query_by_label("Till").is_some());
        assert!(window.query_by_label("Accounts").is_none());
    }

    #[test]
    fn the_till_sells() {
        let mut window = window(&["till"]);
        window.get_by_label("Till").click();
        window.run();
        window.get_by_label("Sell one").click();
        window.run();
        assert!(window.query_by_label("4 sold").is_some());
    }
}
