//! Users at a restricted computer: a server searches and sorts them, and authorizes each call anew.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::role::{ADMIN, Permission};
use crate::domain::settings::Settings;
use crate::domain::throttle::Locked;
use crate::domain::timestamp::Timestamp;

use crate::service::caller::Caller;
use crate::service::ports::{
    AllowedList, ApprovalTicket, FoundUser, KnownRole, StoreError, UserServer, WaitingUsers,
};
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::list::{ListPart, Orders, Status, UserList, UserRow, row};
use crate::service::users::query::{Span, UserQuery};

/// The most users who wait for approval, and addresses that may register, that a list has.
const BESIDE: u32 = 20;

/// The server, and the account whose session calls it.
pub(crate) struct AtServer<'a> {
    pub(crate) server: &'a dyn UserServer,
    pub(crate) caller: AccountId,
    /// What a second person has approved for the change.
    pub(super) approvals: Vec<ApprovalTicket>,
}

/// What is the same on each page of a list.
#[derive(Default)]
struct Beside {
    roles: Vec<KnownRole>,
    waiting: WaitingUsers,
    invited: AllowedList,
}

impl Beside {
    /// Returns it for the first page.
    fn of(at: &AtServer<'_>, span: Span) -> Result<Self, UserError> {
        if span.from > 0 {
            return Ok(Self::default());
        }
        Ok(Self {
            roles: at.server.roles(at.caller)?,
            waiting: at.server.waiting(at.caller, BESIDE)?,
            invited: at.server.allowed_emails(at.caller, BESIDE)?,
        })
    }
}

impl UserAdmin {
    /// Returns the server that does this at a restricted computer, for a caller who may; `None` at a trusted one.
    ///
    /// # Errors
    /// - [`UserError::Ended`] and [`UserError::NotAllowed`] as at a trusted computer.
    /// - [`UserError::ReauthenticationRequired`] if the caller `changes` something, and the password was entered too long ago.
    /// - [`UserError::Store`] with [`StoreError::Restricted`] if the caller is no session, or the server does not do this.
    pub(crate) fn at_server(
        &self,
        caller: Caller<'_>,
        changes: bool,
    ) -> Result<Option<AtServer<'_>>, UserError> {
        let Some(authority) = &self.authority else {
            return Ok(None);
        };
        let (Caller::Session(session), Some(server)) = (caller, authority.users()) else {
            return Err(StoreError::Restricted.into());
        };
        let snapshot = self.everywhere.read()?;
        let permission = Permission::ManageUsers;
        if changes {
            self.authorizer
                .authorize_change(&snapshot, caller, permission)?;
        } else {
            self.authorizer.authorize(&snapshot, caller, permission)?;
        }
        Ok(Some(AtServer {
            server,
            caller: session.user().id,
            approvals: session.approvals().tickets(),
        }))
    }

    /// Lists all users, or at a restricted computer those of this part, and the user whose username is `open`.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::users::query::{Span, UserQuery};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn first_page(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     let query = UserQuery::default();
    ///     let list = service.users().list_part(caller, (&query, Span::default()), None)?;
    ///     Ok(list.rows.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the users cannot be read.
    #[doc(hidden)]
    pub fn list_part(
        &self,
        caller: Caller<'_>,
        (query, span): (&UserQuery, Span),
        open: Option<&str>,
    ) -> Result<Arc<UserList>, UserError> {
        let Some(at) = self.at_server(caller, false)? else {
            return self.list(caller);
        };
        let page = at.server.users(at.caller, query, span)?;
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let mut part = ListPart {
            query: query.clone(),
            from: place(span.from),
            count: page.users.len(),
            total: place(page.total),
            all: place(page.all),
            waiting: 0,
            invited: 0,
        };
        let is_there = |name: &&str| {
            let mut users = page.users.iter();
            users.any(|found| found.user.username.as_str() == *name)
        };
        let open = match open.filter(|name| !is_there(name)) {
            Some(name) => at.server.user(at.caller, name)?,
            None => None,
        };
        let beside = Beside::of(&at, span)?;
        (part.waiting, part.invited) = (place(beside.waiting.total), place(beside.invited.total));
        let settings = Arc::clone(&self.everywhere.read()?.settings);
        let row = |found: &FoundUser| self.found_row(found, at.caller, &settings);
        let mut rows: Vec<_> = page.users.iter().chain(&open).map(row).collect();
        let mut waiting = Vec::new();
        for found in beside.waiting.users {
            let known = rows.iter().position(|row| row.id == found.user.id);
            waiting.push(known.unwrap_or(rows.len()));
            if known.is_none() {
                rows.push(row(&found));
            }
        }
        Ok(Arc::new(UserList {
            waiting,
            invited: beside.invited.emails,
            ..self.found_list((part, rows), &beside.roles)
        }))
    }

    fn found_list(&self, (part, rows): (ListPart, Vec<UserRow>), roles: &[KnownRole]) -> UserList {
        let lockout = |row: &UserRow| match row.locked? {
            Locked::For(seconds) => Some(seconds),
            Locked::UntilUnlocked => None,
        };
        let names = |is_one: fn(&&KnownRole) -> bool| {
            let roles = roles.iter().filter(is_one);
            roles.map(|role| role.name.clone()).collect()
        };
        // What the role of administrators gives, only they may give.
        let is_admin = roles
            .iter()
            .any(|role| role.name == ADMIN && role.can_grant);
        let givable = roles
            .iter()
            .filter(|role| is_admin || !role.gives_permissions);
        UserList {
            givable: givable.map(|role| role.name.clone()).collect(),
            lockouts: rows.iter().filter_map(lockout).collect(),
            orders: Orders::of(&rows),
            rows,
            roles: names(|_| true),
            grantable: names(|role| role.can_grant && !role.gives_permissions),
            with_permissions: names(|role| role.gives_permissions),
            now: self.clock.now(),
            zone: self.clock.time_zone(),
            part: Some(part),
            ..UserList::default()
        }
    }

    pub(super) fn found_row(
        &self,
        found: &FoundUser,
        caller: AccountId,
        settings: &Settings,
    ) -> UserRow {
        let (now, zone): (Timestamp, _) = (self.clock.now(), self.clock.time_zone());
        let (user, rule) = (&found.user, settings.lockout);
        UserRow {
            is_self: user.id == caller,
            can_manage: found.can_manage,
            is_own_email: found.is_own_email,
            last_sign_in: found.attempts.last_sign_in,
            locked: rule.checked(found.attempts, now).1.err(),
            ..row(user, Status::of(user, found.attempts, rule, (now, &zone)))
        }
    }
}
