//! What single sentences must give; whole documents are golden cases.
