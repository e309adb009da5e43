//! Tables as CSV (RFC 4180): written so that no cell is a formula to a spreadsheet (R68), and read
//! whichever separator a spreadsheet has written.
//!
//! A spreadsheet splits lines at the list separator of the system, and not at ours: where that is a semicolon, the
//! quotes do not hold and a cell `a;=1+1` becomes two. So each place in a cell where another one could begin is guarded
//! like its start (R103).

/// What a spreadsheet takes for the beginning of a formula, also in the width of East Asian letters.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// What separates cells or lines in some system.
const SEPARATORS: [char; 9] = [',', ';', ':', '|', '^', '~', '\t', '\r', '\n'];

/// Writes a table: a line of names, and a line for each row.
#[must_use]
pub fn write<const N: usize>(
    names: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut out = String::new();
    let mut line = |cells: [String; N]| {
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    line(names.map(ToOwned::to_owned));
    for row in rows {
        line(row.map(|cell| guarded(&cell)));
    }
    out
}

/// Returns a cell with an apostrophe before each place that would begin a formula.
fn guarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    walk(cell, |character, is_formula| {
        if is_formula {
            out.push('\'');
        }
        out.push(character);
    });
    out
}

/// Returns a cell as it was before [`write`] wrote it.
fn unguarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    walk(cell, |character, is_formula| {
        if is_formula && out.ends_with('\'') {
            out.pop();
        }
        out.push(character);
    });
    out
}

/// Visits the characters of a cell, each with whether a formula begins there: at the start or after a separator, and
/// after any number of spaces, quotes and apostrophes, so that typed apostrophes are distinguished from added ones.
fn walk(cell: &str, mut visit: impl FnMut(char, bool)) {
    let mut is_start = true;
    for character in cell.chars() {
        visit(character, is_start && FORMULA.contains(&character));
        let goes_on = is_start && matches!(character, ' ' | '"' | '\'');
        is_start = goes_on || SEPARATORS.contains(&character);
    }
}

/// A line of a table that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, counted from one.
    pub number: u64,
    /// Its cells, without the space around them.
    pub cells: Vec<String>,
}

impl Line {
    fn starting_at(number: u64) -> Self {
        Self {
            number,
            cells: Vec::new(),
        }
    }
}

/// Reads a table. The first line holds the names. Lines may have any number of cells; empty lines are
/// left out.
#[must_use]
pub fn read(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let most = ['\t', ';', ','].into_iter().max_by_key(|c| count(*c));
    let mut reader = Reader::new(most.unwrap_or(','));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        reader.take(character, characters.peek().copied());
    }
    reader.end_line();
    reader.lines
}

/// Whether the cell that is being read has quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// None yet: one at its beginning opens them.
    Absent,
    Open,
    /// The next character is the second of a pair, which stands for one quote.
    Doubled,
    Closed,
}

/// Reads a table by its characters.
struct Reader {
    separator: char,
    lines: Vec<Line>,
    /// The number of the line that is being read.
    number: u64,
    line: Line,
    cell: String,
    quotes: Quotes,
}

impl Reader {
    fn new(separator: char) -> Self {
        Self {
            separator,
            lines: Vec::new(),
            number: 1,
            line: Line::starting_at(1),
            cell: String::new(),
            quotes: Quotes::Absent,
        }
    }

    /// Takes in a character; `next` is the one after it.
    fn take(&mut self, character: char, next: Option<char>) {
        let is_end = character == '\n' || (character == '\r' && next != Some('\n'));
        self.number += u64::from(is_end);
        match (self.quotes, character) {
            (Quotes::Open, '"') if next == Some('"') => self.quotes = Quotes::Doubled,
            (Quotes::Open, '"') => self.quotes = Quotes::Closed,
            (Quotes::Open, _) => self.cell.push(character),
            (Quotes::Doubled, _) => {
                self.cell.push(character);
                self.quotes = Quotes::Open;
            }
            (Quotes::Absent, '"') if self.cell.is_empty() => self.quotes = Quotes::Open,
            (_, '\r' | '\n') => self.end_line(),
            (_, c) if c == self.separator => self.end_cell(),
            _ => self.cell.push(character),
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        self.line.cells.push(unguarded(cell.trim()));
        self.quotes = Quotes::Absent;
    }

    fn end_line(&mut self) {
        self.end_cell();
        let line = std::mem::replace(&mut self.line, Line::starting_at(self.number));
        if line.cells.iter().any(|cell| !cell.is_empty()) {
            self.lines.push(line);
        }
    }
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

    #[test]
    fn r103_no_cell_becomes_a_formula_whatever_the_list_separator() {
        let dangerous = ["=1+1", "＝1+1", "@cmd", "-2", "+2", "\t=1", "\r=1"];
        for separator in [',', ';', '\t', '|', ':'] {
            for formula in dangerous {
                for between in ["", " ", "\"", "\n", "\r\n", "\t"] {
                    let cell = format!("a{separator}{between}{formula}");
                    let table = write(["x"], [[cell.clone()]]);
                    // Neither our quotes nor our line ends hold for a program with another separator.
                    let pieces = table.split([separator, '\n', '\r', '\t']);
                    for piece in pieces.map(|piece| piece.trim_start_matches([' ', '"'])) {
                        assert!(
                            !piece.starts_with(FORMULA),
                            "{cell:?} is written as {table:?}"
                        );
                    }
                    assert_eq!(unguarded(&guarded(&cell)), cell);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn r103_what_is_guarded_is_read_as_it_was(cell in "[=+@\\-'\", ;:|\t\r\na＝]{0,12}") {
            prop_assert_eq!(unguarded(&guarded(&cell)), cell);
        }

        #[test]
        fn tables_are_read_as_by_another_implementation(text in "([a ,;\t]|\"|\r|\n|\r\n){0,40}") {
            let found: Vec<_> = read(&text).into_iter().map(|line| line.cells).collect();
            let first = text.lines().next().unwrap_or_default();
            let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
            let separator = *b"\t;,".iter().max_by_key(|byte| count(byte)).expect("one");
            let mut other = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .trim(csv::Trim::All)
                .from_reader(text.as_bytes());
            let records = other.records().map(|record| record.expect("a record"));
            let cells = records.map(|record| record.iter().map(unguarded).collect::<Vec<_>>());
            let expected: Vec<_> = cells.filter(|cells| cells.iter().any(|c| !c.is_empty())).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn what_is_written_is_read_again(a in "[\\PC]{1,20}", b in "[=+@\\-'\",;a-z]{0,8}") {
            let (a, b) = (a.trim().to_owned(), b.trim().to_owned());
            let table = write(["a", "b"], [["x".to_owned() + &a, b.clone()]]);
            let lines = read(&table);
            prop_assert_eq!(&lines[1].cells, &["x".to_owned() + &a, b]);
        }
    }
}
