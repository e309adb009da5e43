//! The mail server in the settings.

use egui::accesskit::Role;
use egui_authenticator::service::ports::MailError;
use egui_kittest::kittest::Queryable;

use crate::harness::Desk;
use crate::harness::window::{fill, press};

use super::{Window, at, is_there, retype};

fn save(window: &mut Window<'_>) {
    press(window, "Review changes");
    press(window, "Save");
}

#[test]
fn a_mail_server_is_entered_tested_and_removed_in_the_window() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    window
        .get_by_role_and_label(Role::Tab, "Mail server")
        .click();
    window.run();
    fill(&mut window, "Server", "mail.example.org");
    fill(&mut window, "Port", "0");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a whole number from 1 to 65535"));
    retype(&mut window, "Port", "465");
    let encrypt = |window: &mut Window<'_>, kind: &str| {
        window
            .get_by_role_and_label(Role::RadioButton, kind)
            .click_accesskit();
        window.run();
    };
    fill(&mut window, "Sender address", "shop@example.org");
    encrypt(&mut window, "None");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "the server must be on this computer"));
    encrypt(&mut window, "TLS");
    fill(&mut window, "Username on the server", "shop");
    window
        .get_by_role_and_label(Role::PasswordInput, "Password for the server")
        .focus();
    window.run();
    window.event(egui::Event::Text("open sesame".to_owned()));
    window.run();
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let added = "mail:
  server: \"mail.example.org\"
  port: 465
  encryption: \"tls\"
  username: \"shop\"
  password: \"open sesame\"
  from: \"shop@example.org\"
";
    assert!(desk.text().contains(added), "{}", desk.text());
    press(&mut window, "Send a test");
    window.run();
    assert!(is_there(&window, "accepted the test e-mail"));
    assert_eq!(desk.mailer.take()[0].to.as_str(), "ada@example.org");
    desk.mailer
        .fail_with(Some(MailError("no route".to_owned())));
    press(&mut window, "Send a test");
    window.run();
    assert!(is_there(&window, "no route"));
    retype(&mut window, "Port", "587");
    save(&mut window);
    assert!(desk.text().contains("password: \"open sesame\""), "kept");
    retype(&mut window, "Server", " ");
    save(&mut window);
    assert!(!desk.text().contains("mail:\n"), "{}", desk.text());
}
