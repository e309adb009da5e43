//! Draws the list of pages, and the form of one of them.

use egui::{Ui, vec2};

use crate::domain::problem::Problem;
use crate::messages::Messages;
use crate::screen::settings::{
    ContentKind, Event, Field, PageEvent, PageField, PageForm, SettingsScreen,
};

use crate::ui::draw::Draw;
use crate::ui::pages::markdown::page_preview_ui;
use crate::ui::settings::icon_choice::icon_choice;
use crate::ui::settings::page_fields::PageFields;
use crate::ui::settings::page_items::items_ui;
use crate::ui::theme::{DENSE_HEIGHT, SMALL_GAP, palette};
use crate::ui::widgets::button::{button_row, link, secondary};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::dense::{DenseKind, dense_width, labelled_button};
use crate::ui::widgets::field::lines_field;
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::panel::{optional, panel};
use crate::ui::widgets::rows::{self, Row, dense, named_row, row_box, row_ui};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text::{group, label, small, subheading};

/// The number of lines of a text that are shown at least.
const LINES: usize = 10;

/// Draws the page that is edited, or the list.
pub(crate) fn pages_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let open = screen.page.filter(|at| *at < screen.form.pages.len());
    let event = if let Some(at) = open {
        ui.scope(|ui| editor_ui(ui, at, screen, draw)).inner
    } else {
        let focus = screen
            .focus
            .take_if(|focus| matches!(focus, Field::Page(..)));
        list_ui(ui, screen, focus, draw.messages)
    };
    event.map(Event::Page)
}

fn list_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    focus: Option<Field>,
    messages: &Messages,
) -> Option<PageEvent> {
    let pages = &screen.form.pages;
    if pages.is_empty() {
        empty(
            ui,
            Scene::NoPages,
            &messages.message("settings-page-none", &[]),
        );
    }
    let mut event = None;
    if !pages.is_empty() {
        row_box(ui, |ui| {
            for at in 0..pages.len() {
                event = page_row(ui, at, (screen, focus), messages).or(event);
            }
        });
        ui.add_space(SMALL_GAP);
    }
    let add = secondary(ui, &messages.get("settings-page-add"), true);
    add.clicked().then_some(PageEvent::Add).or(event)
}

/// Returns the title of a page as the list shows it.
fn shown_title(page: &PageForm, messages: &Messages) -> String {
    let title = match page.title.trim() {
        "" => messages.get("settings-page-new").into_owned(),
        title => title.to_owned(),
    };
    if page.is_removed {
        messages.with("settings-page-removed", &[("title", title.into())])
    } else {
        title
    }
}

/// Returns the width of the buttons of a row.
fn controls_width(ui: &Ui, messages: &Messages) -> f32 {
    let arrows = ["arrow_upward", "arrow_downward"].map(|icon| dense_width(ui, Some(icon), ""));
    let edit = rows::dense_width(ui, [&*messages.get("users-edit")]);
    arrows.iter().sum::<f32>() + edit + 2.0 * ui.spacing().item_spacing.x
}

fn page_row(
    ui: &mut Ui,
    at: usize,
    (screen, focus): (&SettingsScreen, Option<Field>),
    messages: &Messages,
) -> Option<PageEvent> {
    let page = &screen.form.pages[at];
    let problem = screen.page_problem(page);
    let title = shown_title(page, messages);
    let icon = match page.icon.as_str() {
        "" => "article",
        icon => icon,
    };
    let mut lines = vec![access_text(page, messages)];
    lines.extend(problem.map(|problem| problem_text(problem, messages)));
    let warning = palette(ui.visuals()).warning.text;
    let row = Row {
        icon: if problem.is_some() { "warning" } else { icon },
        colour: problem.map(|_| warning),
        title: &title,
        lines: &lines,
    };
    // The buttons of a page stay the same widgets when it moves, so that the focus moves along.
    let salt = (page.is_new, &page.id, if page.is_new { at } else { 0 });
    named_row(ui, salt, |ui| {
        row_ui(ui, &row, controls_width(ui, messages), |ui| {
            let named = |name| messages.with(name, &[("title", title.as_str().into())]);
            let mut button = |icon, name, is_enabled| {
                ui.add_enabled_ui(is_enabled, |ui| {
                    let label = named(name);
                    labelled_button(ui, DenseKind::Quiet, (Some(icon), ""), &label).clicked()
                })
                .inner
            };
            let last = screen.form.pages.len() - 1;
            let up = button("arrow_upward", "settings-page-up", at > 0);
            let down = button("arrow_downward", "settings-page-down", at < last);
            let edit = dense(ui, &messages.get("users-edit"));
            // Back from the form of the page, the focus is where it was before.
            if focus == Some(Field::Page(at, PageField::Title)) {
                edit.request_focus();
            }
            edit.widget_info(|| {
                let label = named("settings-page-edit-named");
                egui::WidgetInfo::labeled(egui::Role::Button, true, label)
            });
            let events = [
                (up, PageEvent::Up(at)),
                (down, PageEvent::Down(at)),
                (edit.clicked(), PageEvent::Open(at)),
            ];
            let clicked = events.into_iter().find(|(is_clicked, _)| *is_clicked);
            clicked.map(|(_, event)| event)
        })
    })
}

/// Returns who may open a page.
fn access_text(page: &PageForm, messages: &Messages) -> String {
    if page.everyone {
        return messages.get("settings-page-everyone").into_owned();
    }
    if page.is_closed() {
        return messages.get("settings-page-closed").into_owned();
    }
    let all = [page.roles.trim(), page.users.trim()];
    let all: Vec<_> = all.into_iter().filter(|text| !text.is_empty()).collect();
    all.join(", ")
}

