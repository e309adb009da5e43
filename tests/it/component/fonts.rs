//! The fonts of the component in the windows of an app.

use egui::epaint::ClippedShape;
use egui::{Context, FontFamily, RawInput, Shape, Ui};
use egui_authenticator::authenticator::Authenticator;

use crate::harness::Desk;

fn families(ctx: &Context, of: &FontFamily) -> Vec<String> {
    let families = ctx.fonts(|fonts| fonts.definitions().families.clone());
    families.get(of).cloned().unwrap_or_default()
}

/// Draws a frame, and returns the number of texts in it.
fn texts(ctx: &Context, draw: impl FnMut(&mut Ui)) -> usize {
    let mut output = ctx.run_ui(RawInput::default(), draw);
    output.textures_delta.clear();
    let is_text = |shape: &&ClippedShape| matches!(shape.shape, Shape::Text(_));
    output.shapes.iter().filter(is_text).count()
}

#[test]
fn the_icons_are_fonts_of_their_own_and_leave_those_of_the_app_as_they_are() {
    let (bare, ctx) = (Context::default(), Context::default());
    let desk = Desk::open();
    let mut authenticator = Authenticator::inline(desk.service.clone(), &ctx);
    texts(&bare, |_| {});
    texts(&ctx, |ui| {
        authenticator.show(ui, |_, _, _| ());
    });
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        assert_eq!(families(&ctx, &family), families(&bare, &family));
    }
    let all = ctx.fonts(|fonts| fonts.definitions().families.clone());
    let is_ours = |name: &str| name.starts_with("egui-authenticator ");
    for family in all.keys() {
        if let FontFamily::Name(name) = family {
            assert!(is_ours(name), "{name}");
        }
    }
}

#[test]
fn a_window_other_than_the_first_gets_the_icons_before_anything_is_drawn_with_them() {
    let (first, second) = (Context::default(), Context::default());
    let desk = Desk::open();
    let mut authenticator = Authenticator::inline(desk.service.clone(), &first);
    let mut draw = || {
        texts(&second, |ui| {
            // Text that is laid out keeps new fonts from being used in the same pass.
            ui.label("The app");
            authenticator.show(ui, |_, _, _| ());
        })
    };
    draw();
    assert!(
        draw() > 1,
        "the form is drawn, not only the text of the app"
    );
}
