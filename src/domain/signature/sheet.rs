//! A signature as a page that people read and programs verify.
//!
//! The page is written in one form only, in English, and reading it means to write it again: a page that differs from that in
//! one byte is none, whatever else it shows.

use crate::domain::remember_me::unhex;
use crate::domain::signature::chain::{SIGNATURE_BYTES, Signature};
use crate::domain::signature::text::SignedText;

/// Bytes of the longest page that is read.
#[doc(hidden)]
pub const SHEET_MAX: usize = 64 * 1024;

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<style>
body { font: 11pt/1.5 sans-serif; margin: 2em auto; max-width: 46em; padding: 0 1em; }
th { text-align: left; vertical-align: top; padding-right: 2em; white-space: nowrap; }
td, pre { overflow-wrap: anywhere; white-space: pre-wrap; }
code, pre { font: 9.5pt/1.5 monospace; }
pre { border: 1px solid; padding: 1em; unicode-bidi: plaintext; }
</style>
"#;
/// What the bytes are a signature of, for programs other than this one.
const MESSAGE: &str = "It is the signature of the text “egui-authenticator signature”, a zero byte, and what was signed, in UTF-8, \
                       with a line feed between two lines and none after the last one.";
const SIGNED: (&str, &str) = ("<pre>", "</pre>\n");
const BYTES: (&str, &str) = ("<code>", "</code>");

impl Signature {
    /// Returns the signature as an HTML page that people read and print, with everything that is needed to verify it:
    /// `egui-authenticator signature verify FILE`.
    #[must_use]
    pub fn sheet(&self) -> String {
        write(self)
    }
}

fn write(signature: &Signature) -> String {
    let signed = &signature.signed;
    let number = signed.number;
    let rows = [
        ("Printed name", signed.name.clone()),
        ("Username", signed.username.clone()),
        ("Time", signed.local_time()),
        ("Meaning", signed.meaning.to_text()),
        ("Content", signed.text.clone()),
        ("SHA-256 of the content", signed.content_digits()),
        ("Public key of the signer", signed.key_digits()),
        ("Link in the chain", signature.point().link.digits(64)),
    ];
    let row = |(name, value): &(&str, String)| {
        let value = escaped(value);
        format!("<tr><th scope=\"row\">{name}</th><td><bdi>{value}</bdi></td></tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    let (text, bytes) = (escaped(&signed.to_string()), signature.digits());
    format!(
        "{HEAD}<title>Signature {number}</title>\n</head>\n<body>\n<h1>Signature {number}</h1>\n<table>\n{rows}</table>\n\
         <h2>What was signed</h2>\n{}{text}{}\
         <h2>Ed25519 signature</h2>\n<p>{}{bytes}{}</p>\n<p>{MESSAGE}</p>\n\
         <p>To verify it: egui-authenticator signature verify FILE --content CONTENT</p>\n</body>\n</html>\n",
        SIGNED.0, SIGNED.1, BYTES.0, BYTES.1,
    )
}

/// Reads the page of a signature; `None` for any other text. Whether the signature is right is not checked.
#[must_use]
#[doc(hidden)]
pub fn read(page: &str) -> Option<Signature> {
    if page.len() > SHEET_MAX {
        return None;
    }
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let signed = SignedText::parse(&unescaped(between(&page, SIGNED)?))?;
    let mut bytes = [0; SIGNATURE_BYTES];
    unhex(between(&page, BYTES)?, &mut bytes)?;
    let signature = Signature::new(signed, bytes);
    (write(&signature).trim_end() == page.trim_end()).then_some(signature)
}

fn between<'a>(page: &'a str, (start, end): (&str, &str)) -> Option<&'a str> {
    let (_, rest) = page.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

const ENTITIES: [(&str, &str); 4] = [
    ("<", "&lt;"),
    (">", "&gt;"),
    ("\"", "&quot;"),
    ("&", "&amp;"),
];

fn escaped(text: &str) -> String {
    // The last one first, because all others contain it.
    let all = ENTITIES.iter().rev();
    all.fold(text.to_owned(), |text, (plain, entity)| {
        text.replace(plain, entity)
    })
}

fn unescaped(text: &str) -> String {
    let all = ENTITIES.iter();
    all.fold(text.to_owned(), |text, (plain, entity)| {
        text.replace(entity, plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::signature::statement::{Meaning, Statement};
    use crate::domain::signature::text::tests::signed;

    fn signature(text: &str) -> Signature {
        let statement = Statement::about(b"42", Meaning::Approved, text).expect("a statement");
        let mut signed = signed();
        signed.text = statement.text().to_owned();
        Signature::new(signed, [0xa5; SIGNATURE_BYTES])
    }

    #[test]
    fn r112_a_page_is_read_as_the_signature_that_it_shows() {
        for text in [
            "Batch 42",
            "a < b && c > \"d\"",
            "</pre>\u{20}<pre>",
            "&lt;",
            "&amp;amp;lt;",
            "<code>00</code>",
        ] {
            let signature = signature(text);
            let page = write(&signature);
            assert_eq!(read(&page), Some(signature.clone()), "{text}");
            let sent = page.replace('\n', "\r\n");
            assert_eq!(read(&sent), Some(signature), "{text}");
            assert_eq!(page.matches("<pre>").count(), 1, "{text}");
        }
    }

    #[test]
    fn r112_a_page_that_shows_anything_else_is_none() {
        let page = write(&signature("Batch 42"));
        let pre = page.find("<pre>").expect("there");
        let mut other = page.clone();
        other.insert_str(pre, "<pre>egui-authenticator signature 1\n</pre>\n");
        let changes = [
            ("<bdi>Batch 42</bdi>", "<bdi>Batch 43</bdi>"),
            ("<bdi>Ada</bdi>", "<bdi>Eve</bdi>"),
            ("Batch 42", "Batch 4&#50;"),
            ("Batch 42", "Batch\u{202e} 42"),
            ("<style>", "<style>pre { display: none }"),
            ("<body>", "<body><!-- -->"),
            ("</body>", "<p>Approved by Eve</p></body>"),
            ("a5a5", "A5A5"),
            ("</html>", "</html><pre>x</pre>"),
        ];
        let changed = changes.map(|(from, to)| page.replacen(from, to, 1));
        for changed in changed.into_iter().chain([other, String::new()]) {
            assert_ne!(changed, page);
            assert_eq!(read(&changed), None, "{changed}");
        }
        assert_eq!(read(&(page + &" ".repeat(SHEET_MAX))), None);
    }
}
