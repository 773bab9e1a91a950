//! File dialogs that a test answers for the user.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::mpsc;

use jiedu::ui::{FileDialogs, Picked};

/// Answers dialogs from a list; `asked` tells for each whether it was for a folder.
#[derive(Default)]
pub struct Answers {
    answers: RefCell<VecDeque<Picked>>,
    pub asked: Rc<RefCell<Vec<bool>>>,
}

impl Answers {
    pub fn new(answers: impl IntoIterator<Item = Picked>) -> Self {
        Self { answers: RefCell::new(answers.into_iter().collect()), ..Self::default() }
    }
}

impl FileDialogs for Answers {
    fn pick(&self, folder: bool, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        let (sender, receiver) = mpsc::channel();
        self.asked.borrow_mut().push(folder);
        sender.send(self.answers.borrow_mut().pop_front().expect("an answer")).unwrap();
        wake();
        receiver
    }
}
