//! Where the cells of a CSV record stand in the text.

/// The reader tells where a record starts; where its cells end is found again for those few of
/// which something is to be said.
#[derive(Default)]
pub(crate) struct Scan {
    /// Where each cell ends.
    pub(crate) ends: Vec<usize>,
    /// Where a quotation begins that never ends.
    pub(crate) unclosed: Option<usize>,
}

impl Scan {
    /// Where the record at an offset really starts, past line ends before it, and its cells' ends.
    pub(crate) fn cells(text: &str, offset: usize) -> (usize, Self) {
        let bytes = text.as_bytes();
        let blank = bytes[offset..]
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'));
        let start = offset + blank.count();
        let mut scan = Self::default();
        let mut cell_start = start;
        let mut opened = None;
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            match byte {
                b'"' if opened.is_some() => opened = None,
                // A cell is quoted from its first byte on; a doubled mark inside opens it again.
                b'"' if at == cell_start
                    || (bytes[cell_start] == b'"' && bytes[at - 1] == b'"') =>
                {
                    opened = Some(cell_start);
                }
                b',' if opened.is_none() => {
                    scan.ends.push(at);
                    cell_start = at + 1;
                }
                b'\r' | b'\n' if opened.is_none() => {
                    scan.ends.push(at);
                    return (start, scan);
                }
                _ => {}
            }
        }
        scan.ends.push(bytes.len());
        scan.unclosed = opened;
        (start, scan)
    }
}
