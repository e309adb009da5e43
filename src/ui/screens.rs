//! Draws the open screen.

use egui::{CentralPanel, Frame};

use crate::screen::flow::{Event, Screen};

use crate::ui::draw::Draw;
use crate::ui::theme::palette;
use crate::ui::widgets::backdrop::{Door, backdrop_ui};
use crate::ui::{app, lock, recovery, registration, set_up, sign_in};

/// The number of the form for leaving a kiosk, beside those of the dialogs of a session.
const KIOSK: u32 = u32::MAX;

/// Returns the number of what is asked over the screen, or in its place when a kiosk is left.
pub(super) fn question(screen: &Screen, is_kiosk_left: bool) -> Option<u32> {
    match screen {
        _ if is_kiosk_left => Some(KIOSK),
        Screen::App(screen) => screen.question(),
        _ => None,
    }
}

/// Returns how far the door behind a form is open; `None` if the screen is not a form.
fn door(screen: &Screen) -> Option<Door> {
    match screen {
        Screen::Start(_)
        | Screen::Login(_)
        | Screen::Register(_)
        | Screen::Recover(_)
        | Screen::NextStep(_) => Some(Door::Ajar),
        Screen::Lock(_) | Screen::Broken(_) => Some(Door::Shut),
        Screen::SetUp(_) | Screen::Codes(_) | Screen::RegistrationPolicy(_) => Some(Door::Open),
        Screen::App(_) => None,
    }
}

/// Draws the open screen on its background.
pub(super) fn panel_ui(
    ui: &mut egui::Ui,
    screen: &mut Screen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let background = if draw.bare_page(screen).is_some() {
        draw.app_fill
    } else {
        palette(ui.visuals()).canvas
    };
    let panel = CentralPanel::default().frame(Frame::new().fill(background));
    let panel = panel.show(ui, |ui| {
        if let Some(door) = door(screen) {
            backdrop_ui(ui, door);
        }
        screen_ui(ui, screen, draw)
    });
    panel.inner
}

/// Draws what is asked over the content of a host app that draws single screens.
pub(super) fn dialogs_ui(
    ui: &mut egui::Ui,
    screen: &mut Screen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    match screen {
        Screen::App(screen) if screen.is_asking() => {
            app::answer_ui(ui, screen, draw).map(Event::App)
        }
        _ => None,
    }
}

/// Draws the open screen.
fn screen_ui(ui: &mut egui::Ui, screen: &mut Screen, draw: &mut Draw<'_>) -> Option<Event> {
    match screen {
        Screen::Start(screen) => set_up::start::start_ui(ui, screen, draw).map(Event::Start),
        Screen::SetUp(screen) => set_up::set_up_ui(ui, screen, draw).map(Event::SetUp),
        Screen::Broken(screen) => set_up::broken::broken_ui(ui, screen, draw).map(Event::Broken),
        Screen::Login(screen) => sign_in::login_ui(ui, screen, draw).map(Event::Login),
        Screen::Register(screen) => {
            registration::register_ui(ui, screen, draw).map(Event::Register)
        }
        Screen::App(screen) => app::app_ui(ui, screen, draw).map(Event::App),
        Screen::Recover(screen) => recovery::recover_ui(ui, screen, draw).map(Event::Recover),
        Screen::NextStep(screen) => {
            sign_in::next_step::next_step_ui(ui, screen, draw).map(Event::NextStep)
        }
        Screen::Codes(screen) => recovery::codes::codes_ui(ui, screen, draw).map(Event::Codes),
        Screen::RegistrationPolicy(screen) => {
            registration::policy::registration_policy_ui(ui, screen, draw)
                .map(Event::RegistrationPolicy)
        }
        Screen::Lock(screen) => lock::lock_ui(ui, screen, draw).map(Event::Locked),
    }
}
