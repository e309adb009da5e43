//! Icons that a page may use: a selection of Google's Material Symbols.
//!
//! Names and code points are those of the icon font; a test in `ui` checks that the font has all of them.

/// Names and code points, sorted by name.
pub const ICONS: &[(&str, char)] = &[
    ("account_circle", '\u{f20b}'),
    ("add", '\u{e145}'),
    ("apps", '\u{e5c3}'),
    ("article", '\u{ef42}'),
    ("assessment", '\u{f0cc}'),
    ("badge", '\u{ea67}'),
    ("bar_chart", '\u{e26b}'),
    ("biotech", '\u{ea3a}'),
    ("block", '\u{f08c}'),
    ("bolt", '\u{ea0b}'),
    ("book", '\u{e86e}'),
    ("bookmark", '\u{e8e7}'),
    ("build", '\u{f8cd}'),
    ("cake", '\u{e7e9}'),
    ("calculate", '\u{ea5f}'),
    ("calendar_month", '\u{ebcc}'),
    ("call", '\u{f0d4}'),
    ("camera", '\u{e3af}'),
    ("chat", '\u{e0c9}'),
    ("check_circle", '\u{f0be}'),
    ("chevron_left", '\u{e5cb}'),
    ("close", '\u{e5cd}'),
    ("cloud", '\u{f15c}'),
    ("code", '\u{e86f}'),
    ("construction", '\u{ea3c}'),
    ("content_copy", '\u{e14d}'),
    ("credit_card", '\u{e8a1}'),
    ("dark_mode", '\u{e51c}'),
    ("dashboard", '\u{e871}'),
    ("database", '\u{f20e}'),
    ("delete", '\u{e92e}'),
    ("description", '\u{e873}'),
    ("desktop_windows", '\u{e30c}'),
    ("door_front", '\u{effd}'),
    ("download", '\u{f090}'),
    ("edit", '\u{f097}'),
    ("error", '\u{f8b6}'),
    ("event", '\u{e878}'),
    ("factory", '\u{ebbc}'),
    ("favorite", '\u{e87e}'),
    ("fingerprint", '\u{e90d}'),
    ("flag", '\u{f0c6}'),
    ("folder", '\u{e2c7}'),
    ("forum", '\u{e8af}'),
    ("groups", '\u{f233}'),
    ("handyman", '\u{f10b}'),
    ("health_and_safety", '\u{e1d5}'),
    ("help", '\u{e8fd}'),
    ("history", '\u{e8b3}'),
    ("home", '\u{e9b2}'),
    ("image", '\u{e3f4}'),
    ("info", '\u{e88e}'),
    ("insights", '\u{f092}'),
    ("inventory_2", '\u{e1a1}'),
    ("key", '\u{e73c}'),
    ("keyboard", '\u{e312}'),
    ("label", '\u{e893}'),
    ("language", '\u{ea07}'),
    ("library_books", '\u{e02f}'),
    ("light_mode", '\u{e518}'),
    ("lightbulb", '\u{e90f}'),
    ("link", '\u{e250}'),
    ("local_cafe", '\u{eb44}'),
    ("local_shipping", '\u{e558}'),
    ("location_on", '\u{f1db}'),
    ("lock", '\u{e899}'),
    ("lock_open", '\u{e898}'),
    ("login", '\u{ea77}'),
    ("logout", '\u{e9ba}'),
    ("mail", '\u{e159}'),
    ("manage_accounts", '\u{f02e}'),
    ("map", '\u{e55b}'),
    ("medication", '\u{f033}'),
    ("menu", '\u{e5d2}'),
    ("menu_book", '\u{ea19}'),
    ("monitoring", '\u{f190}'),
    ("more_vert", '\u{e5d4}'),
    ("movie", '\u{e404}'),
    ("music_note", '\u{e405}'),
    ("newspaper", '\u{eb81}'),
    ("notifications", '\u{e7f5}'),
    ("open_in_new", '\u{e89e}'),
    ("palette", '\u{e40a}'),
    ("payments", '\u{ef63}'),
    ("person", '\u{f0d3}'),
    ("person_add", '\u{ea4d}'),
    ("pets", '\u{e91d}'),
    ("photo", '\u{e693}'),
    ("picture_as_pdf", '\u{e415}'),
    ("play_arrow", '\u{e037}'),
    ("point_of_sale", '\u{f17e}'),
    ("precision_manufacturing", '\u{f049}'),
    ("print", '\u{e8ad}'),
    ("public", '\u{e80b}'),
    ("qr_code", '\u{ef6b}'),
    ("receipt_long", '\u{ef6e}'),
    ("refresh", '\u{e5d5}'),
    ("restaurant", '\u{e56c}'),
    ("rocket_launch", '\u{eb9b}'),
    ("save", '\u{e161}'),
    ("schedule", '\u{efd6}'),
    ("school", '\u{e80c}'),
    ("science", '\u{ea4b}'),
    ("search", '\u{ef7a}'),
    ("security", '\u{e32a}'),
    ("sell", '\u{f05b}'),
    ("settings", '\u{e8b8}'),
    ("shield", '\u{e9e0}'),
    ("shopping_bag", '\u{f1cc}'),
    ("shopping_cart", '\u{e8cc}'),
    ("speed", '\u{e9e4}'),
    ("star", '\u{f09a}'),
    ("storefront", '\u{ea12}'),
    ("support_agent", '\u{f0e2}'),
    ("sync", '\u{e627}'),
    ("table_chart", '\u{e265}'),
    ("task_alt", '\u{e2e6}'),
    ("terminal", '\u{eb8e}'),
    ("thermostat", '\u{f076}'),
    ("timer", '\u{e425}'),
    ("trending_up", '\u{e8e5}'),
    ("tune", '\u{e429}'),
    ("upload", '\u{f09b}'),
    ("verified", '\u{ef76}'),
    ("videocam", '\u{e04b}'),
    ("visibility", '\u{e8f4}'),
    ("visibility_off", '\u{e8f5}'),
    ("warning", '\u{f083}'),
    ("water_drop", '\u{e798}'),
    ("wifi", '\u{e63e}'),
    ("work", '\u{e943}'),
];

/// Returns the code point of an icon.
#[must_use]
pub fn glyph(name: &str) -> Option<char> {
    let index = ICONS.binary_search_by_key(&name, |(known, _)| known).ok()?;
    ICONS.get(index).map(|(_, glyph)| *glyph)
}

/// Returns `true` if an icon with this name exists.
#[must_use]
pub fn is_known(name: &str) -> bool {
    glyph(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_found_by_its_name() {
        for (name, expected) in ICONS {
            assert_eq!(glyph(name), Some(*expected), "{name}");
        }
        assert!(!is_known("no_such_icon"));
    }
}
