//! Widgets that the screens share.

pub(crate) mod backdrop;
pub(crate) mod button;
pub(crate) mod capture;
pub(crate) mod card;
pub(crate) mod checkbox;
pub(crate) mod combo_box;
pub(crate) mod confirm;
pub(crate) mod copy_button;
pub(crate) mod dialog;
pub(crate) mod field;
pub(crate) mod focus_ring;
pub(crate) mod form;
pub(crate) mod icon;
pub(crate) mod illustration;
pub(crate) mod menu;
pub(crate) mod new_password_field;
pub(crate) mod notice;
pub(crate) mod panel;
pub(crate) mod password_field;
pub(crate) mod picture;
pub(crate) mod qr_code;
pub(crate) mod scroll;
pub(crate) mod secret_buffer;
pub(crate) mod submit;
pub(crate) mod text;
pub(crate) mod virtual_list;
