//! The server of a restricted computer: what it decides, and the users whom it lists for administrators.

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit_chain::AuditRecord;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::remember_me::{Token, TokenHash};
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::user_key::WrappedKey;
use egui_authenticator::service::ports::{
    AllowedList, ApprovalServer, ApprovalTicket, AuditFilter, Authority, AuthorityError,
    AwaitedCode, BadgeServer, BulkAnswer, BulkEdit, Cancellation, FactorServer, FoundActivity,
    FoundUser, KnownRole, NewSession, PinServer, RecoveryServer, RegistrationServer, Resumption,
    StoreError, UserBatch, UserEdit, UserPage, UserServer, Verdict, WaitingUsers,
};
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::query::{Span, UserQuery};

use crate::ports::Ports;

impl Ports {
    /// Asks the server, which only a restricted computer does.
    pub(super) fn server<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&dyn Authority) -> Result<T, E>,
    ) -> Result<T, E> {
        let broken = || StoreError::Unavailable("broken".to_owned());
        let Some(server) = self.authority.as_deref() else {
            return Err(StoreError::Restricted.into());
        };
        if self.gate.away().is_some() {
            return Err(broken().into());
        }
        self.asked(|| broken().into(), || act(server))
    }

    fn listed<T>(
        &self,
        act: impl FnOnce(&dyn UserServer) -> Result<T, UserError>,
    ) -> Result<T, UserError> {
        self.server(|server| {
            let users = server.users();
            act(users.ok_or(StoreError::Restricted)?)
        })
    }
}

impl Authority for Ports {
    fn sign_in(
        &self,
        login: &str,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.server(|server| server.sign_in(login, password, cancelled))
    }
    fn check_code(
        &self,
        awaited: &AwaitedCode,
        code: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.server(|server| server.check_code(awaited, code, cancelled))
    }
    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        code: Option<&Secret>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        self.server(|server| server.check_again(account, password, code, cancelled))
    }
    fn wrapped_key(&self, account: AccountId) -> Result<Option<WrappedKey>, AuthorityError> {
        self.server(|server| server.wrapped_key(account))
    }
    fn users(&self) -> Option<&dyn UserServer> {
        Some(self)
    }
    fn badges(&self) -> Option<&dyn BadgeServer> {
        Some(self)
    }
    fn factors(&self) -> Option<&dyn FactorServer> {
        Some(self)
    }
    fn pins(&self) -> Option<&dyn PinServer> {
        Some(self)
    }
    fn recovery(&self) -> Option<&dyn RecoveryServer> {
        Some(self)
    }
    fn approvals(&self) -> Option<&dyn ApprovalServer> {
        Some(self)
    }
    fn registration(&self) -> Option<&dyn RegistrationServer> {
        Some(self)
    }
    fn count_failures(&self, account: AccountId, failures: u32) -> Result<(), AuthorityError> {
        self.server(|server| server.count_failures(account, failures))
    }
    fn resume(
        &self,
        presented: &Token,
        next: TokenHash,
        cancelled: &Cancellation,
    ) -> Result<Resumption, AuthorityError> {
        self.server(|server| server.resume(presented, next, cancelled))
    }
}

impl UserServer for Ports {
    fn users(&self, by: AccountId, query: &UserQuery, span: Span) -> Result<UserPage, UserError> {
        self.listed(|server| server.users(by, query, span))
    }
    fn user(&self, by: AccountId, login: &str) -> Result<Option<FoundUser>, UserError> {
        self.listed(|server| server.user(by, login))
    }
    fn roles(&self, by: AccountId) -> Result<Vec<KnownRole>, UserError> {
        self.listed(|server| server.roles(by))
    }
    fn change(
        &self,
        by: AccountId,
        edit: &UserEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<(), UserError> {
        self.listed(|server| server.change(by, edit, approvals))
    }
    fn users_after(
        &self,
        by: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError> {
        self.listed(|server| server.users_after(by, position, only))
    }
    fn change_many(
        &self,
        by: AccountId,
        edit: &BulkEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<BulkAnswer, UserError> {
        self.listed(|server| server.change_many(by, edit, approvals))
    }
    fn waiting(&self, by: AccountId, limit: u32) -> Result<WaitingUsers, UserError> {
        self.listed(|server| server.waiting(by, limit))
    }
    fn allowed_emails(&self, by: AccountId, limit: u32) -> Result<AllowedList, UserError> {
        self.listed(|server| server.allowed_emails(by, limit))
    }
    fn allow_emails(&self, by: AccountId, emails: &[Email]) -> Result<usize, UserError> {
        self.listed(|server| server.allow_emails(by, emails))
    }
    fn disallow_email(&self, by: AccountId, email: &Email) -> Result<(), UserError> {
        self.listed(|server| server.disallow_email(by, email))
    }
    fn activity(&self, by: AccountId, filter: &AuditFilter) -> Result<FoundActivity, UserError> {
        self.listed(|server| server.activity(by, filter))
    }
    fn activity_of(
        &self,
        by: AccountId,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, UserError> {
        self.listed(|server| server.activity_of(by, account, limit))
    }
}
