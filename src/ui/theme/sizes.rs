//! Every size, in points.

use egui::{Margin, Vec2, vec2};

/// The width of the card that holds a form, in points.
pub(crate) const CARD_WIDTH: f32 = 400.0;
/// The width of pages of text, in points.
pub(crate) const WIDE_WIDTH: f32 = 680.0;
/// The width of the account, in points.
pub(crate) const ACCOUNT_WIDTH: f32 = 720.0;
/// The width of the Welcome page, in points.
pub(crate) const WELCOME_WIDTH: f32 = 800.0;
/// The width of tables, in points.
pub(crate) const TABLE_WIDTH: f32 = 1_120.0;
/// The greatest width of a table that grows with the window, in points.
pub(crate) const GREATEST_TABLE_WIDTH: f32 = 1_440.0;
/// The height of buttons and fields, in points.
pub(crate) const CONTROL_HEIGHT: f32 = 40.0;
/// The height of the controls of a toolbar, in points.
pub(crate) const DENSE_HEIGHT: f32 = 32.0;
/// The height of entries of menus and of the navigation, in points.
pub(crate) const ENTRY_HEIGHT: f32 = 36.0;
/// The least width of anything that can be clicked (WCAG 2.2, 2.5.8), in points.
pub(crate) const TARGET: f32 = 24.0;
/// The width below which a window is narrow and the navigation becomes a menu, in points.
pub(crate) const NARROW_WIDTH: f32 = 640.0;
/// The width of the navigation, in points.
pub(crate) const NAVIGATION_WIDTH: f32 = 232.0;
/// The height above which the list of a combo box scrolls, in points.
pub(crate) const COMBO_HEIGHT: f32 = 380.0;
/// The space between the edge of a button and its text, in points.
pub(crate) const BUTTON_PADDING: Vec2 = vec2(14.0, 8.0);
/// The space between groups, in points.
pub(crate) const GAP: f32 = 16.0;
/// The space inside a group, in points.
pub(crate) const SMALL_GAP: f32 = 6.0;
/// The radius of the corners of controls, in points.
pub(crate) const RADIUS: u8 = 8;
/// The radius of the corners of the controls of a toolbar, in points.
pub(crate) const DENSE_RADIUS: u8 = 7;
/// The radius of the corners of chips, in points.
pub(crate) const CHIP_RADIUS: u8 = 6;
/// The radius of the corners of notes, in points.
pub(crate) const NOTE_RADIUS: u8 = 10;
/// The radius of the corners of boxes and sheets, in points.
pub(crate) const BOX_RADIUS: u8 = 12;
/// The radius of the corners of cards, in points.
pub(crate) const CARD_RADIUS: u8 = 14;
/// The radius of the corners of dialogs, in points.
pub(crate) const DIALOG_RADIUS: u8 = 16;
/// The width of the focus ring, in points.
pub(crate) const RING_WIDTH: f32 = 2.0;
/// The space between a control and its focus ring, in points.
pub(crate) const RING_GAP: f32 = 2.0;

/// Returns the space inside a field.
pub(crate) fn field_margin() -> Margin {
    Margin::symmetric(12, 8)
}

/// The width of the contents beside a page of text, in points.
pub(crate) const CONTENTS_WIDTH: f32 = 188.0;
/// The space between a page of text and its contents, in points.
pub(crate) const CONTENTS_GAP: f32 = 56.0;
/// The space between the blocks of a page, in points.
pub(crate) const BLOCK_GAP: f32 = 14.0;
/// The height of a tile of a launch page, in points.
pub(crate) const TILE_HEIGHT: f32 = 150.0;
