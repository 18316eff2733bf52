//! Those who write and those who read while the primary goes: each asks one instance, and the other where that fails, as a
//! load balancer does.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::Value;

/// How long a client waits for an answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a writer pauses after a failure on both instances.
const PAUSE: Duration = Duration::from_millis(50);

/// What readers ask for.
const QUERY: &str = r#"{"query":"{ documents(first: 20) { totalCount nodes { id sha256 mediaType } } }"}"#;

/// What all of them know.
pub(super) struct Load {
    pub(super) instances: Vec<String>,
    pub(super) key: String,
    stop: AtomicBool,
    next: AtomicU32,
    /// The hashes of the documents that were acknowledged, and when.
    acknowledged: Mutex<Vec<(Instant, String)>>,
    reads: Mutex<Reads>,
}

/// What readers met.
#[derive(Default)]
pub(super) struct Reads {
    /// How many were answered.
    pub(super) answered: u64,
    /// How many an instance failed, and the other answered.
    pub(super) elsewhere: u64,
    /// How many both failed.
    pub(super) failed: u64,
    /// The longest time that a reader waited from one answer to the next.
    pub(super) longest: Duration,
}

impl Load {
    pub(super) fn new(instances: Vec<String>, key: String) -> Arc<Self> {
        Arc::new(Self {
            instances,
            key,
            stop: AtomicBool::new(false),
            next: AtomicU32::new(0),
            acknowledged: Mutex::default(),
            reads: Mutex::default(),
        })
    }

    /// Begins so many writers and readers on each instance.
    pub(super) fn begin(self: &Arc<Self>, writers: usize, readers: usize) -> Vec<JoinHandle<()>> {
        let mut threads = Vec::new();
        for place in 0..self.instances.len() {
            threads.extend((0..writers).map(|_| self.thread(move |load| load.write(place))));
            threads.extend((0..readers).map(|_| self.thread(move |load| load.read(place))));
        }
        threads
    }

    fn thread(self: &Arc<Self>, work: impl FnOnce(&Self) + Send + 'static) -> JoinHandle<()> {
        let load = Arc::clone(self);
        thread::spawn(move || work(&load))
    }

    /// Ends all.
    pub(super) fn end(&self, threads: Vec<JoinHandle<()>>) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in threads {
            let _ = thread.join();
        }
    }

    /// The hashes that were acknowledged by now, each with its moment.
    pub(super) fn acknowledged(&self) -> Vec<(Instant, String)> {
        self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What readers have met by now.
    pub(super) fn reads(&self) -> std::sync::MutexGuard<'_, Reads> {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    /// Writes one document after the other, each until it is acknowledged. A document is known by its bytes: sent twice it
    /// is one.
    fn write(&self, mut place: usize) {
        let agent = agent();
        while self.goes_on() {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let text = format!("Note numéro {number}.\n");
            while self.goes_on() {
                let url = format!("{}/documents?territory=99", self.instances[place]);
                let sent =
                    agent.post(url).header("authorization", format!("Bearer {}", self.key)).send(&text);
                // No opinion: it is kept, and said so.
                let kept = sent.ok().filter(|answer| matches!(answer.status().as_u16(), 200 | 422));
                let told = kept.and_then(|mut answer| answer.body_mut().read_json::<Value>().ok());
                if let Some(hash) = told.as_ref().and_then(|told| told["sha256"].as_str()) {
                    let mut all = self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner);
                    all.push((Instant::now(), hash.to_owned()));
                    break;
                }
                place = (place + 1) % self.instances.len();
                thread::sleep(PAUSE);
            }
        }
    }

    fn read(&self, place: usize) {
        let agent = agent();
        let mut last = Instant::now();
        while self.goes_on() {
            let mut tries = 0;
            let answered = (0..self.instances.len()).any(|step| {
                tries += 1;
                answers(&agent, &self.instances[(place + step) % self.instances.len()])
            });
            let mut reads = self.reads();
            if answered {
                reads.answered += 1;
                reads.elsewhere += u64::from(tries > 1);
                reads.longest = reads.longest.max(last.elapsed());
                last = Instant::now();
            } else {
                reads.failed += 1;
            }
        }
        let mut reads = self.reads();
        reads.longest = reads.longest.max(last.elapsed());
    }
}

fn agent() -> ureq::Agent {
    let settings = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    settings.build().into()
}

/// Whether an instance answers a query without an error.
fn answers(agent: &ureq::Agent, instance: &str) -> bool {
    let sent =
        agent.post(format!("{instance}/graphql")).header("content-type", "application/json").send(QUERY);
    let answered = sent.ok().filter(|answer| answer.status() == 200);
    let told = answered.and_then(|mut answer| answer.body_mut().read_json::<Value>().ok());
    told.is_some_and(|told| told.get("errors").is_none() && told["data"].is_object())
}
