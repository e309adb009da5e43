//! Draws the list of the backups, and what restoring one would change.

use egui::{Role, ScrollArea, Ui, WidgetInfo};

use crate::domain::printable::escaped;
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::settings::{BackupEvent, Event, SettingsScreen};
use crate::service::backups::{BackupEntry, BackupList, RestorePreview};

use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, palette};
use crate::ui::widgets::button::danger;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::dialog::{answers, wide_dialog};
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::rows::{Row, dense, dense_width, named_row, row_box, row_ui};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{group, heading, label, small};

/// The width of the dialog, in points.
const WIDTH: f32 = 560.0;
/// The height of the window beside what changes, in points.
const AROUND: f32 = 300.0;
/// The most names that are shown of a kind, except for those of users who get permissions.
const SHOWN_MAX: usize = 50;

/// Draws the list, which only administrators see.
pub(crate) fn backups_ui(ui: &mut Ui, screen: &SettingsScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    if !screen.permissions.is_admin() {
        let text = messages.get("settings-backups-administrators");
        icon_text(ui, ("lock", 18.0), &text, palette(ui.visuals()).weak);
        return None;
    }
    let busy = screen.backups.busy(draw.now);
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
    }
    let list = screen.backups.list.as_ref()?;
    let location = [("location", list.location.as_str().into())];
    label(ui, &messages.with("settings-backups-file", &location));
    ui.add_space(SMALL_GAP);
    if list.entries.is_empty() {
        let message = messages.message("settings-backups-none", &[]);
        empty(ui, Scene::NoPages, &message);
        return None;
    }
    let event = row_box(ui, |ui| {
        let mut event = None;
        for entry in &list.entries {
            event = entry_ui(ui, entry, (list, busy), messages).or(event);
        }
        event
    });
    event.map(Event::Backup)
}

fn entry_ui(
    ui: &mut Ui,
    entry: &BackupEntry,
    (list, busy): (&BackupList, Busy),
    messages: &Messages,
) -> Option<BackupEvent> {
    let time = messages.day_time(entry.backup.kept_at, list.now, &list.zone);
    let mut lines = vec![match entry.users {
        Some(users) => messages.with("settings-backups-users", &[("count", users.into())]),
        None => messages.get("settings-backups-unusable").into_owned(),
    }];
    lines.extend(entry.change.as_ref().map(|change| {
        let change = messages.audit_sentence(change).line(messages);
        messages.with("settings-backups-before", &[("change", change.into())])
    }));
    let is_usable = entry.users.is_some();
    let row = Row {
        icon: if is_usable { "history" } else { "error" },
        colour: None,
        title: &time,
        lines: &lines,
    };
    let text = messages.get("settings-backups-preview");
    let width = dense_width(ui, [text.as_ref()]);
    named_row(ui, ("backup", entry.backup.number), |ui| {
        row_ui(ui, &row, width, |ui| {
            if !is_usable {
                return None;
            }
            let preview = ui
                .add_enabled_ui(!busy.is_busy(), |ui| dense(ui, &text))
                .inner;
            preview.widget_info(|| {
                let values = [("time", time.as_str().into())];
                let label = messages.with("settings-backups-preview-named", &values);
                WidgetInfo::labeled(Role::Button, !busy.is_busy(), label)
            });
            let number = entry.backup.number;
            preview.clicked().then_some(BackupEvent::Preview(number))
        })
    })
}

/// Draws what restoring a backup would change. Returns what the user did.
pub(crate) fn restore_ui(
    ui: &Ui,
    preview: &RestorePreview,
    (busy, is_edited): (Busy, bool),
    messages: &Messages,
) -> Option<Event> {
    let title = messages.get("settings-restore");
    let content = |ui: &mut Ui| {
        heading(ui, &title);
        small(ui, &messages.get("settings-restore-intro"));
        ui.add_space(SMALL_GAP);
        if is_edited {
            let message = messages.message("settings-restore-unsaved", &[]);
            notice_above(ui, messages, Kind::Warning, &message);
        }
        let height = (ui.ctx().content_rect().height() - AROUND).max(80.0);
        let changes = ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true]);
        scroll(ui, changes, |ui| changes_ui(ui, preview, messages));
        ui.add_space(SMALL_GAP);
        if busy >= Busy::Shown {
            busy_indicator(ui, &messages.get("account-busy"));
            return None;
        }
        let texts = ["button-cancel", "settings-restore-button"].map(|name| messages.get(name));
        let texts = [&*texts[0], &*texts[1]];
        let button = (danger as fn(&mut Ui, &str, bool) -> _, !busy.is_busy());
        answers(ui, texts, button, [BackupEvent::Back, BackupEvent::Restore])
    };
    let id = "a backup is restored";
    let (event, is_closed) = wide_dialog(ui.ctx(), id, (&title, WIDTH), content);
    let closed = (is_closed && !busy.is_busy()).then_some(BackupEvent::Back);
    event.or(closed).map(Event::Backup)
}

fn changes_ui(ui: &mut Ui, preview: &RestorePreview, messages: &Messages) {
    if preview.is_empty() {
        small(ui, &messages.get("settings-restore-same"));
        return;
    }
    if !preview.with_permissions.is_empty() {
        // All of them: nothing else asks whether they may have the permissions.
        let names = preview.with_permissions.iter();
        let names: Vec<_> = names.map(|name| escaped(name, &[])).collect();
        let names = names.join(", ");
        let text = messages.with("settings-restore-permissions", &[("names", names.into())]);
        notice_above(ui, messages, Kind::Warning, &Message::of(text));
    }
    for (name, users) in [
        ("settings-restore-added", &preview.added),
        ("settings-restore-removed", &preview.removed),
        ("settings-restore-changed", &preview.changed),
        (
            "settings-restore-without-password",
            &preview.without_password,
        ),
        ("settings-restore-allowed", &preview.allowed_again),
        ("settings-restore-not-allowed", &preview.no_longer_allowed),
    ] {
        if !users.is_empty() {
            let names = [joined(users, messages)];
            lines_ui(ui, &messages.get(name), &names);
        }
    }
    let roles = preview.roles.iter().map(|(name, [old, new])| {
        let name = escaped(name, &[]).into_owned();
        messages.value_change(name, [old, new])
    });
    let roles: Vec<_> = roles.collect();
    let settings = preview.settings.iter();
    let settings: Vec<_> = settings.map(|of| messages.setting_change(of)).collect();
    for (name, lines) in [
        ("settings-restore-roles", &roles),
        ("settings-restore-settings", &settings),
        ("settings-preview-launches", &preview.launches),
    ] {
        if !lines.is_empty() {
            lines_ui(ui, &messages.get(name), lines);
        }
    }
}

/// Draws lines below a label.
fn lines_ui(ui: &mut Ui, name: &str, lines: &[String]) {
    ui.push_id(name, |ui| {
        ui.vertical(|ui| {
            group(ui, name);
            label(ui, name);
            for line in lines {
                small(ui, line);
            }
        });
    });
    ui.add_space(SMALL_GAP);
}

/// Returns the names of users in one line.
fn joined(users: &[String], messages: &Messages) -> String {
    let (shown, rest) = users.split_at(users.len().min(SHOWN_MAX));
    let names = shown.iter().map(|name| escaped(name, &[]).into_owned());
    let rest = (!rest.is_empty()).then(|| {
        let count = ("count", rest.len().into());
        messages.with("broken-more", &[count])
    });
    names.chain(rest).collect::<Vec<_>>().join(", ")
}
