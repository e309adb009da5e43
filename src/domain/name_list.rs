//! Lists of names in one line, as they are typed: separated by commas, and in quotation marks if a name has a comma.

/// Returns names as one line.
pub(crate) fn joined<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names = names.into_iter().map(|name| {
        if name.contains([',', '"']) {
            format!("\"{}\"", name.replace('"', "\"\""))
        } else {
            name.to_owned()
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Returns the names of a line, without blank ones.
pub(crate) fn split(line: &str) -> Vec<String> {
    let (mut names, mut name, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                name.push(c);
            }
            '"' if is_quoted || name.trim().is_empty() => is_quoted = !is_quoted,
            ',' if !is_quoted => names.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
    }
    names.push(name);
    let names = names.iter().map(|name| name.trim());
    let names = names.filter(|name| !name.is_empty());
    names.map(ToOwned::to_owned).collect()
}

/// Returns a list in the order that an edit of the file gives it: what stays keeps its place, and what is new follows.
pub(crate) fn in_order<T: Clone + PartialEq>(old: &[T], new: &[T]) -> Vec<T> {
    let kept = old.iter().filter(|item| new.contains(item));
    let mut list: Vec<T> = kept.cloned().collect();
    for item in new {
        if !old.contains(item) {
            list.push(item.clone());
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_separated_by_commas_and_one_with_a_comma_is_in_quotation_marks() {
        for (line, names) in [
            ("till, office", &["till", "office"][..]),
            (" , till,,", &["till"]),
            ("shop floor", &["shop floor"]),
            ("\"till, first\", office", &["till, first", "office"]),
            ("\"say \"\"hi\"\"\"", &["say \"hi\""]),
            ("5\" shelf", &["5\" shelf"]),
            ("", &[]),
        ] {
            assert_eq!(split(line), names, "{line}");
        }
    }

    proptest! {
        #[test]
        fn names_are_read_again_as_they_were_written(names in proptest::collection::vec("[a-c,\" ]{0,6}", 0..4)) {
            let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
            let names: Vec<_> = names.collect();
            prop_assert_eq!(split(&joined(names.iter().copied())), names);
        }
    }
}
