//! A reader, a user, and both, in front of a window.

mod bench;

use egui::{ImeEvent, Key, Modifiers, PointerButton, Pos2};

use super::*;
use crate::authenticator::badge_reader::tests::bench::*;
use crate::domain::scan::KEY_GAP;

#[test]
fn a_thousand_scans_leave_nothing_of_a_badge_and_everything_else_as_it_was() {
    let mut random = Random(1);
    for round in 0..1_000 {
        let place = PLACES[random.index(3)];
        let prefix = (random.below(2) == 1).then_some("%B");
        let mut window = Window::new(place);
        window.reader.prefix = prefix.map(str::to_owned);
        // Frames that are drawn at different times, up to some that are as late as the whole scan.
        let paces = [4, 8, 16, 33, 120];
        window.paces = (0..50).map(|_| paces[random.index(5)]).collect();
        if random.below(2) == 1 {
            window.paces.truncate(1);
        }
        let gap = 1 + random.below(15);
        let product = random.number(13);
        let other = format!("{}A{}", random.number(5), random.number(4));
        let (number, is_known) = match (round % 4, prefix) {
            (0 | 1, None) => (BADGE.to_owned(), true),
            (0 | 1, Some(_)) => (WITH_PREFIX.to_owned(), true),
            (2, _) => (product, false),
            (_, prefix) => (format!("{}{other}", prefix.unwrap_or_default()), false),
        };
        let strokes = keys_of(&number);
        window.typed(&strokes, gap);
        let scanned = window.scanned();
        let paces = &window.paces;
        let said = format!("{round}: {number} {prefix:?} {place:?} {gap} {paces:?}");
        let has_prefix = prefix.is_some_and(|prefix| number.starts_with(prefix));
        let is_typed = !is_known
            && match place {
                ScanPlace::Elsewhere => !has_prefix,
                ScanPlace::Asking | ScanPlace::Setting => prefix.is_some() && !has_prefix,
            };
        if is_typed {
            assert_eq!(window.got, strokes.concat(), "{said}");
        } else {
            assert!(is_nothing(&window.got), "{said}: {:?}", window.got);
        }
        let is_taken = !is_typed && place != ScanPlace::Elsewhere;
        let expected = is_taken.then_some(number);
        assert_eq!(scanned, Vec::from_iter(expected), "{said}");
    }
}

#[test]
fn half_a_scan_is_typed_nowhere_where_the_window_asks_who_is_there() {
    for length in [8, 9, 10] {
        let mut window = Window::new(ScanPlace::Asking);
        let half: Vec<_> = BADGE[..length].chars().map(stroke).collect();
        window.typed(&half, 5);
        assert!(window.got.is_empty() && window.scanned().is_empty());
    }
}

#[test]
fn two_readers_at_once_give_an_unknown_badge_and_type_nothing() {
    let mut window = Window::new(ScanPlace::Asking);
    let both = BADGE.chars().zip("99887766554".chars());
    let both: Vec<_> = both
        .flat_map(|(a, b)| [stroke(a), stroke(b)])
        .chain([enter(), enter()])
        .collect();
    window.typed(&both, 3);
    let typed = |event: &Event| matches!(event, Event::Text(_));
    assert!(!window.got.iter().any(typed), "{:?}", window.got);
    assert_eq!(window.scanned().len(), 1);
}

#[test]
fn what_a_user_types_comes_unchanged_and_in_order() {
    for place in PLACES {
        for (gap, pace) in [(90, 16), (140, 16), (300, 100), (70, 8)] {
            let mut window = Window::new(place);
            let strokes: Vec<_> = "correct horse 8 batteries"
                .chars()
                .map(stroke)
                .chain([enter()])
                .collect();
            window.paces = vec![pace];
            window.typed(&strokes, gap);
            assert_eq!(window.got, strokes.concat(), "{place:?} {gap} {pace}");
            assert!(window.scanned().is_empty());
        }
    }
}

#[test]
fn a_password_that_arrives_whole_after_a_pause_of_the_window_comes_as_it_was() {
    let mut window = Window::new(ScanPlace::Asking);
    let whole = strokes("staple the till shut").concat();
    window.waits(3_000);
    window.now += 3_000;
    window.frame(whole.clone());
    assert_eq!(window.got, whole);
}

#[test]
fn clicks_between_keys_keep_their_place_and_the_pointer_moves_at_once() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    let click = Event::PointerButton {
        pos: Pos2::ZERO,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    };
    let moved = Event::PointerMoved(Pos2::ZERO);
    window.frame(vec![text("a"), click.clone(), moved.clone()]);
    assert_eq!(window.got.len(), 1, "{:?}", window.got);
    window.pause();
    assert_eq!(window.got, [moved, text("a"), click]);
}

