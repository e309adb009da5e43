//! `signature`: lists, exports and verifies signatures.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use crate::domain::signature::chain::Signature;
use crate::domain::signature::sheet::{self, SHEET_MAX};
use crate::messages::Message;
use crate::service::ports::SignatureFilter;
use crate::service::signatures::records::{ListedSignature, Trace};

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};

/// A command for signatures.
#[derive(Subcommand)]
pub enum Command {
    /// List the signatures, latest first; exits with 1 if one was changed
    List {
        /// Maximum number of signatures
        #[arg(long, default_value_t = 1_000)]
        limit: u32,
    },
    /// Print a signature as an HTML page, with everything that is needed to verify it
    Export {
        /// Number of the signature
        number: i64,
        /// New file to write the page to
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Verify the page of a signature; exits with 1 unless it is among the signatures of this computer or has the given key
    Verify {
        /// The page, as it was exported
        file: PathBuf,
        /// The content that was signed
        #[arg(long, value_name = "FILE")]
        content: Option<PathBuf>,
        /// The public key of the signer, if it is known from elsewhere
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
    /// Verify that no signature was changed, removed or moved; exits with 1 if one was
    Check,
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: &Command) -> Outcome {
    match command {
        Command::List { limit } => list(context, *limit),
        Command::Export { number, output } => export(context, *number, output.as_deref()),
        Command::Verify { file, content, key } => {
            verify(context, file, content.as_deref(), key.as_deref())
        }
        Command::Check => check(context),
    }
}

fn list(context: &Context, limit: u32) -> Outcome {
    let filter = SignatureFilter {
        limit,
        ..SignatureFilter::ALL
    };
    let rows = context.service()?.signatures().rows(OWNER, &filter);
    let rows = rows.map_err(|error| context.messages.user_error(&error))?;
    let is_good = rows.iter().all(|(_, signature)| signature.is_some());
    if context.json {
        let row = |(number, signature): &ListedSignature| match signature {
            Some(signature) => as_json(signature),
            None => json!({ "number": number, "damaged": true }),
        };
        return Ok(exit(print_json(&rows.iter().map(row).collect()), is_good));
    }
    let damaged = |number: &i64| {
        let number = [("number", number.to_string().into())];
        let message = context.messages.message("cli-signature-damaged", &number);
        message.line()
    };
    let row = |(number, signature): &ListedSignature| {
        let signature = signature.as_ref();
        signature.map_or_else(|| damaged(number), line)
    };
    let lines: Vec<_> = rows.iter().map(row).collect();
    Ok(exit(context.lines(&lines, "signatures-none"), is_good))
}

fn line(signature: &Signature) -> String {
    let signed = &signature.signed;
    format!(
        "{}  {}  {}  {}  {}",
        signed.number,
        signed.local_time(),
        signed.username,
        signed.meaning_text(),
        signed.text,
    )
}

fn as_json(signature: &Signature) -> Json {
    let signed = &signature.signed;
    json!({
        "number": signed.number,
        "time": signed.local_time(),
        "account": signed.account.to_string(),
        "username": signed.username,
        "name": signed.name,
        "meaning": signed.meaning_text(),
        "text": signed.text,
        "sha256": signed.content_digits(),
        "key": signed.key_digits(),
        "signature": signature.digits(),
        "link": signature.point().link.digits(64),
    })
}

fn export(context: &Context, number: i64, output: Option<&Path>) -> Outcome {
    let messages = &context.messages;
    let found = context.service()?.signatures().find(OWNER, number);
    let found = found.map_err(|error| messages.user_error(&error))?;
    let value = || ("number", number.to_string().into());
    let found = found.ok_or_else(|| messages.message("cli-signature-absent", &[value()]))?;
    let Some(output) = output else {
        return Ok(print(found.sheet().trim_end()));
    };
    let mut file = OpenOptions::new();
    let file = file.write(true).create_new(true).open(output);
    let written = file.and_then(|mut file| file.write_all(found.sheet().as_bytes()));
    written.map_err(|error| context.file_error(&error))?;
    let file = output.display().to_string();
    let values = [("number", number.to_string()), ("file", file)];
    let facts = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Ok(context.say("cli-signature-exported", &facts))
}

fn verify(context: &Context, file: &Path, content: Option<&Path>, key: Option<&str>) -> Outcome {
    let messages = &context.messages;
    let file_error = |error: io::Error| context.file_error(&error);
    let page = read(file).map_err(file_error)?;
    let invalid = || messages.message("cli-signature-invalid", &[]);
    let signature = page.as_deref().and_then(sheet::read);
    let signature = signature.filter(Signature::is_valid).ok_or_else(invalid)?;
    let signed = &signature.signed;
    let digest = content.map(digest).transpose().map_err(file_error)?;
    let matches = digest.map(|digest| digest == signed.content);
    let has_key = key.map(|key| key.eq_ignore_ascii_case(&signed.key_digits()));
    let trace = trace(context, &signature);
    // Another computer has other signatures with the same numbers: there, only the key tells.
    let is_known = has_key.unwrap_or(trace == Ok(Trace::Recorded));
    let is_good = is_known && matches != Some(false);
    let trace = found(context, trace, signed.number);
    if context.json {
        let mut json = as_json(&signature);
        json["valid"] = true.into();
        json["content_matches"] = matches.into();
        json["key_matches"] = has_key.into();
        json["recorded"] = trace.0.into();
        return Ok(exit(print_json(&json), is_good));
    }
    let values = [
        ("name", signed.name.as_str().into()),
        ("username", signed.username.as_str().into()),
        ("time", signed.local_time().into()),
        ("meaning", signed.meaning_text().into()),
        ("text", signed.text.as_str().into()),
    ];
    let of_content = match matches {
        Some(true) => "cli-signature-content",
        Some(false) => "cli-signature-content-differs",
        None => "cli-signature-content-unknown",
    };
    let content = [("digest", signed.content_digits().into())];
    let of_key = match has_key {
        Some(true) => "cli-signature-key",
        Some(false) => "cli-signature-key-differs",
        None => "cli-signature-key-unknown",
    };
    let key = [("key", signed.key_digits().into())];
    let lines = [
        messages.with("cli-signature-valid", &values),
        messages.with(of_content, &content),
        messages.with(of_key, &key),
        trace.1.line(),
    ];
    Ok(exit(print(&lines.join("\n")), is_good))
}

/// Returns the text of a page, if it is not too long for one.
fn read(file: &Path) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(SHEET_MAX + 1).unwrap_or(u64::MAX);
    File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(String::from_utf8(bytes).ok())
}

fn digest(file: &Path) -> io::Result<[u8; 32]> {
    let mut digest = Sha256::new();
    let (mut file, mut buffer) = (File::open(file)?, [0; 16 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digest.finalize().into()),
            length => digest.update(&buffer[..length]),
        }
    }
}

