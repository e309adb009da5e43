//! Users and records as administrators see them at a restricted computer: by the use cases of a trusted one.

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::{FIRST_SECONDS, RESET_SECONDS, ResetCode};
use crate::domain::role::Role;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::service::Session;
use crate::service::audit::AuditCount;
use crate::service::caller::Caller;
use crate::service::editor::Editor;
use crate::service::ports::{
    AccessChange, AllowedList, ApprovalTicket, AuditFilter, BulkAnswer, BulkEdit, FoundActivity,
    FoundUser, KnownRole, StoreError, UserBatch, UserEdit, UserPage, UserServer, WaitingUsers,
};
use crate::service::throttle::key_of;
use crate::service::users::query::{Span, UserQuery};
use crate::service::users::{UserChange, UserError, UserInput};
use crate::testing::restricted::credentials::shown;
use crate::testing::restricted::{Computer, user_in};

impl Computer {
    /// Returns the session of the caller, by which the use cases of the trusted computer decide.
    pub(super) fn caller(&self, caller: AccountId) -> Result<Session, UserError> {
        self.read_all()?;
        self.session_of(caller).ok_or(UserError::Ended)
    }

    pub(super) fn found(&self, caller: &Session, user: &User) -> Result<FoundUser, UserError> {
        let all = self.read_all()?;
        let of = |user: &User| all.settings.permissions(user);
        let admin = user_in(&all, caller.user().id).ok_or(UserError::Ended)?;
        let attempts = self
            .server
            .dependencies
            .attempts
            .attempts_of(&[key_of(user)])?;
        let seen = shown(user, None);
        Ok(FoundUser {
            attempts: attempts.into_iter().next().unwrap_or_default(),
            is_own_email: all.users.own_email(user).is_some(),
            can_manage: of(admin).includes(of(user)),
            state: format!("{user:?}").into_bytes(),
            user: User {
                key_vault: KeyVault {
                    codes: user.key_vault.codes.clone(),
                    reset: user.key_vault.reset.clone(),
                    ..seen.key_vault.clone()
                },
                ..seen
            },
        })
    }

    fn user_with(&self, account: AccountId) -> Result<User, UserError> {
        let all = self.read_all()?;
        user_in(&all, account).cloned().ok_or(UserError::Unknown)
    }

    fn add(&self, by: &Session, user: &NewUser, code: &[u8; 32]) -> Result<(), UserError> {
        let email = user.email.as_ref().ok_or(StoreError::Restricted)?;
        let mut input = UserInput::new(user.username.as_str(), email.as_str(), user.name.clone());
        input.fields.clone_from(&user.fields);
        let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
        let users = self.server.trusted.users();
        users.add(Caller::Session(by), &input, &roles)?;
        self.set_code(user.username.as_str(), code, FIRST_SECONDS)
    }

    /// Lets a user set a password with the code of this digest, in place of the one that the use case has made.
    pub(super) fn set_code(
        &self,
        username: &str,
        code: &[u8; 32],
        lifetime: i64,
    ) -> Result<(), UserError> {
        let all = self.read_all()?;
        let user = all.users.find(username).ok_or(UserError::Unknown)?;
        let state = user.fingerprint().ok_or(UserError::NoPassword)?;
        let until = self.server.dependencies.clock.now() + lifetime;
        let reset = ResetCode::of_digest(code, &state, (until, lifetime));
        let patch = UserPatch::key_vault(KeyVault {
            reset: Some(Box::new(reset)),
            ..user.key_vault.clone()
        });
        Editor::from(&self.server.trusted.context).patch(&all, user, &patch)?;
        Ok(())
    }

    fn change_access(
        &self,
        by: Caller<'_>,
        user: &User,
        change: AccessChange<'_>,
    ) -> Result<(), UserError> {
        let (users, name) = (self.server.trusted.users(), user.username.as_str());
        match change {
            AccessChange::Unlock => users.unlock(by, name),
            AccessChange::Reset(code) => {
                let is_first = user.key_vault.first_code().is_some();
                users.start_reset(by, name)?;
                let lifetime = if is_first {
                    FIRST_SECONDS
                } else {
                    RESET_SECONDS
                };
                self.set_code(name, &code, lifetime)
            }
            AccessChange::RequireChange => users.require_new_password(by, name),
            AccessChange::SignOut => users.sign_out_everywhere(by, name),
            AccessChange::TwoStepOff => users.turn_off_two_factor(by, name),
            AccessChange::EndCredentials(_) => users.end_credentials(by, name),
        }
    }

    fn make_change(&self, by: &Session, edit: &UserEdit<'_>) -> Result<(), UserError> {
        let (users, caller) = (self.server.trusted.users(), Caller::Session(by));
        match *edit {
            UserEdit::Add { user, code, .. } => self.add(by, user, &code),
            UserEdit::Patch { found, patch } => {
                let user = self.user_with(found.user.id)?;
                if found.state != format!("{user:?}").into_bytes() {
                    return Err(StoreError::Changed.into());
                }
                let name = user.username.as_str();
                let roles: Option<Vec<_>> = patch.roles.as_ref().map(|roles| {
                    let roles = roles.iter().map(|role| role.as_str().to_owned());
                    roles.collect()
                });
                if patch.is_pending == Some(false) {
                    return users.approve_with_roles(caller, name, &roles.unwrap_or_default());
                }
                users.change(caller, name, &change_of(&user, patch, roles))
            }
            UserEdit::Rename { account, to } => {
                let user = self.user_with(account)?;
                users.rename(caller, user.username.as_str(), to.as_str())
            }
            UserEdit::Remove(account) => {
                users.remove(caller, self.user_with(account)?.username.as_str())
            }
            UserEdit::Access { account, change } => {
                self.change_access(caller, &self.user_with(account)?, change)
            }
        }
    }
}

