//! flood_level.csv: the flood level of each location, a row a day.

use std::sync::Arc;

use refuge_core::Day;
use refuge_core::event::{Change, Event};
use refuge_core::place::PlaceId;
use refuge_core::settings::{self, Settings};

use super::daily::Daily;
use super::happening::in_places;
use super::location::Kind;
use super::locations::Locations;
use super::settings::Ways;
use crate::problem::{Problem, Problems};
use crate::source::Source;

pub(super) const FILE: &str = "input_csv/flood_level.csv";

/// What the levels are read against.
pub(super) struct Reader<'r> {
    pub(super) locations: &'r Locations,
    pub(super) settings: &'r Settings,
    pub(super) ways: &'r Ways,
    /// The days of the run.
    pub(super) days: usize,
}

/// The level of each location on each day; none where it has no column.
type Levels = Vec<Vec<u32>>;

impl Reader<'_> {
    /// The floods as events, one for each change of a level.
    pub(super) fn read(&self, source: Arc<Source>, problems: &mut Problems) -> Vec<Event> {
        let forecast_days = forecast_days(&self.settings.floods, self.days);
        let days = self.days.max(forecast_days);
        let Some(table) = Daily::read(source, days, problems) else {
            return Vec::new();
        };
        let levels = self.levels(&table, days, problems);
        self.check_lists(&levels, problems);
        self.check_forecast(&levels, forecast_days, problems);
        self.tell_later(&levels, problems);
        let events = levels.iter().zip(0..).flat_map(|(levels, place)| {
            changes(levels.iter().take(self.days)).map(move |(day, level)| {
                let place = vec![PlaceId(place)];
                in_places(day, Change::Flood(level), place)
            })
        });
        events.collect()
    }

    fn levels(&self, table: &Daily, days: usize, problems: &mut Problems) -> Levels {
        let mut levels: Levels = vec![Vec::new(); self.locations.list.len()];
        for column in table.columns() {
            if !self.locations.has(column.name.text) {
                problems.add(self.locations.unread(column.name, "column"));
            }
            let cells = table.cells(&column, "flood_level", days);
            let level = cells.map_while(|cell| problems.keep(cell.amount()));
            let column_levels: Vec<u32> = level.map(|level| level as u32).collect();
            for place in self.locations.named(column.name.text) {
                levels[place.index()].clone_from(&column_levels);
            }
        }
        levels
    }

    /// To find the value of a level, Flee also looks at the entry after it.
    fn check_lists(&self, levels: &Levels, problems: &mut Problems) {
        let highest = levels.iter().flatten().copied().max().unwrap_or(0);
        let mut places = self.locations.list.iter();
        let has_zones = places.any(|place| place.kind == Kind::FloodZone);
        let is_flooded = highest > 0;
        // Their absence is told as that of the section.
        let has_rules = self.ways.has_flood_rules();
        let Settings { floods, onset, .. } = self.settings;
        let lists = [
            (DISPLACED, &onset.per_flood_day, is_flooded),
            (LEAVE, &floods.leave, has_rules && is_flooded),
            (
                WEIGHT,
                &floods.weight,
                has_rules && (is_flooded || has_zones),
            ),
        ];
        for (path, list, is_needed) in lists {
            let needed = highest as usize + 2;
            if is_needed && list.len() < needed {
                let problem = too_short(path, list.len(), &format!("flood levels up to {highest} need {needed}"))
                    .help("The first entry is for level 0; after that of the highest level Flee needs one more.");
                problems.add(self.ways.blame(&[path], problem));
            }
        }
    }

    fn check_forecast(&self, levels: &Levels, forecast_days: usize, problems: &mut Problems) {
        let last_flooded = |levels: &Vec<u32>| {
            let forecast = &levels[..forecast_days.min(levels.len())];
            forecast.iter().rposition(|&level| level > 0)
        };
        let weights = self.settings.floods.forecast_weights.len();
        let last = levels.iter().filter_map(last_flooded).max();
        if let Some(last) = last.filter(|last| weights <= *last) {
            let problem = too_short(FORECAST, weights, &format!("a flood is forecast for day {last}"))
                .help("Give an entry for every day from day 0 on: to Flee, the list goes by the day, not by how far ahead it is.");
            problems.add(self.ways.blame(&[FORECAST], problem));
        }
    }

    /// A forecast may reach beyond the run, where there are no events.
    fn tell_later(&self, levels: &Levels, problems: &mut Problems) {
        let turns_later = |levels: &Vec<u32>| {
            let later = levels.iter().skip(self.days.saturating_sub(1));
            later.clone().zip(later.skip(1)).any(|(a, b)| a != b)
        };
        if let Some(place) = levels.iter().position(turns_later) {
            let name = &self.locations.list[place].name;
            problems.add(self.ways.blame(&[FORECAST_END], Problem::warning(format!(
                "The forecast reaches beyond the run, where floods change in `{name}` first; here people expect the levels of the last day."
            ))));
        }
    }
}

const DISPLACED: &str = "spawn_rules.flood_driven_spawn_mode.displaced_per_flood_day";
const LEAVE: &str = "move_rules.flood_rules.flood_movechances";
const WEIGHT: &str = "move_rules.flood_rules.flood_loc_weights";
const FORECAST: &str = "move_rules.flood_rules.flood_forecaster_weights";
const FORECAST_END: &str = "move_rules.flood_rules.flood_forecaster_end_time";

fn too_short(path: &str, entries: usize, but: &str) -> Problem {
    let key = path.rsplit('.').next().unwrap_or(path);
    Problem::error(format!("`{key}` has {entries} entries, but {but}."))
}

/// The days on which a level is another one than on the day before.
fn changes<'l>(levels: impl Iterator<Item = &'l u32>) -> impl Iterator<Item = (Day, u32)> {
    let days = levels.zip(0..);
    let changed = days.scan(0, |before, (&level, day)| {
        let change = (level != *before).then_some((day, level));
        *before = level;
        Some(change)
    });
    changed.flatten()
}

/// Days from the first that a forecast in a run of so many days tells of.
fn forecast_days(floods: &settings::Floods, days: usize) -> usize {
    if floods.forecast_days < 2 {
        return 0;
    }
    (days + floods.forecast_days as usize).min(floods.forecast_until as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_of_a_level_are_told() {
        let told = |levels: &[u32]| changes(levels.iter()).collect::<Vec<_>>();
        assert_eq!(told(&[0, 0, 1, 1, 3, 0]), [(2, 1), (4, 3), (5, 0)]);
        assert_eq!(told(&[2]), [(0, 2)]);
        assert!(told(&[]).is_empty());
    }

    #[test]
    fn a_forecast_knows_the_days_up_to_its_end() {
        let days = |timescale, until| {
            let floods = settings::Floods {
                forecast_days: timescale,
                forecast_until: until,
                ..settings::Floods::default()
            };
            forecast_days(&floods, 11)
        };
        assert_eq!([days(1, 6), days(2, 6), days(2, 30)], [0, 7, 13]);
    }
}
