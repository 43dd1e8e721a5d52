//! Whether tables are still as they were written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crc32fast::Hasher;

/// The CRC-32 of each file by its name, in hexadecimal.
pub(crate) type Checksums = BTreeMap<String, String>;

/// The checksums of some files of a folder, or the file that could not be read.
pub(crate) fn checksums(dir: &Path, files: &[String]) -> Result<Checksums, (String, io::Error)> {
    let of = |file: &String| match checksum(&dir.join(file)) {
        Ok(sum) => Ok((file.clone(), sum)),
        Err(error) => Err((file.clone(), error)),
    };
    files.iter().map(of).collect()
}

/// The files that are not what they were when these checksums were taken, or are gone.
pub(crate) fn changed(dir: &Path, then: &Checksums) -> Vec<String> {
    let is_changed = |(file, sum): &(&String, &String)| {
        checksum(&dir.join(file)).map_or(true, |now| now != **sum)
    };
    let changed = then.iter().filter(is_changed);
    changed.map(|(file, _)| file.clone()).collect()
}

fn checksum(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(format!("{:08x}", hasher.finalize())),
            bytes => hasher.update(&buffer[..bytes]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::out_with;

    #[test]
    fn files_that_were_edited_or_are_gone_are_told() {
        let (_dir, out) = out_with(&[("a.csv", "123456789"), ("b.csv", "b"), ("c.csv", "c")]);
        let files = ["a.csv", "b.csv", "c.csv"].map(String::from);
        let then = checksums(&out, &files).unwrap();
        assert_eq!(then["a.csv"], "cbf43926", "the check value of CRC-32");
        assert!(changed(&out, &then).is_empty());
        std::fs::write(out.join("b.csv"), "B").unwrap();
        std::fs::remove_file(out.join("c.csv")).unwrap();
        assert_eq!(changed(&out, &then), ["b.csv", "c.csv"]);
    }
}
