//! Draws the lock screen, and the warning before a window locks automatically.

use std::time::Duration;

use egui::{Context, Label, Sense, Ui, Vec2};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::busy::BUSY_AFTER;
use crate::screen::flow::auto_lock::LockWarning;
use crate::screen::form::notice::FormNotice;
use crate::screen::lock::{Event, LockScreen};
use crate::service::local_time::LocalTime;

use crate::ui::app::language::form_card;
use crate::ui::draw::Draw;
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::link_rows;
use crate::ui::widgets::card::{CardHead, CardLayout};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::illustration::{SMALL_MARK, small_mark_ui};
use crate::ui::widgets::notice::{Kind, countdown, floating, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::pin_pad::pin_pad;
use crate::ui::widgets::reauthentication::reauthentication_fields;
use crate::ui::widgets::submit::{busy_indicator, busy_indicator_width, cancel, submit};
use crate::ui::widgets::text::{heading_named, weak};

/// The diameter of the picture of the user, in points.
const FACE: f32 = 88.0;
/// The height of a window that has room for the time of day, in points.
const CLOCK_HEIGHT: f32 = 730.0;
/// The height of the keys of a PIN, in points.
const PIN_HEIGHT: f32 = 264.0;
/// The height that a window has beside the keys where there is room for the picture, in points.
const FACE_HEIGHT: f32 = 600.0;
/// The seconds of a minute.
const MINUTE: i64 = 60;

pub(crate) fn lock_ui(ui: &mut Ui, screen: &mut LockScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let locking = screen.locking(draw.now);
    if locking.is_busy() {
        locking_ui(ui, locking, messages);
        return None;
    }
    let busy = screen.busy(draw.now);
    let (time, date) = clock_texts(ui, screen, draw);
    // The keys of a PIN take the place of the picture in a low window.
    let height = ui.available_height();
    let height = height - if screen.asks_pin { PIN_HEIGHT } else { 0.0 };
    let has_room = height >= CLOCK_HEIGHT && !time.is_empty();
    let has_face = !screen.asks_pin || height >= FACE_HEIGHT;
    let layout = CardLayout {
        head: has_room.then_some(CardHead::Clock {
            time: &time,
            date: &date,
        }),
        ..CARD_WIDTH.into()
    };
    form_card(ui, layout, draw, |ui, draw| {
        app_ui(ui, screen, draw);
        ui.vertical_centered(|ui| {
            let user = screen.session_view.session.user();
            let name = user.display_name();
            if has_face {
                let (face, _) = ui.allocate_exact_size(Vec2::splat(FACE), Sense::empty());
                face_ui(ui, face, (user.username.as_str(), &name), None);
                ui.add_space(SMALL_GAP);
            }
            let locked_by = [("name", name.as_str().into())];
            heading_named(ui, &name, &messages.with("lock-heading", &locked_by));
            let since = since(screen, draw);
            weak(ui, &since);
        });
        ui.add_space(GAP);
        let is_entered = fields_ui(ui, screen, busy < Busy::Shown, draw);
        let event = is_entered.then_some(Event::Submit);
        if screen.is_unmarked {
            let message = messages.message("lock-unmarked", &[]);
            notice_above(ui, messages, Kind::Warning, &message);
        }
        let outage = screen.unlocks_offline();
        outage_ui(ui, screen, outage, draw);
        let labels = ["lock-unlock", "code-busy"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        // During an outage no user could sign in, and the one who is parked could not come back.
        let mut links = Vec::new();
        if outage.is_none() {
            links.push((messages.get("lock-switch"), Event::Switch));
        }
        if screen.has_pin && outage.is_none() {
            let name = if screen.asks_pin {
                "lock-use-password"
            } else {
                "lock-use-pin"
            };
            links.insert(0, (messages.get(name), Event::AskPin(!screen.asks_pin)));
        }
        link_rows(ui, links, busy < Busy::Shown).or(event)
    })
}

/// Draws the notice above the button, and whether the password unlocks during an outage.
fn outage_ui(ui: &mut Ui, screen: &LockScreen, outage: Option<bool>, draw: &Draw<'_>) {
    let notice = screen.notice.as_ref();
    let is_spent = notice == Some(&FormNotice::OfflineTries);
    let outage = outage.filter(|_| !is_spent);
    optional(ui, |ui| {
        let Some(unlocks) = outage else { return };
        let name = if unlocks {
            "lock-outage"
        } else {
            "lock-outage-closed"
        };
        let message = draw.messages.message(name, &[]);
        notice_above(ui, draw.messages, Kind::Warning, &message);
    });
    let is_told = |notice: &&FormNotice| outage.is_some() && notice.is_outage();
    form_notice(ui, draw, notice.filter(|notice| !is_told(notice)));
}

/// Draws the fields for the password, or the one for the PIN. Returns `true` if Enter was pressed.
fn fields_ui(ui: &mut Ui, screen: &mut LockScreen, is_enabled: bool, draw: &mut Draw<'_>) -> bool {
    let wants_focus = std::mem::take(&mut screen.wants_focus);
    if !screen.asks_pin {
        let state = (is_enabled, wants_focus);
        let password = (&mut screen.password, screen.error);
        return reauthentication_fields(ui, password, &mut screen.code, state, draw);
    }
    let messages = draw.messages;
    let options = FieldOptions {
        error: screen.error.map(|error| field_error(messages, error)),
        is_enabled,
        wants_focus,
        ..FieldOptions::new(messages.get("pin-field"))
    };
    let (pin, fields) = (&mut screen.password.text, &mut draw.cache.fields);
    pin_pad(ui, pin, &options, messages, fields).entered
}

/// Draws the logo and the name of the app: a locked window covers everything else that tells which one it is.
fn app_ui(ui: &mut Ui, screen: &LockScreen, draw: &mut Draw<'_>) {
    let title = screen.session_view.settings.title.clone();
    let title = title.unwrap_or_else(|| draw.app().into_owned());
    if draw.slots.logo.is_some() {
        ui.vertical_centered(|ui| {
            slot(ui, &mut draw.slots.logo);
            weak(ui, &title);
        });
    } else {
        let width =
            SMALL_MARK + ui.spacing().item_spacing.x + role_width(ui, TextRole::Body, &title);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - width).max(0.0) / 2.0);
            small_mark_ui(ui);
            let colour = palette(ui.visuals()).weak;
            ui.add(Label::new(TextRole::Body.text(ui, title).color(colour)).truncate());
        });
    }
    ui.add_space(SMALL_GAP);
}

