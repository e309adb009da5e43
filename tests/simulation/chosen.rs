//! Choosing the steps of a history from a seed.

use egui_authenticator::domain::registration::RegistrationPolicy;

use crate::gate::{Away, Fault, Interruption};
use crate::model::{NAMES, ROLES};
use crate::seeded::Seeded;
use crate::steps::{
    Act, Answer, BADGES, BadgeAct, By, COPIES, Choice, Deed, PINS, ParkAct, PinAct, Step, Typed,
    TypedCode, TypedPin, WINDOWS,
};

/// Returns the steps of a history at so many computers.
pub fn history(seed: u64, count: usize, computers: usize) -> Vec<Step> {
    let seeded = Seeded::new(seed ^ 0x5EED);
    // Of their own, so that the other steps are those of a history without outages.
    let outages = Seeded::new(seed ^ 0xFF);
    let mut steps = Vec::with_capacity(count);
    while steps.len() < count {
        let first = step(&seeded, computers);
        if outages.below(80) == 0 {
            let acts = with_outages(&outages).into_iter();
            steps.extend(acts.map(|act| Step {
                act,
                fault: None,
                ..first
            }));
        }
        if seeded.below(24) == 0 {
            let acts = in_a_row(&seeded).into_iter();
            steps.extend(acts.map(|act| Step {
                act,
                fault: fault(&seeded, 10),
                ..first
            }));
        } else {
            steps.push(first);
        }
    }
    steps.truncate(count);
    steps
}

/// Returns what makes sense only in a row, at one window.
fn in_a_row(seeded: &Seeded) -> Vec<Act> {
    let who = [0, 1, 1, 2][seeded.below(4)];
    let mut acts = vec![Act::SignIn(who, Typed::Right)];
    match seeded.below(13) {
        0 | 1 => {
            let pin = small(seeded, PINS.len());
            let typed = [TypedPin::One(0), TypedPin::One(1), TypedPin::Right][seeded.below(3)];
            acts.extend([Act::Pin(PinAct::Set(Typed::Right, pin)), Act::Lock]);
            let tries = [1, 2, 6, 7][seeded.below(4)];
            acts.extend(vec![Act::Pin(PinAct::Unlock(typed)); tries]);
        }
        2 => acts.extend([
            Act::Pin(PinAct::Set(Typed::Right, 0)),
            Act::Pin(PinAct::Remove),
            Act::Pin(PinAct::SignIn(who, TypedPin::Right)),
        ]),
        3 | 4 | 11 => {
            let approver = [1, 1, 1, who][seeded.below(4)];
            acts.push(Act::Approve(approver, Typed::Right));
            acts.extend([Act::Wait(61), Act::Lock].get(seeded.below(4)));
            acts.push(Act::Spend(seeded.below(4) == 0));
        }
        5 | 6 => acts.extend([
            Act::Parking(ParkAct::Park),
            Act::SignIn(small(seeded, 3), Typed::Right),
            match seeded.below(3) {
                0 => Act::Admin(By::Session, who, Deed::EndParked),
                1 => Act::Parking(ParkAct::Use(0)),
                _ => Act::Parking(ParkAct::Return(0)),
            },
        ]),
        7 => acts.extend([
            Act::Remember,
            Act::Restart,
            Act::Restart,
            Act::UseCopy(small(seeded, 3)),
        ]),
        8 => acts.extend([
            Act::NewCodes,
            Act::FindUsername(who, TypedCode::Recovery(0)),
            Act::FindUsername(who, TypedCode::Spent(small(seeded, 3))),
        ]),
        9 => acts.extend([
            Act::TwoStepOn,
            Act::SignOut,
            Act::SignIn(who, Typed::Right),
            Act::SecondFactor(Answer::App(0)),
            Act::SignOut,
            Act::SignIn(who, Typed::Right),
            Act::SecondFactor(Answer::App(0)),
        ]),
        10 => acts.extend([
            Act::Badge(BadgeAct::Set(Typed::Right, who)),
            Act::Wait([1, 400, 2_500][seeded.below(3)]),
            [Act::Lock, Act::SignOut][seeded.below(2)],
            Act::Badge(BadgeAct::Unlock(who)),
            Act::Badge(BadgeAct::SignIn(who)),
        ]),
        _ => acts.extend([
            Act::Sign(Typed::Right, true),
            Act::Lock,
            Act::Unlock(Typed::Right),
            Act::Sign(Typed::Right, seeded.below(2) == 0),
        ]),
    }
    acts
}

