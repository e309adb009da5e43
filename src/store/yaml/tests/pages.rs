//! Changes of pages keep comments, layout and everything else.

use std::path::{Path, PathBuf};

use crate::domain::page::{LaunchItem, PageAccess, PageContent, PageId, Target};
use crate::domain::setting::{PageChange, Setting};
use crate::service::ports::Edit;
use crate::store::yaml::changed_text;

const HEAD: &str = "credentials: {usernames: {ada: {password: $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW, roles: [admin]}}}\n";

fn page(id: &str, change: PageChange) -> Setting {
    Setting::Page(PageId(id.to_owned()), change)
}

fn changed(views: &str, settings: Vec<Setting>) -> String {
    let text = format!("{HEAD}{views}");
    let after = changed_text(&text, &Edit::Set(settings), Path::new("/shop"));
    let after = after.expect("changed");
    let after = after.strip_prefix(HEAD).expect("the rest stays");
    after.to_owned()
}

fn item(title: &str, target: Target) -> LaunchItem {
    LaunchItem {
        title: title.to_owned(),
        description: None,
        icon: None,
        approval: None,
        target,
    }
}

fn link(to: &str) -> Target {
    Target::Link(to.to_owned())
}

fn order(ids: &[&str]) -> Setting {
    Setting::PageOrder(ids.iter().map(|id| PageId((*id).to_owned())).collect())
}

#[test]
fn r58_pages_move_with_the_comments_above_them() {
    let views = "\
views:
  # The till
  till: {title: Till, users: ['*'], kind: markdown, text: hi} # first
  # News of the week
  # (Anna)
  news:
    users: ['*']
    kind: markdown
    text: |
      One.

      # no comment
  last: {users: ['*'], kind: markdown, text: hi}
lock: {after_minutes: 3}
";
    let expected = "\
views:
  # News of the week
  # (Anna)
  news:
    users: ['*']
    kind: markdown
    text: |
      One.

      # no comment
  last: {users: ['*'], kind: markdown, text: hi}
  # The till
  till: {title: Till, users: ['*'], kind: markdown, text: hi} # first
lock: {after_minutes: 3}
";
    let moved = order(&["news", "last", "till"]);
    assert_eq!(changed(views, vec![moved]), expected);
}

#[test]
fn r58_pages_of_a_mapping_in_braces_move_as_well() {
    let views = "views: {a: {users: ['*'], kind: markdown, text: A}, b: {users: ['*'], kind: markdown, text: B}}";
    let expected = "views: {b: {users: ['*'], kind: markdown, text: B}, a: {users: ['*'], kind: markdown, text: A}}";
    assert_eq!(changed(views, vec![order(&["b", "a"])]), expected);
}

#[test]
fn r58_the_last_page_of_a_file_without_a_final_line_break_moves_up() {
    let views = "views:\n  a: {users: ['*'], kind: markdown, text: A}\n  b: {users: ['*'], kind: markdown, text: B}";
    let expected = "views:\n  b: {users: ['*'], kind: markdown, text: B}\n  a: {users: ['*'], kind: markdown, text: A}";
    assert_eq!(changed(views, vec![order(&["b", "a"])]), expected);
}

#[test]
fn r58_a_new_text_replaces_the_old_one_and_comments_stay() {
    let views = "\
views:
  news:
    title: News # of the week
    users: ['*']
    kind: markdown
    text: |
      Old.
    icon: home
";
    let expected = "\
views:
  news:
    title: News # of the week
    users: ['*']
    kind: markdown
    text: |
      # New

      Text.
    icon: home
";
    let text = PageContent::Markdown("# New\n\nText.\n".to_owned());
    let change = page("news", PageChange::Content(text));
    assert_eq!(changed(views, vec![change]), expected);
}