/// Returns the numbers of a report as a server tells them.
fn counts<T: Clone>(all: &[(T, AuditCount)]) -> Vec<(T, [u32; 2])> {
    let all = all.iter();
    all.map(|(of, count)| (of.clone(), [count.done, count.refused]))
        .collect()
}

/// Returns the input that becomes this patch.
fn change_of(user: &User, patch: &UserPatch, roles: Option<Vec<String>>) -> UserChange {
    let mut after = user.clone();
    patch.apply_to(&mut after);
    let times = patch.times.as_ref().map(AccessTimes::texts);
    let time = |at: usize| times.as_ref().map(|times| times[at].clone());
    UserChange {
        email: patch
            .email
            .as_ref()
            .and_then(|email| Some(email.as_ref()?.as_str().to_owned())),
        first_name: patch.first_name.clone(),
        last_name: patch.last_name.clone(),
        roles,
        disabled: patch.disabled,
        valid_from: time(0),
        valid_until: time(1),
        hours: time(2),
        fields: (!patch.fields.is_empty()).then_some(after.fields),
    }
}

impl UserServer for Computer {
    fn users(
        &self,
        caller: AccountId,
        query: &UserQuery,
        span: Span,
    ) -> Result<UserPage, UserError> {
        let session = self.caller(caller)?;
        let list = self
            .server
            .trusted
            .users()
            .list(Caller::Session(&session))?;
        let rows = list.found(query);
        let from = usize::try_from(span.from).unwrap_or(usize::MAX);
        let page = rows.iter().skip(from).take(span.count as usize);
        let users = page.filter_map(|at| list.rows.get(*at)).map(|row| {
            let user = self.user_with(row.id)?;
            self.found(&session, &user)
        });
        Ok(UserPage {
            users: users.collect::<Result<_, _>>()?,
            total: rows.len() as u64,
            all: list.rows.len() as u64,
        })
    }

    fn user(&self, caller: AccountId, login: &str) -> Result<Option<FoundUser>, UserError> {
        let session = self.caller(caller)?;
        let users = self.server.trusted.users();
        match users.find(Caller::Session(&session), login) {
            Ok(user) => Ok(Some(self.found(&session, &user)?)),
            Err(UserError::Unknown) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn users_after(
        &self,
        caller: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError> {
        self.batch_after(caller, position, only)
    }

    fn roles(&self, caller: AccountId) -> Result<Vec<KnownRole>, UserError> {
        let session = self.caller(caller)?;
        let users = self.server.trusted.users();
        let list = users.list(Caller::Session(&session))?;
        let all = self.read_all()?;
        let admin = user_in(&all, caller).ok_or(UserError::Ended)?;
        let own = all.settings.permissions(admin);
        let roles = list.roles.iter().map(|name| KnownRole {
            name: name.clone(),
            gives_permissions: list.with_permissions.contains(name),
            can_grant: Role::parse(name)
                .is_some_and(|role| own.includes(all.settings.permissions_of(&[role]))),
        });
        Ok(roles.collect())
    }

    fn change(
        &self,
        caller: AccountId,
        edit: &UserEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<(), UserError> {
        let session = self.caller(caller)?;
        let held = self.held(&session, approvals);
        self.make_change(&session.with_approvals(held), edit)
    }

    fn change_many(
        &self,
        caller: AccountId,
        edit: &BulkEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<BulkAnswer, UserError> {
        let session = self.caller(caller)?;
        let held = self.held(&session, approvals);
        self.make_changes(&session.with_approvals(held), edit)
    }

    fn waiting(&self, caller: AccountId, limit: u32) -> Result<WaitingUsers, UserError> {
        self.waiting_users(caller, limit)
    }

    fn allowed_emails(&self, caller: AccountId, limit: u32) -> Result<AllowedList, UserError> {
        self.listed_emails(caller, limit)
    }

    fn allow_emails(&self, caller: AccountId, emails: &[Email]) -> Result<usize, UserError> {
        self.allow(caller, emails)
    }

    fn disallow_email(&self, caller: AccountId, email: &Email) -> Result<(), UserError> {
        self.disallow(caller, email)
    }

    fn activity(
        &self,
        caller: AccountId,
        filter: &AuditFilter,
    ) -> Result<FoundActivity, UserError> {
        let session = self.caller(caller)?;
        let log = self.server.trusted.audit_log();
        let report = log.report(Caller::Session(&session), filter)?;
        Ok(FoundActivity {
            records: report.records.clone(),
            refused: report.refused.clone(),
            days: counts(&report.days),
            users: counts(&report.users),
            total: report.total as u64,
            verified: report.verified,
        })
    }

    fn activity_of(
        &self,
        caller: AccountId,
        account: AccountId,
        _: u32,
    ) -> Result<Vec<AuditRecord>, UserError> {
        let session = self.caller(caller)?;
        let name = self.user_with(account)?.username;
        let log = self.server.trusted.audit_log();
        let found = log.of_user(&session, name.as_str())?;
        Ok(found.map_or_else(Vec::new, |activity| activity.records))
    }
}
