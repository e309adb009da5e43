//! What the account screen shows of what was read.

use crate::service::command::Finished;
use crate::service::users::UserError;

use crate::screen::account::part::Part;
use crate::screen::account::screen::AccountScreen;
use crate::screen::audit::Timeline;
use crate::screen::effects::Effects;
use crate::screen::form::field::Field;
use crate::screen::form::notice::FormNotice;

impl AccountScreen {
    /// Takes in what was read, chosen or suggested.
    pub(super) fn take_in_what_is_shown(&mut self, finished: &mut Finished, effects: &mut Effects) {
        if let Some(devices) = self.listing_devices.take(finished) {
            let now = effects.now();
            let refused = |error| FormNotice::of(error, now).map(Err);
            self.devices = devices.map_or_else(refused, |devices| Some(Ok(devices)));
        }
        if let Some(status) = self.checking_pin.take(finished) {
            self.pin = status;
        }
        if let Some(has_badge) = self.checking_badge.take(finished) {
            self.has_badge = has_badge;
        }
        self.pictures.on_finished(finished);
        if let Some(saved) = self.saving.take(finished) {
            self.saved = Some(Box::new(saved));
        }
        if let Some(records) = self.listing_activity.take(finished)
            && let Part::Activity(shown) = &mut self.part
        {
            match records {
                Ok(own) => {
                    let timeline = Timeline::new(&own.records, &own.zone, own.now);
                    *shown = Some((own.records, timeline));
                }
                Err(UserError::State(error)) => self.notice = Some(FormNotice::State(error)),
                Err(UserError::Store(error)) => self.notice = Some(FormNotice::Store(error)),
                // The session has ended, which the window finds out by itself.
                Err(_) => {}
            }
        }
        if let Some(chosen) = self.choosing_file.take(finished)
            && let Err(error) = self.part.choose(chosen)
        {
            (self.notice, self.focus) = (Some(FormNotice::NoDialog(error)), Some(Field::Picture));
        }
        if let Part::Password(new) = &mut self.part {
            new.on_finished(finished, effects);
        }
    }
}
