//! Tables as CSV (RFC 4180): written so that no cell is a formula to a spreadsheet (R68), and read
//! whichever separator a spreadsheet has written.

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes a table: a line of names, and a line for each row.
#[must_use]
pub fn write<const N: usize>(
    names: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let rows = rows.into_iter().map(|row| row.map(|cell| guarded(&cell)));
    let mut lines = [names.map(ToOwned::to_owned)].into_iter().chain(rows);
    // Writing to memory does not fail.
    let written = lines.try_for_each(|line| writer.write_record(&line));
    debug_assert!(written.is_ok(), "{written:?}");
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell with an apostrophe before what would be a formula.
fn guarded(cell: &str) -> String {
    if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A cell as it was before it was written by [`write`].
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// Returns `true` if a cell is a formula after any number of apostrophes, so that typed ones are distinguished from
/// added ones.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// A line of a table that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, counted from one.
    pub number: u64,
    /// Its cells, without the space around them.
    pub cells: Vec<String>,
}

/// Reads a table. The first line holds the names. Lines may have any number of cells; empty lines are
/// left out.
#[must_use]
pub fn read(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let separators = [(',', b','), (';', b';'), ('\t', b'\t')];
    let most = separators.into_iter().rev().max_by_key(|(c, _)| count(*c));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(most.map_or(b',', |(_, byte)| byte))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut line, mut counted) = (1, 0);
    let mut lines = Vec::new();
    for record in reader.records().filter_map(Result::ok) {
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let rest = text.get(start..).unwrap_or_default();
        // The reader begins a record at the empty lines before it.
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = text.get(counted..start).unwrap_or_default();
        line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        counted = start;
        let cells: Vec<_> = record
            .iter()
            .map(|cell| unguarded(cell).to_owned())
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line {
                number: line,
                cells,
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn r68_a_cell_is_neither_a_formula_nor_the_end_of_its_row() {
        for (cell, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("@cmd", "\"'@cmd\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("plain", "\"plain\""),
        ] {
            let table = write(["x"], [[cell.to_owned()]]);
            assert_eq!(table, format!("\"x\"\r\n{expected}\r\n"));
        }
    }

    #[test]
    fn a_table_of_any_spreadsheet_is_read_with_the_numbers_of_its_lines() {
        for text in [
            "name,mail\nAda,a@b.c\n\nBob,\"b,@b.c\"\n",
            "\u{feff}name;mail\r\nAda;a@b.c\r\n\r\nBob; b,@b.c \r\n",
            "name\tmail\nAda\ta@b.c\n\t\nBob\tb,@b.c",
        ] {
            let lines = read(text);
            let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
            assert_eq!(numbers, [1, 2, 4], "{text:?}");
            assert_eq!(lines[2].cells, ["Bob", "b,@b.c"]);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(a in "[\\PC]{1,20}", b in "[=+@\\-'\",;a-z]{0,8}") {
            let (a, b) = (a.trim().to_owned(), b.trim().to_owned());
            let table = write(["a", "b"], [["x".to_owned() + &a, b.clone()]]);
            let lines = read(&table);
            prop_assert_eq!(&lines[1].cells, &["x".to_owned() + &a, b]);
        }
    }
}