/// Looks a signature up among those of this computer. Where there are none, no state database is made.
fn trace(context: &Context, signature: &Signature) -> Result<Trace, Message> {
    if !context.paths()?.state.exists() {
        return Ok(Trace::Unknown);
    }
    let trace = context.service()?.signatures().trace(OWNER, signature);
    trace.map_err(|error| context.messages.user_error(&error))
}

/// Returns the word and the message for what is known about a signature.
fn found(context: &Context, trace: Result<Trace, Message>, number: i64) -> (&'static str, Message) {
    let (word, name) = match trace {
        Ok(Trace::Recorded) => ("yes", "cli-signature-recorded"),
        Ok(Trace::Other) => ("other", "cli-signature-other"),
        Ok(Trace::Damaged) => ("damaged", "cli-signature-damaged"),
        Ok(Trace::Unknown) => ("no", "cli-signature-unrecorded"),
        Err(message) => return ("unknown", message),
    };
    let value = ("number", number.to_string().into());
    (word, context.messages.message(name, &[value]))
}

fn check(context: &Context) -> Outcome {
    let messages = &context.messages;
    let check = context.service()?.signatures().verify(OWNER);
    let check = check.map_err(|error| messages.user_error(&error))?;
    let (number, link) = (check.end.number, check.end.link.digits(64));
    if context.json {
        let printed = print_json(&json!({
            "whole": check.is_good(),
            "first_broken": check.broken,
            "not_recorded": check.unrecorded,
            "last": number,
            "link": link,
        }));
        return Ok(exit(printed, check.is_good()));
    }
    let mut lines = vec![match check.broken {
        Some(number) => {
            let value = ("number", number.to_string().into());
            messages.message("signatures-broken", &[value]).line()
        }
        None if number == 0 => messages.get("signatures-none").into_owned(),
        None => {
            let values = [("number", number.to_string().into()), ("link", link.into())];
            messages.with("cli-signatures-whole", &values)
        }
    }];
    if check.unrecorded > 0 {
        let count = ("count", check.unrecorded.to_string().into());
        let message = messages.message("signatures-unrecorded", &[count]);
        lines.push(message.line());
    }
    Ok(exit(print(&lines.join("\n")), check.is_good()))
}

fn exit(printed: ExitCode, is_good: bool) -> ExitCode {
    if is_good { printed } else { ExitCode::FAILURE }
}
