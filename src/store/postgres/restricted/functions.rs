//! The functions that a restricted computer calls.

/// What most connections are used for.
pub(in crate::store::postgres) const OFTEN: [&str; 5] = [SALT, ANSWER, VERDICT, SETTINGS, LOOK];

/// Returns the parameters and the salt of the hash of a name.
pub(super) const SALT: &str = "SELECT auth.salt($1) AS salt";

/// Counts an attempt: ticket, name, hash, and the session in which the password is checked again.
pub(super) const ANSWER: &str = "SELECT auth.answer($1, $2, $3, $4)";

/// Counts a code: the ticket of the password, the code, and the ticket of the code.
pub(super) const CODE: &str = "SELECT auth.code($1, $2, $3)";

/// Counts the attempt of an administrator to leave a kiosk: ticket, name and hash.
pub(super) const LEAVE_KIOSK: &str = "SELECT auth.leave_kiosk($1, $2, $3)";

/// Returns what came of an attempt.
pub(super) const VERDICT: &str = "SELECT auth.verdict($1)::text AS verdict";

/// Returns the revision of the settings of a session, and the settings themselves if it is not the known one.
pub(super) const SETTINGS: &str = "SELECT revision, path, value FROM auth.settings($1, $2)";

/// Returns the accounts of these sessions. A session without a row has ended.
pub(super) const LOOK: &str =
    "SELECT token_index, account, record::text AS record, session_state FROM auth.look($1)";

/// Returns the key of the account of a session, as the password wraps it.
pub(super) const OWN_KEY: &str = "SELECT auth.own_key($1) AS key";

/// Changes the account of a session.
pub(super) const CHANGE_OWN: &str = "SELECT auth.change_own($1, $2, $3::text::jsonb) AS revision";

/// Returns the notices for the user of a session, in order.
pub(super) const NOTICES: &str = "SELECT number, word, at FROM auth.notices($1)";

/// Forgets the notices for the user of a session up to this number.
pub(super) const FORGET_NOTICES: &str = "SELECT auth.forget_notices($1, $2)";

/// Returns the records of the account of a session.
pub(super) const ACTIVITY: &str =
    "SELECT number, at, kind, who, whom, who_id, whom_id, is_done, detail, link
     FROM auth.activity($1, $2, $3, $4)";

/// Records what only the computer knows.
pub(super) const NOTE: &str = "SELECT auth.note($1, $2)";

/// Ends the place of a session in the limits.
pub(super) const FREE_SLOT: &str = "SELECT auth.free_slot($1)";

/// Ends a session.
pub(super) const SIGN_OUT: &str = "SELECT auth.sign_out($1)";

/// Notes the last contact, and returns the version of the functions.
pub(super) const HELLO: &str = "SELECT auth.hello($1)->>'version' AS version";

/// Remembers the sign-in of a session: selector, hash of the token, and the selector of the one before.
pub(super) const REMEMBER: &str = "SELECT auth.remember($1, $2, $3, $4)";

/// Adds and removes the marks of locked windows. The session is needed to remove them.
pub(super) const MARK: &str = "SELECT auth.mark($1, $2, $3, $4)";

/// Ends a remembered sign-in.
pub(super) const FORGET: &str = "SELECT auth.forget($1)";

/// Presents a token: ticket, selector, secret, and the hash of the token that replaces it.
pub(super) const RESUME: &str = "SELECT auth.resume($1, $2, $3, $4)";

/// Returns what came of a token.
pub(super) const RESUMED: &str = "SELECT auth.resumed($1)::text AS verdict";

/// Returns the remembered sign-ins of the account of a session.
pub(super) const OWN_COMPUTERS: &str =
    "SELECT id, login, is_this, created_at, used_at FROM auth.own_computers($1)";

/// Ends a remembered sign-in of the account of a session.
pub(super) const FORGET_COMPUTER: &str = "SELECT auth.forget_computer($1, $2)";

/// Sets the PIN of a session: selector, proof, and the start of the computer.
pub(super) const SET_PIN: &str = "SELECT auth.set_pin($1, $2, $3, $4)";

/// Removes the PIN of a session, and returns whether there was one.
pub(super) const REMOVE_PIN: &str = "SELECT auth.remove_pin($1) AS found";

