//! What a restricted computer sees of the users: those who are signed in there, without what could be guessed.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::domain::credential::StoredHash;
use crate::domain::key_vault::KeyVault;
use crate::domain::page::{Page, PageContent};
use crate::domain::remember_me::hex;
use crate::domain::settings::Settings;
use crate::domain::stored_code::StoredCode;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::user_key::WrappedKey;
use crate::service::Session;
use crate::service::editor::Editor;
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, Applied, Changed, CredentialStore, Edit, Revision, Snapshot, StoreError, Watch,
};
use crate::service::users::uniqueness::{holder, is_awaited};
use crate::testing::restricted::registering::registration_here;
use crate::testing::restricted::{Computer, user_in};

/// The letters that bcrypt writes a digest with.
const LETTERS: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

impl CredentialStore for Computer {
    fn location(&self) -> String {
        self.server.dependencies.credentials.location()
    }

    fn is_on_server(&self) -> bool {
        true
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let all = self.read_all()?;
        let signed_in = self.signed_in();
        let users: Vec<User> = signed_in
            .iter()
            .filter_map(|(id, chosen)| Some(shown(user_in(&all, *id)?, chosen.as_ref())))
            .collect();
        let mut settings = Settings::clone(&all.settings);
        let opens = |page: &_| users.iter().any(|user| all.settings.opens(page, user));
        settings.views.retain(opens);
        settings.views.iter_mut().for_each(hide_approved);
        for rule in &mut settings.approvals {
            rule.roles.clear();
        }
        settings.mail = None;
        settings.registration = registration_here(&all);
        Ok(Arc::new(Snapshot {
            revision: self.revision_of(&all),
            settings: Arc::new(settings),
            users: Arc::new(users.into_iter().collect()),
            ..Snapshot::default()
        }))
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let all = self.read_all()?;
        if self.revision_of(&all) != *expected {
            return Err(StoreError::Changed);
        }
        let Edit::Update(patches) = change else {
            return Err(StoreError::Restricted);
        };
        let [(username, patch)] = &patches[..] else {
            return Err(StoreError::Restricted);
        };
        let user = all.users.get(username).ok_or(StoreError::Restricted)?;
        let session = self.session_of(user.id).ok_or(StoreError::Restricted)?;
        let patch = self.permitted(&all, (user, &session), patch)?;
        self.make(&all, (user, &session), &patch)?;
        let to = self.revision_of(&*self.read_all()?);
        Ok(Applied::new(*expected, to))
    }

    fn create(&self, _: &NewUser, _: &StoredHash) -> Result<Revision, StoreError> {
        Err(StoreError::Restricted)
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.server.dependencies.credentials.watch(changed)
    }
}

impl Computer {
    /// Returns the revision of what this computer sees, which also changes with who is signed in.
    fn revision_of(&self, all: &Snapshot) -> Revision {
        let mut digest = Sha256::new();
        digest.update(all.revision.0);
        for (id, _) in self.signed_in() {
            digest.update(id.as_bytes());
        }
        Revision(digest.finalize().into())
    }

    /// Returns the change that the user may make of the own account, with what the computer does not see.
    fn permitted(
        &self,
        all: &Snapshot,
        (user, session): (&User, &Session),
        patch: &UserPatch,
    ) -> Result<UserPatch, StoreError> {
        let own = UserPatch {
            email: patch.email.clone(),
            first_name: patch.first_name.clone(),
            last_name: patch.last_name.clone(),
            picture: patch.picture.clone(),
            hash: patch.hash.clone(),
            must_change_password: patch.must_change_password,
            session_epoch: patch.session_epoch,
            key_vault: patch.key_vault.clone(),
            ..UserPatch::default()
        };
        let needs_password = patch.email.is_some() || patch.hash.is_some();
        let needs_password = needs_password || patch.session_epoch.is_some();
        let now = self.server.dependencies.clock.now();
        let is_fresh = user.must_change_password || session.is_fresh(now);
        let is_next = |epoch: u32| UserPatch::next_epoch(user).session_epoch == Some(epoch);
        if own != *patch
            || needs_password && !is_fresh
            || patch.must_change_password == Some(true)
            || patch.session_epoch.is_some_and(|epoch| !is_next(epoch))
            || patch.key_vault.is_some() && patch.hash.is_none()
        {
            return Err(StoreError::Restricted);
        }
        let is_taken = |email: &_| {
            let email: &crate::domain::email::Email = email;
            holder(&all.users, email.as_str(), Some(user)).is_some() || is_awaited(all, email)
        };
        if patch.email.iter().flatten().any(is_taken) {
            return Err(StoreError::EmailTaken);
        }
        let key_vault = patch.key_vault.clone().map(|new| KeyVault {
            codes: user.key_vault.codes.clone(),
            totp: user.key_vault.totp.clone(),
            reset: None,
            ..new
        });
        Ok(UserPatch { key_vault, ..own })
    }

