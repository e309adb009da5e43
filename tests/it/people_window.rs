//! People, activity and settings in the window, driven by what a screen reader sees.