/// Takes in that the password was entered in a session, and returns whether there is a PIN.
pub(super) const RENEW_PIN: &str = "SELECT auth.renew_pin($1, $2) AS found";

/// Counts a try of a PIN: ticket, selector, proof, the start of the computer, and the session whose window is unlocked.
pub(super) const TRY_PIN: &str = "SELECT auth.try_pin($1, $2, $3, $4, $5)";

/// Returns what came of a try of a PIN.
pub(super) const PIN_VERDICT: &str = "SELECT auth.pin_verdict($1)::text AS verdict";

/// Returns whether the user of a session has a badge.
pub(super) const HAS_BADGE: &str = "SELECT auth.has_badge($1) AS found";

/// Removes the badge of a session, and returns whether there was one.
pub(super) const REMOVE_BADGE: &str = "SELECT auth.remove_badge($1) AS found";

/// Takes in that the password was entered in a session, and returns whether there is a badge.
pub(super) const RENEW_BADGE: &str = "SELECT auth.renew_badge($1, $2) AS found";

/// Returns the accounts with a badge, for an administrator.
pub(super) const BADGE_USERS: &str = "SELECT account FROM auth.badge_users($1)";

/// Removes the badge of a user: session, and account.
pub(super) const TAKE_BADGE: &str = "SELECT auth.take_badge($1, $2)::text AS found";

/// Counts a scan of a badge: ticket, what for, proof, the start of the computer, the session, and to whom it is given.
pub(super) const TRY_BADGE: &str = "SELECT auth.try_badge($1, $2, $3, $4, $5, $6)";

/// Returns what came of a scan of a badge.
pub(super) const BADGE_VERDICT: &str = "SELECT auth.badge_verdict($1)::text AS verdict";

/// Returns a page of users: session, search, filter, column, the number that are skipped and of those that are wanted.
pub(super) const USERS: &str =
    "SELECT auth.users($1, $2, $3::text::jsonb, $4, $5, $6)::text AS found";

/// Returns the users after a position: session, position, accounts if not all are wanted, and how many.
pub(super) const USERS_AFTER: &str = "SELECT auth.users_after($1, $2, $3, $4)::text AS found";

/// Returns a user: session, and username or e-mail address.
pub(super) const USER: &str = "SELECT auth.user($1, $2)::text AS found";

/// Returns the roles that administrators choose from.
pub(super) const ROLES: &str = "SELECT auth.roles($1)::text AS found";

/// Counts records: session, since when, of which user and kind.
pub(super) const EVENT_COUNTS: &str = "SELECT auth.event_counts($1, $2, $3, $4)::text AS found";

/// Returns records: session, since when, of which user and kind, whether only what was refused, and how many.
pub(super) const EVENTS: &str =
    "SELECT number, at, kind, who, whom, who_id, whom_id, is_done, detail, link
     FROM auth.events($1, $2, $3, $4, $5, $6)";

/// Returns the records of an account: session, account, and how many.
pub(super) const EVENTS_OF: &str =
    "SELECT number, at, kind, who, whom, who_id, whom_id, is_done, detail, link
     FROM auth.events_of($1, $2, $3)";

/// Changes a user: session, account, state, what changes, and what was approved.
pub(super) const CHANGE_USER: &str =
    "SELECT auth.change_user($1, $2, $3, $4::text::jsonb, $5)::text AS found";

/// Returns the users who wait for approval: session, and how many are wanted.
pub(super) const WAITING: &str = "SELECT auth.waiting($1, $2)::text AS found";

/// Returns the addresses that may register: session, and how many are wanted.
pub(super) const ALLOWED_EMAILS: &str = "SELECT auth.allowed_emails($1, $2)::text AS found";

/// Allows addresses to register: session and addresses.
pub(super) const ALLOW_EMAILS: &str = "SELECT auth.allow_emails($1, $2)::text AS found";

/// No longer allows an address to register: session and address.
pub(super) const DISALLOW_EMAIL: &str = "SELECT auth.disallow_email($1, $2)::text AS found";

