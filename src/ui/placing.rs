//! Where the window stands when it comes back: on a screen that is there.
//!
//! In: where it stood, and the screens of now, all in pixels of the desktop. Out: where it is to stand instead, if nobody could reach it there: a
//! screen was taken away, or is smaller than it was.

use egui::{Pos2, Rect, pos2, vec2};

/// So much of the window's upper edge must be on a screen for a hand to get hold of it, in pixels.
const HANDLE: [f32; 2] = [120.0, 24.0];

/// Where a window is to stand so that it can be reached; `None` where it can be, or no screen is known.
#[must_use]
pub fn on_screen(window: Rect, screens: &[Rect]) -> Option<Pos2> {
    let edge = Rect::from_min_size(window.min, vec2(window.width(), HANDLE[1]));
    let can_be_reached = |screen: &Rect| {
        let shown = edge.intersect(*screen);
        // A window that is narrower than what a hand needs is reached by all of it.
        // Half a pixel is no difference.
        shown.width() + 0.5 >= HANDLE[0].min(window.width()) && shown.height() + 0.5 >= HANDLE[1]
    };
    if screens.iter().any(can_be_reached) {
        return None;
    }
    let away = |screen: &&Rect| screen.distance_sq_to_pos(window.center());
    let nearest = screens.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    // What is larger than the screen shows its upper left corner.
    let inside = |value: f32, from: f32, to: f32| value.min(to).max(from);
    let x = inside(window.left(), nearest.left(), nearest.right() - window.width());
    let y = inside(window.top(), nearest.top(), nearest.bottom() - window.height());
    Some(pos2(x, y))
}

/// Brings the window onto a screen that is there; the system knows the screens only once there is a window.
pub(super) fn bring_on_screen(creation: &eframe::CreationContext<'_>, wanted: Option<[f32; 2]>) {
    let Some(window) = creation.winit_window() else { return };
    #[expect(clippy::cast_precision_loss, reason = "pixels of a desktop")]
    let rect = |at: [i32; 2], size: [u32; 2]| Rect::from_min_size(pos2(at[0] as f32, at[1] as f32), vec2(size[0] as f32, size[1] as f32));
    let screens: Vec<Rect> = window
        .available_monitors()
        .map(|screen| rect([screen.position().x, screen.position().y], [screen.size().width, screen.size().height]))
        .collect();
    let size = window.outer_size();
    let Ok(mut position) = window.outer_position() else { return };
    let mut stands = rect([position.x, position.y], [size.width, size.height]);
    if let Some([x, y]) = wanted {
        // Not every system has moved it there yet.
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a desktop")]
        let scale = window.scale_factor() as f32;
        stands = Rect::from_min_size(pos2(x * scale, y * scale), stands.size());
    }
    if let Some(to) = on_screen(stands, &screens) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a desktop")]
        let whole = |value: f32| value.round() as i32;
        (position.x, position.y) = (whole(to.x), whole(to.y));
        window.set_outer_position(position);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};
    use proptest::prelude::*;

    use super::on_screen;

    fn rect(x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(w, h))
    }

    #[test]
    fn a_window_on_a_screen_that_vanished_comes_back() {
        let one = [rect(0.0, 0.0, 1920.0, 1080.0)];
        assert_eq!(on_screen(rect(2200.0, 100.0, 1280.0, 800.0), &one), Some(pos2(640.0, 100.0)));
        assert_eq!(on_screen(rect(-1500.0, -900.0, 1280.0, 800.0), &one), Some(pos2(0.0, 0.0)));
        assert_eq!(on_screen(rect(100.0, 1070.0, 1280.0, 800.0), &one), Some(pos2(100.0, 280.0)), "only its edge is seen");
        assert_eq!(on_screen(rect(3000.0, 0.0, 2560.0, 1440.0), &one), Some(pos2(0.0, 0.0)), "larger than the screen");
    }

    #[test]
    fn a_window_that_can_be_reached_stays() {
        let two = [rect(0.0, 0.0, 1920.0, 1080.0), rect(1920.0, 0.0, 1920.0, 1080.0)];
        assert_eq!(on_screen(rect(2200.0, 100.0, 1280.0, 800.0), &two), None);
        assert_eq!(on_screen(rect(-1000.0, 40.0, 1280.0, 800.0), &two), None, "half outside, as the user put it");
        assert_eq!(on_screen(rect(9000.0, 9000.0, 1280.0, 800.0), &[]), None, "no screen is known");
    }

    proptest! {
        #[test]
        fn wherever_it_stood_it_can_be_reached(x in -9000.0..9000.0f32, y in -9000.0..9000.0f32, w in 100.0..4000.0f32, h in 100.0..3000.0f32) {
            let screens = [rect(0.0, 0.0, 1280.0, 800.0), rect(-1920.0, 0.0, 1920.0, 1080.0)];
            let window = rect(x, y, w, h);
            let stands = on_screen(window, &screens).map_or(window, |to| Rect::from_min_size(to, window.size()));
            prop_assert!(on_screen(stands, &screens).is_none());
        }
    }
}