fn problem_text(problem: &Problem, messages: &Messages) -> String {
    messages.problem(problem).summary
}

fn editor_ui(
    ui: &mut Ui,
    at: usize,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<PageEvent> {
    let messages = draw.messages;
    let back = link(ui, &messages.get("users-back"), true);
    let event = back.clicked().then_some(PageEvent::Close);
    let problem = screen.page_problem(&screen.form.pages[at]);
    let problem = problem.map(|problem| problem_text(problem, messages));
    let focus = screen.focus.take();
    let page = &mut screen.form.pages[at];
    let title = shown_title(page, messages);
    group(ui, &title);
    subheading(ui, &title);
    optional(ui, |ui| {
        if let Some(problem) = &problem {
            let colour = palette(ui.visuals()).warning.text;
            icon_text(ui, ("warning", 18.0), problem, colour);
            ui.add_space(SMALL_GAP);
        }
    });
    if page.is_removed {
        let keep = secondary(ui, &messages.get("settings-page-keep"), true);
        if focus.is_some() {
            keep.request_focus();
        }
        return keep.clicked().then_some(PageEvent::Keep(at)).or(event);
    }
    let mut fields = PageFields::new(&mut screen.errors, focus, at);
    fields.head_ui(ui, page, draw);
    fields.access_ui(ui, page, draw);
    let event = fields.content_ui(ui, page, draw).or(event);
    ui.add_space(SMALL_GAP);
    let remove = [("settings-page-remove", PageEvent::Remove(at))];
    button_row(ui, messages, true, remove).or(event)
}

impl PageFields<'_> {
    fn head_ui(&mut self, ui: &mut Ui, page: &mut PageForm, draw: &mut Draw<'_>) {
        let title = (PageField::Title, "settings-page-title", None);
        self.text(ui, title, &mut page.title, draw);
        if page.is_new {
            let id = (
                PageField::Id,
                "settings-page-id",
                Some("settings-page-id-help"),
            );
            self.text(ui, id, &mut page.id, draw);
        } else {
            let id = [("id", page.id.as_str().into())];
            small(ui, &draw.messages.with("settings-page-id-of", &id));
            ui.add_space(SMALL_GAP);
        }
        icon_choice(ui, &mut page.icon, draw.messages);
    }

    fn access_ui(&mut self, ui: &mut Ui, page: &mut PageForm, draw: &mut Draw<'_>) {
        let messages = draw.messages;
        label(ui, &messages.get("settings-page-access"));
        let everyone = messages.get("settings-page-everyone");
        checkbox(ui, &mut page.everyone, &everyone, true);
        let help = Some("settings-roles-help");
        let roles = (PageField::Roles, "cli-user-roles", help);
        self.text(ui, roles, &mut page.roles, draw);
        let users = (PageField::Users, "settings-page-users", help);
        self.text(ui, users, &mut page.users, draw);
        let is_closed = page.is_closed();
        optional(ui, |ui| {
            if is_closed {
                let text = messages.get("settings-page-closed");
                icon_text(ui, ("lock", 18.0), &text, palette(ui.visuals()).weak);
                ui.add_space(SMALL_GAP);
            }
        });
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        page: &mut PageForm,
        draw: &mut Draw<'_>,
    ) -> Option<PageEvent> {
        let messages = draw.messages;
        let name = messages.get("settings-page-content");
        label(ui, &name);
        let kinds = [
            (ContentKind::Text, "settings-page-kind-text"),
            (ContentKind::File, "settings-page-kind-file"),
            (ContentKind::Launch, "settings-page-kind-launch"),
        ];
        let kinds = kinds.map(|(kind, name)| (kind, messages.get(name).into_owned()));
        if let Some(kind) = segmented(ui, (&name, DENSE_HEIGHT), page.kind, &kinds) {
            page.kind = kind;
        }
        ui.add_space(SMALL_GAP);
        match page.kind {
            ContentKind::Text => self.markdown_ui(ui, &mut page.text, draw),
            ContentKind::File => {
                let help = Some("settings-page-file-help");
                let file = (PageField::File, "settings-page-file", help);
                self.text(ui, file, &mut page.file, draw);
            }
            ContentKind::Launch => return items_ui(ui, self, page, draw),
        }
        None
    }

    /// Draws the field for the text, and below it the page as users will see it.
    fn markdown_ui(&mut self, ui: &mut Ui, text: &mut String, draw: &mut Draw<'_>) {
        let messages = draw.messages;
        let field = Field::Page(self.at, PageField::Text);
        let name = messages.get("settings-page-text");
        let options = self.form.options(field, name, messages);
        let response = lines_field(ui, text, LINES, &options, &mut draw.cache.fields);
        self.form.note(field, response.changed);
        if text.trim().is_empty() {
            return;
        }
        let heading = messages.get("settings-picture");
        label(ui, &heading);
        panel(ui, |ui| {
            group(ui, &heading);
            ui.set_min_size(vec2(ui.available_width(), 0.0));
            match draw.cache.markdown(text) {
                Ok(markdown) => page_preview_ui(ui, markdown, messages),
                Err(error) => {
                    let text = messages.markdown_error(*error);
                    let colour = palette(ui.visuals()).error.text;
                    icon_text(ui, ("error", 18.0), &text, colour);
                }
            }
        });
    }
}
