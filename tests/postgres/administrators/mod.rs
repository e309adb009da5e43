//! Administrators at restricted computers: logins that call the functions of the schema `auth` with whatever SQL they like.

mod attacks;
mod bulk;
mod end_to_end;
mod inviting;
mod limits;
mod nested_plans;
mod permissions;
mod plans;
mod twins;

use crate::own_account::{Shop, Till};
use crate::server::Server;

/// A shop whose role `lead` manages users and sees the activity, with the lead `bob` and the user `eve`.
pub fn shop_with_lead() -> Shop {
    shop_with_lead_on(Server::shared())
}

/// Opens it on another server.
pub fn shop_with_lead_on(server: &'static Server) -> Shop {
    let shop = Shop::on(server);
    shop.database.sql(
        "INSERT INTO auth_inner.setting (path, value) VALUES
            ('roles', '1'), ('roles.0.name', 'lead'), ('roles.0.permissions', '2'),
            ('roles.0.permissions.0', 'manage_users'), ('roles.0.permissions.1', 'see_activity');
        UPDATE auth_inner.account SET record = (record::jsonb || '{\"roles\": [\"lead\"]}')::json WHERE name_key = 'bob'",
    );
    shop
}

/// Returns the id of a user, for SQL.
pub fn id(shop: &Shop, name: &str) -> String {
    let id = format!("SELECT encode(id, 'hex') FROM auth_inner.account WHERE name_key = '{name}'");
    format!("decode('{}', 'hex')", shop.database.sql(&id))
}

/// Changes a user in the state that the server shows. Returns the word for what came of it, or the code of the error.
pub fn change(till: &Till<'_>, session: &str, name: &str, patch: &str) -> Result<String, String> {
    till.sql(&format!(
        "SELECT auth.change_user({session}, {}, (auth.user({session}, '{name}') -> 'row' ->> 'state')::bytea, '{patch}') ->> 'word'",
        id(till.shop, name)
    ))
}

/// Does something to how a user signs in.
pub fn act(
    till: &Till<'_>,
    session: &str,
    (name, action): (&str, &str),
    secret: &str,
) -> Result<String, String> {
    till.sql(&format!(
        "SELECT auth.user_action({session}, {}, '{action}', {secret}) ->> 'word'",
        id(till.shop, name)
    ))
}

/// Returns a word as a call returns it.
#[expect(clippy::unnecessary_wraps, reason = "it is compared with results")]
pub fn word(word: &str) -> Result<String, String> {
    Ok(word.to_owned())
}
