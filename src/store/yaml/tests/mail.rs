//! Changes of the mail server keep comments, layout and everything else.

use std::path::Path;
use std::sync::Arc;

use crate::domain::email::Email;
use crate::domain::setting::Setting;
use crate::domain::settings::{Encryption, MailServer};
use crate::service::ports::Edit;
use crate::store::yaml::changed_text;

const HEAD: &str = "credentials: {usernames: {ada: {password: $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW, roles: [admin]}}}\n";

fn server(port: Option<u16>, encryption: Encryption, password: Option<&str>) -> MailServer {
    MailServer {
        server: "mail.example.org".to_owned(),
        port,
        encryption,
        username: password.map(|_| "shop".to_owned()),
        password: password.map(ToOwned::to_owned),
        from: Email::parse("shop@example.org").expect("an address"),
    }
}

fn changed(rest: &str, server: Option<MailServer>) -> String {
    let text = format!("{HEAD}{rest}");
    let edit = Edit::Set(vec![Setting::Mail(server.map(Arc::new))]);
    let after = changed_text(&text, &edit, Path::new("."));
    let after = after.expect("changed");
    after.strip_prefix(HEAD).expect("the rest stays").to_owned()
}

#[test]
fn r58_a_mail_server_is_added_changed_and_removed() {
    let added = "mail:
  server: \"mail.example.org\"
  from: \"shop@example.org\"
";
    let plain = || server(None, Encryption::StartTls, None);
    assert_eq!(changed("", Some(plain())), added);
    let commented = "mail:
  server: mail.example.org # ours
  # Of the provider
  port: 587
  from: shop@example.org
";
    let after = "mail:
  server: mail.example.org # ours
  # Of the provider
  port: 465
  from: shop@example.org
  encryption: \"tls\"
  username: \"shop\"
  password: \" a b\"
";
    let new = server(Some(465), Encryption::Tls, Some(" a b"));
    assert_eq!(changed(commented, Some(new)), after);
    assert_eq!(
        changed(after, Some(plain())),
        "mail:
  server: mail.example.org # ours
  # Of the provider
  from: shop@example.org
  encryption: \"starttls\"
"
    );
    let lock = "lock: {after_minutes: 3}\n";
    assert_eq!(changed(&format!("{commented}{lock}"), None), lock);
}