    /// Makes the change as the use cases of a trusted computer do, and keeps the session in which it was made.
    fn make(
        &self,
        all: &Arc<Snapshot>,
        (user, session): (&User, &Session),
        patch: &UserPatch,
    ) -> Result<(), StoreError> {
        let mut changed = user.clone();
        patch.apply_to(&mut changed);
        session.state().expect_account(&changed);
        let context = &self.server.trusted.context;
        let made = Editor::from(context).patch(all, user, patch);
        let is_made = matches!(made, Ok(Some(_)));
        session
            .state()
            .settle_account(if is_made { &changed } else { user });
        if !is_made {
            return Err(made.err().unwrap_or(StoreError::Changed));
        }
        self.change_sessions(user.id, |of| {
            if of.session.is_copy_of(session) {
                of.session = of.session.with_user(changed.clone());
                if let Some(hash) = &patch.hash {
                    of.chosen = Some(hash.clone());
                }
            }
        });
        let event = if patch.hash.is_some() {
            AccountEvent::PasswordChanged
        } else if patch.email.is_some() {
            AccountEvent::EmailChanged
        } else if patch.session_epoch.is_some() {
            AccountEvent::SignedOutEverywhere
        } else {
            return Ok(());
        };
        let initiator = if user.must_change_password {
            Initiator::SigningIn
        } else {
            Initiator::Owner
        };
        Notices::from(context).send_change((user, &changed), event, initiator);
        Ok(())
    }
}

/// Returns the user as a restricted computer sees it: what stands for the hash verifies nothing, unless the user has chosen the
/// password in this session.
pub(super) fn shown(user: &User, chosen: Option<&StoredHash>) -> User {
    let is_chosen = chosen.is_some() && user.hash.as_ref() == chosen;
    let hash = if is_chosen {
        user.hash.clone()
    } else {
        user.hash.as_ref().and_then(|hash| stand_in(user, hash))
    };
    let vault = &user.key_vault;
    User {
        hash,
        key_vault: KeyVault {
            key: vault.key.as_ref().and_then(|key| key_stand_in(user, key)),
            codes: code_stand_ins(user),
            totp: vault.totp.clone(),
            is_recovered: vault.is_recovered,
            ..KeyVault::default()
        },
        ..user.clone()
    }
}

/// Replaces the content of a page that has to be approved by a text that changes with it.
fn hide_approved(page: &mut Page) {
    if page.approval.is_some() {
        let digest = Sha256::digest(format!("{:?}", page.content));
        page.content = PageContent::Markdown(hex(&digest));
    }
}

fn stand_in(user: &User, hash: &StoredHash) -> Option<StoredHash> {
    let mut letters = letters_for(user, hash.as_str());
    letters.truncate(53);
    StoredHash::parse(&format!("$2b$04${letters}")).ok()
}

/// Returns what stands for a wrapped key: it changes with the key, and no password opens it.
fn key_stand_in(user: &User, key: &WrappedKey) -> Option<WrappedKey> {
    let letters = letters_for(user, &key.to_text()).replace(['.', '/'], "A");
    WrappedKey::parse(&format!("a1.{}A.{letters}", &letters[..21]))
}

/// Returns what stands for the recovery codes, so that the user sees how many are left.
fn code_stand_ins(user: &User) -> Vec<StoredCode> {
    let codes = user.key_vault.codes.iter();
    let stand_in = |code: &StoredCode| {
        let letters = letters_for(user, &code.to_text()).replace(['.', '/'], "A");
        StoredCode::parse(&letters)
    };
    codes.filter_map(stand_in).collect()
}

/// Returns 64 letters that depend on this secret of a user.
fn letters_for(user: &User, secret: &str) -> String {
    let mut letters = String::new();
    for round in 0..2_u8 {
        let mut digest = Sha256::new();
        digest.update([round]);
        digest.update(user.id.as_bytes());
        digest.update(secret);
        let bytes = digest.finalize();
        letters.extend(
            bytes
                .iter()
                .map(|byte| char::from(LETTERS[usize::from(byte % 64)])),
        );
    }
    letters
}
