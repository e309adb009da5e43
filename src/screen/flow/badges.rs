//! Badges that were scanned: who is there, and which badge is to be set.

use crate::domain::quick_rule::QuickRule;
use crate::domain::scan::ScanPlace;
use crate::domain::secret::Secret;
use crate::service::command::Job;
use crate::service::quick_unlock::commands::NoteBadge;

use crate::screen::app::{AppScreen, Area};
use crate::screen::effects::Now;
use crate::screen::flow::{Flow, Screen};
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::{account, users};

impl Flow {
    /// Returns what the screen does with a badge; `None` if there are none.
    #[must_use]
    pub fn scan_place(&self) -> Option<ScanPlace> {
        let has_badges = self.quick().has_badges();
        has_badges.then(|| match &self.screen {
            Screen::Login(_) | Screen::Lock(_) => ScanPlace::Asking,
            Screen::App(screen) if screen.asks_password() => ScanPlace::Asking,
            Screen::App(screen) if wants_scan(screen) => ScanPlace::Setting,
            _ => ScanPlace::Elsewhere,
        })
    }

    /// Returns what the number of each badge begins with.
    #[must_use]
    pub fn badge_prefix(&self) -> Option<String> {
        self.quick().badge_prefix.clone()
    }

    /// Returns the rule of the settings that are shown, or were last.
    fn quick(&self) -> &QuickRule {
        let settings = self.screen.settings();
        settings.map_or(&self.quick, |settings| &settings.quick)
    }

    /// Takes in a badge that was scanned. A dialog that asks for a password or an approval takes none, and says so.
    pub fn on_badge(&mut self, badge: Secret, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        match &mut self.screen {
            Screen::Login(screen) => screen.scan(badge, &mut self.effects),
            Screen::Lock(screen) => screen.scan(badge, &mut self.effects),
            Screen::App(screen) if !screen.asks_password() => {
                if let Some(scans) = scans(screen) {
                    scans.take_in(badge);
                }
            }
            Screen::App(screen) => screen.refuse_badge(),
            _ => {}
        }
        self.effects.take_jobs()
    }

    /// Takes in a badge that was kept out of a field where another number would have been typed.
    pub fn on_told_badge(&mut self, badge: Secret, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        let view = self.screen.lockable();
        let session = view.map(|view| view.session.clone());
        self.effects.run(NoteBadge { session, badge });
        self.effects.take_jobs()
    }
}

/// Returns `true` while a badge is set, also after the second scan, as a third one is no password.
fn wants_scan(screen: &AppScreen) -> bool {
    match &screen.area {
        Area::Account(screen) => {
            matches!(&screen.part, account::Part::Badge(_))
        }
        Area::Users(screen) => {
            matches!(&screen.part, users::Part::Badge { .. })
        }
        _ => false,
    }
}

fn scans(screen: &mut AppScreen) -> Option<&mut BadgeScans> {
    match &mut screen.area {
        Area::Account(screen) => match &mut screen.part {
            account::Part::Badge(scans) => Some(scans),
            _ => None,
        },
        Area::Users(screen) => match &mut screen.part {
            users::Part::Badge { scans, .. } => Some(scans),
            _ => None,
        },
        _ => None,
    }
}
