//! locations.csv: the places by id, with what is known of them before the run.

use refuge_core::World;

use super::Run;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

/// Decimals of degrees: a tenth of a metre.
const DECIMALS_OF_DEGREES: usize = 6;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    locate(run.world, folder)
}

/// Writes the places of a world.
pub(crate) fn locate(world: &World, folder: &mut Folder) -> Result<(), Error> {
    let mut table = Table::create(folder, "locations", headings())?;
    for place in &world.places {
        let control = place.control.map(|side| side.0 as usize);
        let control = control.and_then(|side| world.sides.get(side));
        table.start_row()?;
        table.text(&place.id)?;
        table.text(&place.name)?;
        table.text(place.kind.word())?;
        table.text(place.country.code())?;
        table.text(&place.admin1)?;
        table.number(place.latitude, DECIMALS_OF_DEGREES)?;
        table.number(place.longitude, DECIMALS_OF_DEGREES)?;
        table.whole(place.population.into())?;
        table.number(place.capacity.map_or(f64::NAN, f64::from), 0)?;
        table.text(control.map_or("", String::as_str))?;
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    vec![
        Heading::new(
            "place",
            "text",
            "The id of the place, as in every other table. A row is a place.",
        ),
        Heading::new("name", "text", "The name of the place, in any script."),
        Heading::new(
            "kind",
            "text",
            "The kind of the place on the first day: town, camp, idp_camp, host, crossing, hub or marker.",
        ),
        Heading::new(
            "country",
            "text",
            "The country of the place, by ISO 3166-1 alpha-3.",
        ),
        Heading::new(
            "admin1",
            "text",
            "The first-level administrative unit of the place.",
        ),
        Heading::new("latitude", "degrees", "Degrees north, WGS 84."),
        Heading::new("longitude", "degrees", "Degrees east, WGS 84."),
        Heading::new(
            "population",
            "persons",
            "Residents before the first day; 0 where the scenario counts none.",
        ),
        Heading::new(
            "capacity",
            "persons",
            "Displaced persons it can shelter on the first day; empty where there is no limit.",
        ),
        Heading::new(
            "control",
            "text",
            "The side that holds it on the first day; empty where that does not matter.",
        ),
    ]
}
