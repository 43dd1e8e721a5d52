//! What the page says, literally.
