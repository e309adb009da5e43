//! Carries out what a flow asks for, without a window or threads.

use std::time::Duration;

use egui_authenticator::screen::Ask;
use egui_authenticator::screen::flow::Flow;
use egui_authenticator::service::Service;

/// Carries out requests and those that their replies lead to, until none is left.
pub fn settle(flow: &mut Flow, service: &Service, mut asks: Vec<Ask>, now: Duration) {
    while let Some(Ask { ticket, request }) = asks.pop() {
        asks.extend(flow.on_reply(ticket, service.handle(request), now));
    }
}
