//! The problems of the pages in the file.

use crate::domain::problem::Problem;

use crate::screen::settings::pages::PageForm;

/// The beginning of the fields of pages in the file.
const PAGES: &str = "views.";

/// The problems of the pages in the file.
#[derive(Default)]
pub(crate) struct PageProblems(Vec<Problem>);

impl PageProblems {
    /// Takes those of pages from all problems.
    pub(crate) fn of(problems: &[Problem]) -> Self {
        let of_pages = problems
            .iter()
            .filter(|problem| problem.field.starts_with(PAGES));
        Self(of_pages.cloned().collect())
    }

    /// Returns the first problem of a page in the file.
    pub(crate) fn of_page(&self, page: &PageForm) -> Option<&Problem> {
        let is_of_page = |problem: &&Problem| {
            let field = problem.field.strip_prefix(PAGES).unwrap_or_default();
            let rest = field.strip_prefix(page.id.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.0.iter().find(is_of_page).filter(|_| !page.is_new)
    }
}