/// Returns the time of day and the date, and has them drawn again when the next minute begins. Both are empty until the
/// time zone is known.
fn clock_texts(ui: &Ui, screen: &LockScreen, draw: &Draw<'_>) -> (String, String) {
    let Some(LocalTime { zone, .. }) = &screen.since else {
        return Default::default();
    };
    let second = draw.clock.as_seconds().rem_euclid(MINUTE);
    let left = Duration::from_secs((MINUTE - second).unsigned_abs());
    ui.ctx().request_repaint_after(left);
    let date = draw.messages.long_date(zone.day(draw.clock));
    (zone.clock(draw.clock), date)
}

/// Returns when the window was locked, and that nothing is lost, or what to do to be able to type.
fn since(screen: &LockScreen, draw: &Draw<'_>) -> String {
    if screen.ignores_typing {
        return draw.messages.get("lock-typing").into_owned();
    }
    let Some(LocalTime { at, zone }) = &screen.since else {
        return draw.messages.get("lock-intro").into_owned();
    };
    let time = draw.messages.local_time(*at, draw.clock, zone);
    draw.messages.with("lock-since", &[("time", time.into())])
}

/// Draws nothing at first, as storing the lock is quick.
fn locking_ui(ui: &mut Ui, busy: Busy, messages: &Messages) {
    if busy < Busy::Shown {
        return ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    ui.add_space(ui.available_height() / 3.0);
    ui.vertical_centered(|ui| {
        let text = messages.get("lock-busy");
        ui.set_max_width(busy_indicator_width(ui, &text));
        busy_indicator(ui, &text);
    });
}

/// Draws the warning above everything else.
pub(crate) fn warning_ui(ctx: &Context, messages: &Messages, warning: LockWarning) {
    let (LockWarning::Idle(left)
    | LockWarning::AccessEnds(left)
    | LockWarning::SessionEnds(left)
    | LockWarning::Outage(left)) = warning;
    floating(ctx, "the window will lock", |ui| {
        let message = |left| match warning {
            LockWarning::Idle(_) => messages.locking(left),
            LockWarning::AccessEnds(_) => messages.access_ends(left),
            LockWarning::Outage(_) => messages.outage_locks(left),
            LockWarning::SessionEnds(_) => messages.session_ends(left),
        };
        countdown(ui, messages, (Kind::Warning, left), &message);
    });
}