#[test]
fn paste_input_methods_shortcuts_and_whole_texts_are_not_held_back() {
    let mut window = Window::new(ScanPlace::Asking);
    let shortcut = Event::Key {
        key: Key::A,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    let events = vec![
        Event::Paste(BADGE.to_owned()),
        Event::Ime(ImeEvent::Commit("日本語".to_owned())),
        shortcut,
        text("whole"),
        key(Key::Enter, true),
    ];
    window.frame(events.clone());
    assert_eq!(window.got, events);
    window.frame(vec![text("a"), Event::Paste("b".to_owned())]);
    assert_eq!(window.got[5..], [text("a"), Event::Paste("b".to_owned())]);
}

#[test]
fn a_key_that_is_held_down_is_passed_on_at_once() {
    let mut window = Window::new(ScanPlace::Asking);
    let down = || vec![key(Key::A, true), text("a")];
    let mut expected = Vec::new();
    for _ in 0..20 {
        window.now += 30;
        window.frame(down());
        expected.extend(down());
    }
    window.frame(vec![key(Key::A, false)]);
    expected.push(key(Key::A, false));
    window.pause();
    assert_eq!(window.got, expected);
    assert!(window.scanned().is_empty());
}

#[test]
fn a_single_key_is_held_back_for_sixty_milliseconds_at_most() {
    let mut window = Window::new(ScanPlace::Asking);
    let mut events = stroke('a');
    let left = window
        .reader
        .take_in(ViewportId::ROOT, Duration::from_secs(10), &mut events);
    assert_eq!(left, Some(KEY_GAP));
    assert!(events.is_empty());
    let later = Duration::from_secs(10) + KEY_GAP;
    assert_eq!(
        window.reader.take_in(ViewportId::ROOT, later, &mut events),
        None
    );
    assert_eq!(events, stroke('a'));
}

#[test]
fn without_badges_nothing_is_held_back_and_no_frame_is_asked_for() {
    let mut reader = BadgeReader::default();
    for event in strokes(BADGE).concat() {
        let mut events = vec![event.clone()];
        let left = reader.take_in(ViewportId::ROOT, Duration::ZERO, &mut events);
        assert_eq!((left, events), (None, vec![event]));
    }
}

#[test]
fn what_was_typed_on_one_screen_is_not_for_the_next_one() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    window.frame(stroke('a'));
    window.reader.forget();
    window.pause();
    assert!(window.got.is_empty());
}

#[test]
fn after_many_unknown_badges_a_known_one_is_neither_taken_nor_typed() {
    let mut window = Window::new(ScanPlace::Asking);
    for guess in 0..10 {
        window.typed(&strokes(&format!("1234567{guess:03}")), 1);
    }
    assert_eq!(window.scanned().len(), 10);
    window.typed(&strokes(BADGE), 1);
    window.now += 1_000;
    window.frame(strokes(BADGE).concat());
    assert!(window.scanned().is_empty() && window.got.is_empty());
    window.now += 60_000;
    window.typed(&strokes(BADGE), 1);
    assert_eq!(window.scanned(), [BADGE]);
}

#[test]
fn a_number_with_capital_letters_and_signs_is_one_scan() {
    for prefix in [None, Some("%B".to_owned())] {
        let mut window = Window::new(ScanPlace::Asking);
        window.reader.prefix = prefix;
        let strokes = keys_of(WITH_PREFIX);
        window.typed(&strokes, 4);
        assert_eq!(window.scanned(), [WITH_PREFIX]);
        assert!(is_nothing(&window.got), "{:?}", window.got);
    }
}

#[test]
fn with_a_prefix_quick_letters_and_passwords_that_a_program_types_come_through() {
    for place in [ScanPlace::Elsewhere, ScanPlace::Asking] {
        for typed in ["Er", "Era", "correct-horse-battery"] {
            let mut window = Window::new(place);
            window.reader.prefix = Some("E".to_owned());
            let strokes: Vec<_> = typed.chars().map(stroke).collect();
            window.typed(&strokes, 10);
            assert_eq!(window.got, strokes.concat(), "{place:?} {typed}");
        }
    }
}

#[test]
fn a_scan_can_end_with_tab_and_a_second_enter_goes_nowhere() {
    for end in [Key::Tab, Key::Enter] {
        let mut window = Window::new(ScanPlace::Asking);
        let ends = || vec![key(end, true), key(end, false)];
        let number = BADGE.chars().map(stroke);
        let strokes: Vec<_> = number.chain([ends(), enter()]).collect();
        window.typed(&strokes, 5);
        assert_eq!(window.scanned(), [BADGE]);
        assert!(window.got.is_empty(), "{:?}", window.got);
    }
}

#[test]
fn another_key_after_a_known_badge_types_nothing_of_it() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    let number = BADGE.chars().map(stroke);
    let strokes: Vec<_> = number.chain([vec![key(Key::F2, true)]]).collect();
    window.typed(&strokes, 5);
    assert!(window.got.is_empty(), "{:?}", window.got);
}

