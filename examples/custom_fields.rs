//! Custom fields, texts and appearance: a locker room where every user has a badge number, the last name is
//! optional, and the sign-in screen has the colours of the company.
//!
//! `cargo run --example custom_fields` asks for an administrator first. Sign out, and press "Register" to see the form.

use std::error::Error;

use egui::{Color32, Theme};
use egui_authenticator::Authenticator;
use egui_authenticator::Messages;
use egui_authenticator::users::Email;
use egui_authenticator::{CustomField, Customization, Refusal, StandardField, Validator};
use egui_authenticator::{RegistrationPolicy, Settings};

/// The labels and messages that this app replaces, and those of its own field.
pub const MESSAGES: &str = "
sign-in-button = Open my locker
register-heading = Get a locker
own-badge = Badge number
own-badge-help = Four digits, on the back of your badge
own-badge-wrong = A badge number has four digits
own-company-only = Use your company address, name@company.example
";

/// The additional checks of this company.
struct Company;

impl Validator for Company {
    fn email(&self, email: &Email) -> Result<(), Refusal> {
        let is_ours = email.key().ends_with("@company.example");
        is_ours.then_some(()).ok_or(Refusal("own-company-only"))
    }
}

/// The fields and checks of this app.
pub(crate) fn customization() -> Customization {
    let four_digits = |text: &str| {
        let is_good = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_good.then_some(()).ok_or(Refusal("own-badge-wrong"))
    };
    let badge = CustomField::new("badge", "own-badge")
        .required()
        .with_help("own-badge-help")
        .checked(four_digits);
    Customization::default()
        .with_field(badge)
        .without(StandardField::LastName)
        .without(StandardField::Username)
        .with_validator(Company)
}

/// Sets the appearance of this app.
pub(crate) fn styled(authenticator: Authenticator) -> Authenticator {
    let accent = |theme| match theme {
        Theme::Light => Color32::from_rgb(0x0B, 0x6E, 0x4F),
        Theme::Dark => Color32::from_rgb(0x6F, 0xD6, 0xAE),
    };
    authenticator
        .with_style(move |style, theme| {
            style.visuals.hyperlink_color = accent(theme);
            style.visuals.selection.stroke.color = accent(theme);
        })
        .with_logo(|ui| {
            let accent = ui.visuals().hyperlink_color;
            let (door, _) = ui.allocate_exact_size(egui::vec2(34.0, 44.0), egui::Sense::empty());
            ui.painter().rect_filled(door, 4, accent);
            let slot =
                egui::Rect::from_min_size(door.min + egui::vec2(8.0, 8.0), egui::vec2(18.0, 3.0));
            ui.painter().rect_filled(slot, 1, ui.visuals().window_fill);
        })
        .with_banner(|ui| {
            ui.label("Open from six to ten.");
        })
        .with_footer(|ui| {
            ui.small("Lost your badge? Ask at the desk.");
        })
}

/// The app.
pub struct Lockers {
    /// The sign-in of the app.
    pub authenticator: Authenticator,
}

impl eframe::App for Lockers {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.authenticator.show(ui, |ui, session, _| {
            let badge = session.user().field("badge").unwrap_or("none");
            ui.heading(format!("Locker {badge}"));
        });
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let messages = Messages::custom("en", MESSAGES)?;
    let create = |creation: &eframe::CreationContext<'_>| {
        let settings = Settings::default()
            .title("Locker room")
            .registration_mode(RegistrationPolicy::Open);
        let authenticator = Authenticator::builder("org.example", "custom-fields")
            .rules(customization())
            .defaults(settings)
            .build(&creation.egui_ctx)?
            .with_languages([messages.into()]);
        let authenticator = styled(authenticator);
        Ok(Box::new(Lockers { authenticator }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("custom_fields", options, Box::new(create))?;
    Ok(())
}