/// Returns a sign-in and outages after it.
fn with_outages(seeded: &Seeded) -> Vec<Act> {
    let who = [0, 1, 1, 2][seeded.below(4)];
    let acts = [
        Act::SignIn(who, Typed::Right),
        outage(seeded),
        outage(seeded),
    ];
    acts.into()
}

fn outage(seeded: &Seeded) -> Act {
    Act::Outage(
        [Away::File, Away::Both][seeded.below(2)],
        [0, 1, 2, 6][seeded.below(4)],
        seeded.below(2) == 0,
    )
}

fn small(seeded: &Seeded, end: usize) -> u8 {
    u8::try_from(seeded.below(end)).expect("small")
}

/// Returns a number below `end`: mostly zero, so that more acts meet a session.
fn often_first(seeded: &Seeded, end: usize) -> u8 {
    if seeded.below(2) == 0 {
        0
    } else {
        small(seeded, end)
    }
}

/// Returns a fault, once in so many times.
fn fault(seeded: &Seeded, once_in: usize) -> Option<Interruption> {
    let is_faulty = seeded.below(once_in) == 0;
    is_faulty.then(|| Interruption {
        at: small(seeded, 16),
        fault: match seeded.below(4) {
            0 => Fault::Fails,
            1 => Fault::DiesBefore,
            2 => Fault::DiesAfter,
            _ => Fault::Rival(seeded.below(NAMES.len())),
        },
    })
}

fn step(seeded: &Seeded, computers: usize) -> Step {
    let fault = fault(seeded, 5);
    Step {
        computer: often_first(seeded, computers),
        window: often_first(seeded, WINDOWS),
        act: act(seeded),
        fault,
    }
}

fn typed(seeded: &Seeded) -> Typed {
    match seeded.below(8) {
        0 => Typed::Former,
        1 => Typed::Wrong(small(seeded, 10)),
        _ => Typed::Right,
    }
}

fn code(seeded: &Seeded) -> TypedCode {
    match seeded.below(8) {
        0..3 => TypedCode::Spent(small(seeded, 16)),
        3 | 4 => TypedCode::Recovery(small(seeded, 8)),
        _ => TypedCode::Reset,
    }
}

fn who(seeded: &Seeded) -> u8 {
    small(seeded, NAMES.len())
}

fn by(seeded: &Seeded) -> By {
    [By::Session, By::Owner][seeded.below(2)]
}

fn choice(seeded: &Seeded) -> Choice {
    let policies = [
        RegistrationPolicy::Closed,
        RegistrationPolicy::Approval,
        RegistrationPolicy::Open,
    ];
    match seeded.below(8) {
        0..3 => Choice::LockoutAfter([2, 3, 4][seeded.below(3)]),
        3 | 4 => Choice::StopAfter([5, 8][seeded.below(2)]),
        5 | 6 => Choice::Registration(policies[seeded.below(3)]),
        _ => Choice::LockMinutes(small(seeded, 3)),
    }
}

fn deed(seeded: &Seeded) -> Deed {
    match seeded.below(22) {
        0 | 1 => Deed::Roles(small(seeded, ROLES.len())),
        2 => Deed::Disable,
        3 | 4 => Deed::Enable,
        5 | 6 => Deed::StartReset,
        7 => Deed::RequirePassword,
        8 => Deed::EndSessions,
        9 => Deed::TwoStepOff,
        10 | 21 => Deed::Rename(who(seeded)),
        11 | 12 => Deed::Remove,
        13..16 => Deed::Add(small(seeded, ROLES.len())),
        16 | 17 => Deed::Approve,
        18 => Deed::EndParked,
        _ => Deed::Unlock,
    }
}

