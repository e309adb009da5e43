//! What a launched program is told about the signed-in user: placeholders in its arguments, and environment variables.
//!
//! No value is secret: there is neither a password nor a token. A program is started without a shell, so that a value is
//! never more than one argument; what remains to be refused is a value that the program itself takes for an option.

use unicode_normalization::UnicodeNormalization as _;

use crate::domain::printable::{escaped, is_invisible};
use crate::domain::role::Role;
use crate::domain::user::User;

/// The placeholders, each with the environment variable that has the same value.
pub const PLACEHOLDERS: [(&str, &str); 5] = [
    ("username", "EGUI_AUTHENTICATOR_USERNAME"),
    ("name", "EGUI_AUTHENTICATOR_NAME"),
    ("email", "EGUI_AUTHENTICATOR_EMAIL"),
    ("roles", "EGUI_AUTHENTICATOR_ROLES"),
    ("session", "EGUI_AUTHENTICATOR_SESSION"),
];

/// Invisible characters that some scripts need in names.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
/// Separates roles.
const SEPARATOR: &str = ",";

/// The reason why an argument is not passed to a program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArgumentError {
    /// There is no such placeholder, or a brace without its other half.
    #[error("unknown placeholder {0}")]
    Unknown(String),
    /// The argument would begin with a character of a value that programs take for the start of an option.
    #[error("{placeholder} begins with {sign}")]
    Option {
        /// The placeholder.
        placeholder: &'static str,
        /// The first character of the argument.
        sign: char,
    },
    /// The value contains a character that is not shown, or one that Windows replaces by a quotation mark or a backslash
    /// for programs that read their arguments in an older encoding.
    #[error("{placeholder} contains a character that can be taken for another one")]
    Unsafe {
        /// The placeholder.
        placeholder: &'static str,
    },
    /// The program takes text for commands, so that a value could become one.
    #[error("{program} runs commands")]
    Shell {
        /// The shell or batch file among the words.
        program: String,
    },
}

/// Programs that take an argument for commands, or that replace variables in it.
const SHELLS: [&str; 20] = [
    "cmd",
    "command",
    "powershell",
    "pwsh",
    "sh",
    "bash",
    "dash",
    "ash",
    "zsh",
    "fish",
    "ksh",
    "csh",
    "tcsh",
    "busybox",
    "wscript",
    "cscript",
    "mshta",
    "osascript",
    "eval",
    "nu",
];
/// Programs that take the argument after one of [`CODE_OPTIONS`] for code.
const INTERPRETERS: [&str; 9] = [
    "python", "perl", "ruby", "node", "php", "lua", "awk", "gawk", "deno",
];
const CODE_OPTIONS: [&str; 6] = ["-c", "-e", "-E", "-r", "--eval", "eval"];
/// Characters that Windows replaces by a backslash where NFKC does not (code pages 932 and 949).
const LIKE_BACKSLASH: [char; 2] = ['\u{a5}', '\u{20a9}'];

/// The values of [`PLACEHOLDERS`] for one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchValues([String; PLACEHOLDERS.len()]);

/// A part of an argument.
enum Piece<'a> {
    Text(&'a str),
    /// The index of a placeholder.
    Value(usize),
}

impl LaunchValues {
    /// Returns the values for a user. `session` is the id of the session in the audit log. Roles are separated by
    /// commas; one whose name contains a comma is left out, because a program would take it for two.
    #[must_use]
    pub fn new(user: &User, session: &str) -> Self {
        let roles = user.roles.iter().map(Role::as_str);
        let roles: Vec<_> = roles.filter(|role| !role.contains(SEPARATOR)).collect();
        let email = user.email.as_ref();
        Self([
            user.username.as_str().to_owned(),
            user.display_name(),
            email.map_or_else(String::new, |email| email.as_str().to_owned()),
            roles.join(SEPARATOR),
            session.to_owned(),
        ])
    }

    /// Returns the environment variables, also those without a value. Invisible characters are escaped.
    pub fn environment(&self) -> impl Iterator<Item = (&'static str, String)> {
        let names = PLACEHOLDERS.iter().map(|(_, variable)| *variable);
        names.zip(
            self.0
                .iter()
                .map(|value| escaped(value, &JOINERS).into_owned()),
        )
    }

