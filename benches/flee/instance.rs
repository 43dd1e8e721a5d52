//! A made-up instance: twelve places in conflict, six towns and four camps on two rings of roads.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const DAYS: u32 = 300;
const ZONES: u32 = 12;
const TOWNS: u32 = 6;
const CAMPS: u32 = 4;

/// Persons counted in each camp on the last day.
const COUNTED: u32 = 25_000;

/// Writes the instance into a folder, and gives its path and that of its settings.
pub(crate) fn make_up(desk: &Path) -> (PathBuf, PathBuf) {
    let instance = desk.join("made-up");
    let write = |file: &str, text: String| {
        let path = instance.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "input_csv/sim_period.csv",
        format!("StartDate,2020-01-01\nLength,{DAYS}\n"),
    );
    write("input_csv/locations.csv", locations());
    write("input_csv/routes.csv", routes());
    write(
        "input_csv/closures.csv",
        "#type,name1,name2,start,end\n".to_owned(),
    );
    write("input_csv/conflicts.csv", conflicts());
    write("source_data/data_layout.csv", layout());
    for camp in 0..CAMPS {
        let series = format!("2020-01-01,0\n2020-10-27,{COUNTED}\n");
        write(&format!("source_data/camp{camp}.csv"), series);
    }
    write(
        "source_data/total.csv",
        format!("2020-01-01,0\n2020-10-27,{}\n", CAMPS * COUNTED),
    );
    write("simsetting.yml", "move_rules:\n  default_movechance: 0.5\n  avoid_short_stints: True\noptimisations:\n  hasten: 1\n".to_owned());
    let settings = instance.join("simsetting.yml");
    (instance, settings)
}

fn locations() -> String {
    let mut text =
        "#name,region,country,lat,lon,location_type,conflict_date,population\n".to_owned();
    for zone in 0..ZONES {
        let _ = writeln!(
            text,
            "zone{zone},r,Here,0,{zone},conflict_zone,{},100000",
            zone * 10
        );
    }
    for town in 0..TOWNS {
        let _ = writeln!(text, "town{town},r,Here,1,{town},town,,50000");
    }
    for camp in 0..CAMPS {
        let _ = writeln!(
            text,
            "camp{camp},r,There,2,{camp},camp,,{}",
            COUNTED + COUNTED / 4
        );
    }
    text
}

fn routes() -> String {
    let mut text = "#name1,name2,distance,forced_redirection\n".to_owned();
    for zone in 0..ZONES {
        let _ = writeln!(text, "zone{zone},zone{},60,0", (zone + 1) % ZONES);
        let _ = writeln!(text, "zone{zone},town{},150,0", zone % TOWNS);
    }
    for town in 0..TOWNS {
        let _ = writeln!(text, "town{town},town{},120,0", (town + 1) % TOWNS);
        let _ = writeln!(text, "town{town},camp{},200,0", town % CAMPS);
    }
    text
}

fn conflicts() -> String {
    let mut text = "#Day".to_owned();
    for zone in 0..ZONES {
        let _ = write!(text, ",zone{zone}");
    }
    for day in 0..DAYS {
        let _ = write!(text, "\n{day}");
        for zone in 0..ZONES {
            let _ = write!(text, ",{}", if day >= zone * 10 { "1.0" } else { "0.0" });
        }
    }
    text + "\n"
}

fn layout() -> String {
    let mut text = "total,total.csv\n".to_owned();
    for camp in 0..CAMPS {
        let _ = writeln!(text, "camp{camp},camp{camp}.csv");
    }
    text
}
