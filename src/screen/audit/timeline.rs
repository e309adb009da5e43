//! The records of the audit log by local day, arranged once when they arrive, so that a frame only draws what is visible.

use crate::domain::audit_chain::AuditRecord;
use crate::domain::day::Day;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::audit::AuditCount;

/// A row of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading of a day, with the number of its records.
    Day(Day, AuditCount),
    /// A record, by its place in the list.
    Record(usize),
}

/// Records by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The headings of the days, each followed by its records.
    pub rows: Vec<TimelineRow>,
    /// The time zone of the days.
    pub zone: TimeZone,
    /// The time of the report.
    pub now: Timestamp,
}

impl Timeline {
    /// Arranges records, which are latest first.
    #[must_use]
    pub fn new(records: &[AuditRecord], zone: &TimeZone, now: Timestamp) -> Self {
        let mut rows = Vec::with_capacity(records.len() + 31);
        let mut heading = 0;
        for (at, record) in records.iter().enumerate() {
            let today = zone.day(record.event.at);
            if !matches!(rows.get(heading), Some(TimelineRow::Day(day, _)) if *day == today) {
                heading = rows.len();
                rows.push(TimelineRow::Day(today, AuditCount::default()));
            }
            if let Some(TimelineRow::Day(_, count)) = rows.get_mut(heading) {
                count.add(record.event.is_done);
            }
            rows.push(TimelineRow::Record(at));
        }
        Self {
            rows,
            zone: zone.clone(),
            now,
        }
    }

    /// Returns the day of the report.
    #[must_use]
    pub fn today(&self) -> Day {
        self.zone.day(self.now)
    }
}

/// Returns the last days up to `today`, with zeros for those without records: `wanted` of them, or else from the first
/// with records on, but at most `most`.
pub(crate) fn every_day(
    counts: &[(Day, AuditCount)],
    today: Day,
    wanted: Option<u32>,
    most: u32,
) -> Vec<(Day, AuditCount)> {
    let first = counts.first().map_or(today, |(day, _)| *day);
    let first = wanted.map_or(first, |days| today - i64::from(days) + 1);
    let first = first.max(today - i64::from(most) + 1);
    let mut known = counts.iter().skip_while(|(day, _)| *day < first).peekable();
    let days = (0..=today - first).map(|after| {
        let day = first + after;
        let count = known.next_if(|(of, _)| *of == day);
        (
            day,
            count.map_or_else(AuditCount::default, |(_, count)| *count),
        )
    });
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::AuditKind;
    use crate::domain::audit_chain::ChainLink;
    use crate::domain::audit_detail::AuditDetail;
    use crate::domain::audit_event::AuditEvent;

    const DAY: i64 = 86_400;

    fn day(number: i64) -> Day {
        Day::from_number(number)
    }

    fn record(seconds: i64, is_done: bool) -> AuditRecord {
        AuditRecord {
            number: 1,
            link: ChainLink([0; 32]),
            event: AuditEvent {
                at: Timestamp::from_seconds(seconds),
                kind: AuditKind::SignIn,
                who: "ada".to_owned(),
                whom: String::new(),
                who_id: None,
                whom_id: None,
                is_done,
                detail: AuditDetail::None,
            },
        }
    }

    #[test]
    fn records_are_arranged_by_local_day_with_their_number() {
        // Two hours before and one hour before midnight in UTC: with an hour and a half ahead, on different days.
        let records = [
            record(DAY - 3_600, false),
            record(DAY - 3_700, true),
            record(DAY - 7_200, true),
        ];
        let zone = TimeZone::new(5_400, Vec::new());
        let now = Timestamp::from_seconds(DAY);
        let timeline = Timeline::new(&records, &zone, now);
        let count = |done, refused| AuditCount { done, refused };
        let expected = [
            TimelineRow::Day(day(1), count(1, 1)),
            TimelineRow::Record(0),
            TimelineRow::Record(1),
            TimelineRow::Day(day(0), count(1, 0)),
            TimelineRow::Record(2),
        ];
        assert_eq!(timeline.rows, expected);
        assert_eq!(timeline.today(), day(1));
    }

    #[test]
    fn days_without_records_are_zero_and_only_the_last_days_are_kept() {
        let one = AuditCount {
            done: 1,
            refused: 0,
        };
        let counts = [(day(3), one), (day(6), one)];
        let days = |wanted, most| {
            let days = every_day(&counts, day(7), wanted, most);
            days.iter()
                .map(|(day, count)| (day.number(), count.done))
                .collect::<Vec<_>>()
        };
        assert_eq!(days(None, 366), [(3, 1), (4, 0), (5, 0), (6, 1), (7, 0)]);
        assert_eq!(days(Some(3), 366), [(5, 0), (6, 1), (7, 0)]);
        assert_eq!(days(None, 2), [(6, 1), (7, 0)]);
        assert_eq!(every_day(&[], day(7), Some(2), 366).len(), 2);
    }
}
