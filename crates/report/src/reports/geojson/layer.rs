//! A layer while it is being written: a feature a line, so that none but one is in memory.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::folder::Folder;
use crate::reports::source::RunRecord;

/// A FeatureCollection that is being written.
pub(super) struct Layer<'f> {
    folder: &'f mut Folder,
    file: String,
    writer: BufWriter<File>,
    features: u64,
}

/// The members before the features; `refuge` is a foreign member, as RFC 7946 allows.
#[derive(Serialize)]
struct Head<'a> {
    r#type: &'static str,
    name: &'a str,
    refuge: About<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
}

/// Which run the layer shows.
#[derive(Serialize)]
struct About<'a> {
    refuge_version: &'a str,
    scenario: &'a str,
    scenario_hash: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'a str>,
    seed: &'a Value,
    replicates: u32,
}

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    geometry: Value,
    properties: Map<String, Value>,
}

impl<'f> Layer<'f> {
    /// Begins the layer `name`.
    pub(super) fn create(
        folder: &'f mut Folder,
        name: &str,
        run: &RunRecord,
        bbox: Option<[f64; 4]>,
    ) -> Result<Self, Error> {
        let file = format!("{name}.geojson");
        let head = Head {
            r#type: "FeatureCollection",
            name,
            refuge: About {
                refuge_version: &run.refuge_version,
                scenario: &run.scenario,
                scenario_hash: &run.scenario_hash,
                title: &run.title,
                branch: run.branch.as_deref(),
                seed: &run.seed,
                replicates: run.replicates,
            },
            bbox,
        };
        let mut layer = Self {
            writer: BufWriter::new(folder.create(&file)?),
            folder,
            file,
            features: 0,
        };
        let begun = layer.begin(&head);
        layer.check(begun)?;
        Ok(layer)
    }

    /// Writes a feature.
    pub(super) fn add(
        &mut self,
        geometry: Option<Value>,
        properties: Map<String, Value>,
    ) -> Result<(), Error> {
        let feature = Feature {
            r#type: "Feature",
            geometry: geometry.unwrap_or(Value::Null),
            properties,
        };
        let added = self.push(&feature);
        self.check(added)
    }

    /// Completes the layer and takes note of its file.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let ended = self.writer.write_all(b"\n]}\n");
        let ended = ended.and_then(|()| self.writer.flush());
        self.check(ended)?;
        self.folder.add_file(&self.file, 0);
        Ok(())
    }

    fn begin(&mut self, head: &Head) -> io::Result<()> {
        let mut text = serde_json::to_vec(head)?;
        text.pop();
        text.extend(b",\"features\":[");
        self.writer.write_all(&text)
    }

    fn push(&mut self, feature: &Feature) -> io::Result<()> {
        let before: &[u8] = if self.features == 0 { b"\n" } else { b",\n" };
        self.features += 1;
        self.writer.write_all(before)?;
        Ok(serde_json::to_writer(&mut self.writer, feature)?)
    }

    fn check(&self, done: io::Result<()>) -> Result<(), Error> {
        done.map_err(|source| self.folder.unfinished(&self.file, source))
    }
}
