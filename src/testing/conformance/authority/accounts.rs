//! What a user changes of the own account, and that nothing else can be changed.

use std::path::PathBuf;

use crate::domain::account_event::AccountEvent;
use crate::domain::role::Role;
use crate::domain::user::UserPatch;
use crate::service::account::{AccountChange, AccountError, Changed};
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{AuditFilter, AuditUser, Edit, Setting};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::sessions::RefreshError;
use crate::service::user_keys::UserKeys;
use crate::service::users::UserInput;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, email, secret, username,
};

fn change(
    till: &Computer,
    view: &SessionView,
    password: &str,
    change: AccountChange,
) -> Result<Changed, AccountError> {
    let account = till.service.account();
    account.change(&view.session, &secret(password).into(), change)
}

pub(super) fn own_details<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let mut details = UserInput::of(view.session.user());
    details.name = crate::domain::person_name::PersonName::new("Robert", "Builder");
    "robert@example.org".clone_into(&mut details.email);
    let wrong = change(&till, &view, OTHER, AccountChange::Details(details.clone()));
    assert_eq!(wrong.err(), Some(AccountError::Wrong));
    let changed = change(
        &till,
        &view,
        PASSWORD,
        AccountChange::Details(details.clone()),
    );
    let changed = changed.expect("changed").session_view;
    for user in [
        changed.session.user(),
        till.read().users.find("bob").expect("signed in"),
        desk.trusted.read().users.find("bob").expect("there"),
    ] {
        assert_eq!(user.name.first, "Robert");
        assert_eq!(user.email, Some(email("robert@example.org")));
    }
    "cleo@example.org".clone_into(&mut details.email);
    let taken = change(&till, &changed, PASSWORD, AccountChange::Details(details));
    assert_eq!(taken.err(), Some(AccountError::EmailTaken));
    let none = change(&till, &changed, PASSWORD, AccountChange::Picture(None));
    assert!(none.is_ok(), "a change that changes nothing");
    till.sign_out(&changed);
    let view = till.enter("robert@example.org", PASSWORD);
    let told = view.account_events.iter().map(|(event, _)| *event);
    assert_eq!(told.collect::<Vec<_>>(), [AccountEvent::EmailChanged]);
    let own = AuditFilter {
        since: None,
        user: Some(AuditUser::Account(view.session.user().id)),
        kind: None,
        limit: 100,
    };
    let records = till.service.audit_log().of_session(&view.session);
    assert!(!records.expect("the own activity").is_empty());
    let all = AuditFilter { user: None, ..own };
    let read = till.dependencies.audit_log.activity(&all);
    assert!(read.is_err(), "the activity of others");
}

pub(super) fn own_password<S: AuthoritySite>(desk: &Desk<S>) {
    let tills = [desk.restricted(), desk.restricted()];
    let (view, other) = (
        tills[0].enter("bob", PASSWORD),
        tills[1].enter("bob", PASSWORD),
    );
    let refresh = |at: usize, view: &SessionView| {
        let refreshed = tills[at].service.sessions().refresh(&view.session);
        refreshed.map(drop)
    };
    let same = change(
        &tills[0],
        &view,
        PASSWORD,
        AccountChange::Password(secret(PASSWORD)),
    );
    assert_eq!(same.err(), Some(AccountError::Same));
    let new = AccountChange::Password(secret(OTHER));
    let changed = change(&tills[0], &view, PASSWORD, new).expect("changed");
    let view = changed.session_view;
    assert_eq!(refresh(0, &view), Ok(()), "the session continues");
    assert_eq!(refresh(1, &other), Err(RefreshError::Ended), "others end");
    let refused = tills[1].refused("bob", PASSWORD);
    assert_eq!(refused, Some(SignInError::Refused));
    let other = tills[1].enter("bob", OTHER);
    let events = other.account_events.iter().map(|(event, _)| *event);
    assert_eq!(events.collect::<Vec<_>>(), [AccountEvent::PasswordChanged]);
    assert_eq!(refresh(0, &view), Ok(()));
    let everywhere = change(&tills[0], &view, OTHER, AccountChange::SignOutEverywhere);
    let view = everywhere.expect("changed").session_view;
    assert_eq!(refresh(0, &view), Ok(()), "this session continues");
    assert_eq!(refresh(1, &other), Err(RefreshError::Ended));
}

