//! The attack suite: every weakness that was found and closed, attacked again.
//!
//! Each file is a group of attacks, and each test is an entry of the catalogue: its name begins with the number of
//! the requirement that stops it (`docs/requirements.md`), its comment says who tries what, and its body does only
//! what that attacker could do — at the window, on the command line, with the library, or with plain SQL on the
//! state database.
//!
//! | group | attacker |
//! | --- | --- |
//! | `access_times` | a user whose access is limited to days and hours |
//! | `approvals` | a user who wants something approved that no second person would |
//! | `approver_pins` | the same, with the PIN of a colleague |
//! | `sessions` | a colleague at the same desk, and a host app that keeps more than it should |
//! | `sign_in` | a guesser at the sign-in form |
//! | `registration` | a stranger who may register |
//! | `email_proof` | a stranger who registers with an address that is not theirs |
//! | `credentials` | the holder of stolen codes, passwords or backups |
//! | `clipboard` | the next user of the same desktop: what was copied, typed, selected or left open |
//! | `personal_data` | someone who wants to learn, keep or hide more about a user than they may |
//! | `kiosk` | a customer at a kiosk who wants to get out of it |
//! | `offline_unlock` | a guesser at a locked window who pulls the cable, and a user who wants more than to unlock then |
//! | `outages` | a user who cuts the connection to the store of the accounts |
//! | `servers` | a user who has the file used in place of the server that it names |
//! | `backups` | someone who has an earlier version of the file restored |
//! | `restricted` | a guesser at several tills, and a user or a host app at one of them; other groups are tried there as well |
//! | `restoring` | someone who does so in the window |
//! | `signatures` | someone who wants a signature that its signer did not give, or wants one to be gone |
//! | `updates` | the server that says which version is the newest, and the network before it |
//! | `file` | someone who edits, moves, restores or removes files |
//! | `input` | the author of a hostile file, name, table or picture |

mod access_times;
mod approvals;
mod approver_pins;
mod backups;
mod badges;
mod built_in_approvals;
mod clipboard;
mod credentials;
mod email_proof;
mod file;
#[expect(
    dead_code,
    reason = "shared with the target `it`, which uses the rest of it"
)]
#[path = "../it/harness.rs"]
mod harness;
mod input;
mod kiosk;
mod offline_unlock;
mod outages;
mod page_approvals;
mod personal_data;
mod program;
mod registration;
mod restoring;
mod restricted;
mod servers;
mod sessions;
mod sign_in;
mod signatures;
mod updates;