/// Changes several users: session, kind, role, accounts, digests of codes, whether it is confirmed, and what was approved.
pub(super) const CHANGE_USERS: &str =
    "SELECT auth.change_users($1, $2, $3, $4, $5, $6, $7)::text AS found";

/// Changes how a user signs in: session, account, the change, its secret, and what was approved.
pub(super) const USER_ACTION: &str = "SELECT auth.user_action($1, $2, $3, $4, $5)::text AS found";

/// Changes a username: session, account and new name.
pub(super) const RENAME_USER: &str = "SELECT auth.rename_user($1, $2, $3)::text AS found";

/// Removes a user: session, account, and what was approved.
pub(super) const REMOVE_USER: &str = "SELECT auth.remove_user($1, $2, $3)::text AS found";

/// Adds a user: session, account, the user, the hash of the password, the digest of the code, and what was approved.
pub(super) const ADD_USER: &str =
    "SELECT auth.add_user($1, $2, $3::text::jsonb, $4, $5, $6)::text AS found";

/// Counts an attempt of an approver: session, ticket, what is asked, name and hash.
pub(super) const APPROVE: &str = "SELECT auth.approve($1, $2, $3::text::jsonb, $4, $5)";

/// Returns the places of those of these approvals that hold in a session.
pub(super) const APPROVALS: &str = "SELECT auth.approvals($1, $2) AS places";

/// Returns what a user needs to sign: session, and the ticket of the right password.
pub(super) const SIGNING: &str =
    "SELECT public, secret, number, link, at FROM auth.signing($1, $2)";

/// Adds a signature: session, ticket of the right password, the key before, the key, what is signed, and the signature.
pub(super) const SIGN: &str = "SELECT auth.sign($1, $2, $3, $4, $5, $6, $7)->>'word' AS word";

/// Returns signatures: session, account, below which number, and how many.
pub(super) const SIGNATURES: &str =
    "SELECT number, account, username, signed AS text, bytes, link, end_number, end_link
     FROM auth.signatures($1, $2, $3, $4)";

/// Returns a page: session, id, and what was approved.
pub(super) const APPROVED_PAGE: &str = "SELECT path, value FROM auth.approved_page($1, $2, $3)";

/// Returns a number with which a computer shows that it knows a code: the ticket of the try.
pub(super) const CODE_CHALLENGE: &str = "SELECT auth.code_challenge($1) AS challenge";

/// Counts a code: ticket, name, what the code is for, the public half of its key pair, what shows that the other half is known, the
/// digest of the code, and the ticket of the password before it.
pub(super) const TRY_CODE: &str = "SELECT auth.try_code($1, $2, $3, $4, $5, $6, $7)";

/// Returns what came of a code.
pub(super) const CODE_VERDICT: &str = "SELECT auth.code_verdict($1)::text AS verdict";

/// Sets a password: the ticket of the code, the hash, and the wrapped user key.
pub(super) const RECOVER: &str = "SELECT auth.recover($1, $2, $3)::text AS verdict";

/// Counts a registration: ticket, account, the user, the hash of the password, and the key vault.
pub(super) const REGISTER: &str = "SELECT auth.register($1, $2, $3::text::jsonb, $4, $5)";

/// Returns what came of a registration.
pub(super) const REGISTERED: &str = "SELECT auth.registered($1)::text AS verdict";

/// Sets up two-step sign-in: session, ticket of the right password, key vault, secret of the app, and code.
pub(super) const SET_TWO_STEP: &str =
    "SELECT auth.set_two_step($1, $2, $3, $4, $5)::text AS verdict";

/// Replaces recovery codes: session, ticket of the right password, and key vault.
pub(super) const RENEW_CODES: &str = "SELECT auth.renew_codes($1, $2, $3)::text AS verdict";

/// Switches two-step sign-in off: session, ticket of the right password, and whether the password is too short without it.
pub(super) const TWO_STEP_OFF: &str = "SELECT auth.two_step_off($1, $2, $3)::text AS verdict";

/// Sets up two-step sign-in to sign in: ticket of the right password, ticket of the attempt, key vault, secret of the app, and code.
pub(super) const SET_UP_TWO_STEP: &str =
    "SELECT auth.set_up_two_step($1, $2, $3, $4, $5)::text AS verdict";