fn typed_pin(seeded: &Seeded) -> TypedPin {
    match seeded.below(5) {
        0..3 => TypedPin::Right,
        _ => TypedPin::One(small(seeded, PINS.len())),
    }
}

fn pin_act(seeded: &Seeded) -> PinAct {
    match seeded.below(12) {
        0..3 => PinAct::Set(typed(seeded), small(seeded, PINS.len())),
        3 => PinAct::Remove,
        4 => PinAct::Renew,
        5..9 => PinAct::Unlock(typed_pin(seeded)),
        // Mostly Ada and Bob, who have one.
        _ => PinAct::SignIn([0, 0, 2, 2, 1, 3][seeded.below(6)], typed_pin(seeded)),
    }
}

fn badge_act(seeded: &Seeded) -> BadgeAct {
    let number = small(seeded, BADGES.len());
    match seeded.below(8) {
        0..2 => BadgeAct::Set(typed(seeded), number),
        2 => BadgeAct::Remove,
        3..5 => BadgeAct::Unlock(number),
        5 => BadgeAct::Show(number),
        _ => BadgeAct::SignIn(number),
    }
}

fn act(seeded: &Seeded) -> Act {
    match seeded.below(107) {
        0..16 => {
            // Mostly Ada and Bob, so that some user is often signed in.
            let who = [0, 0, 0, 2, 2, 2, 1, 1, 3, 3, 4, 5][seeded.below(12)];
            Act::SignIn(who, typed(seeded))
        }
        16..19 => Act::SignIn(who(seeded), Typed::Wrong(small(seeded, 10))),
        19..25 => Act::SecondFactor(match seeded.below(6) {
            0 => Answer::WrongApp,
            1 => Answer::Code(code(seeded)),
            2 => Answer::App(-1),
            3 => Answer::App(1),
            _ => Answer::App(0),
        }),
        25..28 => Act::ChooseNew,
        28..35 => Act::Remember,
        35 => Act::SignOut,
        36..42 => Act::Restart,
        42..45 => Act::UseCopy(small(seeded, usize::from(COPIES) + 1)),
        45..48 => Act::Look,
        48 => Act::Confirm(typed(seeded)),
        49 => Act::ChangePassword(typed(seeded)),
        50..52 => Act::NewCodes,
        52 => Act::EndSessions,
        53..55 => Act::TwoStepOn,
        55 => Act::TwoStepOff,
        56..58 => Act::Recover(who(seeded), code(seeded)),
        58 => Act::FindUsername(who(seeded), code(seeded)),
        59..67 => Act::Admin(By::Session, who(seeded), deed(seeded)),
        67..71 => Act::Wait([1, 20, 31, 61, 121, 400, 1_000, 90_000][seeded.below(8)]),
        81..86 => Act::Admin(By::Owner, who(seeded), deed(seeded)),
        86..88 => Act::Set(by(seeded), choice(seeded)),
        88..90 => Act::Import(
            by(seeded),
            who(seeded),
            small(seeded, ROLES.len()),
            who(seeded),
        ),
        90..93 => Act::Register(who(seeded), who(seeded)),
        71..73 => Act::Lock,
        73..75 => Act::Sleep,
        75..81 => Act::Unlock(typed(seeded)),
        93..97 => Act::Pin(pin_act(seeded)),
        97..99 => Act::Badge(badge_act(seeded)),
        99..101 => Act::Approve(who(seeded), typed(seeded)),
        101 => Act::Spend(seeded.below(4) == 0),
        102..104 => Act::Parking(match seeded.below(4) {
            0 | 1 => ParkAct::Park,
            2 => ParkAct::Return(small(seeded, 2)),
            _ => ParkAct::Use(small(seeded, 2)),
        }),
        104..106 => Act::Sign(typed(seeded), seeded.below(3) > 0),
        _ => Act::SetBack([30, 3_600][seeded.below(2)]),
    }
}