/// The key on which passwords could be tried elsewhere is shown only after the password, and keeps what it opens.
pub(super) fn own_key<S: AuthoritySite>(desk: &Desk<S>) {
    let keys = UserKeys::from(&desk.trusted.service.context);
    let (vault, _) = keys.new_vault(&secret(PASSWORD)).expect("made");
    desk.patch("bob", UserPatch::key_vault(vault.clone()));
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let id = view.session.user().id;
    let authority = till.dependencies.authority.clone().expect("restricted");
    let shown = till
        .read()
        .users
        .with_id(id)
        .expect("signed in")
        .key_vault
        .key
        .clone();
    assert!(shown.is_some() && shown != vault.key, "a stand-in");
    assert_eq!(authority.wrapped_key(id), Ok(vault.key.clone()));
    let new = AccountChange::Password(secret(OTHER));
    let changed = change(&till, &view, PASSWORD, new).expect("changed");
    let after = desk
        .trusted
        .read()
        .users
        .with_id(id)
        .cloned()
        .expect("there");
    assert_eq!(after.key_vault.codes, vault.codes, "they open the same key");
    let opened = keys.open(&after, &secret(OTHER)).expect("opened").key;
    assert!(opened.is_some());
    assert_eq!(authority.wrapped_key(id), Ok(after.key_vault.key));
    let again = till
        .read()
        .users
        .with_id(id)
        .expect("signed in")
        .key_vault
        .key
        .clone();
    assert!(
        again.is_some() && again != shown,
        "the stand-in changes with the key"
    );
    desk.site.pass(301);
    assert!(
        authority.wrapped_key(id).is_err(),
        "the password was entered too long ago"
    );
    let unlocked = till
        .service
        .sessions()
        .unlock(&changed.session_view.session, &secret(OTHER).into());
    assert!(unlocked.is_ok());
    assert!(authority.wrapped_key(id).is_ok());
    desk.add("kim", |_| {});
    assert_eq!(
        authority.wrapped_key(till.enter("kim", PASSWORD).session.user().id),
        Ok(None)
    );
}

pub(super) fn everything_else_is_refused<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let all = || UserDirectory::from(&*desk.trusted.read());
    let before = all();
    let admin = UserPatch {
        roles: Some(vec![Role::admin()]),
        ..UserPatch::default()
    };
    let name = UserPatch {
        first_name: Some("Eve".to_owned()),
        ..UserPatch::default()
    };
    let picture = UserPatch {
        picture: Some(Some(PathBuf::from("/pictures/eve.png"))),
        roles: Some(Vec::new()),
        ..UserPatch::default()
    };
    let epoch = |session_epoch| UserPatch {
        session_epoch: Some(session_epoch),
        ..UserPatch::default()
    };
    let update = |who, patch| Edit::Update(vec![(username(who), patch)]);
    let edits = [
        update("bob", admin.clone()),
        update("bob", picture),
        update("bob", epoch(7)),
        update("cleo", name.clone()),
        update("ada", name.clone()),
        update("cleo", admin),
        Edit::Update(vec![
            (username("bob"), name.clone()),
            (username("cleo"), name),
        ]),
        Edit::Rename {
            from: username("bob"),
            to: username("robert"),
        },
        Edit::Remove(username("cleo")),
        Edit::Invite(vec![email("new@example.org")]),
        Edit::Set(vec![Setting::Title(Some("Ours".to_owned()))]),
    ];
    for edit in &edits {
        let snapshot = till.read();
        let store = &till.dependencies.credentials;
        assert!(store.apply(edit, &snapshot.revision).is_err(), "{edit:?}");
        assert!(store.preview(edit).is_err() || all() == before);
    }
    assert!(all() == before, "nothing was changed");
    assert!(till.service.sessions().refresh(&view.session).is_ok());
    let settings = &till.read().settings;
    assert!(settings.mail.is_none() && settings.approvals.is_empty());
    assert!(till.read().allowed_emails.is_empty());
}
