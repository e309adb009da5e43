//! Changing the credential store, over again when somebody else was quicker.

use crate::service::Service;
use crate::service::ports::{Edit, Revision, StoreError};

/// How often a change is decided anew when what it was decided on has changed meanwhile.
const TRIES: usize = 5;

impl Service {
    /// Makes the change that `decide` gives for the state that it saw. `decide` is asked again when
    /// that state is no longer the one that counts; `None` from it means that all is well already.
    pub(crate) fn change<E: From<StoreError>>(
        &self,
        mut decide: impl FnMut() -> Result<Option<(Edit, Revision)>, E>,
    ) -> Result<(), E> {
        for _ in 0..TRIES {
            let Some((change, revision)) = decide()? else {
                return Ok(());
            };
            match self.credentials.apply(&change, &revision) {
                Err(StoreError::Changed) => {}
                Ok(revision) => {
                    self.keep_revision(&revision);
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Changed.into())
    }
}
