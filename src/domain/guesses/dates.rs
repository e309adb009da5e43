//! Years and dates in passwords.

use crate::domain::guesses::piece::Piece;

/// Years are guessed from here in both directions, at least [`YEARS_MIN`].
const YEAR: u32 = 2025;
const YEARS_MIN: u32 = 20;

/// Years, and dates with a day and a month.
pub fn dates(text: &[char]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for start in 0..text.len() {
        for end in start + 4..=(start + 10).min(text.len()) {
            let (len, token) = (end - start, &text[start..end]);
            if len == 4
                && let Some(year) = number(token).filter(|year| (1900..2100).contains(year))
            {
                pieces.push(Piece {
                    start,
                    end,
                    guesses: years(year),
                });
            }
            if let Some((year, separators)) = date(token) {
                let guesses = years(year) * 365.0 * separators;
                pieces.push(Piece {
                    start,
                    end,
                    guesses,
                });
            }
        }
    }
    pieces
}

fn years(year: u32) -> f64 {
    f64::from(year.abs_diff(YEAR).max(YEARS_MIN))
}

fn number(digits: &[char]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |number, digit| Some(number * 10 + digit.to_digit(10)?))
}

/// Returns the year of a date that is the whole text, and the choice of separators.
fn date(text: &[char]) -> Option<(u32, f64)> {
    let is_separator = |c: &char| !c.is_alphanumeric();
    let mut parts = text.split(is_separator);
    if let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        let is_same = text.get(a.len()) == text.get(a.len() + 1 + b.len());
        return date_of(a, b, c).filter(|_| is_same).map(|year| (year, 4.0));
    }
    let splits = (1..=4).flat_map(|first| (1..=2).map(move |second| (first, first + second)));
    splits
        .filter(|(_, second)| *second < text.len())
        .filter_map(|(first, second)| {
            date_of(&text[..first], &text[first..second], &text[second..])
        })
        .min_by_key(|year| year.abs_diff(YEAR))
        .map(|year| (year, 1.0))
}

/// Returns the year, which is at one end.
fn date_of(a: &[char], b: &[char], c: &[char]) -> Option<u32> {
    let is_day = |day: &[char], month: &[char]| {
        let numbers = (number(day), number(month), day.len().max(month.len()));
        matches!(numbers, (Some(1..=31), Some(1..=12), 1..=2))
    };
    let year = |year: &[char], one: &[char], other: &[char]| {
        let is_date = is_day(one, other) || is_day(other, one);
        let number = number(year).filter(|_| is_date)?;
        match (year.len(), number) {
            (4, 1000..=2050) => Some(number),
            (2, 51..) => Some(1900 + number),
            (2, _) => Some(2000 + number),
            _ => None,
        }
    };
    year(c, a, b).or_else(|| year(a, b, c))
}
