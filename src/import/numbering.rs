//! How automatic numbers are written: a value and a number format in, the number as the office would print it out.
