//! What else the server of a restricted computer decides: PINs, badges, second factors, approvals, codes that set passwords, and
//! registrations.

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::page::{Page, PageId};
use egui_authenticator::domain::recovery::Code;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::domain::user_key::WrappedKey;
use egui_authenticator::service::ports::{
    ApprovalAnswer, ApprovalServer, ApprovalTicket, ApproverFactors, AskedOfServer, AuthorityError,
    AwaitedCode, BadgeProof, BadgeServer, BadgeVerdict, Cancellation, FactorServer, NewBadge,
    NewFactor, NewSession, NotedBadge, PinProof, PinServer, PinVerdict, ProvenCode, RecoveryServer,
    RegistrationServer, StoreError, Verdict,
};
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::users::UserError;

use crate::ports::Ports;

impl Ports {
    fn pin_server<T>(
        &self,
        act: impl FnOnce(&dyn PinServer) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        self.server(|server| act(server.pins().ok_or(StoreError::Restricted)?))
    }

    fn badge_server<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&dyn BadgeServer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.server(|server| act(server.badges().ok_or(StoreError::Restricted)?))
    }

    fn factor_server<T>(
        &self,
        act: impl FnOnce(&dyn FactorServer) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        self.server(|server| act(server.factors().ok_or(StoreError::Restricted)?))
    }

    fn recovery_server<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&dyn RecoveryServer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.server(|server| act(server.recovery().ok_or(StoreError::Restricted)?))
    }

    fn approval_server<T>(
        &self,
        act: impl FnOnce(&dyn ApprovalServer) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        self.server(|server| act(server.approvals().ok_or(StoreError::Restricted)?))
    }
}

impl PinServer for Ports {
    fn set_pin(&self, account: AccountId, pin: &PinProof) -> Result<(), AuthorityError> {
        self.pin_server(|server| server.set_pin(account, pin))
    }
    fn remove_pin(&self, account: AccountId) -> Result<bool, AuthorityError> {
        self.pin_server(|server| server.remove_pin(account))
    }
    fn renew_pin(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        self.pin_server(|server| server.renew_pin(account, boot))
    }
    fn unlock_with_pin(
        &self,
        account: AccountId,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<()>, AuthorityError> {
        self.pin_server(|server| server.unlock_with_pin(account, pin, cancelled))
    }
    fn sign_in_with_pin(
        &self,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<(NewSession, Timestamp)>, AuthorityError> {
        self.pin_server(|server| server.sign_in_with_pin(pin, cancelled))
    }
}

impl BadgeServer for Ports {
    fn has_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        self.badge_server(|server| server.has_badge(account))
    }
    fn set_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NewBadge, AuthorityError> {
        self.badge_server(|server| server.set_badge(account, badge, cancelled))
    }
    fn remove_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        self.badge_server(|server| server.remove_badge(account))
    }
    fn renew_badge(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        self.badge_server(|server| server.renew_badge(account, boot))
    }
    fn unlock_with_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<()>, AuthorityError> {
        self.badge_server(|server| server.unlock_with_badge(account, badge, cancelled))
    }
    fn sign_in_with_badge(
        &self,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<(NewSession, Timestamp)>, AuthorityError> {
        self.badge_server(|server| server.sign_in_with_badge(badge, cancelled))
    }
    fn note_badge(
        &self,
        account: Option<AccountId>,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NotedBadge, AuthorityError> {
        self.badge_server(|server| server.note_badge(account, badge, cancelled))
    }
    fn badge_users(&self, caller: AccountId) -> Result<Vec<AccountId>, UserError> {
        self.badge_server(|server| server.badge_users(caller))
    }
    fn give_badge(
        &self,
        caller: AccountId,
        to: AccountId,
        badge: &BadgeProof,
    ) -> Result<NewBadge, UserError> {
        self.badge_server(|server| server.give_badge(caller, to, badge))
    }
    fn take_badge(&self, caller: AccountId, from: AccountId) -> Result<(), UserError> {
        self.badge_server(|server| server.take_badge(caller, from))
    }
}

impl FactorServer for Ports {
    fn set_two_step(&self, account: AccountId, factor: &NewFactor) -> Result<bool, AuthorityError> {
        self.factor_server(|server| server.set_two_step(account, factor))
    }
    fn renew_codes(&self, account: AccountId, vault: &KeyVault) -> Result<(), AuthorityError> {
        self.factor_server(|server| server.renew_codes(account, vault))
    }
    fn two_step_off(
        &self,
        account: AccountId,
        must_change_password: bool,
    ) -> Result<bool, AuthorityError> {
        self.factor_server(|server| server.two_step_off(account, must_change_password))
    }
    fn set_up(
        &self,
        awaited: &AwaitedCode,
        factor: &NewFactor,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.factor_server(|server| server.set_up(awaited, factor, cancelled))
    }
}

impl ApprovalServer for Ports {
    fn approve(
        &self,
        asked: &AskedOfServer<'_>,
        approver: &ApproverFactors<'_>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<ApprovalAnswer>, AuthorityError> {
        self.approval_server(|server| server.approve(asked, approver, cancelled))
    }
    fn holds(&self, ticket: &ApprovalTicket) -> bool {
        let server = self
            .authority
            .as_deref()
            .and_then(|server| server.approvals());
        server.is_some_and(|server| server.holds(ticket))
    }
    fn page(
        &self,
        caller: AccountId,
        page: &PageId,
        approvals: &[ApprovalTicket],
    ) -> Result<Option<Page>, AuthorityError> {
        self.approval_server(|server| server.page(caller, page, approvals))
    }
}

impl RecoveryServer for Ports {
    fn try_code(
        &self,
        login: &str,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<ProvenCode, RecoverError> {
        self.recovery_server(|server| server.try_code(login, code, cancelled))
    }
    fn set_password(
        &self,
        proven: &ProvenCode,
        hash: &StoredHash,
        key: Option<&WrappedKey>,
    ) -> Result<(), RecoverError> {
        self.recovery_server(|server| server.set_password(proven, hash, key))
    }
    fn sign_in_with(
        &self,
        awaited: &AwaitedCode,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.recovery_server(|server| server.sign_in_with(awaited, code, cancelled))
    }
    fn find_username(
        &self,
        email: &Email,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<String, RecoverError> {
        self.recovery_server(|server| server.find_username(email, code, cancelled))
    }
}

impl RegistrationServer for Ports {
    fn register(
        &self,
        user: &NewUser,
        hash: &StoredHash,
        cancelled: &Cancellation,
    ) -> Result<bool, RegisterError> {
        self.server(|server| {
            let registration = server.registration().ok_or(StoreError::Restricted)?;
            registration.register(user, hash, cancelled)
        })
    }
}