    /// Returns an argument with its values in place of the placeholders.
    ///
    /// ```
    /// use egui_authenticator::domain::launch::{ArgumentError, LaunchValues};
    /// use egui_authenticator::users::User;
    /// use egui_authenticator::users::Username;
    ///
    /// let values = |name: &str| LaunchValues::new(&User::new(Username::existing(name).unwrap()), "7f3c");
    /// assert_eq!(values("ada").fill("--user={username}"), Ok("--user=ada".to_owned()));
    /// assert_eq!(values("ada").fill("{{{username}}}"), Ok("{ada}".to_owned()));
    /// assert!(matches!(values("-rf").fill("{username}"), Err(ArgumentError::Option { .. })));
    /// ```
    ///
    /// # Errors
    /// - [`ArgumentError::Unknown`] if the argument has an unknown placeholder or a single brace.
    /// - [`ArgumentError::Option`] if the argument would begin with a dash, `+`, `/` or `@` that comes from a value.
    /// - [`ArgumentError::Unsafe`] if a value contains a character that can be taken for another one.
    pub fn fill(&self, argument: &str) -> Result<String, ArgumentError> {
        let pieces = pieces(argument)?;
        let mut filled = String::with_capacity(argument.len());
        for piece in &pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Value(at) => {
                    let (placeholder, _) = PLACEHOLDERS[*at];
                    let value = &self.0[*at];
                    if value.contains(is_unsafe) {
                        return Err(ArgumentError::Unsafe { placeholder });
                    }
                    let sign = value.chars().next().filter(|sign| is_option(*sign));
                    if let Some(sign) = sign.filter(|_| filled.is_empty()) {
                        return Err(ArgumentError::Option { placeholder, sign });
                    }
                    filled.push_str(value);
                }
            }
        }
        Ok(filled)
    }
}

/// Checks that no value can become a command: a shell, a batch file and the code of an interpreter get no placeholder,
/// because quotes, `&`, `;` and `$` in a value would be commands there. They can read the environment variables.
///
/// # Errors
/// [`ArgumentError::Shell`] if there is a placeholder in the arguments of one of them.
pub fn check_commands<'a>(
    program: &'a str,
    arguments: impl Iterator<Item = &'a str>,
) -> Result<(), ArgumentError> {
    let words: Vec<&str> = std::iter::once(program).chain(arguments).collect();
    let has_value = |word: &&str| {
        let pieces = pieces(word).unwrap_or_default();
        pieces.iter().any(|piece| matches!(piece, Piece::Value(_)))
    };
    if !words.iter().any(has_value) {
        return Ok(());
    }
    let has_code = words.iter().any(|word| CODE_OPTIONS.contains(word));
    let runs = |word: &&&str| {
        let name = stem(word);
        // Versions follow the name: `python3.13`.
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let is_interpreter = INTERPRETERS.contains(&bare);
        SHELLS.contains(&name.as_str()) || is_batch_file(word) || has_code && is_interpreter
    };
    match words.iter().find(runs) {
        Some(word) => Err(ArgumentError::Shell {
            program: (*word).to_owned(),
        }),
        None => Ok(()),
    }
}

/// Returns the name of a program without its folder and ending, in lower case.
fn stem(program: &str) -> String {
    let name = program.trim_end_matches([' ', '.']).to_ascii_lowercase();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = [".exe", ".com"].iter().find_map(|e| name.strip_suffix(e));
    ending.unwrap_or(name).to_owned()
}

/// Checks the placeholders of an argument.
///
/// # Errors
/// [`ArgumentError::Unknown`] if it has an unknown placeholder or a single brace.
pub fn check_argument(argument: &str) -> Result<(), ArgumentError> {
    pieces(argument).map(|_| ())
}

/// Returns the name of a program, in which `{{` and `}}` are braces as in arguments.
///
/// # Errors
/// [`ArgumentError::Unknown`] if it has a placeholder or a single brace: the user does not decide what is started.
pub fn program_name(text: &str) -> Result<String, ArgumentError> {
    let name = pieces(text)?.into_iter().map(|piece| match piece {
        Piece::Text(text) => Ok(text),
        Piece::Value(at) => Err(ArgumentError::Unknown(format!(
            "{{{}}}",
            PLACEHOLDERS[at].0
        ))),
    });
    name.collect()
}

/// Returns `true` for the name of a batch file. Windows starts it with a shell, which takes parts of arguments for
/// commands (CVE-2024-24576) and fills in variables such as `%PATH%`.
#[must_use]
pub fn is_batch_file(program: &str) -> bool {
    // Windows ignores spaces and dots at the end.
    let name = program.trim_end_matches([' ', '.']).to_ascii_lowercase();
    [".bat", ".cmd"].iter().any(|ending| name.ends_with(ending))
}

