//! What the users screen does with the users who are selected.

use std::collections::HashSet;

use crate::service::admin_action::{AdminAction, Export};
use crate::service::users::bulk::BulkKind;

use crate::screen::effects::Effects;
use crate::screen::users::bulk::BulkForm;
use crate::screen::users::part::Part;
use crate::screen::users::results::ResultsEvent;
use crate::screen::users::screen::UsersScreen;
use crate::screen::users::selection::SelectionEvent;

impl UsersScreen {
    /// Returns the number of users who are selected, but not shown.
    #[must_use]
    pub fn hidden_selected(&self) -> usize {
        let shown = self.rows_here();
        let selected = shown.filter(|row| self.selection.contains(row)).count();
        self.selection.count().saturating_sub(selected)
    }

    /// Reviews a change of the users who are selected.
    fn review(&self, kind: BulkKind) -> Option<BulkForm> {
        let users = self.users.as_ref()?;
        let shown: HashSet<_> = self.rows_here().map(|row| row.id).collect();
        let selected = users.rows.iter();
        let selected = selected.filter(|row| self.selection.contains(row));
        let mut by_name: Vec<_> = selected.collect();
        by_name.sort_by(|a, b| a.search.cmp(&b.search));
        let rows = by_name.into_iter();
        let rows = rows.map(|row| (row, shown.contains(&row.id)));
        Some(BulkForm::new(kind, rows, users))
    }

    /// Lets a review follow the list.
    pub(super) fn renew_review(&mut self) {
        let kind = match &self.part {
            Part::Bulk(form) => form.kind,
            _ => return,
        };
        let Some(now) = self.review(kind) else {
            return;
        };
        if let Part::Bulk(form) = std::mem::replace(&mut self.part, Part::List) {
            self.part = Part::Bulk(now.renewed(form));
        }
    }

    /// Cancels the change that is under way.
    pub(super) fn cancel_change(&self) {
        if let Part::Bulk(form) = &self.part {
            form.cancel();
        }
    }

    pub(super) fn on_results(&mut self, event: ResultsEvent, effects: &mut Effects) {
        if let Part::Results(results) = &mut self.part {
            results.on(event, effects);
        }
    }

    /// Handles what the user did with the selection. Returns the action to start.
    pub(super) fn on_selection(&mut self, event: SelectionEvent) -> Option<AdminAction> {
        match event {
            SelectionEvent::Start => self.selection.start(),
            SelectionEvent::Stop => self.selection.stop(),
            SelectionEvent::Toggle(id) => self.selection.toggle(id),
            SelectionEvent::AllShown(is_selected) => {
                let ids: Vec<_> = self.rows_here().map(|row| row.id).collect();
                self.selection.set(ids.into_iter(), is_selected);
            }
            SelectionEvent::Change(kind) => {
                if let Some(form) = self.review(kind) {
                    self.show(Part::Bulk(form));
                }
            }
            SelectionEvent::Export => {
                let selected = self.selection.ids().clone();
                return Some(AdminAction::Export(Export::Users(Some(selected))));
            }
        }
        None
    }
}
