//! What an approver sees in a small window.

use egui_kittest::kittest::Queryable;

use super::{PASSWORD, WHO, gate, window};
use crate::approvals::{LIA, desk_with};
use crate::harness::window::{field, fill, press};

/// In the smallest window, the approver reads what is approved from its first line, and has the fields in sight with it.
#[test]
fn r111_what_is_approved_is_seen_first_in_a_small_window() {
    for (lines, has_fields) in [("", true), ("    require_reason: true\n", false)] {
        let desk = desk_with(lines);
        let mut window = window(&desk, gate);
        window.set_size(egui::vec2(320.0, 480.0));
        window.run();
        press(&mut window, "Refund");
        window.run();
        let screen = window.ctx.content_rect();
        let is_seen = |rect: egui::Rect| screen.contains_rect(rect);
        let title = window.get_by_label("Refund of 6900 cents").rect();
        assert!(is_seen(title), "{title}");
        let who = field(&window, WHO);
        assert_eq!(who.is_focused(), has_fields);
        if has_fields {
            assert!(is_seen(who.rect()) && is_seen(window.get_by_label("Approve").rect()));
        }
        // Whatever has the focus later is in sight.
        fill(&mut window, WHO, LIA.0);
        fill(&mut window, PASSWORD, "wrong");
        let password = field(&window, PASSWORD);
        assert!(password.is_focused() && is_seen(password.rect()));
        if has_fields {
            press(&mut window, "Approve");
            window.run_steps(12);
            let notice = window.get_by_label_contains("Error: ").rect();
            assert!(is_seen(notice), "{notice}");
            assert!(is_seen(field(&window, PASSWORD).rect()));
        }
    }
}