#[test]
fn r58_a_text_becomes_a_list_of_items_and_a_file() {
    let views = "\
views:
  tools:
    users: ['*']
    kind: markdown
    text: hi # for now
";
    let items = PageContent::Launch(vec![
        item("Prices", link("https://example.org")),
        item(
            "Editor",
            Target::Program {
                program: "gedit".to_owned(),
                arguments: vec!["a b".to_owned()],
            },
        ),
    ]);
    let change = page("tools", PageChange::Content(items));
    let with_items = changed(views, vec![change]);
    let expected = "\
views:
  tools:
    users: ['*']
    kind: launch
    # for now
    items:
      - title: \"Prices\"
        link: \"https://example.org\"
      - title: \"Editor\"
        program: [\"gedit\", \"a b\"]
";
    assert_eq!(with_items, expected);
    let file = PageContent::MarkdownFile(PathBuf::from("/shop/pages/tools.md"));
    let change = page("tools", PageChange::Content(file));
    let with_file = changed(&with_items, vec![change]);
    assert!(
        with_file.ends_with("kind: markdown\n    # for now\n    file: \"pages/tools.md\"\n"),
        "{with_file}"
    );
}

#[test]
fn r58_items_that_stay_are_not_written_again() {
    let views = "\
views:
  tools:
    users: ['*']
    kind: launch
    items:
    # Monday only
    - title: 'Prices'
      link: https://example.org # public
    - {title: Folder, file: ./stock}
    - title: Old
      link: https://example.org/old
";
    let expected = "\
views:
  tools:
    users: ['*']
    kind: launch
    items:
    - {title: Folder, file: ./stock}
    # Monday only
    # public
    - title: \"Price list\"
      link: \"https://example.org\"
    - title: \"New\"
      file: \"new.pdf\"
";
    let items = PageContent::Launch(vec![
        item("Folder", Target::File(PathBuf::from("/shop/stock"))),
        item("Price list", link("https://example.org")),
        item("New", Target::File(PathBuf::from("./new.pdf"))),
    ]);
    let change = page("tools", PageChange::Content(items));
    assert_eq!(
        changed(views, vec![change]).replace("./new.pdf", "new.pdf"),
        expected
    );
}

#[test]
fn r58_a_file_moves_into_a_folder_and_unknown_keys_of_its_item_stay() {
    let views = "\
views:
  tools:
    users: ['*']
    kind: launch
    items:
      - title: Prices
        file: a.pdf
        colour: red # ours
";
    let expected = "\
views:
  tools:
    users: ['*']
    kind: launch
    items:
      # ours
      - title: \"Prices\"
        file: \"docs/a.pdf\"
        colour: red
";
    let file = Target::File(PathBuf::from("docs/a.pdf"));
    let content = PageContent::Launch(vec![item("Prices", file)]);
    let change = page("tools", PageChange::Content(content));
    assert_eq!(changed(views, vec![change]), expected);
}

#[test]
fn r58_an_item_that_is_left_out_because_of_a_mistake_stays_where_it_is() {
    let views = "\
views:
  tools:
    users: ['*']
    kind: launch
    items:
      - {title: A, link: 'tel:1'}
      - {title: B, program: [p, '{unknown}']}
      - {title: C, link: 'tel:3'}
";
    let items = vec![item("A", link("tel:2")), item("C", link("tel:3"))];
    let change = page("tools", PageChange::Content(PageContent::Launch(items)));
    let changed_line = "      - title: \"A\"\n        link: \"tel:2\"\n";
    let expected = views.replace("      - {title: A, link: 'tel:1'}\n", changed_line);
    assert_eq!(changed(views, vec![change]), expected);
}

#[test]
fn r58_a_text_with_tabs_is_written_in_lines() {
    let views = "views:\n  a:\n    users: ['*']\n    kind: markdown\n    text: A\n";
    let text = PageContent::Markdown("One\n\ttwo\tthree\n".to_owned());
    let after = changed(views, vec![page("a", PageChange::Content(text))]);
    assert!(
        after.ends_with("    text: |\n      One\n      \ttwo\tthree\n"),
        "{after}"
    );
}

#[test]
fn r58_a_new_page_is_written_and_moved_in_one_change() {
    let views = "views:\n  a: {users: ['*'], kind: markdown, text: A}\n";
    let new = page(
        "b",
        PageChange::Add {
            title: "B".to_owned(),
            icon: Some("home".to_owned()),
            access: PageAccess {
                everyone: true,
                ..PageAccess::default()
            },
            content: PageContent::Launch(vec![item("Prices", link("tel:1"))]),
        },
    );
    let change = vec![
        new,
        page("a", PageChange::Icon(Some("home".to_owned()))),
        order(&["b", "a"]),
    ];
    let expected = "\
views:
  b:
    title: \"B\"
    icon: \"home\"
    users: [\"*\"]
    kind: \"launch\"
    items:
      - title: \"Prices\"
        link: \"tel:1\"
  a: {users: ['*'], kind: markdown, text: A, \"icon\": \"home\"}
";
    assert_eq!(changed(views, change), expected);
}

#[test]
fn r58_a_page_with_a_link_that_is_not_allowed_is_refused() {
    let text = format!("{HEAD}views:\n  a: {{users: ['*'], kind: markdown, text: A}}\n");
    let items = PageContent::Launch(vec![item("Bad", link("file:///etc/passwd"))]);
    let change = Edit::Set(vec![page("a", PageChange::Content(items))]);
    assert!(changed_text(&text, &change, Path::new("/shop")).is_err());
}

#[test]
fn the_approval_of_an_item_stays_when_the_item_is_changed() {
    let views = "\
approvals:
  refund.large: {roles: [lead]}
views:
  tools:
    users: ['*']
    kind: launch
    approval: refund.large
    items:
      - title: Count
        approval: refund.large
        link: 'tel:1'
";
    let approval = Some("refund.large".to_owned());
    let new = LaunchItem {
        approval,
        ..item("Count", link("tel:2"))
    };
    let content = PageChange::Content(PageContent::Launch(vec![new]));
    let change = Setting::Page(PageId("tools".to_owned()), content);
    let changed = changed(views, vec![change]);
    assert!(changed.contains("\n        approval: \"refund.large\"\n        link: \"tel:2\"\n"));
    assert!(
        changed.contains("\n    approval: refund.large\n"),
        "of the page"
    );
}
