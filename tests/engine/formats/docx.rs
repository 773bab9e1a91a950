//! .docx
