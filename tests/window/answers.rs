//! File dialogs that a test answers for the user.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::mpsc;

use jiedu::ui::{FileDialogs, Picked};

/// Answers dialogs from a list, and leaves those after it open; `asked` tells for each that opens whether it was for a folder.
#[derive(Default)]
pub struct Answers {
    answers: RefCell<VecDeque<Picked>>,
    pub asked: Rc<RefCell<Vec<bool>>>,
    open: RefCell<Vec<mpsc::Sender<Picked>>>,
}

impl Answers {
    pub fn new(answers: impl IntoIterator<Item = Picked>) -> Self {
        Self { answers: RefCell::new(answers.into_iter().collect()), ..Self::default() }
    }
}

impl FileDialogs for Answers {
    fn pick(&self, folder: bool, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        self.asked.borrow_mut().push(folder);
        self.answer(&*wake)
    }

    fn save(&self, _name: &str, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        self.answer(&*wake)
    }
}

impl Answers {
    fn answer(&self, wake: &dyn Fn()) -> mpsc::Receiver<Picked> {
        let (sender, receiver) = mpsc::channel();
        match self.answers.borrow_mut().pop_front() {
            Some(answer) => sender.send(answer).unwrap(),
            None => self.open.borrow_mut().push(sender),
        }
        wake();
        receiver
    }
}