/// Returns `true` for a character with which options, or files of options, begin: dashes of every length (PowerShell
/// takes them for the short one), the plus sign, the slash of Windows, and `@`; also in their other widths, which Windows
/// replaces for programs that read their arguments in an older encoding.
fn is_option(sign: char) -> bool {
    let is_one = |c: char| {
        matches!(
            c,
            '-' | '+' | '/' | '@' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
    };
    is_one(sign) || sign.nfkc().next().is_some_and(is_one)
}

/// Returns `true` for a character that is not shown, other than the joiners that some scripts need, and for one that
/// Windows may replace by a dash, a quotation mark or a backslash (CVE-2024-4577).
fn is_unsafe(c: char) -> bool {
    let is_shown = !is_invisible(c) && c != '\u{ad}' || JOINERS.contains(&c);
    let is_quote = |c: char| matches!(c, '"' | '\\');
    let is_like_quote = !is_quote(c) && (LIKE_BACKSLASH.contains(&c) || c.nfkc().any(is_quote));
    !is_shown || is_like_quote
}

fn pieces(argument: &str) -> Result<Vec<Piece<'_>>, ArgumentError> {
    let mut pieces = Vec::new();
    let mut rest = argument;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        pieces.push(Piece::Text(before));
        if from.starts_with("{{") || from.starts_with("}}") {
            pieces.push(Piece::Text(&from[..1]));
            rest = &from[2..];
            continue;
        }
        let end = from.find('}').unwrap_or(0);
        let found = &from[..=end];
        let known = PLACEHOLDERS.iter().position(|(name, _)| {
            let inside = found.strip_prefix('{').and_then(|f| f.strip_suffix('}'));
            inside == Some(*name)
        });
        let Some(at) = known else {
            return Err(ArgumentError::Unknown(found.to_owned()));
        };
        pieces.push(Piece::Value(at));
        rest = &from[end + 1..];
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person_name::PersonName;
    use crate::domain::username::Username;

    fn values(username: &str, name: &str, roles: &[&str]) -> LaunchValues {
        let user = User {
            name: PersonName::from_full(name),
            roles: roles.iter().filter_map(|role| Role::parse(role)).collect(),
            ..User::new(Username::existing(username).expect("a username"))
        };
        LaunchValues::new(&user, "7f3c")
    }

    #[test]
    fn braces_that_are_doubled_are_braces_and_others_are_placeholders() {
        let values = values("bob", "Bob Builder", &["till", "office"]);
        for (argument, expected) in [
            ("{username}", "bob"),
            ("--as={name}!", "--as=Bob Builder!"),
            ("{email}", ""),
            ("{roles}/{session}", "till,office/7f3c"),
            ("{{username}}", "{username}"),
            ("{{{username}}}", "{bob}"),
            ("{{ print $1 }}", "{ print $1 }"),
            ("}}{{", "}{"),
            ("", ""),
            ("ü{username}ü", "übobü"),
        ] {
            assert_eq!(values.fill(argument).as_deref(), Ok(expected), "{argument}");
        }
        for (argument, found) in [
            ("{user}", "{user}"),
            ("{ username }", "{ username }"),
            ("{password}", "{password}"),
            ("{username", "{"),
            ("username}", "}"),
            ("{}", "{}"),
            ("{ü", "{"),
            ("{{username}", "}"),
        ] {
            let unknown = Err(ArgumentError::Unknown(found.to_owned()));
            assert_eq!(values.fill(argument), unknown, "{argument}");
            assert_eq!(check_argument(argument).err(), unknown.err(), "{argument}");
        }
    }

    #[test]
    fn a_role_with_a_comma_is_not_two_roles() {
        let values = values("bob", "", &["till", "x,admin"]);
        assert_eq!(values.fill("{roles}").as_deref(), Ok("till"));
    }

    #[test]
    fn shells_and_code_get_no_placeholder() {
        let runs = |words: &[&str]| check_commands(words[0], words[1..].iter().copied()).is_err();
        for words in [
            &["cmd", "/c", "count.bat", "{name}"][..],
            &["C:\\Windows\\System32\\CMD.EXE", "/c", "echo {name}"],
            &["/bin/sh", "-c", "echo {name}"],
            &["sh", "count.sh", "{username}"],
            &["env", "-i", "bash", "-c", "echo {name}"],
            &["PowerShell.exe", "-Command", "Count {name}"],
            &["runner", "tools\\count.CMD", "{name}"],
            &["/usr/bin/python3.13", "-c", "print('{name}')"],
            &["node", "--eval", "x('{name}')"],
        ] {
            assert!(runs(words), "{words:?}");
        }
        for words in [
            &["cmd", "/c", "count.bat"][..],
            &["sh", "-c", "echo {{name}}"],
            &["python3", "count.py", "{name}"],
            &["/opt/shell/count", "-c", "{name}"],
        ] {
            assert!(!runs(words), "{words:?}");
        }
    }

    #[test]
    fn a_program_has_no_placeholder_in_its_name() {
        assert_eq!(program_name("a{{b}}").as_deref(), Ok("a{b}"));
        let unknown = ArgumentError::Unknown("{username}".to_owned());
        assert_eq!(program_name("/opt/{username}"), Err(unknown));
    }
}
