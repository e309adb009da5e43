//! The users, for administrators: a list to search, filter and sort, and a form for each change.
//!
//! ```text
//! List ──Add, Edit──▶ Form      ┐
//!   │ ──Show──▶ Details         ├──▶ an action for the parent ──done──▶ List, Details, Code
//!   │ ──Invite──▶ Invite        │
//!   │ ──Import──▶ Import        │
//!   └─ ──select users──▶ Bulk   ┘     Results, if there is more to say
//! ```
//! Which rows are shown is computed when something changes, not in every frame.

pub mod bulk;
mod done;
pub mod editor;
pub mod import;
mod lockouts;
mod outcomes;
mod paging;
mod part;
mod query;
mod quick;
mod recent;
mod rename;
pub mod results;
mod screen;
mod selection;
mod several;
mod shown;

pub use crate::screen::users::bulk::{BulkForm, LeftOut};
pub use crate::screen::users::done::{CompletedAction, Notice, Toast};
pub use crate::screen::users::editor::UserEditor;
pub use crate::screen::users::import::{ImportEvent, ImportForm};
pub use crate::screen::users::lockouts::Lockouts;
pub use crate::screen::users::part::{Confirmed, Part};
pub use crate::screen::users::query::{Column, Query, Tab};
pub use crate::screen::users::recent::RecentActivity;
pub use crate::screen::users::rename::RenameForm;
pub use crate::screen::users::results::{Results, ResultsEvent};
pub use crate::screen::users::screen::{Event, UsersScreen};
pub use crate::screen::users::selection::{Selection, SelectionEvent};
