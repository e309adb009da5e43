//! A connection to the server with faults: refused, stalled, one way only, cut or slow.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What becomes of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// Every connection is closed.
    Refuse,
    /// Nothing is passed on, and nothing is closed.
    Stall,
    /// The same, of so many connections that were made first.
    StallFirst(usize),
    /// Nothing comes back from the server.
    OneWay,
    /// Nothing more is passed on or closed after this many bytes from the server, as if the program had disappeared.
    HoldAfter(usize),
    /// Everything is closed after this many bytes to the server.
    CutAfter(usize),
    /// One connection is closed after this many bytes to the server, and the next one works.
    CutOnceAfter(usize),
    /// Everything is this late.
    Delay(Duration),
    /// Of connections that are made meanwhile, notifications do not arrive, as behind a pooler.
    Mute,
}

/// Passes connections on to a port of this computer.
pub struct Proxy {
    port: u16,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    fault: Fault,
    /// How many connections were made.
    count: usize,
    streams: Vec<TcpStream>,
    /// What programs have sent.
    sent: Vec<u8>,
    /// How often something was sent after something had come back.
    turns: usize,
    is_answered: bool,
}

impl Shared {
    fn turn(&mut self, is_to_server: bool) {
        self.turns += usize::from(is_to_server && self.is_answered);
        self.is_answered = !is_to_server;
    }

    fn close(&mut self) {
        for stream in self.streams.drain(..) {
            // It may be closed already.
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

fn locked(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Proxy {
    /// Starts a proxy in front of a port.
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Mutex::new(Shared {
            fault: Fault::None,
            count: 0,
            streams: Vec::new(),
            sent: Vec::new(),
            turns: 0,
            is_answered: true,
        }));
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                accept(client, server, &accepting);
            }
        });
        Self { port, shared }
    }

    /// Returns its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the address of the server with that of the proxy in its place.
    pub fn address(&self, address: &str) -> String {
        let (login, rest) = address.split_once('@').expect("a login");
        let (_, database) = rest.split_once('/').expect("a database");
        format!("{login}@127.0.0.1:{}/{database}", self.port)
    }

    /// From now on this becomes of the bytes.
    pub fn set(&self, fault: Fault) {
        let mut shared = locked(&self.shared);
        shared.fault = fault;
        if fault == Fault::Refuse {
            shared.close();
        }
    }

    /// Returns how many connections were made.
    pub fn count(&self) -> usize {
        locked(&self.shared).count
    }

    /// Returns how many round trips were made over one connection.
    pub fn turns(&self) -> usize {
        locked(&self.shared).turns
    }

    /// Returns everything that programs have sent so far.
    pub fn sent(&self) -> Vec<u8> {
        locked(&self.shared).sent.clone()
    }
}

fn accept(client: TcpStream, server: u16, shared: &Arc<Mutex<Shared>>) {
    if locked(shared).fault == Fault::Refuse {
        return;
    }
    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, server)) else {
        return;
    };
    let number = locked(shared).count;
    locked(shared).count += 1;
    let copy = |stream: &TcpStream| stream.try_clone().expect("a copy");
    for (from, to, is_to_server) in [
        (copy(&client), copy(&server), true),
        (copy(&server), copy(&client), false),
    ] {
        let shared = Arc::clone(shared);
        thread::spawn(move || pump((from, to), (number, is_to_server), &shared));
    }
    for stream in [client, server] {
        stream.set_nodelay(true).expect("set");
        locked(shared).streams.push(stream);
    }
}

/// Passes on what comes from one stream to another one, of the connection of this number.
fn pump(
    (mut from, mut to): (TcpStream, TcpStream),
    (number, is_to_server): (usize, bool),
    shared: &Mutex<Shared>,
) {
    let mut buffer = [0; 4096];
    let is_mute = !is_to_server && locked(shared).fault == Fault::Mute;
    let mut unread = Vec::new();
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        while holds_back(locked(shared).fault, number, is_to_server) {
            thread::sleep(Duration::from_millis(5));
        }
        if let Fault::Delay(delay) = locked(shared).fault {
            thread::sleep(delay);
        }
        locked(shared).turn(is_to_server);
        let passed = passed(count, is_to_server, shared);
        if is_to_server {
            locked(shared).sent.extend_from_slice(&buffer[..passed]);
        }
        unread.extend_from_slice(&buffer[..passed]);
        let out = if is_mute {
            without_notifications(&mut unread)
        } else {
            std::mem::take(&mut unread)
        };
        if to.write_all(&out).is_err() || passed < count {
            break;
        }
    }
    if matches!(locked(shared).fault, Fault::HoldAfter(_)) {
        return;
    }
    drop(from.shutdown(Shutdown::Both));
    drop(to.shutdown(Shutdown::Both));
}

/// Takes the whole messages, and returns those that are no notifications.
fn without_notifications(unread: &mut Vec<u8>) -> Vec<u8> {
    let mut kept = Vec::new();
    while let [kind, a, b, c, d, ..] = unread[..] {
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).expect("small") + 1;
        if unread.len() < length {
            break;
        }
        let message = unread.drain(..length);
        if kind != b'A' {
            kept.extend(message);
        }
    }
    kept
}

fn holds_back(fault: Fault, number: usize, is_to_server: bool) -> bool {
    match fault {
        Fault::Stall => true,
        Fault::StallFirst(count) => number < count,
        Fault::OneWay | Fault::HoldAfter(0) => !is_to_server,
        _ => false,
    }
}

/// Returns how many of the bytes are passed on.
fn passed(count: usize, is_to_server: bool, shared: &Mutex<Shared>) -> usize {
    let mut shared = locked(shared);
    match &mut shared.fault {
        Fault::CutAfter(left) if is_to_server => {
            let passed = count.min(*left);
            *left -= passed;
            passed
        }
        Fault::HoldAfter(left) if !is_to_server => {
            *left = left.saturating_sub(count);
            count
        }
        // What the server answers to what came before the cut does not arrive.
        Fault::CutAfter(0) => 0,
        Fault::CutOnceAfter(left) => {
            let passed = if is_to_server || *left == 0 {
                count.min(*left)
            } else {
                count
            };
            if is_to_server {
                *left -= passed;
            }
            if passed < count {
                shared.fault = Fault::None;
            }
            passed
        }
        _ => count,
    }
}
