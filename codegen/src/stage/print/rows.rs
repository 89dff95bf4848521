//! Rows: a brace macro with cells that fill the lines. Formatters leave such a macro alone, but for its indentation, which they judge by
//! its last line.

use crate::model::source::Rows;

/// How far cells are indented where they have lines of their own.
const INDENT: &str = "    ";

/// Lays rows out within a width; a cell is never broken.
pub(super) fn lines(rows: &Rows, width: usize) -> Vec<String> {
    if rows.cells.is_empty() {
        let space = if rows.open.ends_with('{') { "" } else { " " };
        return vec![format!("{}{space}{}", rows.open, rows.close)];
    }
    let line = format!("{} {} {}", rows.open, rows.cells.join(", "), rows.close);
    if line.chars().count() <= width {
        return vec![line];
    }
    let mut lines = vec![rows.open.clone()];
    let mut line = String::new();
    let mut columns = 0;
    for (i, cell) in rows.cells.iter().enumerate() {
        let comma = usize::from(i + 1 < rows.cells.len());
        let needs = cell.chars().count() + comma;
        if columns > 0 && columns + 1 + needs <= width {
            line.push(' ');
            columns += 1;
        } else {
            if columns > 0 {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(INDENT);
            columns = INDENT.len();
        }
        line.push_str(cell);
        line.push_str(&","[..comma]);
        columns += needs;
    }
    lines.push(line);
    lines.push(rows.close.clone());
    lines
}
