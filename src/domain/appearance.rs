//! Appearance choices of a user: theme, accent colour and zoom.

/// Light or dark theme; without a choice the program looks as its host app does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
    /// The one of the two that the system is set to.
    System,
}

impl ThemeChoice {
    /// Returns the stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }

    /// Parses the stored word; returns `None` if it is unknown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Light, Self::Dark, Self::System]
            .into_iter()
            .find(|choice| choice.as_str() == text)
    }
}

/// Whether what appears and moves is animated; without a choice the program follows the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Menus, dialogs and panels fade in.
    Full,
    /// Everything appears at once.
    Reduced,
}

impl Motion {
    /// Returns the stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Reduced => "reduced",
        }
    }

    /// Parses the stored word; returns `None` if it is unknown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Full, Self::Reduced]
            .into_iter()
            .find(|motion| motion.as_str() == text)
    }
}

/// Colour of primary buttons, links and the focus ring, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(pub [u8; 3]);

impl Accent {
    /// Parses a colour as in HTML, such as `#1D5BB8`; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Returns the colour as in HTML, in the form that [`Accent::parse`] reads.
    #[must_use]
    #[doc(hidden)]
    pub fn to_html(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Zoom level in percent; 100 is the default size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zoom(u16);

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl Zoom {
    /// Lowest and highest zoom level, in percent.
    const RANGE: std::ops::RangeInclusive<u16> = 20..=500;

    /// Returns the level nearest to a factor, where 1 is the default size.
    #[must_use]
    pub fn of_factor(factor: f32) -> Self {
        let (least, most) = (*Self::RANGE.start(), *Self::RANGE.end());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between the least and the most"
        )]
        let percent = (factor * 100.0).round().clamp(least.into(), most.into()) as u16;
        Self(percent)
    }

    /// Returns the factor, where 1 is the default size.
    #[must_use]
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// Returns the stored form.
    #[must_use]
    pub fn to_text(self) -> String {
        self.0.to_string()
    }

    /// Parses the stored form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let percent = text.parse().ok()?;
        Self::RANGE.contains(&percent).then_some(Self(percent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_as_in_html() {
        assert_eq!(Accent::parse("#1D5Bb8"), Some(Accent([0x1d, 0x5b, 0xb8])));
        assert_eq!(Accent([0x1d, 0x5b, 0x08]).to_html(), "#1d5b08");
        for text in [
            "", "#", "1d5bb8", "#1d5bb", "#1d5bb8f", "#1d5bbg", "#+d5bb8", "blue",
        ] {
            assert_eq!(Accent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_size_is_read_as_it_was_stored_and_stays_within_what_can_be_used() {
        for (factor, text) in [(1.0, "100"), (1.1, "110"), (0.0, "20"), (99.0, "500")] {
            let zoom = Zoom::of_factor(factor);
            assert_eq!(zoom.to_text(), text);
            assert_eq!(Zoom::parse(text), Some(zoom));
        }
        for text in ["", "19", "501", "-1", "1.5", "large"] {
            assert_eq!(Zoom::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_choice_is_read_as_it_was_stored() {
        for choice in [ThemeChoice::Light, ThemeChoice::Dark] {
            assert_eq!(ThemeChoice::parse(choice.as_str()), Some(choice));
        }
        assert_eq!(ThemeChoice::parse("plaid"), None);
    }
}
