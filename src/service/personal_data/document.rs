//! The parts of the document of what is kept about a user.

use crate::domain::audit_chain::AuditRecord;
use crate::domain::email::Email;
use crate::domain::role::Role;
use crate::domain::throttle::Attempts;
use crate::domain::user::User;

use crate::service::personal_data::json::Json;
use crate::service::ports::RememberedSignIn;

/// Returns what the configuration file contains about a user, except for secrets.
pub(super) fn account(user: &User) -> Json {
    let roles = user.roles.iter().map(|role| Json::text(Role::as_str(role)));
    let fields = user.fields.iter();
    let fields = fields.map(|(key, value)| (key.clone(), Json::text(value)));
    let picture = user.picture.as_ref().map(|path| path.display().to_string());
    Json::object([
        ("id", Json::text(user.id)),
        ("username", Json::text(user.username.as_str())),
        (
            "email",
            Json::optional(user.email.as_ref().map(Email::as_str)),
        ),
        ("first_name", Json::text(&user.name.first)),
        ("last_name", Json::text(&user.name.last)),
        ("roles", Json::List(roles.collect())),
        ("disabled", Json::Flag(user.disabled)),
        ("valid_from", Json::optional(user.times.from)),
        ("valid_until", Json::optional(user.times.until)),
        ("hours", Json::optional(user.times.hours.as_ref())),
        ("waits_for_approval", Json::Flag(user.is_pending)),
        ("picture", Json::optional(picture)),
        ("fields", Json::Object(fields.collect())),
    ])
}

/// Returns how a user signs in: whether there are secrets, and not which.
pub(super) fn sign_in(user: &User, attempts: Attempts) -> Json {
    let codes = i64::try_from(user.key_vault.codes.len()).unwrap_or(i64::MAX);
    Json::object([
        ("has_password", Json::Flag(user.hash.is_some())),
        (
            "must_change_password",
            Json::Flag(user.must_change_password),
        ),
        ("has_two_step", Json::Flag(user.key_vault.totp.is_some())),
        ("recovery_codes", Json::Number(codes)),
        ("has_reset_code", Json::Flag(user.key_vault.reset.is_some())),
        ("session_epoch", Json::Number(user.session_epoch.into())),
        ("last_sign_in", Json::optional(attempts.last_sign_in)),
        ("failures", Json::Number(attempts.failures.into())),
    ])
}

pub(super) fn computer(record: &RememberedSignIn) -> Json {
    Json::object([
        ("name", Json::text(&record.device_name)),
        ("since", Json::text(record.created_at)),
        ("last_used", Json::text(record.used_at)),
        ("expires", Json::text(record.expires_at)),
    ])
}

pub(super) fn activity(record: &AuditRecord) -> Json {
    let event = &record.event;
    Json::object([
        ("number", Json::Number(record.number)),
        ("time", Json::text(event.at)),
        ("kind", Json::text(event.kind.word())),
        ("who", Json::text(&event.who)),
        ("whom", Json::text(&event.whom)),
        ("done", Json::Flag(event.is_done)),
        ("detail", Json::text(&event.detail)),
    ])
}
