//! Why a page does not open, or one of its items does not start.

use std::borrow::Cow;

use crate::domain::launch::ArgumentError;
use crate::domain::markdown::{MarkdownError, MarkdownProblem};
use crate::service::pages::{LaunchError, PageError};
use crate::service::ports::PlatformError;

use crate::messages::{Message, Messages, Value};

#[doc(hidden)]
impl Messages {
    /// Returns the message for a page that does not open.
    #[must_use]
    pub fn page_error(&self, error: &PageError) -> Message {
        match error {
            PageError::NotAllowed => self.message("page-not-allowed", &[]),
            PageError::ApprovalRequired(_) => self.message("page-approval", &[]),
            PageError::FileUnreadable {
                path,
                reason,
                position,
                config,
            } => self.message(
                "page-unreadable",
                &[
                    ("path", path.as_str().into()),
                    ("reason", reason.as_str().into()),
                    ("file", config.as_str().into()),
                    ("line", Value::from(position.line.to_string())),
                ],
            ),
            PageError::Refused { path, error } => {
                let line = Value::from(error.line.to_string());
                let values = [("path", path.as_str().into()), ("line", line)];
                self.message(markdown_problem(error.problem), &values)
            }
            PageError::Store(error) => self.store_error(error),
        }
    }

    /// Returns the message for the text of a page that cannot be drawn, below the field in which it is typed.
    #[must_use]
    pub fn markdown_error(&self, error: MarkdownError) -> String {
        let path = ("path", self.get("settings-page-text").into());
        let line = ("line", Value::from(error.line.to_string()));
        let message = self.message(markdown_problem(error.problem), &[path, line]);
        message.line()
    }

    /// Returns the message for an item of a page that did not start.
    #[must_use]
    pub fn launch_error(&self, error: &LaunchError) -> Message {
        match error {
            LaunchError::Page(error) => self.page_error(error),
            LaunchError::ApprovalRequired(_) => self.message("user-not-approved", &[]),
            LaunchError::NotStarted { title, reason } => self.message(
                "launch-not-started",
                &[
                    ("title", title.as_str().into()),
                    ("reason", self.platform_reason(reason).into()),
                ],
            ),
            LaunchError::Changed { title } => {
                self.message("launch-changed", &[("title", title.as_str().into())])
            }
            LaunchError::BatchFile { title } => {
                self.message("launch-batch-file", &[("title", title.as_str().into())])
            }
            LaunchError::Argument { title, error } => self.argument_error(title, error),
        }
    }

    /// Returns why the system did not do something: its reason, or ours in a kiosk.
    pub(crate) fn platform_reason<'a>(&'a self, reason: &'a str) -> Cow<'a, str> {
        match reason {
            PlatformError::KIOSK => self.get("kiosk-refused"),
            reason => reason.into(),
        }
    }

    /// Returns the message for a dialog to choose a file that does not open.
    pub(crate) fn no_dialog(&self, error: &PlatformError) -> Message {
        let is_kiosk = error.0 == PlatformError::KIOSK;
        self.message(
            if is_kiosk {
                "kiosk-no-dialog"
            } else {
                "file-dialog-none"
            },
            &[],
        )
    }

    fn argument_error(&self, title: &str, error: &ArgumentError) -> Message {
        let title = ("title", title.into());
        match error {
            ArgumentError::Unknown(found) => {
                let found = ("found", found.as_str().into());
                self.message("launch-placeholder", &[title, found])
            }
            ArgumentError::Option { placeholder, sign } => {
                let value = ("value", (*placeholder).into());
                let sign = ("sign", sign.to_string().into());
                self.message("launch-option", &[title, value, sign])
            }
            ArgumentError::Unsafe { placeholder } => {
                let value = ("value", (*placeholder).into());
                self.message("launch-unsafe", &[title, value])
            }
            ArgumentError::Shell { program } => {
                let program = ("program", program.as_str().into());
                self.message("launch-shell", &[title, program])
            }
        }
    }
}

fn markdown_problem(problem: MarkdownProblem) -> &'static str {
    match problem {
        MarkdownProblem::TooLong => "page-too-long",
        MarkdownProblem::TooDeep => "page-too-deep",
        MarkdownProblem::Link => "page-link",
        MarkdownProblem::Picture => "page-picture",
    }
}
