//! The fonts of the component in the windows of an app.

use std::collections::BTreeSet;

use egui::epaint::ClippedShape;
use egui::epaint::text::MissingGlyphPolicy;
use egui::{Context, FontDefinitions, FontFamily, RawInput, Shape, Ui};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::language::Language;
use egui_authenticator::ui::theme::install_fonts;

use super::{gate, window};
use crate::harness::window::sign_in;
use crate::harness::{BOB, Desk};

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

/// Returns the names of the families of an app's window that are not egui's.
fn named_families(ctx: &Context) -> Vec<String> {
    let all = ctx.fonts(|fonts| fonts.definitions().families.clone());
    let names = all.into_keys().filter_map(|family| match family {
        FontFamily::Name(name) => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

#[test]
fn fonts_that_the_app_replaced_later_come_back_by_themselves() {
    let ctx = Context::default();
    ctx.set_missing_glyph_policy(MissingGlyphPolicy::Panic);
    let desk = Desk::open();
    install_fonts(&ctx);
    let mut authenticator = Authenticator::inline(desk.service.clone(), &ctx);
    let mut draw = || {
        texts(&ctx, |ui| {
            ui.label("The app");
            authenticator.show(ui, |_, _, _| ());
        })
    };
    for _ in 0..3 {
        draw();
    }
    let with_form = draw();
    let wanted = named_families(&ctx);
    assert_eq!(wanted.len(), 4, "{wanted:?}");
    ctx.set_fonts(FontDefinitions::default());
    for _ in 0..3 {
        draw();
    }
    assert_eq!(named_families(&ctx), wanted);
    assert_eq!(draw(), with_form);
}

#[test]
fn an_app_that_replaces_its_fonts_without_ours_keeps_them() {
    let ctx = Context::default();
    let desk = Desk::open();
    let mut authenticator = Authenticator::inline(desk.service.clone(), &ctx);
    let mut draw = || {
        texts(&ctx, |ui| {
            authenticator.show(ui, |_, _, _| ());
        })
    };
    draw();
    let mut fonts = FontDefinitions::default();
    let text = fonts.families.get_mut(&FontFamily::Proportional);
    text.expect("egui has it").reverse();
    ctx.set_fonts(fonts.clone());
    for _ in 0..3 {
        draw();
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        assert_eq!(families(&ctx, &family), fonts.families[&family]);
    }
    assert_eq!(named_families(&ctx).len(), 2, "the icons are back");
}

#[test]
fn content_is_drawn_in_a_pass_without_icons_too_so_that_it_is_not_taken_for_a_sign_out() {
    let desk = Desk::open();
    let mut window = window(&desk, gate);
    sign_in(&mut window, BOB);
    let other = Context::default();
    texts(&other, |ui| {
        ui.label("Text that is laid out before");
        let app = window.state_mut();
        let drawn = app
            .authenticator
            .gate(ui, |_, session, _| session.user().id);
        assert!(drawn.is_some());
    });
}

#[test]
fn the_fonts_of_the_program_have_every_character_of_its_texts_but_japanese() {
    let ctx = Context::default();
    ctx.set_fonts(FontDefinitions::empty());
    install_fonts(&ctx);
    texts(&ctx, |_| {});
    let font = egui::FontId::proportional(14.0);
    for (word, _) in Language::WORDS {
        let file = format!("{}/assets/i18n/{word}.ftl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).expect("the messages");
        let is_drawn = |character: &char| {
            character.is_control() || ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *character))
        };
        // The system has those that are left.
        let is_japanese = |character: &char| matches!(character, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        let characters: BTreeSet<char> = text.chars().collect();
        let missing = characters.iter().filter(|character| !is_drawn(character));
        let missing: Vec<_> = missing
            .filter(|one| word != "ja" || !is_japanese(one))
            .collect();
        assert!(missing.is_empty(), "{word}: {missing:?}");
    }
}
