//! `store check`: the server, and who can use the database.

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::domain::computer_kind::ComputerKind;
use crate::messages::Value;
use crate::store::postgres::Client;
use crate::store::postgres::inspection::Inspection;
use crate::store::postgres::restriction::Restriction;
use crate::wiring::environment;

use crate::cli::context::{Context, Outcome, print, print_json};
use crate::cli::store::server::{address, failed, options};

/// From so many seconds on, a difference of the clocks is a warning, and an error.
const CLOCK: [u64; 2] = [30, 5 * 60];

/// A certificate that expires in fewer days is a warning.
const CERTIFICATE_DAYS: i64 = 30;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Severity {
    Good,
    Warning,
    Error,
}

impl Severity {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One line: its message with a value.
struct Finding {
    severity: Severity,
    name: &'static str,
    value: String,
}

/// Prints what was found. The exit code is 0 if there is no error; warnings do not matter.
pub(super) fn run(context: &Context, given: Option<String>) -> Outcome {
    // What the configuration file says is compared with the login of its own address only.
    let of_file = given.is_none().then(|| context.paths()).transpose()?;
    let says_restricted = of_file.map(|paths| paths.is_restricted());
    let options = options(context, &address(context, given)?)?;
    let clock = environment().clock;
    let client = Client::connect(&options);
    let found = client.and_then(|client| client.inspect(|| clock.now()));
    let found = found.map_err(|error| failed(context, &error))?;
    let findings = findings(&found, says_restricted);
    let printed = if context.json {
        print_json(&findings.iter().map(|of| as_json(context, of)).collect())
    } else {
        let lines: Vec<_> = findings.iter().map(|of| line(context, of)).collect();
        print(&lines.join("\n"))
    };
    let is_good = findings.iter().all(|of| of.severity != Severity::Error);
    Ok(if is_good { printed } else { ExitCode::FAILURE })
}

fn findings(found: &Inspection, says_restricted: Option<bool>) -> Vec<Finding> {
    let finding = |(severity, name, value)| Finding {
        severity,
        name,
        value,
    };
    let mut all = of_server(found);
    if let Some(restriction) = &found.restriction {
        all.extend(of_restricted(restriction, found.wanted));
    } else if found.has_tables {
        all.extend(of_tables(found));
        all.extend(of_functions(found));
    } else {
        let database = found.database.clone();
        all.push((Severity::Error, "cli-store-check-none", database));
    }
    let mistaken = match (found.kind, says_restricted) {
        (Some(ComputerKind::Restricted), Some(false)) => Some("cli-store-check-unmarked"),
        (Some(ComputerKind::Restricted), _) | (_, Some(false) | None) => None,
        (_, Some(true)) => Some("cli-store-check-unrestricted"),
    };
    all.extend(mistaken.map(|name| (Severity::Error, name, String::new())));
    all.into_iter().map(finding).collect()
}

/// How bad it is, the name of the message, and its value.
type Line = (Severity, &'static str, String);

fn of_server(found: &Inspection) -> Vec<Line> {
    let apart = found.clock_ahead.unsigned_abs();
    let (tls, version) = match &found.tls {
        Some(version) => ("cli-store-check-tls", version.clone()),
        None => ("cli-store-check-no-tls", String::new()),
    };
    let mut all = vec![
        (
            Severity::Good,
            "cli-store-check-server",
            found.server.clone(),
        ),
        (
            Severity::Good,
            "cli-store-check-latency",
            format!("{:.1}", found.latency.as_secs_f64() * 1_000.0),
        ),
        (of_clock(apart), "cli-store-check-clock", apart.to_string()),
        (Severity::Good, tls, version),
    ];
    if let Some(days) = found.certificate_days {
        let name = "cli-store-check-certificate";
        all.push((of_certificate(days), name, days.to_string()));
    }
    if found.is_logged {
        all.push((Severity::Warning, "cli-store-check-logged", String::new()));
    }
    all
}

/// Returns how bad it is that clocks differ by so many seconds.
fn of_clock(apart: u64) -> Severity {
    let [warning, error] = CLOCK;
    match apart {
        _ if apart > error => Severity::Error,
        _ if apart > warning => Severity::Warning,
        _ => Severity::Good,
    }
}

/// Returns how bad it is that the certificate expires in so many days.
fn of_certificate(days: i64) -> Severity {
    if days < CERTIFICATE_DAYS {
        Severity::Warning
    } else {
        Severity::Good
    }
}

fn of_tables(found: &Inspection) -> Vec<Line> {
    let mut all = vec![match found.tables {
        None => (
            Severity::Warning,
            "cli-store-check-not-computer",
            String::new(),
        ),
        Some(tables) if tables == found.wanted => {
            (Severity::Good, "cli-store-check-tables", tables.to_string())
        }
        Some(tables) => (Severity::Error, "cli-store-check-old", tables.to_string()),
    }];
    let members = found.members.join(", ");
    all.push((Severity::Good, "cli-store-check-members", members));
    if !found.callers.is_empty() {
        let callers = found.callers.join(", ");
        all.push((Severity::Good, "cli-store-check-callers", callers));
    }
    if found.is_open {
        all.push((Severity::Error, "cli-store-check-open", String::new()));
    }
    if found.others > 0 {
        let others = found.others.to_string();
        all.push((Severity::Error, "cli-store-check-others", others));
    }
    if !found.enrollers.is_empty() {
        let names = found.enrollers.join(", ");
        all.push((Severity::Error, "cli-store-check-enrollers", names));
    }
    if !found.can_enroll {
        all.push((Severity::Warning, "cli-store-check-no-codes", String::new()));
    }
    if found.foreign_code > 0 {
        let count = found.foreign_code.to_string();
        all.push((Severity::Error, "cli-store-check-code", count));
    }
    all
}

/// Returns the findings about the functions, for a trusted computer.
fn of_functions(found: &Inspection) -> Vec<Line> {
    let functions = &found.functions;
    let mut all = Vec::new();
    if !functions.has_role {
        let name = "cli-store-check-no-restricted";
        all.push((Severity::Warning, name, String::new()));
    }
    if functions.outdated.is_empty() {
        let count = functions.current.len().to_string();
        all.push((Severity::Good, "cli-store-check-functions", count));
    } else {
        let names = functions.outdated.join(", ");
        all.push((Severity::Error, "cli-store-check-functions-old", names));
    }
    if !functions.open.is_empty() {
        let names = functions.open.join(", ");
        all.push((Severity::Error, "cli-store-check-functions-open", names));
    }
    all
}

/// Returns the findings about the login of a restricted computer.
fn of_restricted(restriction: &Restriction, wanted: usize) -> Vec<Line> {
    let mut all = Vec::new();
    if restriction.more.is_empty() {
        let count = restriction.callable.len().to_string();
        all.push((Severity::Good, "cli-store-check-restricted", count));
    } else {
        let more = restriction.more.join(", ");
        all.push((Severity::Error, "cli-store-check-readable", more));
    }
    match restriction.version {
        None => {
            let names = restriction.missing.join(", ");
            all.push((Severity::Error, "cli-store-check-missing", names));
        }
        Some(version) => {
            let (severity, name) = if version == wanted {
                (Severity::Good, "cli-store-check-tables")
            } else {
                (Severity::Error, "cli-store-check-old")
            };
            all.push((severity, name, version.to_string()));
        }
    }
    all
}

fn sentence(context: &Context, finding: &Finding) -> String {
    let value = ("value", Value::from(finding.value.as_str()));
    context.messages.message(finding.name, &[value]).line()
}

fn line(context: &Context, finding: &Finding) -> String {
    let sentence = sentence(context, finding);
    let severity = match finding.severity {
        Severity::Good => return sentence,
        Severity::Warning => "severity-warning",
        Severity::Error => "severity-error",
    };
    format!("{}: {sentence}", context.messages.get(severity))
}

fn as_json(context: &Context, finding: &Finding) -> Json {
    let check = finding.name.trim_start_matches("cli-store-check-");
    json!({
        "check": check,
        "severity": finding.severity.word(),
        "value": json_value(check, &finding.value),
        "message": sentence(context, finding),
    })
}

/// Returns numbers as numbers. A version can look like one, but is none.
fn json_value(check: &str, value: &str) -> Json {
    let whole = || value.parse::<i64>().map(Json::from).ok();
    let number = match check {
        "latency" => value.parse::<f64>().map(Json::from).ok(),
        "clock" | "certificate" | "tables" | "old" | "others" | "code" => whole(),
        _ => None,
    };
    number.unwrap_or_else(|| value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_differ_are_a_warning_after_half_a_minute_and_an_error_after_five_minutes() {
        let cases = [
            (0, Severity::Good),
            (30, Severity::Good),
            (31, Severity::Warning),
            (300, Severity::Warning),
            (301, Severity::Error),
            (u64::MAX, Severity::Error),
        ];
        for (apart, severity) in cases {
            assert_eq!(of_clock(apart), severity, "{apart}");
        }
    }

    #[test]
    fn a_certificate_that_expires_within_thirty_days_is_a_warning() {
        let cases = [
            (-1, Severity::Warning),
            (29, Severity::Warning),
            (30, Severity::Good),
        ];
        for (days, severity) in cases {
            assert_eq!(of_certificate(days), severity, "{days}");
        }
    }
}
