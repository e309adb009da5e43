//! Badges that were scanned: who is there, and which badge is to be set. Also keeps what is known of badges up to date.

use std::time::Duration;

use crate::domain::quick_rule::QuickRule;
use crate::domain::scan::ScanPlace;
use crate::domain::secret::Secret;
use crate::service::command::{Finished, Job};
use crate::service::quick_unlock::commands::{LoadBadges, NoteBadges, TidyQuick};

use crate::screen::app::{self, AppScreen, Area};
use crate::screen::effects::Now;
use crate::screen::flow::badge_work::READ_EVERY;
use crate::screen::flow::{Flow, Screen};
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::form::notice::FormNotice;
use crate::screen::{account, sign_in, users};

impl Flow {
    /// Returns how long it is until the window looks again which badges there are; `None` if there are none.
    #[must_use]
    pub fn until_badges_are_read(&self, now: Now) -> Option<Duration> {
        self.quick().has_badges().then(|| {
            let read_at = self.badges.read_at;
            read_at.map_or(Duration::ZERO, |at| {
                READ_EVERY.saturating_sub(now.saturating_sub(at))
            })
        })
    }

    /// Looks which badges there are if it is time to: another program of this computer may have set one.
    pub(super) fn read_badges(&mut self, now: Now) {
        match self.until_badges_are_read(now) {
            None => self.badges.read_at = None,
            Some(Duration::ZERO) => {
                self.badges.read_at = Some(now);
                self.effects.run(LoadBadges);
            }
            Some(_) => {}
        }
    }

    /// Removes what unlocks accounts quickly that are gone, once after the start: they may have been removed elsewhere.
    pub(super) fn tidy_once(&mut self) {
        if !std::mem::replace(&mut self.badges.is_tidy, true) {
            self.effects.run(TidyQuick);
        }
    }

    /// Does the same after a change of the file, as long as there is something to remove.
    pub(super) fn tidy_again(&mut self) {
        if self.quick().is_on() {
            self.effects.run(TidyQuick);
        }
    }

    /// Returns what the screen does with a badge; `None` if there are none.
    #[must_use]
    pub fn scan_place(&self) -> Option<ScanPlace> {
        let has_badges = self.quick().has_badges();
        has_badges.then(|| match &self.screen {
            _ if self.kiosk.is_asking() => ScanPlace::Asking,
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
            _ if self.kiosk.is_asking() => self.kiosk.refuse_badge(),
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
        self.badges.told.push((session, badge));
        self.note_badges();
        self.effects.take_jobs()
    }

    /// Notes the badges that were kept out of fields. While some are noted the next ones wait, as each time asks the keyring, and
    /// a lock must not wait for many.
    fn note_badges(&mut self) {
        let work = &mut self.badges;
        if !work.noting.is_waiting() && !work.told.is_empty() {
            let told = std::mem::take(&mut work.told);
            work.noting = self.effects.start(NoteBadges(told));
        }
    }

    /// Notes the badges that wait when the user leaves in whose window they were scanned: what comes of it is told to no other.
    pub(super) fn note_waiting_badges(&mut self) {
        self.badges.noting.cancel();
        let told = std::mem::take(&mut self.badges.told);
        if !told.is_empty() {
            self.effects.run(NoteBadges(told));
        }
    }

    /// Takes in whether the badges that were noted belong to another user, who is told what to do.
    pub(super) fn on_badges_noted(&mut self, finished: &mut Finished) {
        let Some(noted) = self.badges.noting.take_result(finished) else {
            return;
        };
        if noted == Ok(true)
            && let Screen::App(screen) = &mut self.screen
        {
            screen.notice = Some(app::Notice::BadgeOfAnother);
        }
        self.note_badges();
    }

    /// Takes in that a badge was not looked at, because too many unknown ones were scanned before.
    pub fn on_badge_refused(&mut self) {
        match &mut self.screen {
            Screen::Login(screen) => {
                screen.notice = Some(sign_in::Notice::Form(FormNotice::TooManyBadges));
            }
            Screen::Lock(screen) => screen.notice = Some(FormNotice::TooManyBadges),
            _ => {}
        }
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
