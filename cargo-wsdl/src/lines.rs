//! Text in lines that fit.

use std::io::{self, IsTerminal};

/// The most columns of a line, and those of what is not shown by a terminal.
const MOST: usize = 100;
/// The fewest.
const LEAST: usize = 40;

/// The columns that lines of the standard output may have: those of its terminal, within reason.
pub(crate) fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(MOST, |(columns, _)| {
        usize::from(columns.0).clamp(LEAST, MOST)
    })
}

/// The columns of documentation: as [`width`], save that what goes to a file or another program keeps a paragraph in one line, to be
/// searched and compared.
pub(crate) fn prose_width() -> usize {
    match io::stdout().is_terminal() {
        true => width(),
        false => usize::MAX,
    }
}

/// Pieces with a space between them, in lines of at most `width` columns where that can be; none is broken. The first line begins after
/// `before` columns, all others after `indent` spaces.
pub(crate) fn filled<'t>(
    pieces: impl IntoIterator<Item = &'t str>,
    (before, indent): (usize, usize),
    width: usize,
) -> String {
    let mut out = String::new();
    let mut column = before;
    for piece in pieces {
        let length = piece.chars().count();
        if out.is_empty() {
            column += length;
        } else if column + 1 + length > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent + length;
        } else {
            out.push(' ');
            column += 1 + length;
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn lines_are_filled() {
        let text = "one two three four";
        let words = || text.split(' ');
        assert_eq!(filled(words(), (0, 0), 9), "one two\nthree\nfour");
        assert_eq!(filled(words(), (6, 2), 10), "one\n  two\n  three\n  four");
        assert_eq!(filled(words(), (0, 0), 100), text);
        assert_eq!(filled(["unbreakable"], (4, 4), 6), "unbreakable");
        assert_eq!(filled([], (0, 0), 6), "");
    }
}
