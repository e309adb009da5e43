//! The moving picture of the README: set-up, sign-in, users and the lock, as an animated PNG.

use std::fs::File;
use std::io::{BufReader, BufWriter};

use egui::Theme;
use egui::accesskit::Role;
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::{RgbImage, imageops};
use libtest_mimic::Failed;
use png::{BitDepth, BlendOp, ColorType, Compression, Decoder, DisposeOp, Encoder, Filter};

use crate::alone::{Alone, alone};
use crate::scene::{WIDE, find};

/// The file that the README shows.
pub const FILE: &str = "assets/pictures/tour.png";
/// The most bytes that it may have.
const MOST_BYTES: u64 = 1_000_000;
/// How much a colour may differ.
const TOLERANCE: u8 = 24;
/// How many values of a picture may differ by more.
const MOST_DIFFERENT: usize = 300;
/// How long a picture in which text is typed is shown, in milliseconds.
const TYPING: u16 = 180;
/// How long a picture is shown that is to be looked at, in milliseconds.
const LOOKING: u16 = 1_800;
/// How long it takes until a click shows its effect, in milliseconds.
const CLICKING: u16 = 600;

type Window = Harness<'static, Alone>;

/// The pictures and how long each is shown.
#[derive(Default)]
struct Film {
    frames: Vec<(RgbImage, u16)>,
}

impl Film {
    fn shoot(&mut self, window: &mut Window, milliseconds: u16) -> Result<(), String> {
        let picture = image::DynamicImage::from(window.render()?).into_rgb8();
        self.frames.push((picture, milliseconds));
        Ok(())
    }

    /// Types into the field with this label, six letters in each picture.
    fn fill(&mut self, window: &mut Window, label: &str, text: &str) -> Result<(), String> {
        let field = |window: &Window| {
            let is_field = |role| matches!(role, Role::TextInput | Role::PasswordInput);
            window
                .get_by(|node| is_field(node.role()) && node.label().as_deref() == Some(label))
                .focus();
        };
        field(window);
        window.run_steps(2);
        let letters: Vec<char> = text.chars().collect();
        for part in letters.chunks(6) {
            let part: String = part.iter().collect();
            window.event(egui::Event::Text(part));
            window.run_steps(1);
            self.shoot(window, TYPING)?;
        }
        Ok(())
    }

    /// Writes what changes from picture to picture.
    fn save(&self, file: &str) -> Result<(), Failed> {
        let (width, height) = self.frames[0].0.dimensions();
        let file = BufWriter::new(File::create(file)?);
        let mut encoder = Encoder::new(file, width, height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::Adaptive);
        encoder.set_animated(u32::try_from(self.frames.len())?, 0)?;
        let mut writer = encoder.write_header()?;
        let mut last: Option<&RgbImage> = None;
        for (picture, milliseconds) in &self.frames {
            let (x, y, width, height) = changed(last, picture);
            // Neither may leave the picture at any moment.
            writer.reset_frame_position()?;
            writer.set_frame_dimension(width, height)?;
            writer.set_frame_position(x, y)?;
            writer.set_frame_delay(*milliseconds, 1_000)?;
            writer.set_blend_op(BlendOp::Source)?;
            writer.set_dispose_op(DisposeOp::None)?;
            let part = imageops::crop_imm(picture, x, y, width, height).to_image();
            writer.write_image_data(&part)?;
            last = Some(picture);
        }
        writer.finish()?;
        Ok(())
    }

    /// Fails if the file shows other pictures.
    fn is_in(&self, file: &str) -> Result<(), Failed> {
        let mut reader = Decoder::new(BufReader::new(File::open(file)?)).read_info()?;
        let frames = reader
            .info()
            .animation_control()
            .map(|control| control.num_frames);
        if frames != Some(u32::try_from(self.frames.len())?) {
            return Err(format!("{file} has another number of pictures: {frames:?}").into());
        }
        let mut stored = self.frames[0].0.clone();
        for (at, (drawn, _)) in self.frames.iter().enumerate() {
            let mut part = vec![
                0;
                reader
                    .output_buffer_size()
                    .ok_or("the picture is too large")?
            ];
            let info = reader.next_frame(&mut part)?;
            part.truncate(info.buffer_size());
            let place = reader
                .info()
                .frame_control()
                .ok_or("the file has no frames")?;
            let (x, y) = (i64::from(place.x_offset), i64::from(place.y_offset));
            let part = RgbImage::from_raw(info.width, info.height, part);
            imageops::replace(&mut stored, &part.ok_or("a picture is not complete")?, x, y);
            let pairs = stored.as_raw().iter().zip(drawn.as_raw());
            let different = pairs.filter(|pair| !look_alike(*pair)).count();
            if different > MOST_DIFFERENT {
                return Err(format!("picture {at} of {file} differs: {different}").into());
            }
        }
        Ok(())
    }
}

/// Returns whether two colours look alike: processors round differently.
fn look_alike((stored, drawn): (&u8, &u8)) -> bool {
    stored.abs_diff(*drawn) <= TOLERANCE
}

/// Returns the smallest rectangle that holds every difference: left, top, width and height.
fn changed(last: Option<&RgbImage>, picture: &RgbImage) -> (u32, u32, u32, u32) {
    let Some(last) = last else {
        return (0, 0, picture.width(), picture.height());
    };
    let differs = picture
        .enumerate_pixels()
        .filter(|(x, y, pixel)| last.get_pixel(*x, *y) != *pixel);
    let bounds = differs.fold(None, |bounds, (x, y, _)| {
        let (left, top, right, bottom) = bounds.unwrap_or((x, y, x, y));
        Some((left.min(x), top.min(y), right.max(x), bottom.max(y)))
    });
    let (left, top, right, bottom) = bounds.unwrap_or((0, 0, 0, 0));
    (left, top, right - left + 1, bottom - top + 1)
}

fn open(state: &str, theme: Theme) -> Result<Window, String> {
    alone(find(state)?, theme, Language::English, WIDE)
}

fn film() -> Result<Film, String> {
    let mut film = Film::default();
    let mut window = open("Set up", Theme::Light)?;
    film.shoot(&mut window, LOOKING)?;
    film.fill(&mut window, "Full name", "Maya Okafor")?;
    film.shoot(&mut window, CLICKING)?;
    film.shoot(&mut open("Recovery codes", Theme::Light)?, LOOKING)?;
    let mut window = open("Sign in", Theme::Light)?;
    film.shoot(&mut window, CLICKING)?;
    film.fill(&mut window, "Username or e-mail", "mokafor")?;
    film.fill(&mut window, "Password", "eleven green bottles")?;
    film.shoot(&mut window, CLICKING)?;
    film.shoot(&mut open("Sign in: busy", Theme::Light)?, CLICKING)?;
    film.shoot(&mut open("A page of text", Theme::Light)?, LOOKING)?;
    film.shoot(&mut open("Users: a shop", Theme::Light)?, LOOKING)?;
    film.shoot(&mut open("Users: details", Theme::Light)?, LOOKING)?;
    film.shoot(&mut open("Locked", Theme::Light)?, LOOKING)?;
    Ok(film)
}

/// Draws the film, and stores it if snapshots are updated. Fails if the stored one shows something else.
pub fn matches() -> Result<(), Failed> {
    let film = film()?;
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        film.save(FILE)?;
    }
    let size = std::fs::metadata(FILE)?.len();
    if size >= MOST_BYTES {
        return Err(format!("{FILE} has {size} bytes").into());
    }
    film.is_in(FILE)
}
