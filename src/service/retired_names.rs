//! Usernames that have signed, which no other account gets (R112).

use std::sync::Arc;

use crate::domain::account_id::AccountId;
#[cfg(feature = "signatures")]
use crate::domain::user::User;
use crate::domain::username::Username;
use crate::domain::{fold, look_alike};

use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
#[cfg(feature = "signatures")]
use crate::service::ports::StateError;
use crate::service::ports::{Edit, SignatureLog, Signer, Snapshot};

/// Usernames that have signed.
#[derive(Clone)]
pub(crate) struct RetiredNames {
    signatures: Arc<dyn SignatureLog>,
}

impl From<&Context> for RetiredNames {
    fn from(from: &Context) -> Self {
        Self {
            signatures: Arc::clone(&from.signatures),
        }
    }
}

impl RetiredNames {
    /// Returns who has signed. A state database that cannot be read keeps no user from being added and no file from being
    /// restored: before such a user signs, it is read again.
    pub(crate) fn signers(&self) -> Vec<Signer> {
        let signers = self.signatures.signers();
        let signers = signers.or_log("read which usernames have signed");
        signers.unwrap_or_default()
    }

    /// Returns `true` if another account has signed with one of these names, or with one that looks like it.
    pub(crate) fn include_any<'a>(
        &self,
        names: impl IntoIterator<Item = (&'a Username, AccountId)>,
    ) -> bool {
        let mut names = names.into_iter().peekable();
        names.peek().is_some() && is_any_of_another(&self.signers(), names)
    }

    /// Returns `true` if another account has signed with the username of this one.
    ///
    /// # Errors
    /// The [`StateError`] if that is not known.
    #[cfg(feature = "signatures")]
    pub(crate) fn include(&self, user: &User) -> Result<bool, StateError> {
        let name = [(&user.username, user.id)];
        Ok(is_any_of_another(&self.signatures.signers()?, name))
    }

    /// Returns `true` if this change gives a username to an account that another one has signed with.
    pub(crate) fn would_return(&self, edit: &Edit, snapshot: &Snapshot) -> bool {
        let new = match edit {
            Edit::Add { user, .. } => vec![(&user.username, user.id)],
            Edit::Import { add, .. } => add
                .iter()
                .map(|(user, _)| (&user.username, user.id))
                .collect(),
            Edit::Rename { from, to } => {
                let user = snapshot.users.get(from).into_iter();
                user.map(|user| (to, user.id)).collect()
            }
            Edit::Update(_)
            | Edit::Remove(_)
            | Edit::Invite(_)
            | Edit::Uninvite(_)
            | Edit::Set(_) => Vec::new(),
        };
        self.include_any(new)
    }
}

fn is_any_of_another<'a>(
    signers: &[Signer],
    names: impl IntoIterator<Item = (&'a Username, AccountId)>,
) -> bool {
    let signers: Vec<_> = signers
        .iter()
        .map(|signer| (fold(&signer.username), signer.account))
        .collect();
    names.into_iter().any(|(name, account)| {
        let is_of_another = |(signed, signer): &(String, Option<AccountId>)| {
            *signer != Some(account) && look_alike(signed, name.key())
        };
        signers.iter().any(is_of_another)
    })
}
