//! What a user does in a window, by the names that a screen reader finds.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, Node};

/// Types into the field with this label, after what is in it.
pub fn fill<State>(window: &mut Harness<'_, State>, label: &str, text: &str) {
    field(window, label).focus();
    window.run();
    field(window, label).type_text(text);
    window.run();
}

/// Returns the field with this label, whether or not its text is hidden.
pub fn field<'a, State>(window: &'a Harness<'_, State>, label: &'a str) -> Node<'a> {
    window.get_by(move |node| {
        let is_field = matches!(
            node.role(),
            Role::TextInput | Role::MultilineTextInput | Role::PasswordInput
        );
        is_field && node.label().as_deref() == Some(label)
    })
}

/// Opens the account menu if the button with this label is not there, because it may be in it.
fn open_account_menu<State>(window: &mut Harness<'_, State>, label: &str) {
    if window
        .query_by_role_and_label(Role::Button, label)
        .is_some()
    {
        return;
    }
    let menu = window.query_by(|node| {
        let label = node.label();
        node.role() == Role::Button && label.is_some_and(|label| label.starts_with("Account menu"))
    });
    if let Some(menu) = menu {
        menu.click_accesskit();
        window.run();
    }
}

/// Activates the button with this label as a screen reader does, also outside the visible part.
pub fn press<State>(window: &mut Harness<'_, State>, label: &str) {
    open_account_menu(window, label);
    let button = window.get_by_role_and_label(Role::Button, label);
    button.click_accesskit();
    window.run();
}

/// Clicks the button with this label, which has to be visible.
pub fn click<State>(window: &mut Harness<'_, State>, label: &str) {
    open_account_menu(window, label);
    window.get_by_role_and_label(Role::Button, label).click();
    window.run();
}

/// Fills in the English sign-in form and submits it.
pub fn sign_in<State>(window: &mut Harness<'_, State>, (login, password): (&str, &str)) {
    fill(window, "Username or e-mail", login);
    fill(window, "Password", password);
    press(window, "Sign in");
}

/// Types these texts one after the other, with Tab between them, into whatever has the focus.
pub fn type_with_tabs<State>(window: &mut Harness<'_, State>, texts: [&str; 2]) {
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            window.key_press(egui::Key::Tab);
            window.run_steps(2);
        }
        window.event(egui::Event::Text(text.to_owned()));
        window.run_steps(2);
    }
}

/// Checks that these fields are empty, and that Ctrl+Z brings nothing back into them.
pub fn assert_nothing_to_undo<State>(window: &mut Harness<'_, State>, labels: [&str; 2]) {
    for label in labels {
        field(window, label).focus();
        window.run();
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.run();
        let text = field(window, label).value().unwrap_or_default();
        assert_eq!(text, "", "{label} is empty and stays so after undo");
    }
}

/// Types the number of a badge as a reader does: all keys at once, and Enter.
pub fn scan<State>(window: &mut Harness<'_, State>, number: &str) {
    let keys = number.chars();
    let keys = keys.map(|key| egui::Event::Text(key.to_string()));
    window.input_mut().events.extend(keys);
    window.key_press(egui::Key::Enter);
    window.run();
}
