//! Another program, run to its end: how long it took, and what it cost.

use std::{
    fs::{self, File},
    io::{Read, Seek},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// Bytes that are taken of its output at a time.
const STEP: usize = 256 * 1024;

/// Between two looks at its memory. The system keeps the peak itself, so that only the last growth can be missed.
const LOOK: Duration = Duration::from_millis(5);

/// What a program cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Seconds by the clock.
    pub(crate) wall: f64,
    /// Seconds on a processor, of all its threads and of the children that it waited for.
    pub(crate) processor: f64,
    /// The most memory that it had, in KiB.
    pub(crate) peak_kib: u64,
}

impl Cost {
    /// One after the other.
    pub(crate) fn then(self, next: Self) -> Self {
        Self {
            wall: self.wall + next.wall,
            processor: self.processor + next.processor,
            peak_kib: self.peak_kib.max(next.peak_kib),
        }
    }

    pub(crate) fn peak_mib(self) -> f64 {
        self.peak_kib as f64 / 1024.0
    }
}

/// Runs a command; `taken` is given its output as it comes.
///
/// # Errors
/// Where it cannot be run or fails, with its own words.
pub(crate) fn run(command: &mut Command, taken: impl FnMut(&[u8])) -> Result<Cost, String> {
    run_to(&[0], command, taken)
}

/// The same, where other codes than 0 are no failure.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_to(
    codes: &[i32],
    command: &mut Command,
    mut taken: impl FnMut(&[u8]),
) -> Result<Cost, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |what: &dyn std::fmt::Display| format!("{name}: {what}");
    let mut words = tempfile::tempfile().map_err(|error| failed(&error))?;
    let stderr = words.try_clone().map_err(|error| failed(&error))?;
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(stderr).spawn().map_err(|error| failed(&error))?;
    let watched = Watched::begin(child.id());
    let mut bytes = vec![0; STEP];
    let mut output = child.stdout.take();
    while let Some(output) = &mut output {
        match output.read(&mut bytes).map_err(|error| failed(&error))? {
            0 => break,
            read => taken(&bytes[..read]),
        }
    }
    let processor = ended(&mut child).map_err(|error| failed(&error))?;
    let wall = begun.elapsed().as_secs_f64();
    let peak_kib = watched.end();
    let status = child.wait().map_err(|error| failed(&error))?;
    if status.code().is_some_and(|code| codes.contains(&code)) {
        return Ok(Cost { wall, processor, peak_kib });
    }
    let _ = words.rewind();
    Err(failed(&format!("{status}\n{}", all(words))))
}

/// Waits until it has ended, but leaves it to be waited for: its figures are there until then.
fn ended(child: &mut Child) -> Result<f64, std::io::Error> {
    waitid(WaitId::Pid(Pid::from_child(child)), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)?;
    Ok(processor(child.id()))
}

fn all(mut file: File) -> String {
    let mut text = String::new();
    let _ = file.read_to_string(&mut text);
    text
}

/// Seconds that a process, and the children that it waited for, were on a processor: proc(5), `stat`, the fields 14 to
/// 17, in hundredths.
pub(crate) fn processor(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in brackets may hold spaces; the third field comes after it.
    let fields = stat.rsplit_once(") ").map(|(_, fields)| fields).unwrap_or_default();
    let hundredths: u64 =
        fields.split(' ').skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    hundredths as f64 / 100.0
}

/// The most memory that a process has had, in KiB; none once it has ended.
pub(crate) fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// A process whose memory a thread looks at.
struct Watched {
    stop: mpsc::Sender<()>,
    looks: thread::JoinHandle<u64>,
}

impl Watched {
    fn begin(process: u32) -> Self {
        let (stop, stopped) = mpsc::channel();
        let looks = thread::spawn(move || {
            let mut most = 0;
            loop {
                most = peak(process).unwrap_or_default().max(most);
                if stopped.recv_timeout(LOOK) != Err(mpsc::RecvTimeoutError::Timeout) {
                    return most;
                }
            }
        });
        Self { stop, looks }
    }

    fn end(self) -> u64 {
        drop(self.stop);
        self.looks.join().unwrap_or_default()
    }
}
