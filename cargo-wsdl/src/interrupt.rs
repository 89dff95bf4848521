//! Ctrl-C: what is not finished is taken away, what is being put into its place gets there first, and one sentence says which it was.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How far the verb is; nobody but the one who holds it changes files.
static STATE: Mutex<State> = Mutex::new(State::Before);

enum State {
    /// Nothing was changed.
    Before,
    /// Files are in this folder, and not yet where they belong.
    Staged(PathBuf),
    /// Something is where it belongs: what, in words.
    Done(&'static str),
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Handles interrupts from now on.
pub(crate) fn handle() {
    // Where it cannot be, an interrupt leaves a folder whose name begins with a dot.
    let _ = ctrlc::set_handler(|| {
        let state = state();
        let what = match &*state {
            State::Before => "nothing was changed",
            State::Staged(folder) => {
                let _ = std::fs::remove_dir_all(folder);
                "nothing was changed"
            }
            State::Done(what) => what,
        };
        eprintln!("error: interrupted: {what}");
        std::process::exit(i32::from(crate::NO));
    });
}

/// A folder holds what is not yet where it belongs.
pub(crate) fn staged(folder: &Path) {
    *state() = State::Staged(folder.to_owned());
}

/// The folder is gone.
pub(crate) fn dropped() {
    if let Ok(mut state) = STATE.try_lock()
        && matches!(*state, State::Staged(_))
    {
        *state = State::Before;
    }
}

/// While it is held, an interrupt waits.
pub(crate) struct Finishing(MutexGuard<'static, State>);

/// Begins to put files where they belong.
pub(crate) fn finishing() -> Finishing {
    Finishing(state())
}

impl Finishing {
    /// They are there; what, in words.
    pub(crate) fn done(mut self, what: &'static str) {
        *self.0 = State::Done(what);
    }
}
