//! Neighbours on keyboards: `qwertz`, `azerty`, `1qaz2wsx`, `147258`.

use zeroize::Zeroizing;

use crate::domain::guesses::piece::{Piece, ways};

/// A keyboard row by row, without and with Shift. Each row begins half a key further to the right than the one above.
type Keyboard = [[&'static str; 2]; 4];

const KEYBOARDS: [Keyboard; 3] = [
    [
        ["`1234567890-=", "~!@#$%^&*()_+"],
        [" qwertyuiop[]\\", " QWERTYUIOP{}|"],
        [" asdfghjkl;'", " ASDFGHJKL:\""],
        [" zxcvbnm,./", " ZXCVBNM<>?"],
    ],
    [
        ["^1234567890ß´", "°!\"§$%&/()=?`"],
        [" qwertzuiopü+", " QWERTZUIOPÜ*"],
        [" asdfghjklöä#", " ASDFGHJKLÖÄ'"],
        ["<yxcvbnm,.-", ">YXCVBNM;:_"],
    ],
    [
        ["²&é\"'(-è_çà)=", " 1234567890°+"],
        [" azertyuiop^$", " AZERTYUIOP¨£"],
        [" qsdfghjklmù*", " QSDFGHJKLM%µ"],
        ["<wxcvbn,;:!", ">WXCVBN?./§"],
    ],
];
/// The keypad, whose keys are above one another.
const KEYPAD: Keyboard = [[" /*-", ""], ["789+", ""], ["456", ""], ["1230.", ""]];

/// Neighbours of a key: rows down, and keys to the right.
const NEIGHBOURS: [(i8, i8); 6] = [(0, -1), (-1, 0), (-1, 1), (0, 1), (1, 0), (1, -1)];
const KEYPAD_NEIGHBOURS: [(i8, i8); 8] = [
    (0, -1),
    (-1, -1),
    (-1, 0),
    (-1, 1),
    (0, 1),
    (1, 1),
    (1, 0),
    (1, -1),
];

/// Where a key is, and whether it takes Shift.
type Key = (i8, i8, bool);

/// Returns the parts of a text of three or more neighbours.
pub fn walks(text: &[char]) -> Vec<Piece> {
    let mut found = Vec::new();
    for keyboard in &KEYBOARDS {
        walks_on(keyboard, &NEIGHBOURS, (47.0, 4.0), text, &mut found);
    }
    walks_on(&KEYPAD, &KEYPAD_NEIGHBOURS, (15.0, 5.0), text, &mut found);
    found
}

/// `of`: the number of keys, and how many neighbours they have.
fn walks_on(
    keyboard: &Keyboard,
    neighbours: &[(i8, i8)],
    of: (f64, f64),
    text: &[char],
    found: &mut Vec<Piece>,
) {
    let keys = text.iter().map(|character| key(keyboard, *character));
    let keys: Zeroizing<Vec<Option<Key>>> = Zeroizing::new(keys.collect());
    let direction = |at: usize| {
        let ((row, column, _), (next_row, next_column, _)) = (keys[at - 1]?, keys[at]?);
        let moved = (next_row - row, next_column - column);
        neighbours.contains(&moved).then_some(moved)
    };
    let mut start = 0;
    while start < text.len() {
        let steps = (start + 1..text.len()).map_while(direction);
        let steps: Zeroizing<Vec<(i8, i8)>> = Zeroizing::new(steps.collect());
        let end = start + 1 + steps.len();
        if end - start > 2 {
            let turns = 1 + steps.windows(2).filter(|pair| pair[0] != pair[1]).count();
            let shifted = keys[start..end]
                .iter()
                .flatten()
                .filter(|key| key.2)
                .count();
            found.push(Piece {
                start,
                end,
                guesses: walk_guesses(end - start, turns, of) * shift_guesses(end - start, shifted),
            });
        }
        start = end;
    }
}

fn key(keyboard: &Keyboard, character: char) -> Option<Key> {
    let rows = (0..).zip(keyboard);
    let mut keys = rows.flat_map(|(row, both)| {
        [false, true]
            .into_iter()
            .zip(both)
            .filter_map(move |(is_shifted, keys)| {
                let mut columns = (0..).zip(keys.chars());
                let (column, _) = columns.find(|(_, key)| *key == character && character != ' ')?;
                Some((row, column, is_shifted))
            })
    });
    keys.next()
}

/// Returns how many walks have at most this length and so many turns.
fn walk_guesses(len: usize, turns: usize, (keys, neighbours): (f64, f64)) -> f64 {
    let mut guesses = 0.0;
    for steps in 1..len {
        let mut directions = keys;
        for turn in 0..turns.min(steps) {
            directions *= neighbours;
            guesses += ways(steps, turn) * directions;
        }
    }
    guesses
}

fn shift_guesses(len: usize, shifted: usize) -> f64 {
    match (shifted, len - shifted) {
        (0, _) => 1.0,
        (_, 0) => 2.0,
        (shifted, plain) => (1..=shifted.min(plain))
            .map(|chosen| ways(len, chosen))
            .sum(),
    }
}