#[test]
fn the_release_of_a_key_that_was_passed_on_is_never_lost() {
    let mut window = Window::new(ScanPlace::Asking);
    window.frame(vec![key(Key::Enter, true)]);
    let number = BADGE.chars().map(stroke);
    let mut strokes: Vec<_> = number.collect();
    strokes[2].push(key(Key::Enter, false));
    strokes.push(enter());
    window.typed(&strokes, 5);
    assert_eq!(window.got, enter());
}

#[test]
fn what_is_too_long_for_a_badge_is_dropped_to_its_end_where_the_window_asks_who_is_there() {
    let mut window = Window::new(ScanPlace::Asking);
    let long: Vec<_> = "7"
        .repeat(300)
        .chars()
        .map(stroke)
        .chain([enter()])
        .collect();
    window.typed(&long, 3);
    assert!(window.got.is_empty(), "{} events", window.got.len());
}

#[test]
fn numbers_that_a_program_types_faster_than_by_hand_tell_nothing_of_badges() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    let ahead = (0..10).map(|guess| format!("1234567{guess:03}"));
    for number in ahead.chain([BADGE.to_owned()]) {
        window.got.clear();
        window.frame(strokes(&number).concat());
        assert_eq!(window.got, strokes(&number).concat(), "{number}");
    }
    assert!(window.reader.told.is_empty());
    window.now += 5_000;
    window.got.clear();
    window.frame(strokes(BADGE).concat());
    assert!(window.got.is_empty());
    let told = window.reader.told.iter().map(Secret::expose);
    assert_eq!(told.collect::<Vec<_>>(), [BADGE]);
}

#[test]
fn where_any_number_of_a_badge_is_dropped_nothing_is_told() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    window.reader.prefix = Some("%B".to_owned());
    window.typed(&keys_of(WITH_PREFIX), 4);
    assert!(is_nothing(&window.got) && window.reader.told.is_empty());
}

#[test]
fn one_component_of_a_window_reads_badges_until_it_has_none_or_is_dropped() {
    let mut reader = BadgeReader::default();
    let place = Some(ScanPlace::Asking);
    let [first, second] = [Arc::new(()), Arc::new(())];
    assert!(reader.is_of(&first, place));
    assert!(!reader.is_of(&second, place));
    assert!(!reader.is_of(&second, None));
    assert!(reader.is_of(&first, None));
    assert!(reader.is_of(&second, place));
    drop(second);
    assert!(!reader.is_of(&first, None));
    assert!(reader.is_of(&first, place));
}

#[test]
fn a_key_that_is_held_down_types_nothing_of_a_known_badge() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    let down = || key(Key::ArrowDown, true);
    let number = BADGE.chars().map(stroke);
    let strokes: Vec<_> = [vec![down()]]
        .into_iter()
        .chain(number)
        .chain([vec![down()]])
        .collect();
    window.typed(&strokes, 5);
    assert_eq!(window.got, [down(), down()]);
}

#[test]
fn a_known_badge_is_the_same_with_caps_lock() {
    let mut window = Window::new(ScanPlace::Elsewhere);
    window.typed(&keys_of(&WITH_PREFIX.to_ascii_lowercase()), 4);
    assert!(is_nothing(&window.got), "{:?}", window.got);
}

#[test]
fn with_a_prefix_an_unknown_short_badge_is_one_if_all_its_keys_are_fast() {
    let mut window = Window::new(ScanPlace::Asking);
    window.reader.prefix = Some("EMP".to_owned());
    let short = strokes("EMP1234");
    window.typed(&short, 4);
    assert_eq!(window.scanned(), ["EMP1234"]);
    assert!(window.got.is_empty(), "{:?}", window.got);
}

#[test]
fn what_was_held_back_for_a_window_that_is_closed_is_forgotten() {
    let mut reader = reader(ScanPlace::Elsewhere);
    let closed = ViewportId::from_hash_of("closed");
    for window in [ViewportId::ROOT, closed] {
        let left = reader.take_in(window, Now::ZERO, &mut vec![text("0")]);
        assert!(left.is_some(), "it is held back");
    }
    let ctx = Context::default();
    let mut output = ctx.run_ui(RawInput::default(), |_| {});
    reader.drawn.push(ViewportId::ROOT);
    reader.output_hook(&ctx, &mut output);
    output.textures_delta.clear();
    let windows: Vec<_> = reader.windows.keys().copied().collect();
    assert_eq!(windows, [ViewportId::ROOT]);
}

#[test]
fn a_badge_that_is_not_looked_at_after_too_many_unknown_ones_is_noticed() {
    let mut window = Window::new(ScanPlace::Asking);
    for guess in 0..10 {
        window.typed(&strokes(&format!("0099{guess:07}")), 4);
    }
    assert!(!window.reader.is_refused);
    window.typed(&strokes(BADGE), 4);
    assert!(window.reader.is_refused);
}
