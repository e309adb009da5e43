//! What the user can do with the pages and their items, beside typing.

use crate::screen::settings::pages::{ItemForm, PageField, PageForm};

/// What the user did with the pages. Pages and items are indices into [`crate::screen::settings::Form::pages`] and
/// [`PageForm::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// Wants to edit a page.
    Open(usize),
    /// Wants to see the list.
    Close,
    /// Wants to add a page.
    Add,
    /// Wants to move a page up by one.
    Up(usize),
    /// Wants to move a page down by one.
    Down(usize),
    /// Wants to remove a page.
    Remove(usize),
    /// Wants to keep a page that was to be removed.
    Keep(usize),
    /// Wants to add an item to a page.
    AddItem(usize),
    /// Wants to remove an item of a page.
    RemoveItem(usize, usize),
    /// Wants to move an item of a page up by one.
    ItemUp(usize, usize),
    /// Wants to move an item of a page down by one.
    ItemDown(usize, usize),
}

/// Makes a change of the pages. Returns the page and the field that get the focus.
pub(crate) fn on(
    event: PageEvent,
    pages: &mut Vec<PageForm>,
    open: &mut Option<usize>,
) -> Option<(usize, PageField)> {
    let title = |at| (at, PageField::Title);
    match event {
        PageEvent::Open(at) => *open = Some(at),
        PageEvent::Close => return open.take().map(title),
        PageEvent::Add => {
            pages.push(PageForm {
                is_new: true,
                ..PageForm::default()
            });
            *open = Some(pages.len() - 1);
        }
        PageEvent::Up(at) => {
            swap(pages, at.checked_sub(1), at);
            return None;
        }
        PageEvent::Down(at) => {
            swap(pages, Some(at), at + 1);
            return None;
        }
        PageEvent::Remove(at) => set_removed(pages, at, true),
        PageEvent::Keep(at) => set_removed(pages, at, false),
        PageEvent::AddItem(at) => {
            let items = &mut pages.get_mut(at)?.items;
            items.push(ItemForm::default());
            return Some((at, PageField::ItemTitle(items.len() - 1)));
        }
        PageEvent::RemoveItem(at, item) => {
            let items = &mut pages.get_mut(at)?.items;
            if item < items.len() {
                items.remove(item);
            }
            // The neighbour gets the focus, or the button that adds an item.
            let field = match items.len().checked_sub(1) {
                Some(last) => PageField::ItemTitle(item.min(last)),
                None => PageField::Items,
            };
            return Some((at, field));
        }
        PageEvent::ItemUp(at, item) => {
            let items = &mut pages.get_mut(at)?.items;
            swap(items, item.checked_sub(1), item);
            return Some((at, PageField::ItemUp(item.saturating_sub(1))));
        }
        PageEvent::ItemDown(at, item) => {
            let items = &mut pages.get_mut(at)?.items;
            swap(items, Some(item), item + 1);
            let last = items.len().saturating_sub(1);
            return Some((at, PageField::ItemDown((item + 1).min(last))));
        }
    }
    open.map(title)
}

/// Swaps two neighbours, if there are both.
fn swap<T>(all: &mut [T], upper: Option<usize>, lower: usize) {
    if let Some(upper) = upper
        && lower < all.len()
    {
        all.swap(upper, lower);
    }
}

fn set_removed(pages: &mut [PageForm], at: usize, is_removed: bool) {
    if let Some(page) = pages.get_mut(at) {
        page.is_removed = is_removed;
    }
}
